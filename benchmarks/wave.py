"""How long a tap waits for its answer while ten thousand check-ins go out, and whether the wave keeps its rate."""

import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks import big_programme
from benchmarks.pinning import cores, program

#: The sample programme so many times over: 10,008 cooperatives.
COPIES = 556
#: What we hold ourselves to, and what Telegram bears.
ALLOWED_PER_SECOND, TELEGRAM_PER_SECOND = 25.0, 30.0
#: With a question each, taps keep the whole below what Telegram bears.
TAPS_PER_SECOND = 3.0
#: As long as the wave takes, and a little.
WAVE_SECONDS = 18 * COPIES / ALLOWED_PER_SECOND
#: The first seconds are no judge of a rate.
SETTLING_SECONDS = 5.0
BARE_SECONDS, BARE_PEOPLE = 60.0, 50
PROMISED_SECONDS, PROMISED_SHARE = 0.150, 0.95


def measure(seconds: float = WAVE_SECONDS - 2 * SETTLING_SECONDS) -> dict[str, Any]:
    """Times in milliseconds. `seconds` is how long the wave is watched; it goes on to the end by itself."""
    wire, wave = _bare(), _ours(seconds)
    extra = _percentile(wave["notice"], 99) - statistics.median(wire["notice"])
    share = wave["reached"] / wave["seconds"] / ALLOWED_PER_SECOND
    kept = extra <= PROMISED_SECONDS and share >= PROMISED_SHARE and not wave["refused"] and not wave["unanswered"]
    return {
        "taps": len(wave["notice"]),
        "tap answered, ms": _spread(wave["notice"]),
        "next question, ms": _spread(wave["question"]),
        "the wire alone, ms": _spread(wire["notice"]),
        "p99 beside the wire, ms": round(extra * 1000),
        "share of the allowed rate": round(share, 3),
        "most openings in the first second": wave["first second"],
        "refused by Telegram (429)": wave["refused"],
        "taps without a next question": wave["unanswered"],
        "promise": f"{PROMISED_SECONDS * 1000:.0f} ms, {PROMISED_SHARE:.0%}, no 429",
        "kept": kept,
    }


def _ours(seconds: float) -> dict[str, Any]:
    bot_core, other_core = cores()
    with tempfile.TemporaryDirectory(prefix="suivi-bench-") as folder:
        database = Path(folder) / "suivi.db"
        people = big_programme.build(database, COPIES)
        with program("benchmarks.crowd", core=other_core) as crowd:
            url = crowd.hear()["url"]
            crowd.ask(gather=people)
            crowd.ask(limit=TELEGRAM_PER_SECOND)
            with program("benchmarks.our_bot", url, str(database), core=bot_core) as bot:
                bot.ask(serve=ALLOWED_PER_SECOND)
                first = crowd.ask(first_second=True)["openings"]
                crowd.ask(tap_for=SETTLING_SECONDS, a_second=TAPS_PER_SECOND)
                watched: dict[str, Any] = crowd.ask(tap_for=seconds, a_second=TAPS_PER_SECOND)
                return watched | {"first second": first}


def _bare() -> dict[str, Any]:
    bot_core, other_core = cores()
    with program("benchmarks.crowd", core=other_core) as crowd:
        url = crowd.hear()["url"]
        crowd.ask(gather=BARE_PEOPLE)
        with program("benchmarks.bare_bot", url, str(BARE_PEOPLE), core=bot_core) as bot:
            bot.hear()
            watched: dict[str, Any] = crowd.ask(tap_for=BARE_SECONDS, a_second=TAPS_PER_SECOND)
            return watched


def _percentile(seconds: list[float], percent: int) -> float:
    return statistics.quantiles(seconds, n=100, method="inclusive")[percent - 1]


def _spread(seconds: list[float]) -> str:
    p50, p99 = statistics.median(seconds), _percentile(seconds, 99)
    return f"p50 {p50 * 1000:.1f}, p99 {p99 * 1000:.1f}, most {max(seconds) * 1000:.1f}"


if __name__ == "__main__":
    print(measure(*[float(one) for one in sys.argv[1:]]))
