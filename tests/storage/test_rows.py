"""Values are made of rows as their kind itself would make them."""

from dataclasses import FrozenInstanceError, dataclass

import pytest
from sqlalchemy import ColumnElement, column

from storage.rows import maker


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A kind with a field in another table and two that may be left out."""

    name: str
    number: int
    elsewhere: tuple[int, ...]
    note: str = "none"
    mark: str = "?"


COLUMNS: list[ColumnElement[object]] = [column(name) for name in ("number", "of_no_field", "name", "mark")]
ROW = (7, "passed over", "seven", "!")


def test_a_value_made_of_a_row_is_as_its_kind_makes_it() -> None:
    made = maker(Sample, COLUMNS)(ROW, elsewhere=(1, 2))

    assert made == Sample(name="seven", number=7, elsewhere=(1, 2), mark="!")
    assert hash(made) == hash(Sample(name="seven", number=7, elsewhere=(1, 2), mark="!"))
    with pytest.raises(FrozenInstanceError):
        made.number = 8  # type: ignore[misc] # that is what is tried


def test_what_is_given_by_name_goes_before_what_is_left_out() -> None:
    assert maker(Sample, COLUMNS)(ROW, elsewhere=(), note="given").note == "given"


def test_a_field_that_nobody_gives_is_missed_at_once() -> None:
    with pytest.raises(TypeError, match="Sample lacks elsewhere"):
        maker(Sample, COLUMNS)(ROW)


def test_a_kind_that_does_more_when_it_is_made_is_not_taken() -> None:
    @dataclass(slots=True)
    class Careful:
        number: int

        def __post_init__(self) -> None:
            self.number += 1

    with pytest.raises(TypeError, match="Careful is no dataclass of slots alone"):
        maker(Careful, COLUMNS)
