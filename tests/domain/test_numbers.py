"""Numbers: docs/rules.md, "Numbers and dates"."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.numbers import ParsedNumber, parse_number

ARABIC = str.maketrans("0123456789.", "٠١٢٣٤٥٦٧٨٩٫")
VALUES = st.decimals(Decimal(-999_999), Decimal(999_999), places=2)
AROUND = st.sampled_from(["", "environ ", "العدد ", "≈ "]), st.sampled_from(["", " kg", " %", "٪", " كلغ", ".", " !"])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("42", "42"),
        ("0", "0"),
        ("٤٢", "42"),
        ("۴۲", "42"),
        ("42,5", "42.5"),
        ("42.5", "42.5"),
        ("٤٢٫٥", "42.5"),
        ("٤٢،٥", "42.5"),
        ("1 250", "1250"),
        ("1\u00a0250", "1250"),
        ("1\u202f250\u202f000", "1250000"),
        ("١٬٢٥٠", "1250"),
        ("1'250", "1250"),
        ("1.250,5", "1250.5"),
        ("1,250.5", "1250.5"),
        ("1 250,75", "1250.75"),
        ("1.250.000", "1250000"),
        ("0,250", "0.25"),
        ("1250", "1250"),
        ("environ 42 kg", "42"),
        ("العدد ٤٢", "42"),
        ("و42", "42"),
        ("42kg", "42"),
        ("(42)", "42"),
        ("42.", "42"),
        ("-5", "-5"),
        ("−5", "-5"),
        ("+5", "5"),
        ("solde -5,5 DH", "-5.5"),
        ("\u206742\u2069", "42"),
        ("\u200f٤٢", "42"),
        ("12 m²", "12"),
    ],
)
def test_understood(text: str, value: str) -> None:
    assert parse_number(text) == ParsedNumber(Decimal(value), is_percent=False)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("40%", "40"),
        ("40 %", "40"),
        ("40\u00a0%", "40"),
        ("٤٠٪", "40"),
        ("٪٤٠", "40"),
        ("%40", "40"),
        ("37,5 %", "37.5"),
        ("-40 %", "-40"),
        ("40 pour cent", "40"),
        ("40 pourcent", "40"),
        ("٤٠ في المئة", "40"),
        ("٤٠ بالمائة", "40"),
        ("à 40 % environ", "40"),
    ],
)
def test_percent(text: str, value: str) -> None:
    assert parse_number(text) == ParsedNumber(Decimal(value), is_percent=True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "beaucoup",
        "لا أعرف",
        "5-10",
        "3/4",
        "12 34",
        "1250 300",
        "12h30",
        "31/03/2027",
        "de 5 à 10",
        "P2",
        "lot-5",
        "1e5",
        ",5",
        ".5",
        "1.2.3",
        "1,25,000",
        "1.250,000.5",
        "½",
        "%",
        "-",
    ],
)
def test_no_number_or_several(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize("text", ["1.250", "1,250", "12,500", "999.999"])
def test_a_number_that_reads_two_ways_is_asked_again(text: str) -> None:
    """A point or a comma before three digits: thousands to some, decimals to others, a thousand times apart."""
    assert parse_number(text) is None


def test_bounds() -> None:
    assert parse_number("9" * 12) is not None
    assert parse_number("9" * 13) is None
    assert parse_number("0,123456") is not None
    assert parse_number("0,1234567") is None
    assert parse_number("42" + " " * 58) is not None
    assert parse_number("42" + " " * 59) is None


@given(text=st.text(max_size=80))
def test_never_raises(text: str) -> None:
    found = parse_number(text)
    assert found is None or found.value.is_finite()


@given(text=st.text(alphabet="0123456789٤٢۴ .,٫٬،%٪-+kgP\u00a0\u202f\u200f'", max_size=20))
def test_never_raises_on_what_looks_like_numbers(text: str) -> None:
    found = parse_number(text)
    assert found is None or abs(found.value) < Decimal(10) ** 12


@given(value=VALUES, before=AROUND[0], after=AROUND[1], comma=st.booleans(), arabic=st.booleans())
def test_round_trip(value: Decimal, before: str, after: str, comma: bool, arabic: bool) -> None:
    written = str(value).translate(ARABIC) if arabic else str(value).replace(".", "," if comma else ".")
    assert parse_number(before + written + after) == ParsedNumber(value, is_percent=after.strip() in {"%", "٪"})


@given(value=st.integers(0, 10**9))
def test_grouped_by_spaces(value: int) -> None:
    assert parse_number(f"{value:,}".replace(",", "\u202f")) == ParsedNumber(Decimal(value), is_percent=False)
