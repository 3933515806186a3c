"""`python -m benchmarks [NAME …] [--write]`: each benchmark once; figures on the screen and in var/bench/.

`--write` keeps them in docs/performance.md, with the date.
"""

import argparse
import json
import os
import platform
import sys
from datetime import datetime
from typing import Any

from benchmarks import outage, startup, turns, wave
from benchmarks.page import write_page
from benchmarks.pinning import ROOT, cores
from bot.clock import real_now

BENCHMARKS = {"turns": turns.measure, "wave": wave.measure, "outage": outage.measure, "startup": startup.measure}


def main() -> int:
    """Exit code 0 if every promise was kept, 1 if not."""
    wanted = _arguments()
    found: dict[str, dict[str, Any]] = {}
    for name in wanted.names or BENCHMARKS:
        found[name] = BENCHMARKS[name]()
        print(f"{name}: {'kept' if found[name]['kept'] else 'NOT KEPT'}")
        for what, figure in found[name].items():
            if what != "kept":
                print(f"    {what:32} {figure}", flush=True)
    at = real_now()
    _keep(found, at)
    if wanted.write:
        write_page(found, at)
    return 0 if all(one["kept"] for one in found.values()) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *BENCHMARKS], metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--write", action="store_true", help="keep the figures in docs/performance.md")
    return parser.parse_args()


def _keep(found: dict[str, dict[str, Any]], at: datetime) -> None:
    machine = {
        "python": platform.python_version(),
        "system": platform.platform(),
        "cores": len(set(cores())),
        "load": os.getloadavg()[0],
    }
    file = ROOT / "var" / "bench" / f"{at:%Y%m%d-%H%M%S}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"machine": machine, **found}, indent=2, ensure_ascii=False) + "\n")
    print(f"written to {file.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(main())
