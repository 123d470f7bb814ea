"""Text made fit to be shown: on one line, without control characters, broken where Chinese may be broken."""

from __future__ import annotations

import io
import re
import unicodedata
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import RenderableType

_WHITE = re.compile(r"\s+")
_LATIN_RUN = re.compile(r"[!-~]+ ?|.", re.DOTALL)
_CLOSING = frozenset("，。、；：？！”’」）》】〕］％%,.;:!?)]}…")
_OPENING = frozenset("“‘「（《【〔［([{")


def one_line(text: str) -> str:
    r"""The text on one line: white space runs become one space; control and invisible format characters are left out.

    >>> one_line("培训\n\t4500\u00a0人次\x1b[31m")
    '培训 4500 人次[31m'
    """
    return "".join(char for char in _WHITE.sub(" ", text) if unicodedata.category(char) not in ("Cc", "Cf"))


def _unbroken(text: str) -> list[str]:
    """Pieces that stay on one line: numbers and Latin words whole, punctuation with the character it belongs to."""
    pieces: list[str] = []
    for piece in _LATIN_RUN.findall(text):
        if pieces and (piece[0] in _CLOSING or pieces[-1][-1] in _OPENING):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def break_places(text: str, width: int) -> list[int]:
    """The offsets at which `text` goes on to the next line so that no line is wider than `width` terminal columns.

    A number is never broken unless it alone is wider than a line.

    >>> break_places("培训粤菜师傅4500人次", 15)
    [6]
    """
    places, offset, column = [], 0, 0
    for piece in _unbroken(text):
        wide = cell_len(piece.rstrip(" "))
        if column and column + wide > width:
            places.append(offset)
            column = 0
        for char in piece if wide > width else (piece,):
            if column and column + cell_len(char.rstrip(" ")) > width:
                places.append(offset)
                column = 0
            offset += len(char)
            column += cell_len(char)
    return places


def wrap(text: Text, width: int) -> Text:
    """The text broken into lines of at most `width` terminal columns; its styles are kept and nothing is left out."""
    lines = text.divide(break_places(text.plain, width))
    return Text("\n").join(lines)


def draw_text(renderable: RenderableType, *, width: int, has_color: bool = False) -> str:
    """What a terminal of that width would show, as text; with colour codes only where asked for."""
    console = Console(
        file=io.StringIO(), width=width, force_terminal=has_color, color_system="standard" if has_color else None, highlight=False
    )
    with console.capture() as capture:
        console.print(renderable)
    return "\n".join(line.rstrip() for line in capture.get().splitlines()) + "\n"
