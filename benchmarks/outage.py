"""After an outage ten thousand updates wait with Telegram: how fast they are handled, and whether all are."""

import tempfile
from pathlib import Path
from typing import Any

from benchmarks import big_programme
from benchmarks.pinning import cores, program

UPDATES = 10_000
PROMISE = 200


def measure(updates: int = UPDATES) -> dict[str, Any]:
    """Updates a second until the last one is handled, and until the last message is sent."""
    bot_core, other_core = cores()
    with tempfile.TemporaryDirectory(prefix="suivi-bench-") as folder:
        database = Path(folder) / "suivi.db"
        people = big_programme.build(database, 20)
        with program("benchmarks.crowd", core=other_core) as crowd:
            url = crowd.hear()["url"]
            crowd.ask(gather=people)
            with program("benchmarks.our_bot", url, str(database), core=bot_core) as bot:
                crowd.ask(flood=updates)
                done = bot.ask(work_off=updates)
                left = crowd.ask(waiting=True)["waiting"]
    handled = updates / done["handled"]
    return {
        "updates per second": round(handled, 1),
        "updates per second, answered": round(updates / done["answered"], 1),
        "states": done["states"],
        "left with Telegram": left,
        "promise": PROMISE,
        "kept": handled >= PROMISE and not left and set(done["states"]) <= {"done"},
    }


if __name__ == "__main__":
    print(measure())
