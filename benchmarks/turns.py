"""Durable turns of a check-in a second on one core, beside the library's in-memory conversation with the same calls."""

import json
import tempfile
from pathlib import Path
from typing import Any

from benchmarks import big_programme
from benchmarks.pinning import Program, cores, program

#: People in a conversation at a time.
AT_ONCE = 50
COPIES = 20
PROMISE = 1.5


def ours(copies: int = COPIES) -> dict[str, float]:
    """Check-ins that are stored, answered and asked on with."""
    bot_core, other_core = cores()
    with tempfile.TemporaryDirectory(prefix="suivi-bench-") as folder:
        database = Path(folder) / "suivi.db"
        people = big_programme.build(database, copies)
        with program("benchmarks.crowd", core=other_core) as crowd:
            url = crowd.hear()["url"]
            crowd.ask(gather=people)
            with program("benchmarks.our_bot", url, str(database), core=bot_core) as bot:
                before = bot.ask(start=True)["cpu"]
                walked = crowd.ask(walk=AT_ONCE, start_with="/point")
                return _rates(walked, bot.ask()["cpu"] - before)


def library(copies: int = COPIES) -> dict[str, float]:
    """The same conversation with nothing kept but in memory."""
    bot_core, other_core = cores()
    with program("benchmarks.crowd", core=other_core) as crowd:
        url = crowd.hear()["url"]
        crowd.ask(gather=18 * copies)
        bot = Program("benchmarks.library_bot", url, core=bot_core)
        before = bot.hear()["cpu"]
        walked = crowd.ask(walk=AT_ONCE, start_with="/start")
        after = json.loads(bot.end().splitlines()[-1])["cpu"]
    return _rates(walked, after - before)


def measure() -> dict[str, Any]:
    """Both in one run, three times in turn; medians, and the ratio of turns a second of the bot's own core time."""
    runs = [(ours(), library()) for _ in range(3)]
    our, their = ({name: sorted(run[side][name] for run in runs)[1] for name in runs[0][0]} for side in (0, 1))
    ratio = our["turns per core second"] / their["turns per core second"]
    return {"ours": our, "library": their, "ratio": round(ratio, 2), "promise": PROMISE, "kept": ratio >= PROMISE}


def _rates(walked: dict[str, float], cpu: float) -> dict[str, float]:
    turns = walked["turns"]
    return {
        "turns per core second": round(turns / cpu, 1),
        "turns per second": round(turns / walked["seconds"], 1),
        "calls per turn": round(walked["calls"] / turns, 2),
    }


if __name__ == "__main__":
    for side in (ours, library):
        print(side.__name__, side())
