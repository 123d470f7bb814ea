"""Tells which names stand for one programme: with quotes or without, short or full, with a place or with a kind word."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from loaders.lexicon_files import squeeze
from loaders.lexicons import initiatives, programme_kinds
from loaders.name_patterns import NOTE_MARK, Name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.records import Initiative
    from loaders.lexicons import KindWord

SHORTEST_BARE = 4
# A declared name is known to be one (粤省事).
SHORTEST_SHARED = 3
SHORTEST_QUOTED = 3
SHORTEST_END = 6
_HAN = "[\u4e00-\u9fff]"
# “粤菜师傅”工程羊城行动: a place's own version of a programme adds a short name and 行动 to the kind word. It is a programme of its own.
_VERSION = re.compile(rf"(?<=工程|计划|行动){_HAN}{{2,4}}行动(?:计划)?$")
_OF = "/"
_PLACE = re.compile(rf"^(?:{_HAN}{{2}}(?=[省市])|全(?=[国省市])|国(?=家))?[省市国家](?={_HAN}{{4}})")


class Found(NamedTuple):
    """A place where a programme is named, the words as shown (no note mark), and the key of its programme."""

    name: Name
    shown: str
    key: str


def key_names(text: str, names: Sequence[Name]) -> list[Found]:
    """The names with keys: equal keys are one programme, and the key of a shared initiative is its id."""
    shown = [NOTE_MARK.sub("", text[name.start : name.end]).strip() for name in names]
    cores = {squeeze(name.core) for name in names if name.core}
    keys = [_key(name, words, cores) for name, words in zip(names, shown, strict=True)]
    joined = _joined_by_end(set(keys)) | _joined_by_place(set(keys)) | _joined_by_core(set(keys), cores)
    return [Found(name, words, joined.get(key, key)) for name, words, key in zip(names, shown, keys, strict=True)]


def spellings(found: Sequence[Found]) -> dict[str, str]:
    """Each form a name may take in the text with its key: as shown, without quotes, and its quoted part alone."""
    forms: dict[str, str] = {}
    keys = {one.key for one in found}
    for name, initiative in shared_names().items():
        if len(name) >= SHORTEST_SHARED:
            forms |= dict.fromkeys((name, f"“{name}”"), initiative.id)
    for one in found:
        core = one.name.core or ""
        if len(core) >= SHORTEST_QUOTED and core not in programme_kinds().common_quoted:
            forms.setdefault(f"“{core}”", squeeze(core) if squeeze(core) in keys else one.key)
            if is_full_name(core) or one.name.rule == "defined-in-note":
                forms.setdefault(core, one.key)
    for one in found:
        forms |= {form: one.key for form in (one.shown, squeeze(one.shown)) if len(form) >= SHORTEST_BARE}
    return forms


def initiative_of(key: str, found: Iterable[Found]) -> Initiative | None:
    """The shared initiative that the key is or is a version of, or that the quoted part of one of the names stands for."""
    own = _by_id().get(key.partition(_OF)[0])
    cores = (squeeze(one.name.core) for one in found if one.name.core)
    return own or next((shared_names()[core] for core in cores if core in shared_names()), None)


@cache
def shared_names() -> dict[str, Initiative]:
    """Shared initiatives by name and alias, squeezed."""
    return {squeeze(name): one for one in initiatives().initiatives for name in (one.name, *one.aliases)}


@cache
def _by_id() -> dict[str, Initiative]:
    return {one.id: one for one in initiatives().initiatives}


@cache
def _kind_words() -> dict[str, KindWord]:
    return {kind.name: kind for kind in programme_kinds().kinds}


def ending_kind(name: str) -> KindWord | None:
    """The kind word that a name ends in, the longest that fits.

    >>> ending_kind("三年行动计划").name
    '行动计划'
    """
    words = _kind_words()
    return next((words[name[-size:]] for size in range(min(6, len(name)), 0, -1) if name[-size:] in words), None)


def is_full_name(quoted: str) -> bool:
    """Whether a quoted part ends in a kind word that names it (优才计划), not in one that says what is done (服务)."""
    kind = ending_kind(quoted)
    return kind is not None and kind.strength not in ("behind", "title")


def _key(name: Name, shown: str, cores: set[str]) -> str:
    """An initiative's id, with a place's version of it behind that, or the name without what stands around its quoted part."""
    version = _VERSION.search(squeeze(shown))
    squeezed = _VERSION.sub("", squeeze(shown))
    core = squeeze(name.core) if name.core else _known_core(squeezed, cores)
    if core:
        tail = squeezed.partition(core)[2]
        squeezed = core if _is_bare(core, tail) else core + tail
    shared = shared_names().get(squeezed) or shared_names().get(_PLACE.sub("", squeezed))
    key = shared.id if shared else squeezed
    return f"{key}{_OF}{version.group()}" if version else key


def _known_core(squeezed: str, cores: set[str]) -> str:
    """The quoted part of another name that this one, without quotes, is with a kind word behind it."""
    return next((core for core in map(squeezed.removesuffix, programme_kinds().bare) if core in cores), "")


def _is_bare(core: str, tail: str) -> bool:
    """Whether the words behind a quoted part add nothing: a platform of a shared initiative is a programme of its own."""
    if not tail:
        return True
    if core in shared_names():
        return tail in programme_kinds().bare and _kind_words()[tail].category not in ("平台", "试点")
    return tail in programme_kinds().bare or is_full_name(core)


def _joined_by_place(keys: set[str]) -> dict[str, str]:
    """Keys that differ only in a place before them, where the plan also writes the name without one."""
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for key in keys:
        groups[_PLACE.sub("", key)].add(key)
    return {key: bare for bare, group in groups.items() if bare in group and len(group) == 2 for key in group}


def _joined_by_end(keys: set[str]) -> dict[str, str]:
    """A short name that is the end of exactly one longer name of the plan stands for it."""
    by_end: defaultdict[str, list[str]] = defaultdict(list)
    for key in keys:
        for cut in range(2, len(key) - SHORTEST_END + 1):
            if key[cut:] in keys:
                by_end[key[cut:]].append(key)
    return {short: longer[0] for short, longer in by_end.items() if len(longer) == 1}


def _joined_by_core(keys: set[str], cores: set[str]) -> dict[str, str]:
    """A quoted part that stands alone and in exactly one longer name is that name (“赢在广州”)."""
    joined = {}
    ordered = sorted(keys)
    for core in cores & keys:
        # Names that begin alike stand side by side.
        first = bisect_right(ordered, core)
        longer = [key for key in ordered[first : first + 2] if key.startswith(core)]
        if len(longer) == 1 and len(core) >= SHORTEST_BARE and not is_full_name(core):
            joined[core] = longer[0]
    return joined
