"""Every text has its words in every language, with the same inserted pieces and the right number of plurals."""

import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog, Message

from domain.people import Language
from messages.catalogue import read_catalogue
from messages.extraction import extracted

PLACEHOLDER = re.compile(r"%\((\w+)\)s")
LANGUAGES = pytest.mark.parametrize("language", list(Language), ids=lambda one: one.value)


def _key(message: Message) -> tuple[object, ...]:
    identifier = message.id
    return (message.context, *identifier) if isinstance(identifier, (tuple, list)) else (message.context, identifier)


def _texts(catalogue: Catalog) -> dict[tuple[object, ...], Message]:
    return {_key(message): message for message in catalogue if message.id}


def _strings(message: Message) -> Iterator[str]:
    string = message.string
    yield from string if isinstance(string, (tuple, list)) else (string or "",)


def _placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


@LANGUAGES
def test_holds_exactly_the_texts_in_use(language: Language) -> None:
    catalogue = read_catalogue(language)
    assert set(_texts(catalogue)) == set(_texts(extracted()))
    assert not catalogue.obsolete


@LANGUAGES
def test_every_text_is_translated_and_none_is_fuzzy(language: Language) -> None:
    for message in _texts(read_catalogue(language)).values():
        assert all(string.strip() for string in _strings(message)), message.id
        assert not message.fuzzy, message.id


@LANGUAGES
def test_plural_forms(language: Language) -> None:
    catalogue = read_catalogue(language)
    expected = 6 if language is Language.ARABIC else 2
    assert catalogue.num_plurals == expected
    for message in _texts(catalogue).values():
        if message.pluralizable:
            assert len(list(_strings(message))) == expected, message.id


def test_arabic_plurals_follow_the_grammar() -> None:
    expression = read_catalogue(Language.ARABIC).plural_expr
    python = "(" + re.sub(r"([^?:]+)\?([^:]+):", r"(\2) if (\1) else ", expression.strip("()")) + ")"
    python = python.replace("&&", "and")
    forms = {
        number: eval(python, {"n": number})  # noqa: S307 - our own catalogue
        for number in (0, 1, 2, 3, 10, 11, 99, 100, 102, 103, 111)
    }
    assert forms == {0: 0, 1: 1, 2: 2, 3: 3, 10: 3, 11: 4, 99: 4, 100: 5, 102: 5, 103: 3, 111: 4}


@LANGUAGES
def test_inserted_pieces_are_the_same(language: Language) -> None:
    english = _texts(read_catalogue(Language.ENGLISH))
    for key, message in _texts(read_catalogue(language)).items():
        wanted = set().union(*(_placeholders(string) for string in _strings(english[key])))
        for string in _strings(message):
            found = _placeholders(string)
            # "One day", "two days" may be said in words; everything else is inserted in every form.
            assert found == wanted or (message.pluralizable and found | {"n"} == wanted), message.id
            assert "%" not in PLACEHOLDER.sub("", string), message.id


def test_english_texts_are_the_identifiers() -> None:
    for message in _texts(read_catalogue(Language.ENGLISH)).values():
        if message.context is None:
            assert message.string == message.id


def test_french_spaces_before_double_punctuation_do_not_break() -> None:
    for message in _texts(read_catalogue(Language.FRENCH)).values():
        for string in _strings(message):
            assert not re.search(r" [:;?!»]|« |\w[;?!]", string), string


def test_arabic_has_no_latin_words_of_its_own() -> None:
    allowed = {"CNDP", "JSON", "PDF", "mesdonnees", "stop", "supprimer", "start", "bilan", "b", "Français", "English"}
    for message in _texts(read_catalogue(Language.ARABIC)).values():
        for string in _strings(message):
            words = set(re.findall(r"[^\W\d_]+", PLACEHOLDER.sub("", string)))
            assert {word for word in words if word.isascii() or word == "Français"} <= allowed, string
