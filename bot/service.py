"""The service: everything that runs while the bot runs, started and stopped together."""

import asyncio
import os
import secrets
import socket
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
from telegram.ext import Application, CallbackContext, ContextTypes, ExtBot

from bot.bot_api import BotApi
from bot.clock import ProgrammeClock, monotonic, real_now
from bot.clock_watch import ClockWatch
from bot.context import SuiviContext
from bot.delivery import Delivery
from bot.file_fetcher import FileFetcher
from bot.file_folder import FileFolder
from bot.inbox_worker import InboxWorker
from bot.intake import Intake
from bot.lease import LEASE_LASTS, LeaseKeeper
from bot.limits import Limits
from bot.making_ready import MakingReady
from bot.menu import publish_menu
from bot.polling import Poller
from bot.readers import Readers
from bot.taps import TapAnswers
from bot.tick_failures import TickFailures
from bot.turn import current_turn
from bot.wire import AiohttpRequest
from bot.writer import Writer
from domain.rules import Moment, Rules
from handlers.all_handlers import all_handlers
from scheduler.ticks import TICKS, Tick
from storage.engine import reading_engine, writing_engine
from storage.leases import LeaseLostError
from storage.schema import SchemaState, migrate, schema_state

#: The parts that may be cut off at any point.
_INTAKE, _FILES = "intake", "files"
_CUT_OFF = frozenset({_INTAKE, _FILES})
_LONGEST_HOST = 60


class ServiceError(RuntimeError):
    """The bot cannot start or go on, with the reason in one line."""


class OtherActiveError(ServiceError):
    """Another process of the bot is active on this database."""


@dataclass(slots=True, kw_only=True)
class Service:
    """The parts of a running bot; `assemble` is the one place where they are wired. `files` is None where no copies
    of people's files are wanted.
    """

    bot: ExtBot[None]
    application: Application[Any, Any, Any, Any, Any, Any]
    writer: Writer
    readers: Readers
    clock: ProgrammeClock
    rules: Rules
    taps: TapAnswers
    inbox: InboxWorker
    delivery: Delivery
    tick_failures: TickFailures
    intake: Intake
    files: FileFetcher | None
    lease: LeaseKeeper
    clock_watch: ClockWatch
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)
    _lease_task: asyncio.Task[None] | None = None
    _has_looked: bool = False
    _next_ticks: dict[str, float] = field(default_factory=dict)

    def moment(self) -> Moment:
        """The programme's instant, with the rules in force."""
        return Moment(self.clock.now(), self.rules, real_now())

    async def start(self) -> None:
        """Takes the lease, brings the database up to date, clears up after the last process, listens and speaks.

        Can be called again after a failure: the lease is kept meanwhile. Raises OtherActiveError while another process
        is active, NewerSchemaError, and TelegramError if Telegram cannot be reached or refuses the token.
        """
        await self._become_active()
        await self.delivery.recover()
        await self.clock_watch.bring_forward()
        await self.application.initialize()
        self._tasks = [
            asyncio.create_task(self.inbox.run(), name="inbox"),
            asyncio.create_task(self.delivery.run(), name="delivery"),
            asyncio.create_task(self.intake.run(), name=_INTAKE),
            *([asyncio.create_task(self.files.run(), name=_FILES)] if self.files is not None else []),
        ]
        if not self.delivery.limits.is_halted(monotonic()):
            await publish_menu(self.bot)

    async def _become_active(self) -> None:
        """A database that another process works on is left as it is, whatever version that one is of."""
        if not self._has_looked:
            if await self.writer.alone(schema_state) is SchemaState.EMPTY:
                await self.writer.alone(migrate)
            self._has_looked = True
        await self._take_lease()
        if self._lease_task is None or self._lease_task.done():
            self._lease_task = asyncio.create_task(self.lease.keep(), name="lease")
        await self.writer.alone(migrate)

    async def _take_lease(self) -> None:
        if not await self.lease.take():
            raise OtherActiveError("another process of this bot is active on this database")

    async def tick(self, breath_seconds: float = 0.0) -> int:
        """Lets every tick do all that is due; gives how much that was. One that fails does not keep the others from it.

        Between two batches it takes breath, so that in a wave of thousands whoever taps finds the writer free.
        Raises the first failure once all have had their turn.
        """
        await self.clock_watch.look()
        done = 0
        failures: list[Exception] = []
        for one in TICKS:
            at = monotonic()
            if self.tick_failures.is_resting(one.name) or at < self._next_ticks.get(one.name, at):
                continue
            self._next_ticks[one.name] = at + one.every_seconds
            try:
                done += await self._perform(one, breath_seconds)
                await self.tick_failures.done(one.name)
            except LeaseLostError:
                raise
            except Exception as error:  # noqa: BLE001 - raised below
                await self.tick_failures.failed(one.name, error)
                failures.append(error)
        if failures:
            raise failures[0]
        return done

    async def _perform(self, tick: Tick, breath_seconds: float) -> int:
        done = 0
        while more := await self.writer.run(lambda uow: tick.perform(uow, self.moment())):
            done += more
            await asyncio.sleep(breath_seconds)
        return done

    async def run_until_failure(self) -> None:
        """Runs until a part fails, and raises what it failed with; ServiceError for one that ended by itself."""
        parts = [*self._tasks, *([self._lease_task] if self._lease_task is not None else [])]
        done, _ = await asyncio.wait(parts, return_when=asyncio.FIRST_COMPLETED)
        for part in done:
            if not part.cancelled():
                part.result()
        raise ServiceError(f"the {done.pop().get_name()} has stopped working")

    async def stop(self) -> None:
        """Stops listening, finishes what is under way, and lets the lease go, which is kept until then.

        Raises LeaseLostError, with everything closed, if another process has taken over meanwhile.
        """
        try:
            await self._end_tasks()
            await self.delivery.finish()
            await self.taps.close()
            await self._end_lease_task()
            await self.lease.release()
        finally:
            await self._end_lease_task()
            await self.application.shutdown()
            await self.intake.poller.session.close()
            self.readers.close()
            self.writer.close()

    async def _end_tasks(self) -> None:
        """The long poll and downloads are cut off; a batch or a claim is not, it ends by itself."""
        self.inbox.end()
        self.delivery.end()
        for task in self._tasks:
            if task.get_name() in _CUT_OFF:
                task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _end_lease_task(self) -> None:
        if self._lease_task is not None:
            self._lease_task.cancel()
            await asyncio.gather(self._lease_task, return_exceptions=True)


def assemble(
    *,
    token: str,
    base_url: str,
    database_url: str,
    rules: Rules,
    clock: ProgrammeClock,
    limits: Limits | None = None,
    content_folder: Path = Path("content"),
    files: FileFolder | None = None,
    poll_seconds: int = 25,
    lease_lasts: timedelta = LEASE_LASTS,
) -> Service:
    """Wires a service; nothing is written, sent or received before `start`. Without `files` no copies are kept."""
    writer, readers = Writer(writing_engine(database_url)), Readers(reading_engine(database_url))
    wire = AiohttpRequest()
    bot: ExtBot[None] = ExtBot(
        token,
        base_url=f"{base_url}/bot",
        base_file_url=f"{base_url}/file/bot",
        request=wire,
        get_updates_request=AiohttpRequest(connections=1),
    )
    application = _application(bot)
    api = BotApi(base_url, token, wire)
    taps = TapAnswers(api)
    session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=poll_seconds + 15, connect=5))

    def moment() -> Moment:
        return Moment(clock.now(), rules, real_now())

    inbox = InboxWorker(application, writer, taps, moment)
    limits = limits or Limits()
    delivery = Delivery(api, writer, MakingReady(readers, moment, content_folder), limits, moment)
    poller = Poller(base_url, token, session, timeout_seconds=poll_seconds)
    writer.on_speech.append(delivery.wake.set)
    return Service(
        bot=bot,
        application=application,
        writer=writer,
        readers=readers,
        clock=clock,
        rules=rules,
        taps=taps,
        inbox=inbox,
        delivery=delivery,
        intake=Intake(poller, writer, taps, inbox.wake.set),
        files=FileFetcher(api, writer, readers, limits, files) if files is not None else None,
        tick_failures=TickFailures(writer),
        lease=LeaseKeeper(writer, _holder(), lease_lasts),
        clock_watch=ClockWatch(writer),
    )


def _holder() -> str:
    """What this process is called in the lease; a host's name can be longer than there is room for."""
    return f"{socket.gethostname()[:_LONGEST_HOST]}:{os.getpid()}:{secrets.token_hex(4)}"


def _application(bot: ExtBot[None]) -> Application[Any, Any, Any, Any, Any, Any]:
    context_types = ContextTypes(context=SuiviContext)
    application = Application.builder().bot(bot).context_types(context_types).updater(None).job_queue(None).build()
    application.add_handlers(all_handlers())
    application.add_error_handler(_remember_failure)
    return application


async def _remember_failure(_update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
    """The dispatcher swallows what a handler raises; the inbox worker has to know."""
    current_turn.get().failure = context.error
