"""After an absence whoever was in the middle of a check-in is offered the current question once more.

Telegram forgets a tap after 150 seconds: what was tapped while no update reached us is lost (docs/rules.md, "Outages").
"""

from datetime import datetime, timedelta
from functools import partial

from domain.answer import Ask
from domain.check_in import CheckIn, CheckInState
from domain.people import Person
from domain.rules import Moment
from domain.ticks import TickName
from domain.views.check_in import Preface
from storage import absences, answers, check_ins, people
from storage.absences import Absence, LastQuestion
from storage.unit_of_work import UnitOfWork
from usecases.asking import STILL_WAITED_FOR, ask_again, focus_on, takes_answers
from usecases.climbing import will_remind
from usecases.each_due import each_due
from usecases.speaking import may_begin_at

#: How long Telegram keeps a tap for a bot that does not ask for it.
TAPS_KEPT = timedelta(seconds=150)
#: Who was asked or wrote so shortly before the absence was in the middle.
_ACTIVE_WITHIN = timedelta(hours=1)
#: A reminder so soon after the question would ask the same thing twice.
_REMINDED_SOON = timedelta(hours=3)
#: People looked at in one transaction.
_AT_ONCE = 100
_PREFIX = "after-absence:"
#: Why somebody counts as in the middle.
_WROTE, _SHOWN = "wrote", "shown"


def ask_again_after_absence(uow: UnitOfWork, moment: Moment) -> int:
    """Looks at the next people of the earliest absence that is not settled; gives how many there were, 0 at its end.

    What people had sent meanwhile has been worked off by then: who has answered is not asked again.
    """
    absence = absences.to_settle(uow)
    found = _next_people(uow, moment, absence) if absence is not None else ()
    return each_due(uow, moment, TickName.ABSENCES, found, partial(_ask_again, uow, moment))


def _next_people(uow: UnitOfWork, moment: Moment, absence: Absence) -> tuple[str, ...]:
    """Who was in the middle, as `each_due` names them; how far we have come is kept."""
    since, after = absence.began_at - _ACTIVE_WITHIN, absence.asked_up_to
    shown = absences.shown_a_question(uow, since, _last_lost(absence), after, _AT_ONCE)
    wrote = absences.leaders_who_wrote(uow, since, absence.began_at, after, _AT_ONCE)
    found = sorted({*shown, *wrote})[:_AT_ONCE]
    if len(found) < _AT_ONCE:
        absences.settle(uow, absence.id, moment.real)
    else:
        absences.set_asked_up_to(uow, absence.id, found[-1])
    return tuple(f"{absence.id}:{one}:{_WROTE if one in wrote else _SHOWN}" for one in found)


def _last_lost(absence: Absence) -> datetime:
    """What was tapped later than that has reached us."""
    return absence.ended_at - TAPS_KEPT


def _ask_again(uow: UnitOfWork, moment: Moment, subject: str) -> None:
    absence_id, person_id, why = subject.split(":")
    absence, person = absences.by_id(uow, int(absence_id)), people.by_id(uow, int(person_id))
    if absence is None or not person.can_be_asked:
        return
    wrote = why == _WROTE
    for place, last in enumerate(absences.last_questions(uow, person.id)):
        if not _may_be_unanswered(absence, last, was_in_it=wrote and place == 0):
            continue
        check_in = check_ins.by_id(uow, last.check_in_id)
        if check_in is None or not _is_under_way(uow, check_in, person):
            continue
        if not _is_left_to_the_ladder(uow, moment, absence, person, check_in):
            _offer(uow, moment, absence, person, check_in)


def _may_be_unanswered(absence: Absence, last: LastQuestion, *, was_in_it: bool) -> bool:
    """Whether a tap on a person's last question may have been lost.

    A question on the way, or shown so late that no tap on it is lost, asks by itself. Who was asked again before and
    has done nothing since waits for the ladder: a shaky network must not ask again and again.
    """
    if last.sent_at is None or last.sent_at > _last_lost(absence) or last.key.startswith(_PREFIX):
        return False
    return was_in_it or last.sent_at >= absence.began_at - _ACTIVE_WITHIN


def _is_under_way(uow: UnitOfWork, check_in: CheckIn, person: Person) -> bool:
    """Whether something is left to answer in it, if only the recap to confirm."""
    if not person.may_see_cooperative(check_in.cooperative_id) or not takes_answers(uow, check_in):
        return False
    if check_in.closed_at is not None or check_in.state not in {CheckInState.OPEN, CheckInState.COMPLETE}:
        return False
    given = answers.of_check_in(uow, check_in.id)
    return not (given and given[-1].given.ask is Ask.CONFIRM)


def _is_left_to_the_ladder(
    uow: UnitOfWork, moment: Moment, absence: Absence, person: Person, check_in: CheckIn
) -> bool:
    """Whether the question would have to wait for the end of quiet hours, and a reminder asks it soon after that."""
    may_go_at = may_begin_at(moment, person)
    if absence.lasted < STILL_WAITED_FOR or may_go_at <= moment.at:
        return False
    return will_remind(uow, moment, check_in, person, may_go_at + _REMINDED_SOON)


def _offer(uow: UnitOfWork, moment: Moment, absence: Absence, person: Person, check_in: CheckIn) -> None:
    key = f"{_PREFIX}{absence.began_at.isoformat()}:{check_in.id}:{person.id}"
    focus_on(uow, moment, person, check_in.id)
    about: dict[str, int | str] = {"check_in": check_in.id, "preface": Preface.AWAY}
    ask_again(uow, moment, person, key=key, about=about, waited=absence.lasted)
