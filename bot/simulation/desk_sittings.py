"""Sittings of consultants and staff: alerts, phone calls; and those of leaders who look something up or leave."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.simulation.deeds import Block, Command, Deed, NoteSolution, Tap
from bot.simulation.reading import Message
from bot.simulation.sittings import CheckInSitting, Result
from domain import buttons
from domain.buttons import Button


@dataclass(slots=True)
class OneTap:
    """Taps the newest button like this one, if it is still shown."""

    button: Button
    done: bool = False

    def next(self, messages: Sequence[Message]) -> Deed | None:
        if self.done:
            return None
        self.done = True
        return tap_on(messages, self.button)

    def heard(self, result: Result) -> None:
        """Nothing follows."""


@dataclass(slots=True)
class ResolveAlert:
    """*Resolved* under an alert, then how; staff, who are told of it by a notice, open it first."""

    alert_id: int
    action: str
    how: str
    last: Deed | None = None
    over: bool = False

    def next(self, messages: Sequence[Message]) -> Deed | None:
        if self.over:
            return None
        if isinstance(self.last, Tap) and isinstance(self.last.button, buttons.ResolveAlert):
            self.over = True
            return NoteSolution(action=self.action, text=self.how)
        resolve = tap_on(messages, buttons.ResolveAlert(self.alert_id))
        if resolve is not None or self.last is not None:
            return resolve
        return tap_on(messages, buttons.ShowAlert(self.alert_id))

    def heard(self, result: Result) -> None:
        """Goes on only while the bot does."""
        self.last = result.deed
        self.over = self.over or not result.accepted


@dataclass(slots=True)
class PhoneCall:
    """A call task: nobody answers, or a leader does and the check-in is filled in for the cooperative."""

    call_task_id: int
    reaches: bool
    contact: int
    filling_in: CheckInSitting
    started: bool = False

    def next(self, messages: Sequence[Message]) -> Deed | None:
        if self.started:
            return self.filling_in.next(messages) if self.reaches else None
        self.started = True
        contacts = [
            (message.message_id, one)
            for message in messages
            for one in message.of_kind(buttons.StartPhoneEntry)
            if one.call_task_id == self.call_task_id
        ]
        if not contacts:
            self.reaches = False
            return None
        if not self.reaches:
            return tap_on(messages, buttons.ReportCallFailure(self.call_task_id, buttons.CallFailure.NO_ANSWER))
        message_id, button = contacts[self.contact % len(contacts)]
        return Tap(message_id=message_id, button=button)

    def heard(self, result: Result) -> None:
        """What is filled in remembers its own deeds."""
        if isinstance(result.deed, Tap) and isinstance(result.deed.button, buttons.StartPhoneEntry):
            self.reaches = result.accepted
        else:
            self.filling_in.heard(result)


@dataclass(slots=True)
class Browse:
    """Videos or the guide: an axis, then one of what it holds."""

    command: str
    dice: int
    step: int = 0

    def next(self, messages: Sequence[Message]) -> Deed | None:
        self.step += 1
        if self.step == 1:
            return Command(self.command)
        if self.step > 3:  # noqa: PLR2004 - the command, the axis, the content
            return None
        newest = max(messages, key=lambda one: one.message_id)
        kinds: tuple[type[Button], ...] = (buttons.ShowVideos, buttons.ShowGuideAxis)
        if self.step == 3:  # noqa: PLR2004 - as above
            kinds = (buttons.ShowVideo, buttons.ShowGuideSection)
        offered: list[Button] = [one for _, one in newest.faces if isinstance(one, kinds)]
        if not offered:
            return None
        return Tap(message_id=newest.message_id, button=offered[self.dice % len(offered)])

    def heard(self, result: Result) -> None:
        """What is shown next is looked at next."""


@dataclass(slots=True)
class Leave:
    """Blocks the bot, or lets it in again."""

    blocked: bool
    done: bool = False

    def next(self, _: Sequence[Message]) -> Deed | None:
        if self.done:
            return None
        self.done = True
        return Block(self.blocked)

    def heard(self, result: Result) -> None:
        """Nothing follows."""


def tap_on(messages: Sequence[Message], button: Button) -> Tap | None:
    """A tap on the newest message that shows this button, None if none does any more."""
    for message in sorted(messages, key=lambda one: one.message_id, reverse=True):
        if any(one == button for _, one in message.faces):
            return Tap(message_id=message.message_id, button=button)
    return None
