"""What people type, made plain enough for numbers and dates to be found in it (docs/rules.md, "Numbers and dates")."""

import re
import unicodedata

#: Marks that steer the direction of text, and joiners: invisible, and copied along with what they stand beside.
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_DIGIT = re.compile(r"\d")
_SPACES = re.compile(r"\s+")


def plain(text: str) -> str:
    """The text in lower case with Latin digits, single spaces, no invisible marks."""
    visible = _INVISIBLE.sub("", text)
    latin = _DIGIT.sub(lambda digit: str(int(digit[0])), visible)
    return _SPACES.sub(" ", latin).strip().lower()


def unaccented(text: str) -> str:
    """The text without accents, hamzas and vowel signs: `février` → `fevrier`, `أكتوبر` → `اكتوبر`."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(character for character in decomposed if not unicodedata.combining(character))
