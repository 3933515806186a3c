"""The life of a running bot: it waits for its turn, starts, rings the ticks, and stops cleanly."""

import asyncio
import signal
from functools import partial

import structlog
from telegram.error import TelegramError

from bot.clock import ProgrammeClock
from bot.commands.bot_account import telegram_refusal
from bot.commands.database import prepare_folder, told_in_one_line
from bot.commands.moment import rules_now
from bot.commands.refusal import RefusalError
from bot.commands.starting import Start
from bot.file_folder import FileFolder
from bot.garbage import spare_what_is_loaded
from bot.limits import Limits
from bot.service import Service, ServiceError, assemble
from bot.settings import Settings
from scheduler.alarm import ringing
from storage.leases import LeaseLostError

log = structlog.get_logger(__name__)

_TICK_SECONDS = 1.0
#: Between two batches of a tick, each of which takes some 20 ms.
_BREATH_SECONDS = 0.03


async def serve(settings: Settings) -> None:
    """Runs the bot until SIGINT or SIGTERM. Raises RefusalError if it cannot start or go on."""
    prepare_folder(settings)
    with told_in_one_line(settings):
        service = _assemble(settings)
        life = asyncio.create_task(_live(service))
        for wanted in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(wanted, life.cancel)
        try:
            await life
        except asyncio.CancelledError:
            log.info("stopping")
        except LeaseLostError as error:
            raise RefusalError("another process of this bot has taken over") from error
        except ServiceError as error:
            raise RefusalError(str(error)) from error
        except TelegramError as error:
            raise RefusalError(telegram_refusal(settings, error)) from error
        finally:
            await _stop(service)
    log.info("stopped")


def _assemble(settings: Settings) -> Service:
    limits = settings.limits
    return assemble(
        token=settings.telegram.token.get_secret_value(),
        base_url=settings.telegram.base_url,
        database_url=settings.database.url.get_secret_value(),
        rules=rules_now(settings),
        clock=ProgrammeClock(),
        limits=Limits(limits.per_second, limits.chat_burst, limits.chat_per_second),
        content_folder=settings.programme.content_folder,
        files=FileFolder(settings.files.folder, settings.files.most_bytes),
        poll_seconds=settings.polling.seconds,
    )


async def _live(service: Service) -> None:
    await Start(service).in_turn()
    spare_what_is_loaded()
    async with ringing(partial(ring, service), _TICK_SECONDS):
        log.info("running", bot=service.bot.username, zone=service.rules.zone.key)
        await service.run_until_failure()


async def ring(service: Service) -> None:
    """Lets the ticks do what is due; the next ring may succeed where this one fails.

    Raises what has not been told of yet: failures of ticks, of the database and of the lease have.
    """
    try:
        await service.tick(_BREATH_SECONDS)
    except LeaseLostError:
        return
    except Exception as error:
        if not service.tick_failures.has_told(error):
            raise


async def _stop(service: Service) -> None:
    try:
        await service.stop()
    except LeaseLostError:
        log.warning("what was under way is left to the process that has taken over")
    finally:
        # Where the start failed, the library takes itself for shut down and leaves its connections open.
        await service.bot.shutdown()
