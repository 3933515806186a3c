"""The gettext catalogues: read once from `catalogues/*.po` and turned into translations in memory."""

from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from domain.people import Language

FOLDER = Path(__file__).parent / "catalogues"


def read_catalogue(language: Language) -> Catalog:
    """The catalogue of a language as its file holds it."""
    with (FOLDER / f"{language.value}.po").open("rb") as file:
        return read_po(file, locale=language.value)


@cache
def translations(language: Language) -> Translations:
    """The translations of a language. No compiled catalogue is kept in the repository."""
    compiled = BytesIO()
    write_mo(compiled, read_catalogue(language))
    compiled.seek(0)
    return Translations(compiled)
