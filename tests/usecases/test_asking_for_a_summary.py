"""/bilan with a month that no calendar of ours holds."""

import pytest

from tests.house import House


@pytest.mark.parametrize("month", ["9999-12", "0001-01"])
async def test_a_month_at_the_end_of_the_calendar_is_answered(house: House, month: str) -> None:
    staff = await house.join("E1")
    before = len(await staff.texts())
    await staff.send(f"/bilan {month}")

    assert len(await staff.texts()) > before
