"""A consent belongs to the account from which it was given."""

from storage import people
from tests.house import House


async def test_who_comes_back_from_another_account_is_asked_for_consent_again(house: House) -> None:
    account = await house.join("L10A")
    await account.send(f"/start {await house.invite('L04A')}")

    other = await house.stranger()
    await other.send(f"/start {await house.invite('L10A')}")

    person = await house.read(lambda uow: people.by_code(uow, "L10A"))
    assert person is not None
    assert person.consented_at is None
    assert any("نعم" in one for one in await other.labels())
