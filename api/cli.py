"""The entry of the command line: `policygraph COMMAND`."""

from __future__ import annotations

import sys

INTERRUPTED = 130


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        from api.running import run  # noqa: PLC0415 - Ctrl-C during the half second of imports must leave as cleanly as later

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = INTERRUPTED
    sys.exit(code)
