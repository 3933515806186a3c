"""Named queries on the silence that Telegram asked for: whoever sends keeps it, also a process that starts later."""

from datetime import datetime

from sqlalchemy import select, update

from domain.people import Channel
from storage.insert_once import insert_once
from storage.tables.transport import silence
from storage.unit_of_work import UnitOfWork


def ask(uow: UnitOfWork, channel: Channel, until: datetime) -> None:
    """From now on nothing is to be said until then (real time). Nothing shortens a silence."""
    if not insert_once(uow, silence, [{"channel": channel, "until": until}]):
        later = (silence.c.channel == channel) & (silence.c.until < until)
        uow.connection.execute(update(silence).where(later).values(until=until))


def until(uow: UnitOfWork, channel: Channel, at: datetime) -> datetime | None:
    """The end (real time) of a silence in force at that time, None if there is none."""
    found: datetime | None = uow.connection.execute(
        select(silence.c.until).where(silence.c.channel == channel, silence.c.until > at)
    ).scalar()
    return found
