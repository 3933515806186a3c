"""Every kind of button, forged with the ids of another cooperative: nothing changes, nothing is shown."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import get_args

import pytest
from sqlalchemy import select

from domain import buttons
from domain.action_plan import Constraint
from domain.answer import Ask, CallWish, Status
from domain.button_codec import encode
from domain.buttons import Button, CallFailure, DocumentFormat
from domain.people import Language
from domain.period import Month
from storage.tables import metadata
from storage.unit_of_work import UnitOfWork
from tests.house import Chat, House
from tests.story import records
from tests.story.conftest import OpenCheckIn

#: What belongs to nobody: everybody may tap these.
OF_EVERYBODY = {
    buttons.OpenTask,
    buttons.GiveConsent,
    buttons.ChooseLanguage,
    buttons.ChooseSlot,
    buttons.WishCall,
    buttons.ShowPortfolio,
    buttons.ShowVideos,
    buttons.ShowVideo,
    buttons.ShowGuideAxis,
    buttons.ShowGuideSection,
    buttons.SearchGuide,
}
DECEMBER = Month(2026, 12)


@dataclass(frozen=True, slots=True)
class Foreign:
    """The ids of Amwaj Boujdour, in which an action is blocked and a call waits."""

    item: int
    check_in: int
    alert: int
    task: int
    leader: int
    cooperative: int
    action: int


FORGED: dict[type[Button], Callable[[Foreign], Button]] = {
    buttons.GiveStatus: lambda of: buttons.GiveStatus(of.item, 0, Status.DONE),
    buttons.AllOthersUnchanged: lambda of: buttons.AllOthersUnchanged(of.item, 0),
    buttons.GivePercent: lambda of: buttons.GivePercent(of.item, 1, 50),
    buttons.GiveTarget: lambda of: buttons.GiveTarget(of.item, 1),
    buttons.GiveReason: lambda of: buttons.GiveReason(of.item, 1, Constraint.MONEY),
    buttons.GiveCall: lambda of: buttons.GiveCall(of.item, 3, CallWish.TODAY),
    buttons.GiveNewDate: lambda of: buttons.GiveNewDate(of.item, 1, 7),
    buttons.SkipQuestion: lambda of: buttons.SkipQuestion(of.item, 1, Ask.VALUE),
    buttons.ChangeAnswer: lambda of: buttons.ChangeAnswer(of.item),
    buttons.Confirm: lambda of: buttons.Confirm(of.check_in),
    buttons.SayMore: lambda of: buttons.SayMore(of.check_in),
    buttons.ShowCheckIn: lambda of: buttons.ShowCheckIn(of.check_in),
    buttons.SeeAlert: lambda of: buttons.SeeAlert(of.alert),
    buttons.ResolveAlert: lambda of: buttons.ResolveAlert(of.alert),
    buttons.ShowAlert: lambda of: buttons.ShowAlert(of.alert),
    buttons.StartPhoneEntry: lambda of: buttons.StartPhoneEntry(of.task, of.leader),
    buttons.ReportCallFailure: lambda of: buttons.ReportCallFailure(of.task, CallFailure.NO_ANSWER),
    buttons.ShowPlan: lambda of: buttons.ShowPlan(of.cooperative),
    buttons.ShowAction: lambda of: buttons.ShowAction(of.action),
    buttons.ShowSummary: lambda of: buttons.ShowSummary(DECEMBER, of.cooperative),
    buttons.GetSummaryFile: lambda of: buttons.GetSummaryFile(
        DECEMBER, of.cooperative, DocumentFormat.PDF, Language.FRENCH
    ),
}
#: Those in which a leader has no part even in her own cooperative.
OF_CONSULTANTS = (
    buttons.SeeAlert,
    buttons.ResolveAlert,
    buttons.ShowAlert,
    buttons.StartPhoneEntry,
    buttons.ReportCallFailure,
)


def test_every_kind_of_button_is_either_forged_here_or_belongs_to_everybody() -> None:
    assert set(get_args(Button)) == set(FORGED) | OF_EVERYBODY


@pytest.fixture
async def foreign(opened: OpenCheckIn) -> Foreign:
    """The first action of Amwaj Boujdour is blocked, and the consultant has a call to make."""
    for label in ("Bloqué", "Argent"):
        await opened.leader.tap(label)
    await opened.house.to(2026, 12, 14, 9, 30)
    agenda = await records.agenda(opened.house, "C10")
    (alert,) = await records.alerts_of(opened.house, "C10")
    task = await records.call_task(opened.house, "C10")
    assert task is not None
    return Foreign(
        item=agenda[0].id,
        check_in=agenda[0].check_in_id,
        alert=alert.id,
        task=task.id,
        leader=(await records.person(opened.house, "L10A")).id,
        cooperative=alert.cooperative_id,
        action=alert.action_id,
    )


NOT_YOURS = "Cela concerne une autre coopérative."


@pytest.mark.parametrize("code", ["L09A", "K1"])
async def test_another_cooperatives_buttons_do_nothing_for_leaders_and_consultants(
    opened: OpenCheckIn, foreign: Foreign, code: str
) -> None:
    intruder = await opened.house.join(code)
    welcome = len(await intruder.texts())
    async with nothing_changes(opened.house):
        for kind, forge in FORGED.items():
            assert await press(intruder, forge(foreign)) == NOT_YOURS, kind

    assert all(NOT_YOURS in one for one in (await intruder.texts())[welcome:])


async def test_a_stranger_and_one_who_has_not_agreed_are_told_what_comes_first(
    opened: OpenCheckIn, foreign: Foreign
) -> None:
    stranger, invited = await opened.house.stranger(), await opened.house.stranger()
    await stranger.send("/start")
    await invited.send(f"/start {await opened.house.invite('L09A')}")
    async with nothing_changes(opened.house):
        for chat in (stranger, invited):
            for kind, forge in FORGED.items():
                assert await press(chat, forge(foreign)), kind

    assert all("réservé" in one for one in await stranger.texts())
    assert all("Êtes-vous d’accord" in one for one in await invited.texts())


async def test_a_leader_does_not_handle_alerts_and_calls_of_her_own_cooperative(
    opened: OpenCheckIn, foreign: Foreign
) -> None:
    before = await opened.leader.texts()
    async with nothing_changes(opened.house):
        for kind in OF_CONSULTANTS:
            assert await press(opened.leader, FORGED[kind](foreign)) == NOT_YOURS, kind

    assert await opened.leader.texts() == before


MADE_UP = [
    *("?", "s", "s:1", "s:x:0:d", "s:1:0:d:9", "s:99999:0:d", f"s:{'9' * 40}:0:d"),
    *("ch:99999", "k:99999", "as:99999", "ph:99999:1", "ac:99999", "ac:-5", "pl:99999:0"),
    *("v:V99", "gs:99", "b:2026-13:0", "b:0000-01:0", "t:zz"),
]


async def test_made_up_data_gets_a_kind_answer(opened: OpenCheckIn) -> None:
    before = await opened.leader.texts()
    async with nothing_changes(opened.house):
        for data in MADE_UP:
            assert await press(opened.leader, data) in {"Ce bouton ne sert plus. Rien n’a changé.", NOT_YOURS}, data

    assert await opened.leader.texts() == before
    assert set(await records.inbox_states(opened.house)) == {"done"}


async def press(who: Chat, button: Button | str) -> str:
    """Taps forged data under the newest message; gives the notice."""
    return await who.press(await who.last(), button if isinstance(button, str) else encode(button))


@asynccontextmanager
async def nothing_changes(house: House) -> AsyncIterator[None]:
    """Fails if a row of the programme has changed at the end of the block."""
    before = await house.read(_contents)
    yield
    assert await house.read(_contents) == before


def _contents(uow: UnitOfWork) -> dict[str, object]:
    """All rows but those of the way in and out."""
    transport = {"inbox", "outbox", "heartbeat", "lease"}
    return {
        one.name: [tuple(row) for row in uow.connection.execute(select(one))]
        for one in metadata.sorted_tables
        if one.name not in transport
    }
