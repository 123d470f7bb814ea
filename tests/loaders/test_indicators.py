import pytest

from loaders.indicators import find_indicator, load_indicators


@pytest.mark.parametrize(
    ("subject", "kind", "indicator"),
    [
        ("城镇新增就业人数", "persons", "urban-new-jobs"),
        ("技能人才总量", "persons", "skilled-workers"),
        ("高技能人才人数", "persons", "highly-skilled-workers"),
        ("高技能人才占技能人才比例", "share", "highly-skilled-share"),
        ("企业职工基本养老保险（含离退休）参保人数", "persons", "enterprise-employee-pension"),
        ("城镇职工基本养老保险参保人数", "persons", "urban-employee-pension"),
        ("城乡居民养老保险参保人数", "persons", "resident-pension"),
        ("城镇登记失业率", "share", "registered-unemployment"),
        ("城镇调查失业率", "share", "surveyed-unemployment"),
        ("开展粤菜师傅培训人次", "person_times", "cantonese-chef-training"),
        ("组织完成“粤菜师傅”餐饮人才技能培训人数", "persons", "cantonese-chef-trained-persons"),
    ],
)
def test_declared_indicators(subject: str, kind: str, indicator: str) -> None:
    found = find_indicator(subject, kind)
    assert found is not None
    assert found.id == indicator


@pytest.mark.parametrize(
    ("subject", "kind"),
    [
        ("城镇新增就业人数占全省比重", "share"),
        ("城镇新增就业人数", "person_times"),
        ("选派专业技术人才赴国外培训人数", "persons"),
        ("粤菜师傅培训基地数量", "places"),
        ("失业保险金", "money_rate"),
        ("电子社会保障卡持卡人数", "persons"),
    ],
)
def test_what_only_looks_alike_is_not_merged(subject: str, kind: str) -> None:
    assert find_indicator(subject, kind) is None


def test_every_declared_name_finds_its_own_indicator() -> None:
    for indicator in load_indicators().indicators:
        found = find_indicator(indicator.name, indicator.unit_kind)
        assert found == indicator, indicator.name
