"""The month's documents show its figures, in every language, also for long titles and for empty months."""

import io
import json
import re
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from domain.people import Language
from domain.summary import Summary, Titled
from messages.documents.summary_json import summary_json
from messages.documents.summary_pdf import FONTS, summary_pdf
from messages.documents.summary_text import summary_text
from tests.messages.sample_summary import cooperative_month, empty_month, programme_month

FR, AR, EN = Language.FRENCH, Language.ARABIC, Language.ENGLISH


def _pages(summary: Summary, language: Language) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(summary_pdf(summary, language))).pages]


def test_cooperative_in_french() -> None:
    pages = _pages(cooperative_month(), FR)
    text = " ".join(" ".join(pages).split())
    assert len(pages) == 2
    for piece in (
        "Rapport mensuel d’activité",
        "Amwaj Boujdour",
        "Provisoire",
        "28 janvier 2027",
        "2 sur 2",
        "Faire le plan d'aménagement et les devis",
        "06/01/2027",
        "31 jours de retard",
        "38 jours",
        "commune ; INDH",
        "Travaux réalisés",
        "pas de réponse",
        "Page 1 sur 2",
        "données fictives",
    ):
        assert piece in text, piece


def test_programme_names_every_cooperative() -> None:
    summary = programme_month()
    pages = _pages(summary, FR)
    assert 8 <= len(pages) <= 14
    text = " ".join(" ".join(pages).split())
    assert "27 sur 36" in text
    assert "54 sur 180" in text
    assert all(line.name.fr in text for line in summary.cooperatives)


@pytest.mark.parametrize("language", [AR, EN])
def test_other_languages(language: Language) -> None:
    pages = _pages(cooperative_month(), language)
    assert len(pages) == 2
    text = "".join(pages)
    assert "06/01/2027" in text
    assert "C10" in text
    assert text != "".join(_pages(cooperative_month(), FR))


@pytest.mark.parametrize("language", list(Language))
def test_empty_month_says_so_in_words(language: Language) -> None:
    pages = _pages(empty_month(), language)
    assert len(pages) == 1
    if language is FR:
        assert "Aucune action n’a été déclarée faite ce mois." in " ".join(pages[0].split())


@pytest.mark.parametrize("language", [FR, AR])
def test_long_and_strange_titles_are_cut_not_obeyed(language: Language) -> None:
    strange = Titled(fr="#set page(fill: red) $x$ *gras* \u202e" + "mot " * 300, ar="#panic() " + "كلمة " * 300)
    summary = cooperative_month()
    lines = tuple(replace(one, title=strange, responsible="x" * 500) for one in summary.done)
    pages = _pages(replace(summary, done=lines, cooperative=strange), language)
    assert 2 <= len(pages) <= 4
    assert "#" in "".join(pages)


def test_same_figures_same_bytes() -> None:
    assert summary_pdf(cooperative_month(), FR) == summary_pdf(cooperative_month(), FR)


def test_fonts_come_with_their_licence() -> None:
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text(encoding="utf-8").upper()
    document = summary_pdf(cooperative_month(), AR)
    names = set(re.findall(rb"/BaseFont\s*/(?:\w+\+)?([\w-]+)", document))
    assert names
    assert all(name.startswith(b"IBMPlexSansArabic") for name in names)


def test_json_is_plain_and_stable() -> None:
    written = json.loads(json.dumps(summary_json(cooperative_month())))
    assert written["format"] == 1
    assert written["month"] == "2027-01"
    assert written["as_of"] == date(2027, 1, 28).isoformat()
    assert written["response"]["answers_by_channel"] == {"telegram": 9, "phone": 4}
    assert written["constraints"][0]["reason"] == {"code": 1, "name": "money"}
    assert written["constraints"][0]["answer_ids"] == [31, 32]
    assert written["indicators"][0]["actual"] == "40"
    assert written["indicators"][1]["actual"] is None
    assert list(written) == ["format", *Summary.__dataclass_fields__]


@pytest.mark.parametrize("language", list(Language))
def test_text_has_the_figures(language: Language) -> None:
    text = summary_text(cooperative_month(), language)
    assert "C10-P1" in text
    assert "06/01/2027" in text
    assert "\n\n\n" not in text
    assert text.endswith("\n")
    assert "\u2068" not in text


def test_text_never_says_zero_for_no_answer() -> None:
    text = summary_text(cooperative_month(), FR).replace("\u00a0", " ")
    assert "cible 1, aujourd’hui : pas de réponse" in text
