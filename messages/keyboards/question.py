"""Buttons of a question: what can be said about one action, with an icon and a number on each choice."""

from collections.abc import Callable
from enum import Enum

from domain.action_plan import Constraint
from domain.answer import Ask, CallWish, Status
from domain.buttons import (
    AllOthersUnchanged,
    Button,
    ChangeAnswer,
    GiveCall,
    GiveNewDate,
    GivePercent,
    GiveReason,
    GiveStatus,
    GiveTarget,
    SkipQuestion,
)
from domain.rendered import ButtonFace
from domain.views import QuestionView
from messages.button_words import ButtonWord
from messages.icons import icon
from messages.keyboards.layout import Rows, face, in_rows, paired
from messages.wording import Wording

_PERCENTS = (25, 50, 75)
_NEW_DATES = ((7, ButtonWord.IN_A_WEEK), (14, ButtonWord.IN_TWO_WEEKS), (30, ButtonWord.IN_A_MONTH))
#: The codes as they are numbered in the programme, *other* last.
_CONSTRAINTS = (*(one for one in Constraint if one is not Constraint.OTHER), Constraint.OTHER)
#: "Is it solved?" words some statuses otherwise.
_SOLVED_WORDS: dict[Status, Enum] = {Status.MOVING: ButtonWord.UNBLOCKED, Status.BLOCKED: ButtonWord.STILL_BLOCKED}


def question_rows(view: QuestionView, words: Wording) -> Rows:
    """The choices of the question, then *change* where somebody else has answered meanwhile."""
    rows = _BY_ASK.get(view.ask, _skip_only)(view, words)
    if view.change_item_id is not None:
        rows += ((face(ChangeAnswer(view.change_item_id), "✏️", words.label(ButtonWord.CHANGE)),),)
    return rows


def _status(view: QuestionView, words: Wording) -> Rows:
    faces = []
    for place, status in enumerate(view.choices, start=1):
        number = None if status is Status.SKIPPED else place
        text = words.label(_SOLVED_WORDS.get(status, status) if view.was_blocked else status)
        faces.append(face(GiveStatus(view.item_id, view.version, status), number, icon(status), text))
    rows = paired(faces)
    if view.offer_unchanged:
        rows += ((face(AllOthersUnchanged(view.item_id, view.version), "⏸⏸", words.label(ButtonWord.ALL_UNCHANGED)),),)
    return rows


def _value(view: QuestionView, words: Wording) -> Rows:
    rows: Rows = ()
    if view.target is not None:
        text = words.label(ButtonWord.TARGET, value=words.number(view.target))
        rows = ((face(GiveTarget(view.item_id, view.version), "✅", text),),)
    return rows + _skip_only(view, words)


def _progress(view: QuestionView, words: Wording) -> Rows:
    faces = tuple(face(GivePercent(view.item_id, view.version, one), words.percent(one)) for one in _PERCENTS)
    return (faces, *_skip_only(view, words))


def _reason(view: QuestionView, words: Wording) -> Rows:
    rows: Rows = ()
    if view.same_reason is not None:
        text = words.label(ButtonWord.SAME_REASON, reason=words.label(view.same_reason))
        rows = ((_reason_face(view, view.same_reason, "↩️", text),),)
    return rows + in_rows(
        [_reason_face(view, one, str(one.value), icon(one), words.label(one)) for one in _CONSTRAINTS], 2
    )


def _reason_face(view: QuestionView, reason: Constraint, *parts: str) -> ButtonFace:
    return face(GiveReason(view.item_id, view.version, reason), *parts)


def _call(view: QuestionView, words: Wording) -> Rows:
    return paired(
        face(GiveCall(view.item_id, view.version, wish), place, icon(wish), words.label(wish))
        for place, wish in enumerate(CallWish, start=1)
    )


def _new_date(view: QuestionView, words: Wording) -> Rows:
    faces = [face(GiveNewDate(view.item_id, view.version, days), "📅", words.label(word)) for days, word in _NEW_DATES]
    return paired(faces) + _skip_only(view, words)


def _skip_only(view: QuestionView, words: Wording) -> Rows:
    skip: Button = SkipQuestion(view.item_id, view.version, view.ask)
    return ((face(skip, icon(Status.SKIPPED), words.label(Status.SKIPPED)),),)


_BY_ASK: dict[Ask, Callable[[QuestionView, Wording], Rows]] = {
    Ask.STATUS: _status,
    Ask.VALUE: _value,
    Ask.PROGRESS: _progress,
    Ask.REASON: _reason,
    Ask.CALL: _call,
    Ask.NEW_DATE: _new_date,
}
