"""The start of a bot: when it is its turn, and when Telegram and the database answer."""

import asyncio
from dataclasses import dataclass, field

import structlog
from telegram.error import BadRequest, NetworkError

from bot.outage import Outage
from bot.service import OtherActiveError, Service

log = structlog.get_logger(__name__)

#: How often a standby looks whether the active process has ended.
_STANDBY_SECONDS = 1.0
#: Pauses while Telegram cannot be reached.
_FIRST_PAUSE_SECONDS, _LONGEST_PAUSE_SECONDS = 1.0, 15.0


@dataclass(slots=True)
class Start:
    """A service on its way to being the active one."""

    service: Service
    outage: Outage = field(default_factory=lambda: Outage("start"))
    _stands_by: bool = False
    _pause: float = _FIRST_PAUSE_SECONDS
    _has_used_database: bool = False

    async def in_turn(self) -> None:
        """Comes back when the service has started; raises TelegramError if Telegram refuses it.

        A database that cannot be used from the first is a fault of the settings or of the machine, and raised; later
        on it is waited for.
        """
        while not await self._has_started():
            self._has_used_database = True

    async def _has_started(self) -> bool:
        try:
            await self.service.start()
        except OtherActiveError:
            await self._stand_by()
        except BadRequest:
            raise
        except NetworkError as error:
            await self._wait_for_telegram(error)
        except Exception as error:
            if not self._has_used_database:
                raise
            await self.outage.outlast(error)
        else:
            self.outage.end()
            if self._stands_by:
                log.warning("taken over: this process is the active one now")
            return True
        return False

    async def _stand_by(self) -> None:
        if not self._stands_by:
            log.warning("standing by: another process is active, this one takes over when it ends")
        self._stands_by = True
        self.outage.end()
        await asyncio.sleep(_STANDBY_SECONDS)

    async def _wait_for_telegram(self, error: NetworkError) -> None:
        log.warning("Telegram does not answer, trying again", kind=type(error).__name__, seconds=self._pause)
        await asyncio.sleep(self._pause)
        self._pause = min(2 * self._pause, _LONGEST_PAUSE_SECONDS)
