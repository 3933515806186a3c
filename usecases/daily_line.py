"""Each working morning staff get one line about what went wrong since the last look, if anything did."""

from datetime import date, datetime, time, timedelta

from domain.calendar import is_working_day
from domain.local_time import to_instant
from domain.outgoing import Lane, OutgoingKind
from domain.rules import Moment
from domain.views import DailyLineView
from storage import dead_letters, leases, people
from storage.unit_of_work import UnitOfWork
from usecases.speaking import tell

_LOOK_AT = time(8, 30)
_ONE_DAY = timedelta(days=1)
_VALID_FOR = timedelta(hours=12)
#: When it was last looked for failures, by each of the two clocks.
_LOOKED, _LOOKED_REALLY = "daily look", "daily look, real time"


def tell_staff_of_failures(uow: UnitOfWork, moment: Moment) -> int:
    """Looks once a working day, from 08:30 on, and tells each of the staff if there is something to say.

    Gives 1 if it has looked.
    """
    beats = leases.beats(uow)
    looked = beats.get(_LOOKED)
    due = to_instant(moment.today, _LOOK_AT, moment.rules)
    if moment.at < due or not is_working_day(moment.today, moment.rules) or (looked is not None and looked >= due):
        return 0
    leases.beat(uow, _LOOKED, moment.at)
    leases.beat(uow, _LOOKED_REALLY, moment.real)
    since = beats.get(_LOOKED_REALLY, moment.real - _ONE_DAY)
    day = moment.local_day(looked) if looked is not None else moment.today - _ONE_DAY
    if failures_since(uow, since, day) is not None:
        _tell_each(uow, moment, since, day)
    return 1


def failures_since(uow: UnitOfWork, since: datetime, day: date) -> DailyLineView | None:
    """What was set aside since then (real time) and still is, and what else went wrong; None if nothing did.

    `day` is what that time is called in the programme.
    """
    found = dead_letters.count(uow, since)
    polled = leases.beats(uow).get(leases.FOREIGN_POLLER)
    line = DailyLineView(
        since=day,
        updates=found.updates,
        messages=found.messages,
        dues=found.dues,
        unknown=dead_letters.begun_and_unknown(uow, since),
        foreign_poller=polled is not None and polled > since,
    )
    is_trouble = line.updates or line.messages or line.dues or line.unknown or line.foreign_poller
    return line if is_trouble else None


def _tell_each(uow: UnitOfWork, moment: Moment, since: datetime, day: date) -> None:
    for person in people.all_staff(uow):
        if person.can_be_asked:
            tell(
                uow,
                moment,
                person,
                OutgoingKind.DAILY_LINE,
                key=f"daily-line:{moment.today}:{person.id}",
                lane=Lane.REPORT,
                valid_for=_VALID_FOR,
                about={"since": since.isoformat(), "day": day.isoformat()},
            )
