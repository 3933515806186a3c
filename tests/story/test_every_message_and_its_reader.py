"""Every kind of message that is about a cooperative is withdrawn when its reader may not see that cooperative."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from domain.alert import AlertStep
from domain.answer import Ask, CallWish
from domain.buttons import DocumentFormat
from domain.outgoing import OutgoingKind, Withdrawn
from domain.people import Language
from domain.views import StaffNoticeKind
from storage import check_ins, outbox
from storage.unit_of_work import UnitOfWork
from tests.house import plain
from tests.story import records
from tests.story.conftest import OpenCheckIn
from usecases.preparing import prepare

Ids = dict[str, int | str]

#: What a message of each kind is about, where that belongs to a cooperative.
ABOUT: dict[OutgoingKind, Callable[[Ids], Ids]] = {
    OutgoingKind.EVE: lambda of: {"check_in": of["planned"]},
    **dict.fromkeys(
        (OutgoingKind.QUESTION, OutgoingKind.RECAP, OutgoingKind.THANKS),
        lambda of: {"check_in": of["check_in"]},
    ),
    OutgoingKind.ANSWERED: lambda of: {"item": of["item"], "ask": Ask.STATUS},
    OutgoingKind.OFFER: lambda of: {"item": of["item"]},
    OutgoingKind.CALL_TASK: lambda of: {"task": of["task"]},
    OutgoingKind.CALL_TASK_DONE: lambda of: {"check_in": of["check_in"], "by": ""},
    OutgoingKind.CALL_WISH: lambda of: {
        "call": CallWish.TODAY,
        "leader": of["leader"],
        "cooperative": of["cooperative"],
    },
    **dict.fromkeys(
        (OutgoingKind.SILENCE, OutgoingKind.ALERT_UNSEEN, OutgoingKind.ALERT_STILL_BLOCKED),
        lambda of: {"why": StaffNoticeKind.STILL_BLOCKED, "alert": of["alert"]},
    ),
    OutgoingKind.OUT_OF_REACH: lambda of: {"person": of["lost"]},
    OutgoingKind.BACK_IN_REACH: lambda of: {"person": of["leader"]},
    OutgoingKind.ALERT: lambda of: {"alert": of["alert"]},
    OutgoingKind.ALERT_FILE: lambda of: {"alert": of["alert"], "attachment": of["attachment"]},
    OutgoingKind.ALERT_STEP: lambda of: {"alert": of["alert"], "step": AlertStep.SEEN},
    OutgoingKind.RESOLUTION_ASKED: lambda of: {"alert": of["alert"]},
    OutgoingKind.NOTE: lambda of: {"note": of["note"]},
    OutgoingKind.PLAN: lambda of: {"cooperative": of["cooperative"], "page": 0},
    OutgoingKind.ACTION: lambda of: {"action": of["action"]},
    OutgoingKind.SUMMARY: lambda of: {"month": "2026-12", "cooperative": of["cooperative"]},
    OutgoingKind.SUMMARY_FILE: lambda of: {
        "month": "2026-12",
        "cooperative": of["cooperative"],
        "format": DocumentFormat.PDF,
        "language": Language.FRENCH,
    },
}
#: What everybody may read, or what shows each reader their own.
OF_EVERYBODY = {
    *(OutgoingKind.NOT_INVITED, OutgoingKind.GROUP_REFUSED, OutgoingKind.INVITATION_REFUSED, OutgoingKind.CONSENT),
    *(OutgoingKind.CONSENT_DECLINED, OutgoingKind.LANGUAGE, OutgoingKind.WELCOME, OutgoingKind.HOME),
    *(OutgoingKind.HELP, OutgoingKind.PRIVACY, OutgoingKind.TOLD, OutgoingKind.NOT_PROCESSED, OutgoingKind.NOTICE),
    *(OutgoingKind.ASK_WHICH, OutgoingKind.CALL_TASKS, OutgoingKind.ALERTS, OutgoingKind.PORTFOLIO),
    *(OutgoingKind.RESPONSE, OutgoingKind.VIDEOS, OutgoingKind.VIDEO, OutgoingKind.GUIDE),
    *(OutgoingKind.GUIDE_SECTION, OutgoingKind.GUIDE_FOUND, OutgoingKind.DAILY_LINE),
}
FOR_LEADERS = {
    *(OutgoingKind.EVE, OutgoingKind.QUESTION, OutgoingKind.RECAP, OutgoingKind.THANKS, OutgoingKind.ANSWERED),
    *(OutgoingKind.OFFER, OutgoingKind.ALERT_STEP, OutgoingKind.PLAN, OutgoingKind.ACTION, OutgoingKind.SUMMARY),
    OutgoingKind.SUMMARY_FILE,
}
FOR_STAFF = {OutgoingKind.SILENCE, OutgoingKind.ALERT_UNSEEN, OutgoingKind.ALERT_STILL_BLOCKED}
REASONS = {
    "the cooperative is not theirs any more",
    "for staff only",
    "not for leaders",
    "the reader does not follow the person any more",
}


def test_every_kind_of_message_is_about_a_cooperative_or_for_everybody() -> None:
    assert set(OutgoingKind) == set(ABOUT) | OF_EVERYBODY


@pytest.fixture
async def of(opened: OpenCheckIn) -> Ids:
    """Amwaj Boujdour: an action is blocked, with a voice message; a note was sent; a call waits; a leader is lost."""
    other = await opened.house.join("L10B")
    for label in ("Bloqué", "Argent"):
        await opened.leader.tap(label)
    await opened.leader.voice()
    await opened.consultant.send("Nous y travaillons", reply_to=(await _alert_message(opened)))
    await other.phone.block(blocked=True)
    await opened.house.to(2026, 12, 14, 9, 30)
    agenda, task = await records.agenda(opened.house, "C10"), await records.call_task(opened.house, "C10")
    (alert,) = await records.alerts_of(opened.house, "C10")
    assert task is not None
    all_check_ins = await opened.house.read(lambda uow: check_ins.of_cooperative(uow, alert.cooperative_id))
    return {
        "check_in": agenda[0].check_in_id,
        "planned": all_check_ins[1].id,
        "item": agenda[0].id,
        "alert": alert.id,
        "attachment": alert.attachment_ids[0],
        "task": task.id,
        "note": 1,
        "cooperative": alert.cooperative_id,
        "action": alert.action_id,
        "leader": (await records.person(opened.house, "L10A")).id,
        "lost": (await records.person(opened.house, "L10B")).id,
    }


async def test_nobody_is_sent_what_is_about_another_cooperative(opened: OpenCheckIn, of: Ids) -> None:
    for code in ("E1", "K1", "L09A"):
        await opened.house.join(code)
    for kind, about in ABOUT.items():
        reader = "L10A" if kind in FOR_LEADERS else "E1" if kind in FOR_STAFF else "K3"
        assert await _objection(opened, kind, about(of), reader) not in REASONS, kind
        for stranger in ("K1", "L09A"):
            assert await _objection(opened, kind, about(of), stranger) in REASONS, kind


async def test_the_programmes_month_is_for_staff(opened: OpenCheckIn) -> None:
    await opened.house.join("E1")
    about: Ids = {"month": "2026-12", "cooperative": 0, "format": DocumentFormat.PDF, "language": Language.FRENCH}
    for kind in (OutgoingKind.SUMMARY, OutgoingKind.SUMMARY_FILE):
        assert await _objection(opened, kind, about, "K3") == "the programme's month is for staff only"
        assert await _objection(opened, kind, about, "E1") == ""


async def _objection(opened: OpenCheckIn, kind: OutgoingKind, about: Ids, code: str) -> str:
    """Why such a message would not be sent to this person now, empty if it would."""
    shown, reader = await records.person(opened.house, "L10A"), await records.person(opened.house, code)

    def look(uow: UnitOfWork) -> str:
        sent = outbox.latest_of_kind(uow, shown.id, OutgoingKind.QUESTION)
        assert sent is not None
        row = replace(
            sent,
            kind=kind,
            ids=about,
            person_id=reader.id,
            to_chat_id=reader.telegram_id,
            replaces=None,
            initiated=False,
            valid_until=None,
        )
        found = prepare(uow, opened.house.service.moment(), row)
        return found.because if isinstance(found, Withdrawn) else ""

    return await opened.house.read(look)


async def _alert_message(opened: OpenCheckIn) -> int:
    """The number of the consultant's message that shows the alert."""
    return next(int(one["message_id"]) for one in await opened.consultant.messages() if "Action bloquée" in plain(one))
