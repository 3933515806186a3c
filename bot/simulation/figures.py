"""A month's figures as the tally has them, in the shape in which they are compared with the summary's."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta

from bot.simulation.blockages import constraints, decisions
from bot.simulation.cooperative_month import CooperativeMonth, Figures, Name
from bot.simulation.lamps import lamp, whole_lamp
from bot.simulation.standing import Course, is_listed
from bot.simulation.tally import CheckInRecord
from domain.answer import Ask, CallWish
from domain.check_in import CheckInState
from domain.lights import Light
from domain.people import Channel
from domain.period import Period

#: A figure that is known of the whole only if it is known of every part.
NOT_ASKED: Name = ("not asked", "")
_WISHED = {CallWish.TODAY, CallWish.WEEK}


def figures_of(month: CooperativeMonth) -> Figures:
    """All figures of a cooperative's month that the tally knows."""
    found: Figures = {}
    for part in (_response, _answers, _done, _planned, constraints, decisions, _indicators, _lights, _content):
        found.update(part(month))
    return found


def merged(parts: Sequence[Figures]) -> Figures:
    """The programme's figures: numbers add up, lines stand together."""
    found: Figures = {}
    for part in parts:
        for name, value in part.items():
            before = found.get(name)
            found[name] = before + value if isinstance(before, int) and isinstance(value, int) else value
    if any(NOT_ASKED not in part for part in parts):
        found.pop(NOT_ASKED, None)
    return found


def state_of(month: CooperativeMonth, period: Period, record: CheckInRecord) -> CheckInState:
    """How a check-in ended."""
    if not any(is_listed(one, period) for one in month.courses.values()):
        return CheckInState.EXCUSED
    if record.complete:
        return CheckInState.COMPLETE
    return CheckInState.PARTIAL if record.answered_in_time else CheckInState.MISSED


def _response(month: CooperativeMonth) -> Iterator[tuple[Name, object]]:
    ended = [(state_of(month, period, record), record) for period, record in month.of_month]
    states = Counter(state for state, _ in ended)
    by_phone = sum(_is_assisted(record) for state, record in ended if state is CheckInState.COMPLETE)
    yield ("check-ins due", ""), len(ended) - states[CheckInState.EXCUSED]
    yield ("complete alone", ""), states[CheckInState.COMPLETE] - by_phone
    yield ("complete by phone", ""), by_phone
    yield ("partial", ""), states[CheckInState.PARTIAL]
    yield ("missed", ""), states[CheckInState.MISSED]
    yield ("excused", ""), states[CheckInState.EXCUSED]
    yield ("running", ""), 0


def _answers(month: CooperativeMonth) -> Iterator[tuple[Name, object]]:
    by_phone = Counter(entry.by_phone for one in month.told for entry in one.entries())
    yield (f"answers by {Channel.TELEGRAM}", ""), by_phone[False]
    yield (f"answers by {Channel.PHONE}", ""), by_phone[True]
    calls = [one.follow(Ask.CALL) for one in month.told]
    yield ("calls wished", ""), sum(one is not None and one.call in _WISHED for one in calls)
    if all(record.asked is not None for _, record in month.of_month):
        asked = {code for _, record in month.of_month for code in record.asked or ()}
        left_out = {code for _, record in month.of_month for code in record.left_out}
        yield NOT_ASKED, len(left_out - asked)


def _is_assisted(record: CheckInRecord) -> bool:
    return any(entry.by_phone for one in record.told.values() for entry in one.entries())


def _done(month: CooperativeMonth) -> Iterator[tuple[Name, object]]:
    """By action code: the day, and whether a proof came with it."""
    for code, course in month.courses.items():
        step = next((one for one in course.steps if one.after.is_done), None)
        if step is not None and step.period in month.periods and step.told is not None:
            proof = step.told.follow(Ask.PROOF)
            yield ("done", code), (step.after.done_on, proof is not None and proof.file is not None)


def _planned(month: CooperativeMonth) -> Iterator[tuple[Name, object]]:
    """By action code: deadline, days late, light."""
    until = month.month.next().next().first_day() - timedelta(days=1)
    for code, course in month.courses.items():
        standing = month.standing(course)
        if not standing.is_done and standing.deadline <= until:
            late = max((month.last_day - standing.deadline).days, 0)
            yield ("planned", code), (standing.deadline, late, lamp(course.known, standing, month.last_day))


def _indicators(month: CooperativeMonth) -> Iterator[tuple[Name, object]]:
    """By action code and place: the last number said and its day; nobody is asked about any but the first."""
    for code, course in month.courses.items():
        for place in range(1, course.known.indicators + 1):
            yield ("indicator", f"{code} {place}"), _last_number(month, course) if place == 1 else None


def _last_number(month: CooperativeMonth, course: Course) -> object:
    for step in reversed(course.steps):
        if step.told is None or not step.told.has_news:
            continue
        entry = step.told.followed.get(Ask.VALUE) or step.told.followed.get(Ask.PROGRESS)
        if entry is not None and entry.says.number is not None:
            return (entry.says.number, month.day(entry.at))
    return None


def _lights(month: CooperativeMonth) -> Iterator[tuple[Name, object]]:
    """How many actions show each light, now and a month before; and the cooperative's own row."""
    now = [(_now(month, one), one.known.priority) for one in month.courses.values()]
    before = [(_before(month, one), one.known.priority) for one in month.courses.values()]
    for light in Light:
        yield (f"lights {light} now", ""), sum(one is light for one, _ in now)
        yield (f"lights {light} before", ""), sum(one is light for one, _ in before)
    standings = [month.standing(one) for one in month.courses.values()]
    done = sum(one.is_done for one in standings)
    blocked = sum(one.is_blocked for one in standings)
    late = sum(not one.is_done and one.deadline < month.last_day for one in standings)
    yield ("actions", ""), len(standings)
    yield ("actions done", ""), done
    yield ("row", month.code), (whole_lamp(now), whole_lamp(before), len(standings), done, blocked, late)


def _now(month: CooperativeMonth, course: Course) -> Light:
    return lamp(course.known, month.standing(course), month.last_day)


def _before(month: CooperativeMonth, course: Course) -> Light:
    """Grey for what no check-in had listed by then."""
    standing = month.standing_before(course)
    end = month.month.first_day() - timedelta(days=1)
    return Light.GREY if standing is None else lamp(course.known, standing, end)


def _content(month: CooperativeMonth) -> Iterator[tuple[Name, object]]:
    """How often each video and section was opened."""
    for (cooperative, on, code), count in month.tally.opened.items():
        if cooperative == month.code and on == month.month:
            yield ("content", code), count
