"""Preparing the screens of the check-in. The question that is asked is the one that is current when it is sent."""

from datetime import timedelta

from domain.action_plan import ActionState
from domain.answer import Ask, Status
from domain.check_in import AgendaItem, CheckIn, CheckInState
from domain.dialogue import Question, effective_answers, item_version, offers_all_unchanged, status_choices
from domain.outgoing import Withdrawn
from domain.people import Person
from domain.views import AnsweredView, AskWhichView, EveView, QuestionView, RecapView, ThanksView
from domain.views.check_in import CheckInChoice, Preface
from storage import check_ins, outbox, people
from usecases.asking import Sheet, open_check_ins, sheet_of, takes_answers
from usecases.preparing.joining import consultant_of
from usecases.preparing.lines import answer_line, last_said, other_name
from usecases.preparing.prepared import Draft, Preparation, Shown

#: Messages that the ladder begins; they are withdrawn once the check-in no longer waits for an answer.
_BEGUN = {Preface.OPENING, Preface.FIRST_REMINDER, Preface.SECOND_REMINDER}
#: Questions that are put again: withdrawn once the person has gone on meanwhile.
_AGAIN = {Preface.AWAY, Preface.NOT_SEEN}
_CAP = 3


def eve(draft: Draft) -> Preparation:
    """The evening before: withdrawn once the check-in has opened."""
    check_in = _check_in(draft)
    if check_in.state is not CheckInState.PLANNED:
        return Withdrawn("the check-in has opened")
    return Shown(
        EveView(
            person_name=draft.reader.name,
            cooperative=_cooperative(draft, check_in),
            on=check_in.on,
            slot=draft.reader.slot,
            questions=_CAP,
        ),
        cooperative_id=check_in.cooperative_id,
    )


def question(draft: Draft) -> Preparation:
    """The current question, or the recap when nothing is left to ask."""
    check_in = _check_in(draft)
    preface = Preface(draft.text("preface") or Preface.NONE)
    if not takes_answers(draft.uow, check_in):
        return Withdrawn("the check-in takes no answers any more")
    if preface in _BEGUN and check_in.state is not CheckInState.OPEN:
        return Withdrawn(f"the check-in is {check_in.state}")
    if preface is Preface.AWAY and check_in.closed_at is not None:
        return Withdrawn("the check-in has closed")
    if preface in _AGAIN and _is_asked_since(draft):
        return Withdrawn("the person has gone on")
    sheet = sheet_of(draft.uow, check_in)
    asked = _pinned(draft, sheet) if draft.row.ids.get("pinned") else sheet.question
    if asked is None:
        return Shown(_recap(draft, sheet, preface), {"check_in": check_in.id}, check_in.cooperative_id)
    ids: dict[str, int | str] = {
        "check_in": check_in.id,
        "item": asked.item_id,
        "ask": asked.ask,
        "version": asked.version,
    }
    return Shown(_question(draft, sheet, asked, preface), {**ids, "preface": preface}, check_in.cooperative_id)


def answered(draft: Draft) -> Preparation:
    """A question turned into its answer, as it stands when this is sent."""
    found = check_ins.of_item(draft.uow, draft.number("item"))
    if found is None:
        return Withdrawn("the agenda item is gone")
    sheet = sheet_of(draft.uow, found[0])
    item = found[1]
    given = effective_answers(sheet.answers, item.id)
    ask = Ask(draft.text("ask"))
    answer = given.status if ask is Ask.STATUS else given.followed.get(ask)
    return Shown(
        AnsweredView(
            ask=ask,
            place=_place(sheet, item),
            total=_total(sheet),
            line=answer_line(draft, sheet, item),
            skipped=bool(answer and answer.given.skipped),
            by_other=other_name(draft, answer.answered_by if answer else None, draft.person),
            typed_by=_typist(draft, answer.typed_by, answer.answered_by) if answer else "",
        ),
        {"check_in": found[0].id, "item": item.id, "ask": ask},
        found[0].cooperative_id,
    )


def recap(draft: Draft) -> Preparation:
    """The recap, with its buttons or (confirmed) without; nothing can be changed once the next check-in has opened."""
    check_in = _check_in(draft)
    if not takes_answers(draft.uow, check_in):
        return Withdrawn("the check-in takes no answers any more")
    shown = _recap(draft, sheet_of(draft.uow, check_in), Preface.NONE)
    return Shown(shown, {"check_in": check_in.id}, check_in.cooperative_id)


def thanks(draft: Draft) -> Preparation:
    """After *confirm*: thanks, and when we meet again."""
    check_in = _check_in(draft)
    sheet = sheet_of(draft.uow, check_in)
    blocked = sum(effective_answers(sheet.answers, one.id).said is Status.BLOCKED for one in sheet.items)
    consultant = consultant_of(draft, draft.reader)
    return Shown(
        ThanksView(
            person_name=draft.reader.name,
            next_on=check_ins.next_day(draft.uow, check_in.cooperative_id, check_in.on),
            blocked=blocked,
            consultant=consultant.name if consultant else "",
        ),
        cooperative_id=check_in.cooperative_id,
    )


def ask_which(draft: Draft) -> Preparation:
    """Several check-ins take answers in this chat."""
    found = open_check_ins(draft.uow, draft.reader.cooperative_ids)
    if not found:
        return Withdrawn("no check-in takes answers any more")
    choices = tuple(CheckInChoice(check_in_id=one.id, cooperative=_cooperative(draft, one)) for one in found)
    return Shown(AskWhichView(choices))


def _is_asked_since(draft: Draft) -> bool:
    """Whether a later message asks about the same check-in: whoever answered has it before them."""
    later = outbox.later_about(draft.uow, draft.row)
    return any(ids.get("check_in") == draft.row.ids["check_in"] for ids in later)


def _pinned(draft: Draft, sheet: Sheet) -> Question:
    item_id = draft.number("item")
    return Question(item_id, Ask.STATUS, item_version(sheet.answers, item_id))


def _question(draft: Draft, sheet: Sheet, asked: Question, preface: Preface) -> QuestionView:
    item = sheet.item(asked.item_id)
    action = sheet.actions[item.action_id]
    given = effective_answers(sheet.answers, item.id)
    indicator = sheet.indicator_of(item) if asked.ask in {Ask.VALUE, Ask.PROGRESS} else None
    about = sheet.item(draft.number("about")) if preface is Preface.ALREADY_ANSWERED else None
    return QuestionView(
        ask=asked.ask,
        check_in_id=sheet.check_in.id,
        item_id=item.id,
        version=asked.version,
        place=_place(sheet, item),
        total=_total(sheet),
        preface=preface,
        person_name=draft.reader.name,
        cooperative=_cooperative(draft, sheet.check_in),
        show_cooperative=_shows_cooperative(draft.reader),
        title=action.title_in(draft.language),
        responsible=action.responsible,
        deadline=item.deadline_before,
        days_late=_days_late(sheet.check_in, item),
        last_said=last_said(item),
        choices=status_choices(item) if asked.ask is Ask.STATUS else (),
        was_blocked=item.state_before is ActionState.BLOCKED,
        offer_unchanged=asked.ask is Ask.STATUS
        and not draft.row.ids.get("pinned")
        and offers_all_unchanged(sheet.items, sheet.answers),
        status=given.said,
        same_reason=item.blocked_by_before if asked.ask is Ask.REASON else None,
        indicator=indicator.name if indicator else "",
        unit=indicator.unit if indicator else "",
        baseline=indicator.baseline if indicator else None,
        target=indicator.target if indicator else None,
        actual=indicator.actual if indicator else None,
        already_by=_last_typist(draft, sheet, about) if about else "",
        already_title=sheet.actions[about.action_id].title_in(draft.language) if about else "",
        change_item_id=about.id if about else None,
        closed=sheet.check_in.closed_at is not None,
    )


def _recap(draft: Draft, sheet: Sheet, preface: Preface) -> RecapView:
    confirmed = next((one for one in reversed(sheet.answers) if one.given.ask is Ask.CONFIRM), None)
    shows_confirmed = confirmed is not None and bool(draft.row.ids.get("confirmed"))
    others = {one.typed_by for one in sheet.answers if one.typed_by != one.answered_by}
    return RecapView(
        check_in_id=sheet.check_in.id,
        cooperative=_cooperative(draft, sheet.check_in),
        show_cooperative=_shows_cooperative(draft.reader),
        lines=tuple(answer_line(draft, sheet, one) for one in sheet.items if one.asked),
        not_asked=tuple(answer_line(draft, sheet, one) for one in sheet.items if not one.asked),
        comments=_comments(sheet),
        confirmed=shows_confirmed,
        confirmed_by=other_name(draft, confirmed.typed_by, draft.person) if confirmed and shows_confirmed else "",
        closed=sheet.check_in.closed_at is not None,
        typed_by=other_name(draft, min(others), draft.person) if others else "",
        preface=preface,
    )


def _comments(sheet: Sheet) -> int:
    """How many words were added; one that was edited is still one."""
    return sum(one.given.ask is Ask.OPEN and one.replaces is None for one in sheet.answers)


def _check_in(draft: Draft) -> CheckIn:
    check_in = check_ins.by_id(draft.uow, draft.number("check_in"))
    if check_in is None:
        raise LookupError(f"no check-in {draft.number('check_in')}")
    return check_in


def _cooperative(draft: Draft, check_in: CheckIn) -> str:
    return people.cooperative(draft.uow, check_in.cooperative_id).name_in(draft.language)


def _shows_cooperative(reader: Person) -> bool:
    """Whoever answers for one cooperative only need not be told which."""
    return len(reader.cooperative_ids) != 1


def _place(sheet: Sheet, item: AgendaItem) -> int:
    asked = [one.id for one in sheet.items if one.asked]
    return asked.index(item.id) + 1 if item.id in asked else len(asked)


def _total(sheet: Sheet) -> int:
    return sum(one.asked for one in sheet.items)


def _days_late(check_in: CheckIn, item: AgendaItem) -> int:
    return max((check_in.on - item.deadline_before) // timedelta(days=1), 0)


def _last_typist(draft: Draft, sheet: Sheet, item: AgendaItem) -> str:
    answers = [one for one in sheet.answers if one.item_id == item.id]
    return people.by_id(draft.uow, answers[-1].typed_by).name if answers else ""


def _typist(draft: Draft, typed_by: int, answered_by: int | None) -> str:
    return "" if typed_by == answered_by else other_name(draft, typed_by, draft.person)
