"""The silence that Telegram asked for: the limits keep it, and the database for the process that comes next."""

from datetime import timedelta

from bot.clock import real_now
from bot.delivery_marks import Mark
from domain.people import Channel
from storage import silences
from storage.unit_of_work import UnitOfWork


def silence_asked(seconds: float) -> Mark:
    """What is written down when Telegram asks for so many seconds of silence from now on."""
    until = real_now() + timedelta(seconds=seconds)
    return lambda uow: silences.ask(uow, Channel.TELEGRAM, until)


def silence_left(uow: UnitOfWork) -> float:
    """The seconds that are left of a silence, 0 if there is none."""
    now = real_now()
    until = silences.until(uow, Channel.TELEGRAM, now)
    return (until - now).total_seconds() if until is not None else 0.0
