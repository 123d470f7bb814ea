"""What belongs to the project: the files that git tracks or would track."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGES = ("api", "deploy", "graph", "loaders", "queries", "viz")


def project_files() -> list[Path]:
    """Paths relative to `ROOT`, sorted; ignored files are left out."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout.decode()
    return sorted(path for name in set(listed.split("\0")) if name and (ROOT / (path := Path(name))).is_file())


def package_files(suffix: str = "") -> list[Path]:
    """The files inside the packages that the wheel ships, those with `suffix` where one is given."""
    return [path for path in project_files() if path.parts[0] in PACKAGES and len(path.parts) > 1 and path.name.endswith(suffix)]
