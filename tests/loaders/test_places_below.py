"""Districts, towns and zones that a plan names, and the classes of places that it does not name."""

from __future__ import annotations

import pytest

from loaders.places_below import find_places_below


@pytest.mark.parametrize(
    ("city", "text", "names"),
    [
        ("440100", "支持南沙区建设示范点,在黄埔、天河等地推广。", ["南沙区", "黄埔区", "天河区"]),
        ("440600", "支持狮山镇打造基地,推动三龙湾高端创新集聚区发展。", ["狮山镇"]),
        ("441900", "在虎门、厚街等镇建设工作室。", ["虎门镇", "厚街镇"]),
        ("440100", "依托中新广州知识城集聚人才。", ["中新广州知识城"]),
        ("330100", "由淳安县与余杭区共建园区。", ["淳安县", "余杭区"]),
    ],
)
def test_the_places_of_the_city_are_found(city: str, text: str, names: list[str]) -> None:
    places = find_places_below(text, city)
    assert [place.name for place in places] == names
    assert all(text[place.start : place.end] in place.name for place in places)


@pytest.mark.parametrize(
    "text",
    [
        "推进镇街服务下沉。",
        "覆盖各镇、村和社区。",
        "建设工业园区和示范区。",
        "依托镇街成人学校。",
        "打造市、区、街镇三级体系。",
        "与天津南开区合作。",
        "天河路商圈就业。",
    ],
)
def test_classes_of_places_and_places_elsewhere_are_none(text: str) -> None:
    assert find_places_below(text, "440600") == []
