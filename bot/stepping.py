"""Moving the programme's clock: from one due instant to the next, letting everything come to rest at each."""

import asyncio
from datetime import datetime

from bot.clock import real_now
from bot.service import Service
from storage import alerts, call_tasks, check_ins, inbox, outbox
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
        await service.tick()
        service.inbox.wake.set()
        service.delivery.wake.set()
        if await _is_quiet(service):
            await service.taps.rest()
            return
        await asyncio.sleep(_LOOK_AGAIN_SECONDS)


def next_due(uow: UnitOfWork, after: datetime) -> datetime | None:
    """The next instant at which something falls due by itself, None if nothing will."""
    found = (
        check_ins.next_due_at(uow),
        alerts.next_escalation_at(uow),
        call_tasks.next_escalation_at(uow),
        outbox.next_due_at(uow, after),
    )
    return min((one for one in found if one is not None), default=None)


async def _is_quiet(service: Service) -> bool:
    """Whether nothing is under way: a look at the tables, then at what is in the air, then at the tables again."""
    if await service.readers.run(lambda uow: _work_left(uow, service)):
        return False
    if service.delivery.is_busy:
        return False
    return not await service.readers.run(lambda uow: _work_left(uow, service))


def _work_left(uow: UnitOfWork, service: Service) -> bool:
    now = real_now()
    if inbox.next_batch(uow, now, 1):
        return True
    return outbox.is_under_way(uow, programme_at=service.clock.now(), real_at=now)
