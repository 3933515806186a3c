"""What people make of what their phones show: who will sit down, and when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from bot.simulation import phrases, timing
from bot.simulation.answers import Voice
from bot.simulation.appointments import Appointment
from bot.simulation.casting import Casting, Manner
from bot.simulation.desk_sittings import Browse, Leave, OneTap, PhoneCall, ResolveAlert
from bot.simulation.knowledge import Plans
from bot.simulation.players import Player
from bot.simulation.reading import Message, question_in
from bot.simulation.sittings import CheckInSitting
from bot.simulation.timetable import CheckInDates, Timetable
from domain import buttons
from domain.people import Role

_BROWSES, _STAFF_HELPS = 3, 2
_BROWSE_AFTER = timedelta(minutes=30)
_LEAVES_AT, _AWAY = 2, timedelta(days=40)
_NEXT_DAY = timedelta(days=1)
#: Who has begun, or always answers in the end, is seldom phoned: one time in so many.
_SAY_THEY_WILL = {Manner.STOPS, Manner.AFTER_CLOSING}
_CALLED_ALL_THE_SAME = 4


@dataclass(slots=True)
class Reactions:
    """Deterministic: each choice has dice of its own, seeded by what it is about."""

    seed: int
    casting: Casting
    plans: Plans
    timetable: Timetable
    zone: ZoneInfo
    _known: set[tuple[str, str, int]] = field(default_factory=set)

    def to(self, player: Player, fresh: Iterable[Message], at: datetime) -> Iterator[Appointment]:
        """The appointments that new messages lead to."""
        for message in fresh:
            if player.person.role is Role.LEADER:
                yield from self._to_question(player, message, at)
                yield from self._to_offer(player, message, at)
            else:
                yield from self._to_alert(player, message, at)
                yield from self._to_call_task(player, message, at)
                yield from self._to_notice(player, message, at)

    def _to_question(self, player: Player, message: Message, at: datetime) -> Iterator[Appointment]:
        started = self.timetable.started(at)
        if question_in(message) is None or not started or not self._is_news(player, "check-in", started[-1].place):
            return
        dates, manner = started[-1], self.casting.manners[player.cooperative]
        leaders = self.casting.leaders[player.cooperative]
        shared = timing.turns(manner, dates.place, len(leaders), self._dice(player.cooperative, dates.period))
        for turn in shared:
            if leaders[turn.leader] == player.code:
                yield from self._turn(player, turn, dates, at + turn.after)
        if manner is Manner.LEAVES and dates.place % 6 == _LEAVES_AT and leaders[0] == player.code:
            leaves_at = at + timedelta(days=1)
            yield Appointment(leaves_at, player, Leave(blocked=True), player.cooperative)
            yield Appointment(leaves_at + _AWAY, player, Leave(blocked=False), player.cooperative)

    def _turn(self, player: Player, turn: timing.Turn, dates: CheckInDates, at: datetime) -> Iterator[Appointment]:
        rng = self._dice(player.code, dates.period)
        manner = self.casting.manners[player.cooperative]
        wants_blockage = manner is Manner.BLOCKED and not dates.period.is_second
        voice = Voice(manner, player.language, self._day(at), rng, wants_blockage)
        sitting = CheckInSitting(voice, self.plans, player.cooperative, turn.actions)
        yield Appointment(at, player, sitting, player.cooperative)
        if rng.randrange(_BROWSES) == 0:
            browse = Browse(rng.choice(("/videos", "/guide")), rng.randrange(100))
            yield Appointment(at + _BROWSE_AFTER, player, browse, player.cooperative)

    def _to_offer(self, player: Player, message: Message, at: datetime) -> Iterator[Appointment]:
        """What is offered against a blockage is looked at by some: an offer shows contents and nothing else."""
        offered = [button for _, button in message.faces]
        shows_contents = all(isinstance(one, buttons.ShowVideo | buttons.ShowGuideSection) for one in offered)
        if not offered or not shows_contents or not self._is_news(player, "offer", message.message_id):
            return
        rng = self._dice(player.code, "offer", message.text, self._day(at))
        if rng.randrange(_BROWSES) == 0:
            yield Appointment(at + _BROWSE_AFTER, player, OneTap(rng.choice(offered)), player.cooperative)

    def _to_alert(self, player: Player, message: Message, at: datetime) -> Iterator[Appointment]:
        for button in message.of_kind(buttons.SeeAlert):
            if player.person.role is not Role.CONSULTANT or not self._is_news(player, "alert", button.alert_id):
                continue
            cooperative = self.plans.cooperative(message.text)
            action = self.plans.action(cooperative, message.text).code
            rng = self._dice(cooperative, action, self._day(at))
            does = timing.help_for_alert(rng)
            if does.see_after is not None:
                yield self._at_desk(player, at + does.see_after, OneTap(button), cooperative)
            if does.resolve_after is not None:
                how = phrases.resolution(player.language, rng)
                resolve = ResolveAlert(button.alert_id, action, how)
                yield self._at_desk(player, at + does.resolve_after, resolve, cooperative)

    def _to_call_task(self, player: Player, message: Message, at: datetime) -> Iterator[Appointment]:
        tasks = message.of_kind(buttons.ReportCallFailure)
        if not tasks or player.person.role is not Role.CONSULTANT:
            return
        task_id = tasks[0].call_task_id
        if not self._is_news(player, "call", task_id):
            return
        cooperative = self.plans.cooperative(message.text)
        rng = self._dice(cooperative, "call", self._day(at))
        leaves_alone = self.casting.manners[cooperative] in _SAY_THEY_WILL and rng.randrange(_CALLED_ALL_THE_SAME)
        tries = () if leaves_alone else timing.calls(rng)
        for place, after in enumerate(tries):
            when = timing.in_office_hours(at + after, self.zone)
            voice = Voice(Manner.BY_PHONE, player.language, self._day(when), rng)
            filling_in = CheckInSitting(voice, self.plans, cooperative)
            call = PhoneCall(task_id, place == len(tries) - 1, rng.randrange(3), filling_in)
            yield Appointment(when, player, call, cooperative, by_phone=True)

    def _to_notice(self, player: Player, message: Message, at: datetime) -> Iterator[Appointment]:
        """Of two people in the team the first helps out, half of the times."""
        for button in message.of_kind(buttons.ShowAlert):
            if player.person.role is not Role.STAFF or not self._is_news(player, "notice", button.alert_id):
                continue
            rng = self._dice(message.text)
            if rng.randrange(_STAFF_HELPS) == 0:
                how = phrases.resolution(player.language, rng)
                cooperative = self.plans.cooperative(message.text)
                action = self.plans.action(cooperative, message.text).code
                sitting = ResolveAlert(button.alert_id, action, how)
                yield self._at_desk(player, at + _NEXT_DAY, sitting, cooperative)

    def _at_desk(self, player: Player, at: datetime, sitting: OneTap | ResolveAlert, cooperative: str) -> Appointment:
        return Appointment(timing.in_office_hours(at, self.zone), player, sitting, cooperative)

    def _is_news(self, player: Player, kind: str, number: int) -> bool:
        key = (player.code, kind, number)
        if key in self._known:
            return False
        self._known.add(key)
        return True

    def _dice(self, *about: object) -> Random:
        return Random(":".join([str(self.seed), *(str(one) for one in about)]))

    def _day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()
