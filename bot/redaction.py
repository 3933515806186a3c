"""Takes tokens and phone numbers out of whatever is about to be written where people may read it."""

import re

#: A bot token, also inside an address and with its colon escaped.
_TOKEN = re.compile(r"\d+(?::|%3[Aa])[\w-]{30,}")
#: Numbers with a country code, Moroccan ones as people write them, and as Telegram gives a contact's.
_PHONE = re.compile(
    r"""
      (?:\+|(?<!\d)00)\ ?[1-9](?:[ .()/-]{0,2}\d){7,14}
    | (?<![\d.:-])0[5-8](?:[ .-]?\d){8}(?!\d)
    | (?<!\d)212[5-8]\d{8}(?!\d)
    """,
    re.VERBOSE,
)


def redact(text: str) -> str:
    """The text with `[token]` and `[phone]` in their places."""
    return _PHONE.sub("[phone]", _TOKEN.sub("[token]", text))
