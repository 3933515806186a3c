"""The lease of the active process: taken, renewed, watched while another process holds it, and let go."""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta

import structlog

from bot.clock import monotonic, real_now
from bot.outage import Outage
from bot.writer import LEASE, Writer
from storage import leases
from storage.leases import Lease, LeaseLostError
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)

#: Three of four renewals may come late, by a disk that stands still, before a standby takes over.
LEASE_LASTS = timedelta(seconds=10)
_RENEWALS = 4


@dataclass(slots=True)
class LeaseKeeper:
    """`holder` names this process; `lasting` is how long a lease that nobody renews keeps the others waiting.

    A lease counts as abandoned when the real clock is past its end, and also when it has stood still under our eyes
    for as long as it lasts: a clock that was set back makes nobody wait for an hour.
    """

    writer: Writer
    holder: str
    lasting: timedelta = LEASE_LASTS
    outage: Outage = field(default_factory=lambda: Outage("lease"))
    _watched: Lease | None = None
    _watched_since: float = 0.0

    async def take(self) -> bool:
        """Becomes the one active process, or goes on being it; False while another one is.

        Raises LeaseLostError where it was active and has been overtaken.
        """
        token = await self.writer.run(self._acquire)
        if token is not None:
            self.writer.token = token
        return token is not None

    async def keep(self) -> None:
        """Renews it until cancelled; raises LeaseLostError when another process has taken over."""
        while True:
            await asyncio.sleep(self.lasting.total_seconds() / _RENEWALS)
            try:
                await self._renew()
            except Exception as error:  # noqa: BLE001 - raised if it is not the database's own
                await self.outage.outlast(error)
            else:
                self.outage.end()

    async def release(self) -> None:
        """Lets the next process start at once. Where the database cannot be used, that one waits until it has expired.

        Raises LeaseLostError if another process has taken over.
        """
        token = self.writer.token
        if token is None:
            return
        try:
            await self.writer.run(lambda uow: leases.release(uow, LEASE, token, real_now()))
        except Exception as error:
            if not self.outage.explains(error):
                raise

    async def _renew(self) -> None:
        if not await self.take():
            raise LeaseLostError(LEASE)

    def _acquire(self, uow: UnitOfWork) -> int | None:
        return leases.acquire(
            uow,
            name=LEASE,
            holder=self.holder,
            at=real_now(),
            lasting=self.lasting,
            abandoned=self._abandoned(leases.find(uow, LEASE)),
        )

    def _abandoned(self, seen: Lease | None) -> Lease | None:
        now = monotonic()
        if seen != self._watched:
            self._watched, self._watched_since = seen, now
        stands_still = now - self._watched_since >= self.lasting.total_seconds()
        return self._watched if stands_still else None
