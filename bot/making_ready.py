"""Making claimed messages ready: all of a claim are prepared in one sight of the database, and rendered outside of it.

Measured: a message prepared and rendered by itself in a reader's thread took 1.2 ms, half of it the way there and back.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bot.readers import Readers
from bot.telegram_channel import Call, call_of
from domain.outgoing import OutgoingKind, Postponed, Withdrawn
from domain.rules import Moment
from domain.views import SummaryFileView, VideoView
from messages import render
from storage.outbox import OutboxRow
from storage.unit_of_work import UnitOfWork
from usecases.preparing import prepare
from usecases.preparing.prepared import Prepared

#: A message that can go, why it does not, until when it waits, or what it failed with.
Preparation = Prepared | Withdrawn | Postponed | Exception

#: What these say is read from many rows: no other message waits for it.
_LONG_READS = frozenset(
    {OutgoingKind.SUMMARY, OutgoingKind.SUMMARY_FILE, OutgoingKind.PORTFOLIO, OutgoingKind.RESPONSE}
)
#: Views whose file is made, or read from the disk: never in the event loop.
_WITH_FILES = (SummaryFileView, VideoView)


@dataclass(slots=True)
class MakingReady:
    """`moment` gives the programme's time; `content_folder` holds the files named in the workbook."""

    readers: Readers
    moment: Callable[[], Moment]
    content_folder: Path

    async def prepare(self, rows: Sequence[OutboxRow]) -> list[Preparation]:
        """What each message takes, in order. One that fails keeps none of the others from it."""
        found: list[Preparation] = []
        while len(found) < len(rows):
            left = rows[len(found) :]
            try:
                found += await self.readers.run(partial(self._prepare_until_failure, left))
            except Exception as error:  # noqa: BLE001 - told to whoever asked
                found.append(error)
        return found

    async def render(self, prepared: Prepared) -> Call:
        """The call that sends a message. Raises OSError if its file cannot be read."""
        if isinstance(prepared.view, _WITH_FILES):
            return await asyncio.to_thread(self._render, prepared)
        return self._render(prepared)

    def _prepare_until_failure(self, rows: Sequence[OutboxRow], uow: UnitOfWork) -> list[Preparation]:
        """One that fails behind others comes first in the next transaction: its failure has spoilt this one."""
        uow.remember()
        moment = self.moment()
        done: list[Preparation] = []
        for row in rows:
            try:
                done.append(prepare(uow, moment, row))
            except Exception:
                if not done:
                    raise
                break
        return done

    def _render(self, prepared: Prepared) -> Call:
        rendered = render(prepared.view, prepared.language, self.moment().rules.zone)
        return call_of(rendered, self.content_folder)


def read_together(rows: Sequence[OutboxRow]) -> list[Sequence[OutboxRow]]:
    """The messages of a claim in groups, each of which is read in one go."""
    short = [row for row in rows if row.kind not in _LONG_READS]
    return [*([short] if short else []), *([row] for row in rows if row.kind in _LONG_READS)]
