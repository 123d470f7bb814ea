"""The word lists in `loaders/lexicon/*.yml`, read once into frozen models.

A researcher reads and extends the YAML files; the code holds no word lists of its own. A file with a repeated key, a
repeated id or one word listed twice where it must be unique is a `LexiconError` that names the file and the word.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from graph.errors import LexiconError
from graph.records import AgencyRole, Initiative, Level, Record
from loaders.lexicon_files import FOLDER, read_lexicon, require_unique, require_unique_lists, squeeze

if TYPE_CHECKING:
    from pathlib import Path

Strength = Literal["strong", "made", "weak", "quoted", "behind", "title"]


class KindWord(Record):
    """A word that ends programme names (工程), how much it needs beside it, and the words behind and before it that make another of it."""

    name: str
    category: str
    strength: Strength
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()


class ProgrammeKinds(Record):
    """How programme names end, open and are bounded."""

    version: int
    kinds: tuple[KindWord, ...]
    generic: tuple[str, ...]
    marker: tuple[str, ...]
    plural: tuple[str, ...]
    award: tuple[str, ...]
    fixed: tuple[str, ...]
    bare: tuple[str, ...]
    common_quoted: tuple[str, ...]
    naming: tuple[str, ...]
    unnamed: tuple[str, ...]
    role: tuple[str, ...]


class Verbs(Record):
    """Verbs of commitment and the adverbs before them."""

    version: int
    govern: tuple[str, ...]
    make: tuple[str, ...]
    adverb: tuple[str, ...]
    act: tuple[str, ...]
    found: tuple[str, ...]


class PublicBody(Record):
    """A body with names of its own, the full one first."""

    names: tuple[str, ...]
    level: Level


class RoleWords(Record):
    """Words that give a body its role."""

    role: AgencyRole
    words: tuple[str, ...]


class RoleRules(Record):
    """Words behind and before a body, in the order in which they decide."""

    after: tuple[RoleWords, ...]
    before: tuple[RoleWords, ...]


class Agencies(Record):
    """How public bodies are named and what tells their role."""

    version: int
    bodies: tuple[PublicBody, ...]
    organs: tuple[tuple[str, ...], ...]
    suffixes: tuple[tuple[str, ...], ...]
    joined: tuple[tuple[str, ...], ...]
    offices: tuple[tuple[str, ...], ...]
    listed: tuple[str, ...]
    institutions: tuple[str, ...]
    unlisted: tuple[str, ...]
    not_closing: tuple[str, ...]
    ends: tuple[str, ...]
    generic: tuple[str, ...]
    delegating: tuple[str, ...]
    roles: RoleRules


class Instrument(Record):
    """A category of policy instrument."""

    code: str
    family: Literal["supply", "environment", "demand"]
    name_zh: str
    name_en: str
    description_zh: str
    description_en: str


class InstrumentRule(Record):
    """A rule that codes a clause: any of `words`, behind one of `verbs` if there are any; `at_end` and `opens` say where.

    `is_means` says that it counts as well in a clause that tells the means by which something is done.
    """

    id: str
    code: str
    priority: int
    words: tuple[str, ...]
    verbs: tuple[str, ...] = ()
    at_end: bool = False
    opens: bool = False
    is_means: bool = False


class Codebook(Record):
    """The policy instruments, the rules that code sentences, and the words that tell what commits to nothing."""

    version: str
    instruments: tuple[Instrument, ...]
    rules: tuple[InstrumentRule, ...]
    neutral: tuple[str, ...]
    background: tuple[str, ...]
    aims: tuple[str, ...]
    preamble: tuple[str, ...]
    purpose: tuple[str, ...]


class Listed(Record):
    """A group or an industry with the words that name it."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()


class Groups(Record):
    """The groups that measures serve, and longer words in which a word for them means something else."""

    version: int
    groups: tuple[Listed, ...]
    neutral: tuple[str, ...]


class Industries(Record):
    """The industries that measures are for."""

    version: int
    industries: tuple[Listed, ...]


class Theme(Record):
    """A field of policy with the words of the headings that open it."""

    id: str
    name: str
    words: tuple[str, ...]


class Themes(Record):
    """The fields of policy."""

    version: int
    themes: tuple[Theme, ...]


class Below(Record):
    """How towns and zones below a city are named, and what is a class of them."""

    version: int
    towns: tuple[str, ...]
    zones: tuple[str, ...]
    classes: tuple[str, ...]


class CityNicknames(Record):
    """Other names of cities by code."""

    version: int
    nicknames: dict[str, tuple[str, ...]]


class Districts(Record):
    """The districts and counties by the code of the city they lie in."""

    districts: dict[str, tuple[str, ...]]


class Initiatives(Record):
    """The shared initiatives that cities carry out."""

    version: int
    initiatives: tuple[Initiative, ...]


@cache
def programme_kinds() -> ProgrammeKinds:
    """How programme names are built, from `programme_kinds.yml`."""
    path = FOLDER / "programme_kinds.yml"
    lexicon = read_lexicon(path, ProgrammeKinds)
    require_unique(path, (kind.name for kind in lexicon.kinds), "kind word")
    for part in ("generic", "marker", "plural", "award", "fixed", "bare", "common_quoted", "naming", "unnamed", "role"):
        require_unique(path, getattr(lexicon, part), f"{part} word")
    return lexicon


@cache
def verbs() -> Verbs:
    """Verbs of commitment, from `verbs.yml`."""
    path = FOLDER / "verbs.yml"
    lexicon = read_lexicon(path, Verbs)
    for part in ("govern", "make", "adverb", "act", "found"):
        require_unique(path, getattr(lexicon, part), f"{part} word")
    return lexicon


@cache
def initiatives() -> Initiatives:
    """The shared initiatives, from `initiatives.yml`; no id, name or alias may stand for two of them."""
    path = FOLDER / "initiatives.yml"
    lexicon = read_lexicon(path, Initiatives)
    require_unique(path, (one.id for one in lexicon.initiatives), "id")
    names = (squeeze(name) for one in lexicon.initiatives for name in (one.name, *one.aliases))
    require_unique(path, names, "name or alias")
    known = {one.id for one in lexicon.initiatives}
    for one in lexicon.initiatives:
        if one.part_of is not None and one.part_of not in known:
            raise LexiconError(f"{path.name}: {one.id} is part_of {one.part_of!r}, which is not there; add it or correct the id")
    return lexicon


@cache
def agencies() -> Agencies:
    """Public bodies, from `agencies.yml`; no name may stand for two of them."""
    path = FOLDER / "agencies.yml"
    lexicon = read_lexicon(path, Agencies)
    require_unique(path, (name for body in lexicon.bodies for name in body.names), "body")
    for part in ("organs", "suffixes", "joined", "offices"):
        require_unique(path, (name for group in getattr(lexicon, part) for name in group), f"word of {part}")
    for rules in (lexicon.roles.after, lexicon.roles.before):
        require_unique(path, (word for one in rules for word in one.words), "role word")
    return lexicon


@cache
def codebook() -> Codebook:
    """The policy instruments and their rules, from `instruments.yml`."""
    path = FOLDER / "instruments.yml"
    lexicon = read_lexicon(path, Codebook)
    require_unique(path, (one.code for one in lexicon.instruments), "code")
    require_unique(path, (rule.id for rule in lexicon.rules), "rule")
    known = {one.code for one in lexicon.instruments}
    for rule in lexicon.rules:
        require_unique(path, rule.words, f"word of rule {rule.id}")
        if rule.code not in known:
            raise LexiconError(f"{path.name}: rule {rule.id} gives code {rule.code!r}, which is no instrument; correct the code")
    return lexicon


@cache
def groups() -> dict[str, str]:
    """The name of each group by each word for it, from `groups.yml`; a word that only looks like one has an empty name."""
    path = FOLDER / "groups.yml"
    lexicon = read_lexicon(path, Groups)
    return _names(path, lexicon.groups) | dict.fromkeys(lexicon.neutral, "")


@cache
def industries() -> dict[str, str]:
    """The name of each industry by each word for it, from `industries.yml`."""
    path = FOLDER / "industries.yml"
    return _names(path, read_lexicon(path, Industries).industries)


def _names(path: Path, listed: tuple[Listed, ...]) -> dict[str, str]:
    """Names by words; no word may stand for two of them."""
    require_unique(path, (one.id for one in listed), "id")
    require_unique(path, (name for one in listed for name in (one.name, *one.aliases)), "name or alias")
    return {name: one.name for one in listed for name in (one.name, *one.aliases)}


@cache
def themes() -> dict[str, str]:
    """The name of each field of policy by each word of its headings, from `themes.yml`."""
    path = FOLDER / "themes.yml"
    lexicon = read_lexicon(path, Themes)
    require_unique(path, (one.id for one in lexicon.themes), "id")
    require_unique(path, (word for one in lexicon.themes for word in one.words), "word")
    return {word: one.name for one in lexicon.themes for word in one.words}


@cache
def below() -> Below:
    """How places below a city are named, from `below.yml`."""
    path = FOLDER / "below.yml"
    lexicon = read_lexicon(path, Below)
    require_unique_lists(path, lexicon)
    return lexicon


@cache
def districts() -> dict[str, tuple[str, ...]]:
    """The districts and counties by the code of their city, from `districts.yml`."""
    return read_lexicon(FOLDER / "districts.yml", Districts).districts


@cache
def city_nicknames() -> dict[str, tuple[str, ...]]:
    """Other names of cities (羊城) by code, from `city_nicknames.yml`."""
    return read_lexicon(FOLDER / "city_nicknames.yml", CityNicknames).nicknames
