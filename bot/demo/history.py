"""The history the demo starts from: two months of the sample programme, played by the simulator's people."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.demo.cast import LEADER
from bot.demo.snapshot import Playground
from bot.demo.stage import TOKEN
from bot.intake import LAST_POLL
from bot.simulation.casting import Manner
from bot.simulation.desk_sittings import tap_on
from bot.simulation.history import begin_history
from bot.simulation.players import Player
from bot.simulation.stage import Stage, StageError, open_stage
from domain.buttons import ChooseSlot
from domain.people import Slot
from storage import leases
from storage.engine import writing_engine
from storage.unit_of_work import unit_of_work

#: 10:05 in Morocco on the day the fifth check-in has opened (2027-02-1), inside sending hours.
STORY_BEGINS = datetime(2027, 2, 4, 10, 5, tzinfo=UTC)

#: The page's leader answers promptly, but has not yet today; of her consultant's other cooperatives one has just told
#: of a blockage and one takes its time. With this seed it is she who answers for her cooperative each time.
_MANNERS = {"C10": Manner.PROMPT, "C11": Manner.LATE, "C13": Manner.BLOCKED}
_SEED = 187
_STEP = timedelta(days=1)

#: Told how far a history has come, from 0 to 1.
Report = Callable[[float], None]


async def play(ground: Playground, until: datetime, report: Report) -> None:
    """Plays the programme from its first day up to an instant, through the bot; the result is on disk at the end."""
    async with open_stage(ground.folder, token=TOKEN) as stage:
        begun = stage.now
        history = await begin_history(stage, _SEED, _MANNERS)
        await _choose_mornings(stage, history.players[LEADER])
        while stage.now < until:
            await history.play(min(stage.now + _STEP, until))
            report((stage.now - begun) / (until - begun))
    _forget_last_poll(ground.database_url)
    stage.state.save(ground.telegram)


async def _choose_mornings(stage: Stage, leader: Player) -> None:
    """The story begins in the morning: its leader must have her question by then."""
    tap = tap_on(leader.messages, ChooseSlot(Slot.MORNING))
    if tap is None:
        raise StageError("the leader of the story is not asked for her part of the day")
    await leader.act(tap)
    await stage.settle()


def _forget_last_poll(database_url: str) -> None:
    """A demo goes on from here, whenever it is started: nobody was away in between."""
    engine = writing_engine(database_url)
    try:
        with unit_of_work(engine) as uow:
            leases.forget_beat(uow, LAST_POLL)
    finally:
        engine.dispose()
