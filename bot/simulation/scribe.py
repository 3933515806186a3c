"""The scribe: sees what came of each deed on the phone of who did it, and writes it into the tally."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from bot.simulation.appointments import Appointment
from bot.simulation.deeds import Comment, Deed, Edit, NoteSolution, SendFile, Tap, Write
from bot.simulation.knowledge import Plans
from bot.simulation.players import Outcome, Player
from bot.simulation.reading import Question, Recap, current_screen, plain, question_in
from bot.simulation.statement import Statement
from bot.simulation.tally import CheckInRecord, Entry, Resolution, Tally
from bot.simulation.timetable import Timetable
from domain import buttons
from domain.answer import Ask, Status
from domain.notices import NoticeKind, TapNotice
from domain.people import Language, Role
from domain.period import Month
from domain.views import SimpleText, SimpleView
from messages import render, render_notice

_SAVED = (NoticeKind.SAVED, NoticeKind.LATE_SAVED)
_UNCHANGED = Statement(ask=Ask.STATUS, status=Status.UNCHANGED)


@dataclass(frozen=True, slots=True)
class Sight:
    """What a phone showed before a deed: the number of the newest message, and the check-in's screen."""

    newest: int
    screen: Question | Recap | None


def sight_of(player: Player) -> Sight:
    """What counts of a phone before a deed."""
    return Sight(player.newest, current_screen(player.messages))


def accepted(player: Player, deed: Deed, before: Sight, outcome: Outcome) -> bool:
    """Whether the phone showed that a deed was taken: by a notice, the question turned into its answer, or a word."""
    if isinstance(deed, Tap) and _is_answer(deed):
        return outcome.notice in {render_notice(TapNotice(kind), player.language) for kind in _SAVED}
    if isinstance(deed, Write) or (isinstance(deed, SendFile) and deed.reply_to is None):
        return before.screen is not None and question_in(player.shown[before.screen.message.message_id]) is None
    if isinstance(deed, NoteSolution):
        fresh = (one for one in player.messages if one.message_id > before.newest)
        return any(one.text == _noted(player.language) for one in fresh)
    return player.newest > before.newest


@dataclass(slots=True)
class Scribe:
    """Writes for all cooperatives; check-ins are those that the timetable has opened."""

    tally: Tally
    timetable: Timetable
    plans: Plans
    zone: ZoneInfo

    def open_check_ins(self, at: datetime) -> None:
        """Begins a page for each cooperative's check-in that has opened by then."""
        for dates in self.timetable.started(at):
            for cooperative in self.plans.by_cooperative:
                self.tally.check_ins.setdefault((cooperative, dates.period), CheckInRecord(dates.closes_at))

    def write(self, one: Appointment, deed: Deed, outcome: Outcome, at: datetime) -> None:
        """Writes down a deed that was accepted."""
        match deed:
            case Tap(button=buttons.AllOthersUnchanged()):
                self._record(one, at).tell_all_unchanged(_entry(one, _UNCHANGED, at))
            case Tap(button=button, says=()):
                self._open_content(one.player, button, at)
            case Tap(action=action, says=says) | Write(action=action, says=says) | SendFile(action=action, says=says):
                for statement in says:
                    self._record(one, at).tell(action, _entry(one, statement, at, outcome.message_id))
            case Edit(action=action, says=says, message_id=message_id):
                self._record(one, at).correct(action, _entry(one, says[-1], at, message_id))
            case Comment():
                self._record(one, at).comment(at)
            case NoteSolution(action=action, text=text):
                self.tally.resolve(one.cooperative, Resolution(action, at, text))

    def write_refused(self, one: Appointment, deed: Deed, at: datetime) -> None:
        """What answers nothing any more (somebody else was faster) is kept with the check-in: nothing is dropped."""
        if isinstance(deed, Write | SendFile):
            self._record(one, at).comment(at)

    def write_recap(self, one: Appointment, at: datetime) -> None:
        """A recap on the phone of whoever answers: nothing is left to ask."""
        screen = current_screen(one.player.messages)
        if isinstance(screen, Recap):
            asked = [self.plans.action(one.cooperative, title).code for title, _ in screen.asked]
            left_out = [self.plans.action(one.cooperative, title).code for title, _ in screen.left_out]
            self._record(one, at).show_recap(asked, left_out, at)

    def _record(self, one: Appointment, at: datetime) -> CheckInRecord:
        return self.tally.check_ins[one.cooperative, self.timetable.started(at)[-1].period]

    def _open_content(self, player: Player, button: buttons.Button, at: datetime) -> None:
        if player.person.role is Role.LEADER and isinstance(button, buttons.ShowVideo | buttons.ShowGuideSection):
            local = at.astimezone(self.zone)
            self.tally.open_content(player.cooperative, Month(local.year, local.month), button.code)


def _entry(one: Appointment, says: Statement, at: datetime, message_id: int | None = None) -> Entry:
    source = None if message_id is None else (one.player.code, message_id)
    return Entry(says, at, one.by_phone, source)


def _is_answer(deed: Tap) -> bool:
    return bool(deed.says) or isinstance(deed.button, buttons.AllOthersUnchanged)


@cache
def _noted(language: Language) -> str:
    """What the bot says when a solution has been noted."""
    return plain(render(SimpleView(SimpleText.RESOLUTION_NOTED), language, ZoneInfo("UTC")).text)
