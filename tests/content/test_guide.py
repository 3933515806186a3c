"""Each section of the guide is short, complete, in both languages, and claims nothing unverified."""

import re
from pathlib import Path

import pytest

from content.catalogue import GuideSection, load_guide

SECTIONS = load_guide()
LANGUAGES = ("fr", "ar")
CASES = [(section, language) for section in SECTIONS for language in LANGUAGES]
IDS = [f"{section.code}-{language}" for section, language in CASES]

# Rules of thumb that differ by statutes or by year: never told as certain.
UNVERIFIED = {
    "fr": r"(?:5|cinq|7|sept) (?:membres|adhérents)|(?:7|sept) jours|réserve légale|une fois par an|20 %|\b2 %",
    "ar": r"(?:5|خمسة|سبعة|7) (?:أعضاء|أيام)|الاحتياطي القانوني|مرة في السنة|20 %|\b2 %",
}
CEILINGS = re.compile(r"300 000|60 %|40 %")
ELSEWHERE = ("ديسمبر", "مايو", "أغسطس", "سبتمبر", "نوفمبر", "تدريب", "المتابعة", "بيانات شخصية")


def text_of(content: Path, section: GuideSection, language: str) -> str:
    text = (content / f"{section.file}.{language}.md").read_text(encoding="utf-8")
    return text.replace("\u00a0", " ")


def words(text: str) -> list[str]:
    return [word for word in text.split() if re.search(r"\w", word)]


def test_files_are_exactly_those_listed(content: Path) -> None:
    listed = {f"{section.file}.{language}.md" for section, language in CASES}
    assert {str(path.relative_to(content)) for path in (content / "guide").iterdir()} == listed


@pytest.mark.parametrize(("section", "language"), CASES, ids=IDS)
def test_section_has_its_parts(content: Path, section: GuideSection, language: str) -> None:
    lines = text_of(content, section, language).splitlines()
    assert lines[0] == f"# {getattr(section.title, language)}"
    assert 5 <= sum(line.startswith("- [ ] ") for line in lines) <= 7
    assert lines[-1].startswith("📞 ")
    assert sum(line.startswith("📞") for line in lines) == 1


@pytest.mark.parametrize(("section", "language"), CASES, ids=IDS)
def test_section_is_short(content: Path, section: GuideSection, language: str) -> None:
    text = text_of(content, section, language)
    assert 80 <= len(words(text)) <= 150
    assert all(len(words(line)) <= 60 for line in text.splitlines())


@pytest.mark.parametrize(("section", "language"), CASES, ids=IDS)
def test_nothing_unverified_is_told_as_certain(content: Path, section: GuideSection, language: str) -> None:
    assert not re.search(UNVERIFIED[language], text_of(content, section, language))


@pytest.mark.parametrize(("section", "language"), CASES, ids=IDS)
def test_ceilings_carry_the_day_they_were_verified(content: Path, section: GuideSection, language: str) -> None:
    text = text_of(content, section, language)
    if CEILINGS.search(text):
        assert "24/11/2026" in text


@pytest.mark.parametrize(("section", "language"), CASES, ids=IDS)
def test_examples_are_marked_as_fictional(content: Path, section: GuideSection, language: str) -> None:
    marker = {"fr": ("Exemple", "Exemple (données fictives)"), "ar": ("مثال", "مثال (معطيات خيالية)")}
    word, marked = marker[language]
    text = text_of(content, section, language)
    assert len(re.findall(rf"^{word}\b", text, re.MULTILINE)) == text.count(marked)


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.code)
def test_arabic_is_arabic_as_written_in_morocco(content: Path, section: GuideSection) -> None:
    text = text_of(content, section, "ar")
    letters = [char for char in text if char.isalpha()]
    arabic = [char for char in letters if "\u0600" <= char <= "\u06ff"]
    assert len(arabic) / len(letters) > 0.95
    assert not re.search("[٠-٩۰-۹]", text)
    assert not [word for word in ELSEWHERE if word in text]


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.code)
def test_both_languages_have_the_same_checklist_length(content: Path, section: GuideSection) -> None:
    french, arabic = (text_of(content, section, language).count("- [ ] ") for language in LANGUAGES)
    assert french == arabic
