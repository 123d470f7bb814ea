"""Records of two small plans, made by hand so that every tie in them is known."""

from __future__ import annotations

from decimal import Decimal
from hashlib import sha256
from typing import Any

from graph.ids import make_id
from graph.records import (
    Agency,
    Cell,
    Document,
    Evidence,
    Fact,
    Finding,
    Indicator,
    Initiative,
    Measure,
    Period,
    PlanRecords,
    Programme,
    ReferenceCoding,
    SplitDocument,
    Table,
)
from loaders.lexicons import Instrument, codebook
from loaders.split import split_document

TEXTS = {
    "440100": (
        "广州市就业规划\n"
        "第一章 就业\n"
        "第一节 技能\n"
        "实施“粤菜师傅”工程,到2025年培训3.6万人次以上。市人社局牵头实施粤菜师傅工程,为农村劳动力建设大师工作室10个。\n"
        "指标\t2020年\t2025年\n"
        "培训人次\t2.3万人次\t3.6万人次\n"
        "失业率\t2.5%\t3.5%\n"
    ),
    "440600": "佛山市就业规划\n第一章 就业\n推动“粤菜师傅”工程,每年培训1万人次。市人社局印发培训办法。\n",
}
INITIATIVES = (
    Initiative(id="three", name="三项工程", aliases=(), level="provincial", part_of=None, description=None),
    Initiative(id="chef", name="“粤菜师傅”工程", aliases=("粤菜师傅",), level="provincial", part_of="three", description="厨艺培训"),
)
INDICATORS = (
    Indicator(
        id="trainees",
        name="培训人次",
        aliases=("培训量",),
        is_not=("培训人数",),
        domain="技能",
        unit_kind="person_times",
        basis=None,
        initiative=None,
        note=None,
    ),
)
CODEBOOK = codebook().model_copy(
    update={
        "version": "by-hand",
        "instruments": tuple(
            Instrument(code=code, family="supply", name_zh=name, name_en=code, description_zh="说明", description_en=code)
            for code, name in (("S1", "人才培养"), ("S3", "基础设施与平台"))
        ),
    }
)


def _evidence(split: SplitDocument, quote: str) -> Evidence:
    start = split.document.text.index(quote)
    return Evidence(plan_id=split.document.plan_id, char_start=start, char_end=start + len(quote), quote=quote, rule="by-hand")


def fact(split: SplitDocument, quote: str, number: str, **fields: Any) -> Fact:
    """A fact whose number stands in the quote; a stock in people for 2025 unless the fields say otherwise."""
    evidence = _evidence(split, quote)
    start = evidence.char_start + quote.index(number)
    plan_id = split.document.plan_id
    given: dict[str, Any] = {
        "kind": "target",
        "value": Decimal("3.6"),
        "unit": "万人次",
        "amount_low": Decimal(36000),
        "base_unit": "人次",
        "comparator": "eq",
        "date": "2025",
        "basis": "stock",
        "subject": "培训人次",
        "indicator": "trainees",
        "programme": None,
        "in_table": False,
        "scope": (),
        "nature": None,
        "hedge": None,
        "place": "第一章 就业",
    } | fields
    return Fact(
        id=make_id("Fact", plan_id, start, start + len(number)),
        plan_id=plan_id,
        city=split.document.city,
        start=start,
        end=start + len(number),
        number_text=number,
        amount_high=given["amount_low"],
        evidence=evidence,
        **given,
    )


def programme(split: SplitDocument, name: str, **fields: Any) -> Programme:
    """A programme that the text names."""
    text, plan_id = split.document.text, split.document.plan_id
    start = text.index(name)
    given: dict[str, Any] = {"variants": (name,), "kind": "工程", "level": "provincial", "initiative": None, "definition": None} | fields
    return Programme(
        id=make_id("Programme", plan_id, name),
        plan_id=plan_id,
        city=split.document.city,
        name=name,
        mentions=((start, start + len(name)),),
        evidence=_evidence(split, name),
        **given,
    )


def agency(split: SplitDocument, quote: str, **fields: Any) -> Agency:
    """The city's bureau in one role."""
    plan_id, city = split.document.plan_id, split.document.city
    given: dict[str, Any] = {
        "name": "市人社局",
        "full_name": "广州市人力资源和社会保障局",
        "level": "municipal",
        "role": "lead",
        "relates_to": None,
    } | fields
    return Agency(
        id=make_id("Role", plan_id, quote),
        agency_id=make_id("Agency", city, "市人社局"),
        plan_id=plan_id,
        city=city,
        mentions=(),
        evidence=_evidence(split, quote),
        **given,
    )


def measure(split: SplitDocument, quote: str, **fields: Any) -> Measure:
    """A sentence that commits to an action."""
    evidence = _evidence(split, quote)
    given: dict[str, Any] = {
        "verbs": ("建设",),
        "objects": ("大师工作室10个",),
        "instrument": "S1",
        "secondary": ("S3",),
        "theme": "就业创业",
        "unit_number": "1-0-1",
        "groups": ("农村劳动力",),
        "industries": (),
        "places": (),
        "programmes": (),
    } | fields
    return Measure(
        id=make_id("Measure", evidence.plan_id, evidence.char_start),
        plan_id=evidence.plan_id,
        city=split.document.city,
        start=evidence.char_start,
        end=evidence.char_end,
        text=quote,
        place="第一章 就业",
        evidence=evidence,
        **given,
    )


def finding(split: SplitDocument, *quotes: str) -> Finding:
    """Two places that do not fit together."""
    plan_id = split.document.plan_id
    return Finding(
        id=make_id("Finding", plan_id, *quotes),
        plan_id=plan_id,
        city=split.document.city,
        rule="by-hand",
        severity="tension",
        explanation="不一致",
        evidence=tuple(_evidence(split, quote) for quote in quotes),
    )


def reference(split: SplitDocument, quote: str) -> ReferenceCoding:
    """A sentence that two readers coded alike."""
    evidence = _evidence(split, quote)
    return ReferenceCoding(
        id=make_id("ReferenceCoding", evidence.plan_id, evidence.char_start),
        plan_id=evidence.plan_id,
        city=split.document.city,
        char_start=evidence.char_start,
        char_end=evidence.char_end,
        text=quote,
        sample="open",
        reader_1="S3",
        reader_2="S3",
    )


def split(city: str, text: str | None = None) -> SplitDocument:
    """The small plan of a city, split by the real splitter."""
    text = text or TEXTS[city]
    digest = sha256(text.encode()).hexdigest()
    document = Document(
        plan_id=f"{city}-small",
        city=city,
        city_name={"440100": "广州市", "440600": "佛山市"}[city],
        name=text.partition("\n")[0],
        period=Period(start_year=2021, end_year=2025),
        text=text,
        sha256=digest,
        text_sha256=digest,
        manifest=None,
    )
    return split_document(document)


def _with_table(plan: SplitDocument) -> SplitDocument:
    """The same with the three lines of tabbed cells as a table, whether or not the splitter has seen one there."""
    text = plan.document.text
    start = text.index("指标\t")
    cells, offset = [], start
    for row, line in enumerate(text[start:].splitlines(keepends=True)):
        for column, cell in enumerate(line.rstrip("\n").split("\t")):
            at = text.index(cell, offset)
            cells.append(Cell(row=row, column=column, text=cell, char_start=at, char_end=at + len(cell)))
            offset = at + len(cell)
    table = Table(
        plan_id=plan.document.plan_id,
        name=None,
        head_rows=1,
        column_count=3,
        cells=tuple(cells),
        note=None,
        char_start=start,
        char_end=len(text),
    )
    return plan.model_copy(update={"tables": (table,)})


def guangzhou() -> PlanRecords:
    """The first plan: a programme, a prose target, a table with two rows of two facts, a measure and an agency twice."""
    plan = _with_table(split("440100"))
    prose, row, rate = "实施“粤菜师傅”工程,到2025年培训3.6万人次以上", "培训人次\t2.3万人次\t3.6万人次", "失业率\t2.5%\t3.5%"
    past = {"kind": "achieved", "date": "2020"}
    percent = {"unit": "%", "base_unit": "%", "basis": "rate", "subject": "失业率", "indicator": "jobless", "in_table": True}
    cooks = programme(plan, "“粤菜师傅”工程", variants=("“粤菜师傅”工程", "粤菜师傅工程"), initiative="chef")
    action = "市人社局牵头实施粤菜师傅工程,为农村劳动力建设大师工作室10个"
    return PlanRecords(
        split=plan,
        facts=(
            fact(plan, prose, "3.6万人次以上", comparator="ge", date="2021-2025", basis="cumulative", programme="粤菜师傅"),
            fact(
                plan, row, "2.3万人次", value=Decimal("2.3"), amount_low=Decimal(23000), in_table=True, programme="“粤菜师傅”工程", **past
            ),
            fact(plan, row, "3.6万人次", in_table=True, programme="粤菜师傅工程"),
            fact(plan, rate, "2.5%", value=Decimal("2.5"), amount_low=Decimal("2.5"), **past, **percent),
            fact(plan, rate, "3.5%", value=Decimal("3.5"), amount_low=Decimal("3.5"), **percent),
        ),
        programmes=(cooks,),
        agencies=(
            agency(plan, "市人社局牵头", relates_to="粤菜师傅工程"),
            agency(plan, "市人社局牵头实施", role="organiser", relates_to="技能"),
        ),
        measures=(measure(plan, action, programmes=(cooks.id,)),),
        findings=(finding(plan, prose, row),),
        reference_codings=(reference(plan, action),),
        issues=(),
        ledger=(),
    )


def foshan() -> PlanRecords:
    """The second plan: one yearly target of a programme that is called otherwise, and a measure that commits to nothing."""
    plan = split("440600")
    return PlanRecords(
        split=plan,
        facts=(
            fact(
                plan,
                "推动“粤菜师傅”工程,每年培训1万人次",
                "1万人次",
                value=Decimal(1),
                amount_low=Decimal(10000),
                date="annual 2021-2025",
                basis="annual",
                programme="粤菜师傅",
            ),
        ),
        programmes=(programme(plan, "“粤菜师傅”", initiative="chef"),),
        agencies=(agency(plan, "市人社局印发培训办法", role="issuer", level="unknown"),),
        measures=(measure(plan, "市人社局印发培训办法", instrument=None, secondary=(), groups=()),),
        findings=(),
        reference_codings=(),
        issues=(),
        ledger=(),
    )
