"""Bidirectional text: what is inserted never turns the sentence around it (Unicode UAX 9)."""

import re

ISOLATE = "\u2068"
END_ISOLATE = "\u2069"
RIGHT_TO_LEFT_MARK = "\u200f"

#: Control characters, lone surrogates, and the bidi marks, embeddings and overrides that people's text may carry.
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_LINE_START = re.compile(r"^((?:<[a-z]+>)*)(?=[^<\n])", re.MULTILINE)


def cleaned(text: str) -> str:
    """Text without control characters and without bidi controls of its own."""
    return _UNWANTED.sub("", text)


def has_right_to_left(text: str) -> bool:
    """Whether the text holds Arabic (or Hebrew) letters."""
    return _RIGHT_TO_LEFT.search(text) is not None


def isolate(text: str) -> str:
    """The text between FSI and PDI: laid out by its own direction, neutral to what stands around it."""
    return f"{ISOLATE}{text}{END_ISOLATE}"


def right_to_left_lines(html: str) -> str:
    """Each line begun by a mark, so that lines opening with an icon, a number or a Latin name run right to left."""
    return _LINE_START.sub(rf"\g<1>{RIGHT_TO_LEFT_MARK}", html)
