"""`summary`: the same month as text, JSON and PDF."""

import json
from io import BytesIO

import pypdf
import pytest

from tests.command_line.terminal import Terminal


@pytest.mark.parametrize(("language", "words"), [("fr", "décembre 2026"), ("ar", "دجنبر"), ("en", "December 2026")])
def test_text_in_three_languages(imported: Terminal, language: str, words: str) -> None:
    done = imported.give("summary", "2026-12", "--language", language)
    assert (done.code, done.err) == (0, "")
    assert words in done.out


def test_json_of_one_cooperative(imported: Terminal) -> None:
    done = imported.give_outside("summary", "2026-12", "--cooperative", "c10", "--format", "json")
    figures = json.loads(done.out)
    assert (figures["month"], figures["cooperative_code"]) == ("2026-12", "C10")


def test_a_pdf_goes_into_a_file(imported: Terminal) -> None:
    done = imported.give_outside("summary", "2026-12", "--format", "pdf", "--language", "ar", "-o", "month.pdf")

    assert (done.code, done.out, done.err) == (0, "", "")
    assert len(pypdf.PdfReader(BytesIO((imported.folder / "month.pdf").read_bytes())).pages) >= 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--cooperative", "C99"], "there is no cooperative C99"),
        (["-o", "nowhere/month.txt"], "nowhere/month.txt: No such file or directory"),
    ],
)
def test_what_cannot_be_written_is_one_line(imported: Terminal, arguments: list[str], words: str) -> None:
    done = imported.give("summary", "2026-12", *arguments)
    assert (done.code, done.out, done.err) == (1, "", f"suivi: {words}\n")


def test_without_a_programme_there_is_no_summary(terminal: Terminal) -> None:
    terminal.give("migrate")
    done = terminal.give("summary", "2026-12")
    assert done.code == 1
    assert done.err.startswith("suivi: no programme has been imported yet")
