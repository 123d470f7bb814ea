import pytest

from loaders.times import TimeMention, find_times


def only(text: str) -> TimeMention:
    (mention,) = find_times(text, 0, len(text))
    return mention


@pytest.mark.parametrize(
    ("text", "kind", "years"),
    [
        ("到2025年", "at", (2025, 2025)),
        ("２０２５年底前", "at", (2025, 2025)),
        ("“十四五”期间", "over", (2021, 2025)),
        ("“十四五”末", "at", (2025, 2025)),
        ("“十三五”时期", "over", (2016, 2020)),
        ("十五五时期", "over", (2026, 2030)),
        ("2021—2023年", "over", (2021, 2023)),
        ("2018年以来", "over", (2018, None)),
        ("每年", "annual", (None, None)),
        ("年均", "annual", (None, None)),
        ("每两年", "periodic", (None, None)),
        ("连续五年", "streak", (None, None)),
        ("近五年", "past", (-5, None)),
        ("五年来", "past", (-5, None)),
        ("期末", "at", (None, None)),
    ],
)
def test_times(text: str, kind: str, years: tuple[int | None, int | None]) -> None:
    mention = only(text)
    assert (mention.kind, (mention.first_year, mention.last_year)) == (kind, years)


@pytest.mark.parametrize("text", ["“十四五”规划", "“十三五”目标", "平均年龄", "三年行动计划", "第五年级", "年轻"])
def test_words_that_are_no_time(text: str) -> None:
    assert find_times(text, 0, len(text)) == ()


@pytest.mark.parametrize(
    ("text", "is_comparison"),
    [("比“十二五”期末增长", True), ("较2015年增长", True), ("由2020年的", True), ("占比2025年达到", False), ("到2025年", False)],
)
def test_a_time_that_is_compared_with_is_told_apart(text: str, is_comparison: bool) -> None:
    assert only(text).is_comparison is is_comparison


@pytest.mark.parametrize(
    ("text", "is_deadline"), [("到2025年", True), ("截至2020年底", True), ("2020年新增", False), ("“十三五”期末", True)]
)
def test_deadlines(text: str, is_deadline: bool) -> None:
    assert only(text).is_deadline is is_deadline
