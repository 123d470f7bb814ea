"""Read the lines of a text with a public reader: `python benchmarks/peer_readers.py PEER FILE`, one line of JSON.

It runs in the environment that `benchmarks/peers.txt` describes; the project itself never imports these packages.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def _numbers() -> Callable[[str], int]:
    from recognizers_number import Culture, recognize_number  # noqa: PLC0415  -- each peer loads alone

    return lambda line: len(recognize_number(line, Culture.Chinese))


def _times() -> Callable[[str], int]:
    import jionlp  # noqa: PLC0415  -- each peer loads alone

    extract, parse = jionlp.ner.extract_time, jionlp.parse_time

    def read(line: str) -> int:
        found = 0
        for each in extract(line, time_base=0):
            with contextlib.suppress(Exception):
                parse(each["text"], time_base=0)
            found += 1
        return found

    return read


PEERS = {"recognizers-text numbers": _numbers, "jionlp times": _times}


def main(peer: str, file: str) -> None:
    """Read once to warm up, then once against the clock."""
    lines = [line for line in Path(file).read_text(encoding="utf-8").splitlines() if line.strip()]
    silence = io.StringIO()
    with contextlib.redirect_stdout(silence), contextlib.redirect_stderr(silence):
        read = PEERS[peer]()
        read(lines[0])
        start = time.perf_counter()
        found = 0
        for line in lines:
            with contextlib.suppress(Exception):
                found += read(line)
        seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "characters": sum(map(len, lines)), "found": found}))


if __name__ == "__main__":
    main(*sys.argv[1:])
