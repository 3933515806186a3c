"""Moving the programme's clock: from one due instant to the next, letting everything come to rest at each."""

import asyncio
from datetime import datetime

from bot.clock import real_now
from bot.service import Service
from storage import alerts, call_tasks, check_ins, inbox, sending
from storage.unit_of_work import UnitOfWork

_LOOK_AGAIN_SECONDS = 0.002


async def advance(service: Service, to: datetime) -> None:
    """Moves the clock to that instant; all that falls due on the way happens in order, at its own time."""
    while True:
        await rest(service)
        due = await service.readers.run(lambda uow: next_due(uow, service.clock.now()))
        if due is None or due > to:
            break
        service.clock.reach(due)
    service.clock.reach(to)
    await rest(service)


async def rest(service: Service) -> None:
    """Comes back when no tick, update or message is left that is due now."""
    while True:
        done = await service.tick()
        await be_still(service)
        if not done and not await service.readers.run(lambda uow: _work_left(uow, service)):
            return
        await asyncio.sleep(_LOOK_AGAIN_SECONDS)


async def be_still(service: Service) -> None:
    """Comes back when nothing is in the air: no update being handled, no message being sent that is due."""
    service.delivery.wake.set()  # the clock may have been moved: messages are due that no commit has told of
    while service.inbox.is_busy or service.delivery.is_busy:  # noqa: ASYNC110 - two workers, and many events
        await asyncio.sleep(_LOOK_AGAIN_SECONDS)
    await service.taps.rest()


def next_due(uow: UnitOfWork, after: datetime) -> datetime | None:
    """The next instant at which something falls due by itself, None if nothing will.

    What was due before and is still there has failed: it waits for real time to pass, or was set aside.
    """
    found = (
        check_ins.next_due_at(uow, after),
        alerts.next_escalation_at(uow, after),
        call_tasks.next_escalation_at(uow, after),
        sending.next_due_at(uow, after),
    )
    return min((one for one in found if one is not None), default=None)


def _work_left(uow: UnitOfWork, service: Service) -> bool:
    now = real_now()
    if inbox.next_batch(uow, now, 1):
        return True
    return sending.is_under_way(uow, programme_at=service.clock.now(), real_at=now)
