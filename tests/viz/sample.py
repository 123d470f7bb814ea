"""A small comparison with what is awkward to draw: hostile text, a silent city, a city without a plan, every null."""

from __future__ import annotations

from decimal import Decimal

from graph.comparability import RULE_VERSION, compare_facts
from graph.rows import FactRow
from queries.comparison import (
    CityPresence,
    ComparedAgency,
    ComparedCity,
    ComparedIndicator,
    ComparedInitiative,
    ComparedInstrument,
    ComparedMeasure,
    ComparedPlan,
    ComparedProgramme,
    Comparison,
    Definition,
    InstrumentCount,
    PairVerdict,
    UsedQuery,
)
from queries.differences import find_differences
from queries.same_numbers import competing_groups, restated_groups
from queries.texts import Texts

HOSTILE = "=HYPERLINK(1)|<script>alert(1)</script>\x1b[31m**粗**\n下一行"


def fact(number_text: str, **fields: object) -> FactRow:
    """A fact whose quote is `全年<number_text>。` unless told otherwise."""
    defaults: dict[str, object] = {
        "id": f"fact-{number_text}",
        "city": "440100",
        "plan_id": "440100-plan",
        "kind": "target",
        "start": 102,
        "end": 102 + len(number_text),
        "number_text": number_text,
        "value": Decimal(1),
        "unit": "万人次",
        "amount_low": Decimal(10000),
        "amount_high": Decimal(10000),
        "base_unit": "人次",
        "comparator": "eq",
        "date": "2021-2025",
        "basis": "cumulative",
        "nature": None,
        "hedge": None,
        "programme": "“粤菜师傅”工程",
        "subject": "培训人次",
        "scope": (),
        "indicator": "cook-training",
        "in_table": False,
        "quote": f"全年{number_text}。",
        "quote_start": 100,
        "quote_end": 103 + len(number_text),
        "place": "第一章/第二节",
    }
    return FactRow(**defaults | fields)


FLOOR = fact("1万人次以上", city="440600", plan_id="440600-plan", comparator="ge")
TOTAL = fact("[3.6]", value=Decimal("3.6"), amount_low=Decimal(36000), amount_high=Decimal(36000), in_table=True, nature="预期性")
PAST = fact(
    "2", value=Decimal(2), amount_low=Decimal(20000), amount_high=Decimal(20000), kind="achieved", date="2016-2020", scope=("=全市",)
)
RANGE = fact(
    "10-12.5%",
    value=(Decimal(10), Decimal("12.5")),
    unit="%",
    base_unit="%",
    amount_low=Decimal(10),
    amount_high=Decimal("12.5"),
    basis="rate",
    date="annual 2021-2025",
    subject=HOSTILE,
    quote=f"{HOSTILE}10-12.5%",
    quote_start=102 - len(HOSTILE),
    quote_end=110,
    indicator=None,
)
RATIO = fact(
    "1:350",
    value="1:350",
    unit=None,
    base_unit=None,
    amount_low=None,
    amount_high=None,
    basis="rate",
    date="2016-2020 target",
    indicator="student-ratio",
)
AGAIN = fact(
    "3.6万人次",
    value=Decimal("3.6"),
    amount_low=Decimal(36000),
    amount_high=Decimal(36000),
    start=202,
    end=208,
    quote_start=200,
    quote_end=209,
)
RIVAL = fact(
    "2.3万人次",
    value=Decimal("2.3"),
    amount_low=Decimal(23000),
    amount_high=Decimal(23000),
    kind="achieved",
    date="2016-2020",
    scope=("=全市",),
)
PERSONS = fact(
    "1.27万人", city="440600", plan_id="440600-plan", kind="achieved", date="2016-2020", unit="万人", base_unit="人", indicator="cooks"
)
SAMPLE_FACTS = (TOTAL, AGAIN, PAST, RIVAL, FLOOR, PERSONS, RANGE, RATIO)

NAMES = {"440100": "广州市", "440600": "佛山市", "441900": "东莞市"}


def _presence(city: str, *, is_stated: bool) -> CityPresence:
    is_read = city != "441900"
    state = "stated" if is_stated else "searched_not_found"
    return CityPresence(
        city=city,
        presence=state if is_read else "not_checked",
        terms=("粤菜师傅", "粤菜") if is_read else (),
        plan_ids=(f"{city}-plan",) if is_read else (),
        read_sentence_count=9 if is_read else 0,
        naming_sentence_count=3 if is_read else 0,
        unnumbered_sentence_count=2 if is_read else 0,
        denials=(),
    )


def _indicator(
    name: str, facts: tuple[FactRow, ...], elsewhere: tuple[FactRow, ...] = (), other_units: tuple[FactRow, ...] = ()
) -> ComparedIndicator:
    cities = {each.city for each in (*facts, *elsewhere)}
    every = (*facts, *elsewhere, *other_units)
    pairs = [(a, b) for a in every for b in every if a.city < b.city]
    return ComparedIndicator(
        id=facts[0].indicator,
        name=name,
        domain=None,
        unit_kind=None,
        note=None,
        facts=facts,
        elsewhere=elsewhere,
        other_units=other_units,
        restated=restated_groups(facts),
        competing=competing_groups(facts),
        verdicts=tuple(PairVerdict(a=a.id, b=b.id, verdict=compare_facts(a, b)) for a, b in pairs),
        presence=tuple(_presence(city, is_stated=city in cities) for city in NAMES),
        only_city=None if len(cities) > 1 else cities.pop(),
    )


def _city(code: str) -> ComparedCity:
    plan = ComparedPlan(
        id=f"{code}-plan",
        name=f"{NAMES[code]}规划|{HOSTILE}",
        document_number=None,
        issuer=None,
        adopted_date=None,
        published_date=None,
        start_year=2021,
        end_year=2025,
        source_url="javascript:alert(1)" if code == "440100" else "https://example.org/plan",
    )
    return ComparedCity(code=code, name=NAMES[code], plans=() if code == "441900" else (plan,))


_PROGRAMME = ComparedProgramme(
    id="programme-1",
    city="440100",
    plan_id="440100-plan",
    name="“粤菜师傅”工程羊城行动",
    variants=("“粤菜师傅”工程羊城行动", "粤菜师傅"),
    kind="工程",
    level="municipal",
    initiative="cantonese-chef",
    mention_count=12,
    definition="以粤菜厨艺培训带动就业的工程|。",
    start=5,
    end=9,
    quote=HOSTILE,
    quote_start=0,
    quote_end=len(HOSTILE),
)
_AGENCY = ComparedAgency(
    id="agency-1",
    name="市人社局",
    full_name="广州市人力资源和社会保障局",
    variants=("市人社局",),
    level="municipal",
    city="440100",
    plan_id="440100-plan",
    role="lead",
    programme="“粤菜师傅”工程羊城行动",
    relates_to=None,
    quote="由市人社局牵头",
    quote_start=20,
    quote_end=27,
)
_MEASURE = ComparedMeasure(
    id="measure-1",
    city="440100",
    plan_id="440100-plan",
    start=40,
    end=46,
    text="@开展培训。",
    instrument="S1",
    secondary=(),
    rule="S1-training",
    theme="职业技能",
    unit_number="1-0-1",
    verbs=("开展",),
    objects=("培训",),
    groups=("高校毕业生",),
    industries=(),
    places=("南沙区",),
    programmes=("“粤菜师傅”工程羊城行动",),
    place="第一章",
    instrument_name="人才培养",
    instrument_family="supply",
    restates=None,
)
_AGAIN_MEASURE = _MEASURE.model_copy(update={"id": "measure-2", "start": 60, "end": 65, "text": "@开展培训", "restates": "measure-1"})

# The plan of the silent city: it denies one thing, names another, and says nothing of the rest.
_TEXTS = Texts(
    [
        {"id": "passage-1", "plan_id": "440600-plan", "kind": "paragraph", "text": "暂无南沙区。高校毕业生<b>就业。", "char_start": 10},
        {"id": "passage-2", "plan_id": "440100-plan", "kind": "paragraph", "text": "由市人社局牵头", "char_start": 20},
    ],
    [],
)
_WITHOUT_DIFFERENCES = Comparison(
    initiative=ComparedInitiative(
        id="cantonese-chef",
        name="粤菜师傅",
        aliases=("“粤菜师傅”工程",),
        level="provincial",
        description="一项工程",
        described_by="440100-plan",
        definitions=(
            Definition(passage="passage-2", plan_id="440100-plan", quote="一项|工程", quote_start=90, quote_end=95, place="附件"),
        ),
        members=(),
    ),
    cities=tuple(_city(code) for code in NAMES),
    presence=tuple(_presence(code, is_stated=True) for code in NAMES),
    differences=(),
    indicators=(
        _indicator("“粤菜师傅”培训人次", (TOTAL, AGAIN, PAST, RIVAL), (FLOOR,), (PERSONS,)),
        _indicator(HOSTILE, (RANGE,)),
        _indicator("师生比", (RATIO,)),
    ),
    programmes=(_PROGRAMME,),
    agencies=(_AGENCY,),
    measures=(_MEASURE, _AGAIN_MEASURE),
    instruments=(
        ComparedInstrument(
            code="S1",
            name="人才培养",
            family="supply",
            counts=tuple(
                InstrumentCount(city=code, main_count=main, further_count=further)
                for code, main, further in zip(NAMES, (1, 0, 0), (2, 1, 0), strict=True)
            ),
        ),
    ),
    snapshot="0" * 64,
    rule_version=RULE_VERSION,
    queries=(UsedQuery(name="sample", cypher="RETURN 1 AS one", parameters={}),),
)
SAMPLE = _WITHOUT_DIFFERENCES.model_copy(update={"differences": find_differences(_WITHOUT_DIFFERENCES, (_MEASURE, _AGAIN_MEASURE), _TEXTS)})
