"""Every screen in every language: within Telegram's limits, sound HTML, buttons that fit."""

import re
from zoneinfo import ZoneInfo

import pytest

from domain.button_codec import MAX_BYTES, decode, encode
from domain.people import Language
from domain.rendered import Rendered
from domain.views import ConsentView, LanguageView, SimpleText, SimpleView, SummaryFileView, View
from messages import render
from messages.bidi import END_ISOLATE, ISOLATE
from tests.messages.reading import utf16_units, visible
from tests.messages.sample_summary import PROGRAMME
from tests.messages.sample_views import every_view

VIEWS = list(every_view())
#: The programme of the sample month has a French name only.
OF_THE_SAMPLE = set(re.findall(r"[A-Za-zÀ-ÿ]+", PROGRAMME))
#: Given by the technical team, in a terminal.
COMMAND = {"suivi", "deadletters", "list"}
BILINGUAL_TEXTS = [SimpleView(SimpleText.CONSENT_DECLINED), SimpleView(SimpleText.NOT_PROCESSED)]
LANGUAGES = pytest.mark.parametrize("language", list(Language), ids=lambda one: one.value)


def _all(language: Language, zone: ZoneInfo, views: list[View] = VIEWS) -> list[tuple[View, Rendered]]:
    return [(view, render(view, language, zone)) for view in views]


def test_samples_hold_every_view() -> None:
    assert {type(view) for view in VIEWS} == set(View.__args__)


@LANGUAGES
def test_texts_are_sound_and_within_limits(language: Language, zone: ZoneInfo) -> None:
    for view, rendered in _all(language, zone):
        text = visible(rendered.text)
        assert text.strip(), view
        assert utf16_units(text) <= (1024 if rendered.file is not None else 4096), view
        assert "\n\n\n" not in rendered.text, view


@LANGUAGES
def test_buttons_fit(language: Language, zone: ZoneInfo) -> None:
    for view, rendered in _all(language, zone):
        faces = [one for row in rendered.rows for one in row]
        assert len(faces) <= 100, view
        for one in faces:
            assert 0 < len(one.label) <= 60, view
            assert one.label == one.label.strip()
            if one.button is None:
                assert one.url.startswith("https://")
            else:
                data = encode(one.button)
                assert len(data.encode()) <= MAX_BYTES
                assert decode(data) == one.button


@LANGUAGES
def test_no_key_of_a_catalogue_is_shown(language: Language, zone: ZoneInfo) -> None:
    for view, rendered in _all(language, zone):
        shown = [rendered.text, *(one.label for row in rendered.rows for one in row)]
        assert not [text for text in shown if re.search(r"[a-z]_[a-z]|%\(|{", text)], view


def in_both_languages(view: View) -> bool:
    """Shown before a language is chosen."""
    return isinstance(view, ConsentView | LanguageView) or view in BILINGUAL_TEXTS


def test_arabic_screens_hold_no_latin_words(zone: ZoneInfo) -> None:
    allowed = {
        "mesdonnees",
        "stop",
        "supprimer",
        "privacy",
        "start",
        "bilan",
        "CNDP",
        "JSON",
        "PDF",
        "Français",
        *COMMAND,
    }
    for view in every_view("فاطمة"):
        if in_both_languages(view):
            continue
        rendered = render(view, Language.ARABIC, zone)
        shown = " ".join([visible(rendered.text), *(one.label for row in rendered.rows for one in row)])
        latin = set(re.findall(r"[A-Za-zÀ-ÿ]+", shown)) - allowed
        assert not latin - OF_THE_SAMPLE, (view, latin)


def test_the_languages_differ(zone: ZoneInfo) -> None:
    for view in VIEWS:
        if not in_both_languages(view):
            texts = {render(view, language, zone).text for language in Language}
            languages = 3 if _has_words(view) else 2
            assert len(texts) >= languages, view


def _has_words(view: View) -> bool:
    """A section, a file or an answered number says hardly anything of ours."""
    return type(view).__name__ not in {
        "GuideSectionView",
        "AlertFileView",
        "NoteView",
        "AnsweredView",
        "GuideFoundView",
        "AlertStepView",
        "VideosView",
        "GuideView",
        "VideoView",
    }


def test_isolates_are_closed_on_their_line(zone: ZoneInfo) -> None:
    for view, rendered in _all(Language.ARABIC, zone):
        for line in rendered.text.splitlines():
            assert line.count(ISOLATE) == line.count(END_ISOLATE), view


def test_both_languages_stand_together_before_one_is_chosen(zone: ZoneInfo) -> None:
    consent = ConsentView(programme="Sud", controller="INJAZ", person_name="Fatima", cndp_number="D-123")
    texts = {render(consent, language, zone).text for language in Language}
    assert len(texts) == 1
    text = texts.pop()
    for piece in ("INJAZ", "D-123", "09-08", "/stop", "Êtes-vous d’accord", "هل توافقون"):
        assert piece in text
    labels = [one.label for row in render(consent, Language.FRENCH, zone).rows for one in row]
    assert labels == ["✅ نعم / Oui", "✖️ لا / Non"]


def test_documents_have_names_and_bytes(zone: ZoneInfo) -> None:
    files = [render(view, Language.FRENCH, zone).file for view in VIEWS if isinstance(view, SummaryFileView)]
    assert [one.name for one in files if one] == ["suivi-2027-01-C10-fr.pdf", "suivi-2027-01-C10.json"]
    assert all(one and one.content for one in files)
