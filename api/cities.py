"""The cities, and other lists, that a command line or an address names."""

from __future__ import annotations

import re

from graph.errors import BadParameter


def split_cities(text: str | None) -> tuple[str, ...] | None:
    """The cities that are named, in their order; None for every city.

    Raises:
        BadParameter: the text names none.
    """
    return None if text is None else split_list("cities", text)


def split_list(name: str, text: str) -> tuple[str, ...]:
    """The words of the list `name`, which commas join, Chinese ones too.

    Raises:
        BadParameter: there are none.
    """
    words = tuple(word.strip() for word in re.split("[,，]", text) if word.strip())
    if not words:
        example = ", such as 440100,440600" if name == "cities" else ""
        raise BadParameter(f"{name} names nothing; give codes or names joined by commas{example}, or leave it out")
    return words
