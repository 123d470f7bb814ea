"""Numerals: what a run of digits or Chinese numerals is worth, as an exact decimal."""

from __future__ import annotations

from decimal import Decimal

from graph.errors import BadParameter

_HALF_WIDTH = str.maketrans("０１２３４５６７８９．，：％／＋", "0123456789.,:%/+")
_DIGITS = {
    digit: value
    for value, digits in enumerate(("零〇○", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for digit in digits
}
_SMALL_SCALES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE_SCALES = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}

CHINESE_NUMERALS = "".join([*_DIGITS, *_SMALL_SCALES, *_LARGE_SCALES])


def half_width(text: str) -> str:
    """The same text with full-width digits and their signs as ASCII; the length does not change.

    >>> half_width("１２０．５％")
    '120.5%'
    """
    return text.translate(_HALF_WIDTH)


def read_number(text: str) -> Decimal:
    """The exact decimal that a numeral stands for: digits in either width, Chinese numerals, or both mixed.

    Separators and white space inside are ignored. Raises `BadParameter` when the text is not one numeral.

    >>> read_number("1,234.5"), read_number("两千零三"), read_number("1.5万"), read_number("百"), read_number("万亿")
    (Decimal('1234.5'), Decimal('2003'), Decimal('15000.0'), Decimal('100'), Decimal('1000000000000'))
    """
    if text.isascii() and text.isdigit():
        return Decimal(text)
    plain = "".join(half_width(text).split()).replace(",", "")
    digits = plain.rstrip("".join([*_SMALL_SCALES, *_LARGE_SCALES]))
    if digits and digits.replace(".", "", 1).isascii() and digits[0].isdigit():
        return Decimal(_checked(digits, text)) * _scale(plain[len(digits) :])
    if not plain or any(character not in CHINESE_NUMERALS for character in plain):
        raise BadParameter(f"{text!r} is not a numeral; write digits or Chinese numerals only")
    return Decimal(_read_chinese(plain))


def _checked(digits: str, text: str) -> str:
    whole, _, part = digits.partition(".")
    if not (whole.isdigit() and (part.isdigit() or "." not in digits)):
        raise BadParameter(f"{text!r} is not a numeral; write digits or Chinese numerals only")
    return digits


def _scale(scales: str) -> int:
    product = 1
    for character in scales:
        product *= _SMALL_SCALES.get(character) or _LARGE_SCALES[character]
    return product


def _read_chinese(text: str) -> int:
    """Positional (二〇二五) when no scale word stands in it, else additive-multiplicative (两千零三万)."""
    if not any(character in _SMALL_SCALES or character in _LARGE_SCALES for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    total = section = 0
    digit: int | None = None
    for character in text:
        if character in _DIGITS:
            digit = (digit or 0) * 10 + _DIGITS[character]
        elif character in _SMALL_SCALES:
            section += (1 if digit is None else digit) * _SMALL_SCALES[character]
            digit = None
        else:
            section += digit or 0
            total, section = _apply_large(total, section, _LARGE_SCALES[character])
            digit = None
    return total + section + (digit or 0)


def _apply_large(total: int, section: int, scale: int) -> tuple[int, int]:
    """亿 multiplies everything before it (三万亿), 万 only what follows the last larger scale (一亿三万)."""
    if total and total % scale == 0 and total >= scale:
        return total + section * scale, 0
    return ((total + section) or 1) * scale, 0
