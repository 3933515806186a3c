"""From the start of `run` to its first poll, and the memory it takes when nothing happens."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks import big_programme
from benchmarks.our_bot import TOKEN
from benchmarks.pinning import ROOT, Program, cores, pin, program

PROMISED_SECONDS = 2.0
PROMISED_MEGABYTES = 120
#: By then all that is done once has been done.
_IDLE_SECONDS = 5


def measure() -> dict[str, Any]:
    """Three starts; the medians."""
    with tempfile.TemporaryDirectory(prefix="suivi-bench-") as folder:
        database = Path(folder) / "suivi.db"
        big_programme.build(database, 1)
        runs = sorted(_one_start(database) for _ in range(3))
    seconds, megabytes = runs[1][0], sorted(one for _, one in runs)[1]
    return {
        "seconds to the first poll": round(seconds, 2),
        "idle megabytes": round(megabytes),
        "promise": f"{PROMISED_SECONDS} s, {PROMISED_MEGABYTES} MB",
        "kept": seconds <= PROMISED_SECONDS and megabytes <= PROMISED_MEGABYTES,
    }


def _one_start(database: Path) -> tuple[float, float]:
    bot_core, other_core = cores()
    with program("benchmarks.crowd", core=other_core) as crowd:
        url = crowd.hear()["url"]
        environment = os.environ | {
            "SUIVI_TELEGRAM__TOKEN": TOKEN,
            "SUIVI_TELEGRAM__BASE_URL": url,
            "SUIVI_DATABASE__URL": f"sqlite:///{database}",
            "SUIVI_FILES__FOLDER": str(database.parent / "copies"),
        }
        command = [sys.executable, "-m", "bot", "run"]
        began = time.perf_counter()
        with subprocess.Popen(  # noqa: S603 - our own program
            command, env=environment, cwd=ROOT, stderr=subprocess.DEVNULL
        ) as bot:
            try:
                pin(bot_core, bot.pid)
                seconds = _seconds_to_first_poll(crowd, began)
                time.sleep(_IDLE_SECONDS)
                megabytes = _resident_megabytes(bot.pid)
            finally:
                bot.terminate()
    return seconds, megabytes


def _resident_megabytes(process: int) -> float:
    """What Linux says that a process holds in memory."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _seconds_to_first_poll(crowd: Program, began: float) -> float:
    while not crowd.ask(polled=True)["polled"]:
        if time.perf_counter() - began > 60:
            raise RuntimeError("the bot did not poll within a minute")
        time.sleep(0.01)
    return time.perf_counter() - began


if __name__ == "__main__":
    print(measure())
