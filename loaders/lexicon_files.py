"""Reading the word lists in `loaders/lexicon/*.yml`."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import yaml
from pydantic import ValidationError

from graph.errors import LexiconError
from graph.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = Path(__file__).parent / "lexicon"

_Model = TypeVar("_Model", bound=Record)


class _UniqueKeyLoader(yaml.SafeLoader):
    """Reads YAML as usual, but a key that appears twice in one mapping is an error."""


def _unique_mapping(loader: _UniqueKeyLoader, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
    keys = [loader.construct_object(key, deep=True) for key, _ in node.value]
    twice = [key for key, count in Counter(keys).items() if count > 1]
    if twice:
        line = node.start_mark.line + 1
        raise LexiconError(f"{node.start_mark.name} line {line}: key {twice[0]!r} appears twice; keep one of them")
    return loader.construct_mapping(node, deep)


_UniqueKeyLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _unique_mapping)


def read_lexicon(path: Path, model: type[_Model]) -> _Model:
    """The file as one frozen `model`; a file that is no YAML or has a missing or unknown field is a `LexiconError`."""
    try:
        with path.open(encoding="utf-8") as file:
            content = yaml.load(file, Loader=_UniqueKeyLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise LexiconError(f"{path.name}: cannot be read ({' '.join(str(error).split())}); mend the file") from error
    try:
        return model.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise LexiconError(f"{path.name}: {where}: {first['msg']}; mend that entry") from error


def require_unique(path: Path, words: Iterable[str], what: str) -> None:
    """Raises a `LexiconError` that names the first of `words` that is listed twice."""
    for word, count in Counter(words).items():
        if count > 1:
            raise LexiconError(f"{path.name}: {what} {word!r} is listed {count} times; keep one of them")


def squeeze(name: str) -> str:
    """A name without the signs that vary between ways to write it: quotes, brackets, commas, middle dots and white space.

    >>> squeeze("“粤菜师傅” 工程")
    '粤菜师傅工程'
    """
    return name.translate(_SIGNS)


_SIGNS = {ord(sign): None for sign in "“”\"‘’'「」『』《》（）()、,，【】[]·•・ \t\n\r\u00a0\u3000"}


def require_unique_lists(path: Path, lexicon: Record) -> None:
    """Raises a `LexiconError` where a word stands twice in one of the lists that are a lexicon's fields."""
    for field, words in lexicon:
        if isinstance(words, tuple):
            require_unique(path, words, f"word of {field}")


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
