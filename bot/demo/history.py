"""The history the demo starts from: two months of the sample programme, played by the simulator's people."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.demo.snapshot import Playground
from bot.demo.stage import TOKEN
from bot.simulation.casting import Manner
from bot.simulation.history import begin_history
from bot.simulation.stage import open_stage

#: 10:05 in Morocco on the day the fifth check-in has opened (2027-02-1), inside sending hours.
STORY_BEGINS = datetime(2027, 2, 4, 10, 5, tzinfo=UTC)

#: The page's leader answers promptly, but has not yet today; a neighbour with the same consultant has told of a blockage.
_MANNERS = {"C10": Manner.PROMPT, "C13": Manner.BLOCKED}
_SEED = 1
_STEP = timedelta(days=1)

#: Told how far a history has come, from 0 to 1.
Report = Callable[[float], None]


async def play(ground: Playground, until: datetime, report: Report) -> None:
    """Plays the programme from its first day up to an instant, through the bot; the result is on disk at the end."""
    async with open_stage(ground.folder, token=TOKEN) as stage:
        begun = stage.now
        history = await begin_history(stage, _SEED, _MANNERS)
        while stage.now < until:
            await history.play(min(stage.now + _STEP, until))
            report((stage.now - begun) / (until - begun))
    stage.state.save(ground.telegram)
