"""The four scenarios that are played and killed: a check-in, an alert, a wave and a summary."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum

from tests.house import instant
from tests.reliability.matrix.stage import Stage
from tests.reliability.morning import CONSULTANT, LEADERS, NINE, NINE_THIRTY

LEADER = LEADERS[0]
STAFF = "E1"
#: One of each of the eighteen cooperatives.
CROWD = tuple(f"L{number:02}A" for number in range(1, 19))
CONSULTANTS = ("K1", "K2", "K3")


class Scene(StrEnum):
    """What a scenario begins with."""

    OPENED = "opened"
    BEFORE_OPENING = "before_opening"


#: Who has joined, and where the programme's clock stands.
SCENES = {
    Scene.OPENED: ((*LEADERS, CONSULTANT, STAFF), NINE_THIRTY),
    Scene.BEFORE_OPENING: ((*CROWD, *CONSULTANTS), NINE),
}


@dataclass(frozen=True, slots=True)
class Scenario:
    """`play` does everything people do; the bot may be killed at any point of it."""

    scene: Scene
    play: Callable[[Stage], Awaitable[None]]


async def check_in(stage: Stage) -> None:
    """A leader answers a whole check-in: one action done, one blocked, one moving on; a last word; confirmed."""
    for label in ("Fait", "Cible", "Passer", "Bloqué", "Argent"):
        await stage.tap(LEADER, label)
    await stage.send(LEADER, "La banque attend un document", seeing="2/3")
    for label in ("Cette semaine", "Avance", "50", "Autre chose"):
        await stage.tap(LEADER, label)
    await stage.send(LEADER, "Nous cherchons une comptable", seeing="Autre chose à dire", after="Autre chose")
    await stage.tap(LEADER, "Confirmer")


async def alert(stage: Stage) -> None:
    """An action is blocked, with a voice note; the consultant sees it and resolves it; the leader hears each step."""
    await stage.tap(LEADER, "Bloqué")
    await stage.tap(LEADER, "Argent")
    await stage.speak(LEADER, seeing="1/3")
    await stage.tap(LEADER, "Aujourd’hui")
    await stage.tap(CONSULTANT, "Vu")
    await stage.tap(CONSULTANT, "Réglé")
    await stage.send(CONSULTANT, "La banque accepte le dossier", seeing="Comment est-ce réglé", after="Réglé")


async def wave(stage: Stage) -> None:
    """The check-ins of eighteen cooperatives open at one stroke of the clock, and are reminded of at another."""
    await stage.reach(NINE_THIRTY)
    await stage.reach(instant(2026, 12, 8, 9, 30))


async def summary(stage: Stage) -> None:
    """Staff ask for the month of the programme and of a cooperative, with documents in both languages and the data."""
    for words, document in (
        ("/bilan", "PDF en français"),
        ("/bilan C10", "PDF en arabe"),
        ("/bilan 2026-12", "JSON"),
    ):
        await stage.send(STAFF, words)
        await stage.tap(STAFF, document)


SCENARIOS = {
    "check-in": Scenario(Scene.OPENED, check_in),
    "alert": Scenario(Scene.OPENED, alert),
    "wave": Scenario(Scene.BEFORE_OPENING, wave),
    "summary": Scenario(Scene.OPENED, summary),
}
