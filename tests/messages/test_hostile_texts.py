"""What people write is escaped, isolated and cut, whatever it is."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.people import Language
from domain.views import GuideSectionView, SummaryFileView, SummaryView
from messages import render
from tests.messages.reading import utf16_units, visible
from tests.messages.sample_views import every_view

HOSTILE = (
    "<b>&\"'",
    "</b></blockquote><script>alert(1)</script>",
    "<a href='https://example.org'>ici</a>",
    "&amp;&lt;b&gt;%(name)s %s {} {{ v }}",
    "\u202eretourné\u202c \u2066ouvert \u2069\u2069 fermé",
    "ligne\r\nligne\u2028ligne\x00\x07",
    "**gras** # titre\n- [ ] <i>case</i>",
    "&" * 10_000,
    "🙂" * 10_000,
    "نص طويل " * 1_300,
    "a\n" * 5_000,
)
ZONE = ZoneInfo("Africa/Casablanca")


def _check(text: str, language: Language) -> None:
    for view in every_view(text):
        if isinstance(view, (SummaryFileView, SummaryView)):
            continue
        rendered = render(view, language, ZONE)
        shown = visible(rendered.text)
        assert utf16_units(shown) <= (1024 if rendered.file is not None else 4096), view
        everything = rendered.text + "".join(one.label for row in rendered.rows for one in row)
        assert not set(everything) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\x00\x07"), view
        everything.encode()
        assert all(utf16_units(one.label) <= 120 for row in rendered.rows for one in row)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_known_attacks(text: str) -> None:
    for language in (Language.ARABIC, Language.FRENCH):
        _check(text, language)


@settings(max_examples=25, deadline=None)
@given(
    text=st.text(
        alphabet=st.one_of(st.sampled_from("<>&\"'/%(){}*#-\n\u202e\u2068\u2069ب1🙂\ud800"), st.characters()),
        max_size=300,
    ),
    language=st.sampled_from(Language),
)
def test_any_text(text: str, language: Language) -> None:
    _check(text, language)


@pytest.mark.parametrize("language", list(Language))
def test_what_was_written_is_shown(language: Language) -> None:
    text = '<b>Prix & "coût"</b> d\'achat'
    shown = visible(render(next(every_view(text)), language, ZONE).text)
    assert text in shown


def test_a_long_section_is_cut() -> None:
    section = next(view for view in every_view("**mot** <suite>\n" * 900) if isinstance(view, GuideSectionView))
    shown = visible(render(section, Language.FRENCH, ZONE).text)
    assert 4000 < utf16_units(shown) <= 4096
    assert shown.endswith("…")
