"""The cities that a command line or an address names."""

from __future__ import annotations

from graph.errors import BadParameter


def split_cities(text: str | None) -> tuple[str, ...] | None:
    """The cities that are named, in their order; None for every city.

    Raises:
        BadParameter: the text names none.
    """
    if text is None:
        return None
    cities = tuple(word.strip() for word in text.replace("，", ",").split(",") if word.strip())
    if not cities:
        raise BadParameter("cities names no city; give codes or names joined by commas, such as 440100,440600, or leave it out")
    return cities
