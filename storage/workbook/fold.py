"""How names typed by people are compared: only their letters and digits count."""

import re
import unicodedata

_BRACKETED = re.compile(r"\([^)]*\)")
#: Arabic letters that are typed one for the other.
_ALIKE = str.maketrans({"ى": "ي", "ة": "ه", "ـ": None, "œ": "oe", "æ": "ae"})


def fold(text: str) -> str:
    """The text without case, accents, vowel signs, spaces, punctuation and bracketed remarks."""
    plain = unicodedata.normalize("NFKD", _BRACKETED.sub("", text)).casefold()
    return "".join(one for one in plain.translate(_ALIKE) if one.isalnum())
