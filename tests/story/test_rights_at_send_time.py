"""What waits is sent only to those who may still read it: roles, consultants and leaders change meanwhile."""

from collections.abc import Callable
from dataclasses import replace

from domain.people import Reachability, Role
from storage.unit_of_work import UnitOfWork
from storage.workbook.read import read_workbook
from storage.workbook.sheets import CooperativeRow, PersonRow, ProgrammeSheets
from tests.house import CONTENT, House
from tests.story import records
from tests.story.conftest import OpenCheckIn
from usecases.import_programme import apply_import, tell_new_consultants

NOT_THEIRS = "the cooperative is not theirs any more"


async def import_again(
    house: House,
    *,
    person: Callable[[PersonRow], PersonRow] = lambda row: row,
    cooperative: Callable[[CooperativeRow], CooperativeRow] = lambda row: row,
) -> None:
    """The programme's workbook is imported once more, with some rows changed."""
    sheets = read_workbook(CONTENT / "programme.xlsx").content
    assert sheets is not None
    changed: ProgrammeSheets = replace(
        sheets,
        people=tuple(person(one) for one in sheets.people),
        cooperatives=tuple(cooperative(one) for one in sheets.cooperatives),
    )
    moment = house.service.moment()

    def step(uow: UnitOfWork) -> None:
        tell_new_consultants(uow, moment, apply_import(uow, changed, at=moment.at))

    await house.write(step)
    await house.settle()


def to_omar(row: CooperativeRow) -> CooperativeRow:
    """Amwaj Boujdour is followed by K2 from now on."""
    return replace(row, consultant="K2") if row.code == "C10" else row


async def block_action(opened: OpenCheckIn) -> None:
    """The first action is blocked, with a voice message about it."""
    await opened.leader.tap("Bloqué")
    await opened.leader.tap("Argent")
    await opened.leader.voice()


async def test_an_alert_that_waits_goes_to_the_new_consultant_with_its_file(opened: OpenCheckIn) -> None:
    successor = await opened.house.join("K2")
    await opened.house.to(2026, 12, 7, 22)
    await block_action(opened)
    before, before_new = len(await opened.consultant.messages()), len(await successor.messages())
    await import_again(opened.house, cooperative=to_omar)

    await opened.house.to(2026, 12, 8, 9)

    assert not any("Action bloquée" in one for one in await opened.consultant.texts(before))
    ended = set(await records.outbox_rows(opened.house, "alert", "K3"))
    assert ("withdrawn", NOT_THEIRS) in ended
    assert sum("Action bloquée" in one for one in await successor.texts(before_new)) == 1
    told = (await successor.messages())[before_new:]
    assert [one["file"]["kind"] for one in told if one["file"]] == ["voice"]


async def test_an_alert_that_was_seen_is_shown_to_the_new_consultant_too(opened: OpenCheckIn) -> None:
    successor = await opened.house.join("K2")
    await block_action(opened)
    await opened.consultant.tap("Vu")

    await import_again(opened.house, cooperative=to_omar)

    (shown,) = [one for one in await successor.texts() if "Action bloquée" in one]
    assert "Vu par Hassan Miftah" in shown
    await successor.tap("Réglé")
    await successor.send("La banque a payé")
    assert "La banque a payé" in await opened.leader.text()


async def test_with_a_new_consultant_who_has_not_joined_staff_get_what_is_open(opened: OpenCheckIn) -> None:
    staff = await opened.house.join("E1")
    await block_action(opened)

    await import_again(opened.house, cooperative=to_omar)

    assert sum("Action bloquée" in one for one in await staff.texts()) == 1


async def test_a_call_and_a_note_that_wait_go_to_the_new_consultant(opened: OpenCheckIn) -> None:
    successor = await opened.house.join("K2")
    await opened.house.to(2026, 12, 14, 22)
    await opened.leader.send("/menu")
    await opened.leader.tap("Appelez-moi")
    await opened.leader.tap("Cette semaine")
    before, before_new = len(await opened.consultant.messages()), len(await successor.messages())

    await import_again(opened.house, cooperative=to_omar)
    await opened.house.to(2026, 12, 15, 9)

    assert not any("Amwaj Boujdour" in one for one in await opened.consultant.texts(before))
    assert sum("Appel souhaité · Amwaj Boujdour" in one for one in await successor.texts(before_new)) == 1


async def test_a_call_to_make_goes_to_the_new_consultant_and_ends_there(opened: OpenCheckIn) -> None:
    successor = await opened.house.join("K2")
    await opened.house.to(2026, 12, 14, 9, 30)
    before = len(await successor.messages())

    await import_again(opened.house, cooperative=to_omar)

    assert sum("Appel à passer · Amwaj Boujdour" in one for one in await successor.texts(before)) == 1
    await opened.leader.tap("Toutes les autres")
    await opened.leader.tap("Confirmer")
    assert not any("Appel à passer · Amwaj Boujdour" in one for one in await successor.texts(before))


async def test_a_cooperative_that_keeps_its_consultant_hears_nothing_twice(opened: OpenCheckIn) -> None:
    await block_action(opened)
    before = len(await opened.consultant.messages())

    await import_again(
        opened.house, cooperative=lambda row: replace(row, commune="Boujdour") if row.code == "C10" else row
    )

    assert len(await opened.consultant.messages()) == before


async def test_a_question_that_waits_for_the_evening_is_withdrawn_when_its_leader_leaves(house: House) -> None:
    leader = await house.join("L10A")
    await leader.tap("Soir")
    await house.to(2026, 12, 7, 12)
    before = len(await leader.messages())
    await import_again(house, person=lambda row: replace(row, cooperatives=("C11",)) if row.code == "L10A" else row)

    await house.to(2026, 12, 7, 20)

    assert len(await leader.messages()) == before
    assert ("withdrawn", NOT_THEIRS) in await records.outbox_rows(house, "question", "L10A")


async def test_who_is_no_longer_of_the_team_gets_none_of_its_messages(opened: OpenCheckIn) -> None:
    staff = await opened.house.join("E1")
    await opened.house.to(2026, 12, 7, 22)
    await block_action(opened)
    await opened.house.to(2026, 12, 9, 22, 30)
    before = len(await staff.messages())
    await import_again(opened.house, person=lambda row: replace(row, role=Role.CONSULTANT) if row.code == "E1" else row)

    await opened.house.to(2026, 12, 10, 10)

    assert len(await staff.messages()) == before
    assert await records.outbox_rows(opened.house, "alert_unseen", "E1") == [("withdrawn", "for staff only")]


async def test_an_alert_that_is_over_by_the_morning_rings_nobody_up(opened: OpenCheckIn) -> None:
    staff = await opened.house.join("E1")
    await opened.house.to(2026, 12, 7, 22)
    await block_action(opened)
    await staff.send("/alertes")
    await staff.tap("Amwaj")
    await staff.tap("Réglé")
    await staff.send("La banque a payé")
    before = len(await opened.consultant.messages())

    await opened.house.to(2026, 12, 8, 9, 15)

    assert len(await opened.consultant.messages()) == before
    ended = await records.outbox_rows(opened.house, "alert", "K3")
    assert ended[-1] == ("withdrawn", "it was resolved before it was shown")


async def test_an_import_changes_nothing_in_how_people_can_be_reached(opened: OpenCheckIn) -> None:
    await opened.leader.phone.block(blocked=True)
    await opened.house.settle()
    await opened.consultant.send("/stop")

    await import_again(opened.house, person=lambda row: replace(row, phone="+999 000 000 99", function="gérante"))

    leader, consultant = await records.person(opened.house, "L10A"), await records.person(opened.house, "K3")
    assert (leader.phone, leader.reachability) == ("+999 000 000 99", Reachability.BLOCKED)
    assert consultant.reachability is Reachability.STOPPED
