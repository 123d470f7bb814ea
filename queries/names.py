"""Names as people write them, and what they name: 粤菜师傅, “粤菜师傅” and cantonese-chef are one initiative."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from graph.errors import UnknownName
from graph.records import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_QUOTES = str.maketrans("", "", "“”‘’\"'《》〈〉「」 \u3000\u00a0\t\n")


class Named(Record):
    """Something that can be asked for by its id, its name or another name."""

    id: str
    name: str
    aliases: tuple[str, ...]


_NAMES: tuple[Callable[[Named], Sequence[str]], ...] = (
    lambda each: (each.id,),
    lambda each: (each.name,),
    lambda each: each.aliases,
)


def find_named(asked: str, what: str, known: Sequence[Named]) -> Named:
    """The one thing that `asked` names, by its id before its name before another name.

    Quotation marks, white space, capitals and a final 市 make no difference.

    Raises:
        UnknownName: nothing has that name, or several things have; `suggestions` are close names.
    """
    for names in _NAMES:
        found = [each for each in known if any(_plain(name) == _plain(asked) for name in names(each))]
        if len(found) == 1:
            return found[0]
        if found:
            several = tuple(each.id for each in found)
            raise UnknownName(f"{asked!r} names more than one {what}; give one of {', '.join(several)}", several)
    raise unknown_name(what, asked, (name for each in known for names in _NAMES for name in names(each)))


def unknown_name(what: str, asked: str, known: Iterable[str]) -> UnknownName:
    """The error for a name that nothing has, with the names that look like it."""
    names = sorted(set(known))
    close = tuple(difflib.get_close_matches(asked, names, n=3, cutoff=0.4))
    if close:
        return UnknownName(f"there is no {what} {asked!r}; did you mean {', '.join(close)}?", close)
    shown = ", ".join(names[:8]) + (" …" if len(names) > 8 else "")
    return UnknownName(f"there is no {what} {asked!r}; known are {shown or 'none'}")


def _plain(name: str) -> str:
    """The name without what people add or leave out.

    >>> _plain("“粤菜师傅”"), _plain("广州市")
    ('粤菜师傅', '广州')
    """
    return name.translate(_QUOTES).casefold().removesuffix("市")
