"""The texts in use, found in the templates and among the labelled values: what each catalogue must hold.

`python -m messages.extraction` brings the catalogues up to date: new texts are added untranslated, unused ones go.
"""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from jinja2.ext import babel_extract

from domain.people import Language
from messages.catalogue import FOLDER, read_catalogue
from messages.labels import LABELLED

_ROOT = Path(__file__).parent
_FUNCTIONS = ["_", "ngettext"]


def extracted() -> Catalog:
    """Everything that needs words, without translations."""
    found = Catalog(project="suivi", charset="utf-8")
    for text in _of_templates():
        found.add(text)
    for context, key in _of_labels():
        found.add(key, context=context)
    return found


def _of_templates() -> Iterator[str | tuple[str, str]]:
    options = {"trim_blocks": "true", "lstrip_blocks": "true", "extensions": "jinja2.ext.do", "silent": "false"}
    for path in sorted((_ROOT / "templates").rglob("*.j2")):
        with path.open("rb") as file:
            for _, function, texts, _ in babel_extract(file, _FUNCTIONS, [], options):
                found = texts if isinstance(texts, tuple) else (texts,)
                yield (str(found[0]), str(found[1])) if function == "ngettext" else str(found[0])


def _of_labels() -> Iterator[tuple[str, str]]:
    for kind in LABELLED:
        for member in kind:
            yield kind.__name__, member.name.lower()


def update() -> None:
    """Rewrite the catalogues so that they hold exactly what is used."""
    template = extracted()
    for language in Language:
        catalogue = read_catalogue(language)
        template.creation_date = catalogue.creation_date
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        with (FOLDER / f"{language.value}.po").open("wb") as file:
            write_po(file, catalogue, width=110, no_location=True)


if __name__ == "__main__":
    update()
