"""The button codec: every button comes back, nothing else is taken for one, and 64 bytes are enough."""

from dataclasses import fields
from enum import Enum
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import buttons
from domain.button_codec import MAX_BYTES, UnknownButtonError, decode, encode
from domain.buttons import Button
from domain.period import Month

#: Ids of database rows stay below two milliards on both engines.
IDS = st.integers(0, 2**31 - 1)
CODES = st.from_regex(r"[A-Z0-9-]{1,12}", fullmatch=True)
KINDS: tuple[type[Any], ...] = get_args(Button)


def values(kind: Any) -> st.SearchStrategy[Any]:
    if kind is bool:
        return st.booleans()
    if issubclass(kind, Enum):
        return st.sampled_from(kind)
    if kind is Month:
        return st.builds(Month, st.integers(2000, 2099), st.integers(1, 12))
    return IDS if kind is int else CODES


def buttons_of(kind: type[Any]) -> st.SearchStrategy[Any]:
    hints = get_type_hints(kind)
    return st.builds(kind, **{one.name: values(hints[one.name]) for one in fields(kind)})


ANY_BUTTON = st.sampled_from(KINDS).flatmap(buttons_of)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_every_button_comes_back_and_fits(kind: type[Any], data: st.DataObject) -> None:
    button = data.draw(buttons_of(kind))
    text = encode(button)

    assert len(text.encode()) <= MAX_BYTES
    assert decode(text) == button


@given(one=ANY_BUTTON, other=ANY_BUTTON)
def test_two_buttons_never_share_their_data(one: Button, other: Button) -> None:
    assert (encode(one) == encode(other)) == (one == other)


@given(text=st.text(max_size=100))
def test_what_is_no_button_is_unknown_and_nothing_worse(text: str) -> None:
    _decoded_or_unknown(text)


@given(button=ANY_BUTTON, at=st.integers(0, 63), inserted=st.text(max_size=3))
def test_tampered_data_is_unknown_or_another_button_in_its_one_form(button: Button, at: int, inserted: str) -> None:
    text = encode(button)
    _decoded_or_unknown(text[:at] + inserted + text[at + 1 :])


@pytest.mark.parametrize(
    "text",
    ["", ":", "nothing", "s", "s:1:2", "s:1:2:done:3", "s:x:2:done", "s:01:2:d", "ok:2", "ok:", "s:1:2:", "s:-1_0:2:d"],
)
def test_data_with_a_wrong_shape_is_unknown(text: str) -> None:
    with pytest.raises(UnknownButtonError):
        decode(text)


def test_a_field_that_is_too_long_is_refused_before_it_is_sent() -> None:
    with pytest.raises(ValueError, match="64 bytes"):
        encode(buttons.ShowVideo("V" * MAX_BYTES))


def test_a_colon_inside_a_field_is_refused_before_it_is_sent() -> None:
    with pytest.raises(ValueError, match="colon"):
        encode(buttons.ShowVideo("V1:V2"))


def _decoded_or_unknown(text: str) -> None:
    try:
        assert encode(decode(text)) == text
    except UnknownButtonError:
        return
