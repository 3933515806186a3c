"""The history: people sit down as the programme's clock goes on, and the tally is kept."""

import asyncio
from collections import defaultdict, deque
from dataclasses import dataclass, field
from datetime import datetime

from bot.simulation.appointments import Appointment, Diary
from bot.simulation.casting import Casting, Manner, cast
from bot.simulation.deeds import Deed, Tap
from bot.simulation.joining import join
from bot.simulation.knowledge import Plans
from bot.simulation.players import Outcome, Player, add_players
from bot.simulation.reactions import Reactions
from bot.simulation.scribe import Scribe, accepted, sight_of
from bot.simulation.sittings import Result
from bot.simulation.stage import Stage
from bot.simulation.tally import Tally
from bot.simulation.timetable import Timetable
from bot.stepping import advance, next_due
from domain.people import Role


@dataclass(slots=True)
class History:
    """A programme being played; `play` goes on from where it stands."""

    stage: Stage
    casting: Casting
    plans: Plans
    timetable: Timetable
    tally: Tally
    players: dict[str, Player]
    scribe: Scribe
    reactions: Reactions
    diary: Diary = field(default_factory=Diary)
    _seen: int = 0

    async def play(self, until: datetime) -> None:
        """Plays up to that instant; then all is at rest and the clock shows it."""
        await self._go_to(self.stage.now)
        while True:
            due = await self.stage.read(lambda uow: next_due(uow, self.stage.now))
            following = min((one for one in (due, self.diary.next_at) if one is not None), default=None)
            if following is None or following > until:
                break
            await self._go_to(max(following, self.stage.now))
        await self._go_to(until)

    async def _go_to(self, at: datetime) -> None:
        await advance(self.stage.service, at)
        self.scribe.open_check_ins(at)
        await self._look()
        while appointments := self.diary.due(at):
            await self._hold(appointments)

    async def _hold(self, appointments: list[Appointment]) -> None:
        """Everybody does one deed, the bot comes to rest, all look at their phones; again, until all are through."""
        waiting: dict[str, deque[Appointment]] = defaultdict(deque)
        for one in appointments:
            waiting[one.player.code].append(one)
        while waiting:
            acting = [(queue[0], queue[0].sitting.next(queue[0].player.messages)) for queue in waiting.values()]
            for one, deed in acting:
                if deed is None:
                    waiting[one.player.code].popleft()
            waiting = defaultdict(deque, {code: queue for code, queue in waiting.items() if queue})
            await self._do([(one, deed) for one, deed in acting if deed is not None])

    async def _do(self, deeds: list[tuple[Appointment, Deed]]) -> None:
        """One deed of each person, all decided on the same sight; what is about one cooperative one after another."""
        if not deeds:
            return
        before = {one.player.code: sight_of(one.player) for one, _ in deeds}
        outcomes = await _act(deeds)
        await self.stage.settle(taken_in=all(isinstance(deed, Tap) for _, deed in deeds))
        await self._look()
        for one, deed in deeds:
            outcome = outcomes[one.player.code]
            taken = accepted(one.player, deed, before[one.player.code], outcome)
            self.tally.deeds[type(deed).__name__] += 1
            if taken:
                self.scribe.write(one, deed, outcome, self.stage.now)
            else:
                self.scribe.write_refused(one, deed, self.stage.now)
            one.sitting.heard(Result(deed=deed, accepted=taken, message_id=outcome.message_id))
        for one, _ in deeds:
            if one.answers_check_in:
                self.scribe.write_recap(one, self.stage.now)

    async def _look(self) -> None:
        """Those whose phones show something new look at it, and plan what they will do."""
        events = await self.stage.client.call("GET", f"/sandbox/events?after={self._seen}")
        self._seen = events["seq"]
        by_user = {one.phone.user_id: one for one in self.players.values()}
        changed = [by_user[one] for one in sorted(events["users"]) if one in by_user]
        fresh = await asyncio.gather(*(one.look() for one in changed))
        for player, messages in zip(changed, fresh, strict=True):
            self.diary.make(self.reactions.to(player, messages, self.stage.now))


async def _act(deeds: list[tuple[Appointment, Deed]]) -> dict[str, Outcome]:
    lanes: dict[str, list[tuple[Appointment, Deed]]] = defaultdict(list)
    for one, deed in deeds:
        lanes[one.lane].append((one, deed))
    outcomes: dict[str, Outcome] = {}

    async def run(lane: list[tuple[Appointment, Deed]]) -> None:
        for one, deed in lane:
            outcomes[one.player.code] = await one.player.act(deed)

    await asyncio.gather(*(run(lane) for lane in lanes.values()))
    return outcomes


async def begin_history(stage: Stage, seed: int, fixed: dict[str, Manner] | None = None) -> History:
    """Casts the people, gives them phones and lets them join."""
    sheets = stage.sheets
    casting = cast(sheets, seed, fixed)
    plans, timetable, tally = Plans(sheets), Timetable(stage.programme, stage.service.rules), Tally()
    leaders = {code for codes in casting.leaders.values() for code in codes}
    team = {one.code for one in sheets.people if one.role is not Role.LEADER}
    players = await add_players(stage.client, sheets, leaders | team)
    await join(stage, players.values())
    return History(
        stage=stage,
        casting=casting,
        plans=plans,
        timetable=timetable,
        tally=tally,
        players=players,
        scribe=Scribe(tally, timetable, plans, stage.zone),
        reactions=Reactions(seed, casting, plans, timetable, stage.zone),
    )


async def play_history(
    stage: Stage, until: datetime, *, seed: int = 1, fixed: dict[str, Manner] | None = None
) -> History:
    """Plays a programme from its first day up to an instant (aware). `fixed` names manners that are not to be dealt.

    Afterwards all is at rest; `play` on what it gives goes on.
    """
    history = await begin_history(stage, seed, fixed)
    await history.play(until)
    return history
