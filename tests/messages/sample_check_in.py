"""Sample screens of the check-in: questions, answers, recap, calls."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

from domain import views
from domain.action_plan import ActionState, Constraint
from domain.answer import Ask, CallWish, Status
from domain.people import Reachability, Slot
from domain.views import Preface, View
from domain.views.check_in import AnswerLine, CheckInChoice, Contact, LastSaid

NOON = datetime(2027, 1, 20, 12, 0, tzinfo=UTC)
DAY = date(2027, 1, 20)
TITLE = "Déposer le dossier ONSSA"
PHONE = "+999 000 000 10"


def question(ask: Ask = Ask.STATUS, text: str = TITLE, preface: Preface = Preface.NONE) -> views.QuestionView:
    """A question about a blocked, late action, with all that it can carry."""
    measured = ask in {Ask.VALUE, Ask.PROGRESS}
    return views.QuestionView(
        ask=ask,
        check_in_id=7,
        item_id=123456,
        version=3,
        place=2,
        total=5,
        preface=preface,
        person_name=text,
        cooperative=text,
        show_cooperative=True,
        title=text,
        responsible=text,
        deadline=date(2027, 1, 8),
        days_late=12,
        last_said=LastSaid(
            state=ActionState.BLOCKED, percent=40, reason=Constraint.MONEY, on=date(2027, 1, 5), since=date(2026, 12, 7)
        ),
        choices=tuple(Status),
        offer_unchanged=True,
        same_reason=Constraint.MONEY,
        indicator=text if measured else "",
        unit=text if measured else "",
        baseline=Decimal(0) if measured else None,
        target=Decimal(5) if measured else None,
        actual=Decimal("2.5") if measured else None,
        already_by=text,
        already_title=text,
        change_item_id=99 if preface is Preface.ALREADY_ANSWERED else None,
    )


def questions_views(text: str) -> Iterator[View]:
    for ask in Ask:
        yield question(ask, text)
    for preface in Preface:
        yield question(Ask.STATUS, text, preface)
    for preface in (Preface.ALREADY_ANSWERED, Preface.BY_PHONE):
        yield question(Ask.REASON, text, preface)


def check_in_views(text: str) -> Iterator[View]:
    yield views.EveView(person_name=text, cooperative=text, on=DAY, slot=Slot.MORNING, questions=3)
    yield views.OpenQuestionView(cooperative=text)
    yield views.SayMoreView(check_in_id=7)
    for ask in Ask:
        yield views.AnsweredView(ask=ask, place=1, total=5, line=_line(1, text))
        yield views.AnsweredView(
            ask=ask, place=1, total=5, line=_line(1, text), skipped=True, by_other=text, typed_by=text
        )
    for confirmed in (False, True):
        yield views.RecapView(
            check_in_id=7,
            cooperative=text,
            show_cooperative=True,
            lines=tuple(_line(item, text, status) for item, status in enumerate((*Status, None))),
            not_asked=tuple(_line(item, text, None) for item in range(20, 25)),
            comments=1,
            confirmed=confirmed,
            confirmed_by=text,
            closed=confirmed,
            typed_by=text,
            preface=Preface.RESUMED,
        )
    yield views.ThanksView(person_name=text, next_on=date(2027, 2, 4), blocked=2, consultant=text)
    yield views.ThanksView(person_name=text, next_on=None, blocked=0, consultant="")
    yield views.AskWhichView(tuple(CheckInChoice(check_in_id=one, cooperative=text) for one in range(3)))


def _line(item: int, text: str, status: Status | None = Status.BLOCKED) -> AnswerLine:
    return AnswerLine(
        item_id=item,
        title=text,
        status=status,
        number=Decimal("42.5"),
        unit=text,
        percent=50,
        reason=Constraint.PERMIT,
        note=text,
        attachments=2,
        call=CallWish.TODAY,
        new_date=date(2027, 2, 3),
        proof=True,
        by=text,
    )


def calls_views(text: str) -> Iterator[View]:
    tasks = [_call_task(number, text, answered) for number, answered in enumerate((0, 2, 0))]
    yield from tasks
    yield views.CallTasksView(tuple(tasks))
    yield views.CallTasksView(())
    yield views.CallTaskDoneView(cooperative=text, by=text)
    yield views.CallTaskDoneView(cooperative=text, by="")
    for to_leader, asking, call in (
        (True, True, None),
        (True, False, CallWish.WEEK),
        (True, False, CallWish.NO),
        (False, False, CallWish.TODAY),
    ):
        yield views.CallWishView(
            to_leader=to_leader, asking=asking, person_name=text, phone=PHONE, cooperative=text, call=call
        )


def _call_task(number: int, text: str, answered: int) -> views.CallTaskView:
    return views.CallTaskView(
        call_task_id=number,
        cooperative=text,
        contacts=(
            Contact(person_id=1, name=text, function=text, phone=PHONE),
            Contact(person_id=2, name=text, function="", phone="", reachability=Reachability.BLOCKED),
        ),
        opened_on=DAY,
        due_at=NOON,
        answered=answered,
        total=5,
        failures=number,
    )
