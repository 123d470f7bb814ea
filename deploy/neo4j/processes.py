"""Processes by their number: whether one is what it is taken for, and how it is ended."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

END_SECONDS = 30.0
_KILL_SECONDS = 5.0
_PAUSE_SECONDS = 0.1


def runs(pid: int, mark: str) -> bool:
    """Whether a process of that number runs and has the mark in its command; numbers are given again to others."""
    return mark in _command(pid)


def end(pid: int, mark: str) -> None:
    """Ask the process to end, and make it end if it has not after `END_SECONDS`; no other process is ever sent a signal."""
    for sent, seconds in ((signal.SIGTERM, END_SECONDS), (signal.SIGKILL, _KILL_SECONDS)):
        if not runs(pid, mark):
            return
        with suppress(ProcessLookupError):
            os.kill(pid, sent)
        _wait_for_end(pid, mark, seconds)


def _wait_for_end(pid: int, mark: str, seconds: float) -> None:
    latest = time.monotonic() + seconds
    while runs(pid, mark) and time.monotonic() < latest:
        time.sleep(_PAUSE_SECONDS)


def _command(pid: int) -> str:
    """The command and its arguments; empty for a process that has ended, also where its parent has not asked for it yet."""
    if Path("/proc/self/cmdline").exists():
        with suppress(OSError):
            return os.fsdecode(Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" "))
        return ""
    return subprocess.run(["ps", "-ww", "-o", "args=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
