"""What a person says about an action with one deed, as the person means it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from domain.action_plan import Constraint
from domain.answer import Ask, CallWish, Status
from domain.buttons import (
    Button,
    GiveCall,
    GiveNewDate,
    GivePercent,
    GiveReason,
    GiveStatus,
    GiveTarget,
    SkipQuestion,
)


class FileKind(StrEnum):
    """The files that people send here, named as the local Telegram's fields."""

    VOICE = "voice"
    PHOTO = "photo"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One answer; the field that its question asks for is set. Nothing set: the question was passed over."""

    ask: Ask
    status: Status | None = None
    number: Decimal | None = None
    percent: int | None = None
    reason: Constraint | None = None
    call: CallWish | None = None
    new_date: date | None = None
    text: str = ""
    file: FileKind | None = None


def said_by(button: Button, *, target: Decimal | None = None, new_date: date | None = None) -> Statement | None:
    """What a tap on a button says; None for those that answer nothing, and for *all others unchanged*.

    `target` is the indicator's, `new_date` the day that the button's days lead to.
    """
    match button:
        case GiveStatus(status=status):
            return Statement(ask=Ask.STATUS, status=status)
        case GivePercent(percent=percent):
            return Statement(ask=Ask.PROGRESS, percent=percent)
        case GiveTarget():
            return Statement(ask=Ask.VALUE, number=target)
        case GiveReason(reason=reason):
            return Statement(ask=Ask.REASON, reason=reason)
        case GiveCall(call=call):
            return Statement(ask=Ask.CALL, call=call)
        case GiveNewDate():
            return Statement(ask=Ask.NEW_DATE, new_date=new_date)
        case SkipQuestion(ask=ask):
            return Statement(ask=ask)
    return None
