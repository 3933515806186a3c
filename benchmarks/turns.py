"""Durable turns of a check-in a second on one core, beside two libraries' conversations in memory: the same calls."""

import statistics
import tempfile
from pathlib import Path
from typing import Any

from benchmarks import big_programme
from benchmarks.pinning import Program, cores, cpu_seconds_of, program

#: People in a conversation at a time.
AT_ONCE = 50
COPIES = 20
PROMISE = 1.5
LIBRARY = "python-telegram-bot, in memory"
PEERS = {LIBRARY: "benchmarks.library_bot", "aiogram, in memory": "benchmarks.aiogram_bot"}


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
                bot.ask(start=True)
                crowd.ask(greet="/point")
                before = cpu_seconds_of(bot.process_id)
                walked = crowd.ask(walk=AT_ONCE)
                return _rates(walked, cpu_seconds_of(bot.process_id) - before)


def peer(module: str, copies: int = COPIES) -> dict[str, float]:
    """The same conversation by another library's bot, with nothing kept but in memory."""
    bot_core, other_core = cores()
    with program("benchmarks.crowd", core=other_core) as crowd:
        url = crowd.hear()["url"]
        crowd.ask(gather=18 * copies)
        bot = Program(module, url, core=bot_core)
        bot.hear()
        crowd.ask(greet="/start")
        before = cpu_seconds_of(bot.process_id)
        walked = crowd.ask(walk=AT_ONCE)
        taken = cpu_seconds_of(bot.process_id) - before
        bot.end()
    return _rates(walked, taken)


def measure() -> dict[str, Any]:
    """All in one run, each three times in turn: medians, and our turns a second beside theirs."""
    runs = [(ours(), *(peer(module) for module in PEERS.values())) for _ in range(3)]
    our, *theirs = (_median([run[side] for run in runs]) for side in range(len(PEERS) + 1))
    peers = dict(zip(PEERS, theirs, strict=True))
    ratios = {name: _ratios(our, their) for name, their in peers.items()}
    kept = ratios[LIBRARY]["turns per second"] >= PROMISE
    return {"ours": our, **peers, **{f"ours / {name}": ratio for name, ratio in ratios.items()}} | {
        "promise": f"{PROMISE} x {LIBRARY}, turns per second",
        "kept": kept,
    }


def _rates(walked: dict[str, float], cpu: float) -> dict[str, float]:
    turns = walked["turns"]
    return {
        "turns per second": round(turns / walked["seconds"], 1),
        "turns per core second": round(turns / cpu, 1),
        "calls per turn": round(walked["calls"] / turns, 2),
    }


def _median(runs: list[dict[str, float]]) -> dict[str, float]:
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


def _ratios(our: dict[str, float], their: dict[str, float]) -> dict[str, float]:
    return {name: round(our[name] / their[name], 2) for name in ("turns per second", "turns per core second")}


if __name__ == "__main__":
    for name, figures in measure().items():
        print(name, figures)
