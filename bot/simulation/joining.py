"""Joining: people follow their invitations, agree, choose a language and, some of them, a part of the day."""

import asyncio
from collections.abc import Iterable

from bot.clock import real_now
from bot.simulation.deeds import Command, Tap
from bot.simulation.desk_sittings import tap_on
from bot.simulation.players import Player
from bot.simulation.stage import Stage, StageError
from domain.buttons import Button, ChooseLanguage, ChooseSlot, GiveConsent
from domain.people import Role, Slot
from usecases.joining import invite

_EVERY_AFTERNOON, _EVERY_EVENING = 5, 9


async def join(stage: Stage, players: Iterable[Player]) -> None:
    """Brings people in, side by side. Raises StageError if the bot does not show what joining takes."""
    joining = list(players)
    await asyncio.gather(*(_start(stage, one) for one in joining))
    await _all_look(stage, joining)
    for button in (GiveConsent(agreed=True), None):
        taps = [_tap(one, button or ChooseLanguage(one.language)) for one in joining]
        await asyncio.gather(*(one.act(tap) for one, tap in zip(joining, taps, strict=True)))
        await _all_look(stage, joining)
    slots = [(one, slot) for place, one in enumerate(joining) if (slot := _slot(place, one)) is not None]
    await asyncio.gather(*(one.act(_tap(one, ChooseSlot(slot))) for one, slot in slots))
    await _all_look(stage, joining)


async def _start(stage: Stage, player: Player) -> None:
    role, code = player.person.role, player.code
    token = await stage.service.writer.run(
        lambda uow: invite(uow, role=role, cooperative_code=None, person_code=code, at=real_now())
    )
    await player.act(Command(f"/start {token}"))


async def _all_look(stage: Stage, players: Iterable[Player]) -> None:
    await stage.settle()
    await asyncio.gather(*(one.look() for one in players))


def _tap(player: Player, button: Button) -> Tap:
    found = tap_on(player.messages, button)
    if found is None:
        raise StageError(f"{player.code} cannot join: no button {button} is shown")
    return found


def _slot(place: int, player: Player) -> Slot | None:
    """Most keep the morning."""
    if player.person.role is not Role.LEADER:
        return None
    if place % _EVERY_AFTERNOON == _EVERY_AFTERNOON - 2:
        return Slot.AFTERNOON
    return Slot.EVENING if place % _EVERY_EVENING == _EVERY_EVENING - 4 else None
