"""Every fact of a graph read again from its source, so that nobody has to take the graph's word for it."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from graph.errors import BadParameter
from graph.records import Record
from loaders.numerals import CHINESE_NUMERALS, half_width, read_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from graph.records import Manifest, Value
    from graph.rows import FactRow

Check = Literal[
    "contents",
    "manifest",
    "file",
    "manifest-hash",
    "graph-hash",
    "utf8",
    "number-text",
    "quote",
    "number-in-quote",
    "value",
]

_AROUND = 12
_SCALES = "十拾百佰千仟万萬亿億"
_NUMERAL = re.compile(rf"[0-9][0-9,.]*(?:[{_SCALES}]+)?|[{CHINESE_NUMERALS}]+")


class StoredPlan(Record):
    """What the graph says of a plan's source."""

    id: str
    sha256: str
    char_count: int


class Failure(Record):
    """One check that a source does not pass.

    `fact_id` is None where the whole file is meant. `offset` counts characters of the plan's text, for `utf8` bytes of the
    file; it is the first place that differs.
    """

    file: str
    plan_id: str
    fact_id: str | None
    check: Check
    expected: str
    found: str
    offset: int | None

    def line(self) -> str:
        """The failure as one line: where, what was checked, what was expected and what is there."""
        fact = f" {self.fact_id}" if self.fact_id else ""
        place = "" if self.offset is None else f" at {'byte' if self.check == 'utf8' else 'character'} {self.offset}"
        return f"{self.file}:{fact} {self.check}{place}: expected {self.expected!r}, found {self.found!r}"


class VerifyReport(Record):
    """How much was checked and what failed; failures stand in the order of the plans and of their text."""

    plan_count: int
    fact_count: int
    failures: tuple[Failure, ...]

    @property
    def is_sound(self) -> bool:
        """Whether every fact says what its source says."""
        return not self.failures


def verify(facts: Iterable[FactRow], plans: Iterable[StoredPlan], manifests: Sequence[Manifest], corpus: Path) -> VerifyReport:
    """Each file's hash against its manifest and the graph; each fact's number, quote and value against the file's text.

    Args:
        facts: every fact of the graph.
        plans: every plan of the graph.
        manifests: the manifests of the corpus.
        corpus: the folder with the plans' files.
    """
    by_plan: dict[str, list[FactRow]] = defaultdict(list)
    for fact in facts:
        by_plan[fact.plan_id].append(fact)
    known = {manifest.id: manifest for manifest in manifests}
    stored = {plan.id: plan for plan in plans}
    failures: list[Failure] = []
    for plan_id in sorted(stored.keys() | by_plan.keys()):
        source = _Source(plan_id, known.get(plan_id), stored.get(plan_id), corpus)
        ordered = sorted(by_plan[plan_id], key=lambda fact: (fact.start, fact.id))
        failures.extend(source.failures)
        failures.extend(failure for fact in ordered for failure in source.check(fact))
    return VerifyReport(plan_count=len(stored), fact_count=sum(map(len, by_plan.values())), failures=tuple(failures))


class _Source:
    """A plan's file as it is now; `text` is None where there is none to compare with."""

    def __init__(self, plan_id: str, manifest: Manifest | None, stored: StoredPlan | None, corpus: Path) -> None:
        self._plan_id = plan_id
        self._file = manifest.file if manifest else "?"
        self.failures: list[Failure] = []
        self.text: str | None = None
        if manifest is None:
            self._fail("manifest", f"a manifest with the id {plan_id}", "none")
            return
        try:
            content = (corpus / manifest.file).read_bytes()
        except OSError as error:
            self._fail("file", "a file that can be read", error.strerror or str(error))
            return
        self._check_hash(content, manifest, stored)
        self.text = self._decode(content, stored)

    def _fail(self, check: Check, expected: str, found: str, offset: int | None = None) -> None:
        self.failures.append(
            Failure(file=self._file, plan_id=self._plan_id, fact_id=None, check=check, expected=expected, found=found, offset=offset)
        )

    def _check_hash(self, content: bytes, manifest: Manifest, stored: StoredPlan | None) -> None:
        digest = sha256(content).hexdigest()
        if digest != manifest.sha256:
            self._fail("manifest-hash", manifest.sha256, digest)
        in_graph = stored.sha256 if stored else "a plan in the graph"
        if digest != in_graph:
            self._fail("graph-hash", in_graph, digest)

    def _decode(self, content: bytes, stored: StoredPlan | None) -> str:
        try:
            return content.decode()
        except UnicodeDecodeError as error:
            around = content[max(0, error.start - _AROUND) : error.start + _AROUND]
            self._fail("utf8", "UTF-8 text", around.hex(" "), error.start)
            return _realign(content, error.start, stored.char_count if stored else 0)

    def check(self, fact: FactRow) -> Iterator[Failure]:
        """What of the fact its source does not bear out."""
        if self.text is None:
            return
        for check, expected, found, offset in _fact_checks(fact, self.text):
            yield Failure(
                file=self._file, plan_id=self._plan_id, fact_id=fact.id, check=check, expected=expected, found=found, offset=offset
            )


def _realign(content: bytes, broken: int, char_count: int) -> str:
    """The text with U+FFFD where the bytes are broken, and every character after them where it was before.

    Without this one broken byte would move the rest of the text, and each fact after it would seem wrong.
    """
    before = content[:broken].decode()
    after = content[broken + 1 :].decode(errors="ignore")
    missing = char_count - len(before) - len(after)
    return before[: len(before) + min(0, missing)] + "\ufffd" * max(0, missing) + after


def _fact_checks(fact: FactRow, text: str) -> Iterator[tuple[Check, str, str, int]]:
    spans: tuple[tuple[Check, int, int, str], ...] = (
        ("number-text", fact.start, fact.end, fact.number_text),
        ("quote", fact.quote_start, fact.quote_end, fact.quote),
    )
    for check, start, end, expected in spans:
        found = text[start:end] if 0 <= start <= end else ""
        if found != expected:
            differs = _first_difference(expected, found)
            window = slice(max(0, differs - _AROUND), differs + _AROUND)
            yield check, expected[window], found[window], start + differs
    if not fact.quote_start <= fact.start < fact.end <= fact.quote_end:
        yield "number-in-quote", f"{fact.start}-{fact.end} inside", f"{fact.quote_start}-{fact.quote_end}", fact.start
    numbers = _numbers(fact.value)
    if not numbers or not numbers <= _numbers_in(fact.number_text):
        yield "value", str(fact.value), fact.number_text, fact.start


def _first_difference(a: str, b: str) -> int:
    return next((index for index, (one, other) in enumerate(zip(a, b, strict=False)) if one != other), min(len(a), len(b)))


def _numbers(value: Value) -> set[Decimal]:
    """The numbers of a value: one, the two ends of a range, or the parts of a ratio."""
    if isinstance(value, Decimal):
        return {value}
    return set(value) if isinstance(value, tuple) else {Decimal(part) for part in re.findall(r"[0-9]+(?:\.[0-9]+)?", value)}


def _numbers_in(number_text: str) -> set[Decimal]:
    """Every number that the words may stand for: 十万 is 100,000, or 10 where 万 belongs to the unit."""
    # Half is written without a numeral: 一半 is 1/2.
    found = {Decimal(1), Decimal(2)} if "半" in number_text else set()
    for match in _NUMERAL.finditer(half_width(number_text)):
        numeral = match[0].rstrip(",.")
        while numeral:
            try:
                found.add(read_number(numeral))
            except BadParameter:
                break
            numeral = numeral[:-1] if numeral[-1] in _SCALES else ""
    return found
