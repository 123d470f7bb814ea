"""The role of a public body in a sentence: what stands before it, else the first verb behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from loaders.lexicon_files import any_of
from loaders.lexicons import agencies, verbs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.records import AgencyRole
    from loaders.agency_names import Body

AFTER = 24
BEFORE = 8
TITLE = re.compile(r"《[^《》\n]{1,80}》")
DEPARTMENTS = re.compile(r"(?:等|等多个|多个|等有关|等相关)?(?:部门|单位|机构)?")
STOP = re.compile(r"[,，。；;:：\n]")


class Role(NamedTuple):
    """A role and the rule that gave it."""

    role: AgencyRole
    rule: str


@dataclass(frozen=True, slots=True)
class _Patterns:
    after: re.Pattern[str]
    before: re.Pattern[str]
    opening: re.Pattern[str]
    role_after: dict[str, AgencyRole]
    role_before: dict[str, AgencyRole]


@cache
def _patterns() -> _Patterns:
    roles = agencies().roles
    after = {word: one.role for one in roles.after for word in one.words}
    before = {word: one.role for one in roles.before for word in one.words}
    return _Patterns(
        after=re.compile(any_of(after)),
        before=re.compile(rf"(?P<word>{any_of(before)})[:：\s]{{0,2}}$"),
        opening=re.compile(rf"(?:{any_of(verbs().adverb)}){{0,2}}(?P<verb>{any_of(verbs().govern)})?"),
        role_after=after,
        role_before=before,
    )


def role_of(text: str, sentence: tuple[int, int], group: Sequence[Body]) -> Role:
    """The role that bodies named side by side have in their sentence."""
    start, end = group[0].start, group[-1].end
    if (start, end) == sentence:
        return Role("issuer", "stands-alone")
    clause = _clause_behind(text, end, sentence[1])
    ahead = _before(text, sentence[0], start)
    standing = _by_standing(text[sentence[0] : start], group, ahead)
    if standing:
        return standing
    is_led = ahead is not None and ahead.role == "participant" and "领导" in clause
    if ahead and not is_led and ahead.role in ("partner", "issuer", "organiser", "participant"):
        return ahead
    return _behind(clause) or ahead or Role("other", "named")


def _before(text: str, start: int, end: int) -> Role | None:
    """The role told by the word right before the bodies (牵头单位：…, 会同…, 落实…)."""
    found = _patterns().before.search(text, max(start, end - BEFORE), end)
    return Role(_patterns().role_before[found["word"]], f"before:{found['word']}") if found else None


def _by_standing(before: str, group: Sequence[Body], ahead: Role | None) -> Role | None:
    """The role that follows from what kind of body it is, whatever the verb: a treasury, a district, a school."""
    first = group[0]
    if first.standing == "treasury":
        return Role("other", "treasury")
    if before.rstrip("：: ").endswith(("单位", "部门")) or (ahead and ahead.role == "partner" and first.level != "district"):
        return ahead
    if first.level == "district":
        is_delegated = before.endswith(agencies().delegating)
        return Role("lead", "delegated-to-district") if is_delegated else Role("participant", "district-acts")
    return Role("participant", "institution") if first.standing == "institution" else None


def _clause_behind(text: str, end: int, stop: int) -> str:
    """The rest of the clause behind a group, without 等部门 and without document titles."""
    clause = TITLE.sub("", text[end : min(stop, end + 4 * AFTER)])
    opening = DEPARTMENTS.match(clause)
    return STOP.split(clause[opening.end() if opening else 0 :])[0][:AFTER]


def _behind(clause: str) -> Role | None:
    """The role told by a verb that opens the clause: its own, or the lead; else by the first such verb in it."""
    words = _patterns()
    verb = words.opening.match(clause)
    found = words.after.search(clause)
    if verb and verb["verb"] and (found is None or found.start() > verb.start("verb")):
        return Role("lead", f"acts:{verb['verb']}")
    return Role(words.role_after[found.group()], f"after:{found.group()}") if found else None
