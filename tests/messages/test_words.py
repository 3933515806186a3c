"""Dates, numbers, notices, and the small tools that keep texts in shape."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from domain.notices import NoticeKind, TapNotice
from domain.people import Language
from domain.period import Month
from messages import dates, render_notice
from messages.bidi import right_to_left_lines
from messages.labels import LABELLED
from messages.length import fit, shorten
from messages.light_markdown import to_html
from messages.wording import wording
from tests.messages.reading import visible

AR, FR, EN = Language.ARABIC, Language.FRENCH, Language.ENGLISH


def test_months_are_those_of_morocco() -> None:
    names = [dates.month_name(Month(2027, month), AR).split()[0] for month in range(1, 13)]
    assert " ".join(names) == "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر"
    assert dates.month_name(Month(2027, 1), AR).endswith(" 2027")


def test_days() -> None:
    assert dates.weekday_and_day(date(2026, 12, 7), FR) == "lundi 7 décembre"
    assert dates.weekday_and_day(date(2026, 12, 7), AR) == "الاثنين 7 دجنبر"
    assert dates.full_date(date(2027, 2, 1), FR) == "1er février 2027"
    assert dates.full_date(date(2027, 2, 1), EN) == "1 February 2027"
    assert dates.short_date(date(2027, 2, 1), AR) == "01/02/2027"


def test_numbers_use_latin_digits() -> None:
    assert wording(FR).number(Decimal("1250.50")) == "1\u202f250,5"
    assert wording(AR).number(Decimal("42.5")) == "\u206842,5\u2069"
    assert wording(EN).percent(40) == "40%"


def test_clock_is_the_programmes() -> None:
    noon = datetime(2027, 1, 20, 12, 0, tzinfo=UTC)
    assert wording(FR).clock(noon, ZoneInfo("Africa/Casablanca")) == "12:00"
    assert wording(FR).clock(noon, ZoneInfo("Europe/Paris")) == "13:00"


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("kind", list(NoticeKind))
def test_notices(kind: NoticeKind, language: Language) -> None:
    text = render_notice(TapNotice(kind, name="Fatima" * 60), language)
    assert 0 < len(text) <= 200
    assert kind.value not in text


def test_notices_name_who_answered() -> None:
    assert render_notice(TapNotice(NoticeKind.ANSWERED_BY, name="Khadija"), FR) == "Khadija a déjà répondu."


@pytest.mark.parametrize("language", list(Language))
def test_every_value_has_words(language: Language) -> None:
    for kind in LABELLED:
        for member in kind:
            text = wording(language).label(member)
            assert text
            assert "_" not in text
            assert text != member.name.lower() or language is not AR


def test_isolation() -> None:
    assert wording(FR).isolated("Fatima") == "Fatima"
    assert wording(FR).isolated("فاطمة") == "\u2068فاطمة\u2069"
    assert wording(AR).isolated("Amwaj\n\u202eBoujdour") == "\u2068Amwaj Boujdour\u2069"
    assert wording(AR).isolated("") == ""
    assert right_to_left_lines("<b>1</b>\n\n2") == "<b>\u200f1</b>\n\n\u200f2"


def test_shorten_cuts_at_a_word() -> None:
    assert shorten("quelques mots", 20) == "quelques mots"
    assert shorten("quelques mots de trop", 14) == "quelques mots…"
    assert len(shorten("x" * 500, 100)) == 100


def test_fit_closes_tags_and_keeps_entities_whole() -> None:
    cut = fit("<b>" + "&amp;<i>🙂</i>" * 3000 + "</b>", 100)
    shown = visible(cut)
    assert len(shown.encode("utf-16-le")) // 2 <= 100
    assert shown.endswith("…")
    assert fit("<b>court</b>", 100) == "<b>court</b>"


def test_markdown() -> None:
    html = to_html("# Caisse\n\nUn **livre** <simple>\n\n- [ ] dater\n- [x] signer\n* fin")
    assert html == ("<b>Caisse</b>\n\nUn <b>livre</b> &lt;simple&gt;\n\n☐ dater\n☑ signer\n• fin")
