"""`python -m benchmarks`: every benchmark once; a table on the screen, all figures in var/bench/."""

import json
import platform
import sys
import time
from typing import Any

from benchmarks import outage, startup, turns
from benchmarks.pinning import ROOT, cores

BENCHMARKS = {"turns": turns.measure, "outage": outage.measure, "startup": startup.measure}


def main() -> int:
    """Exit code 0 if every promise was kept, 1 if not."""
    found: dict[str, dict[str, Any]] = {}
    for name, measure in BENCHMARKS.items():
        found[name] = measure()
        print(f"{name}: {'kept' if found[name]['kept'] else 'NOT KEPT'}")
        for what, figure in found[name].items():
            if what != "kept":
                print(f"    {what:32} {figure}")
    machine = {"python": platform.python_version(), "system": platform.platform(), "cores": len(set(cores()))}
    folder = ROOT / "var" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{time.strftime('%Y%m%d-%H%M%S')}.json"
    file.write_text(json.dumps({"machine": machine, **found}, indent=2, ensure_ascii=False) + "\n")
    print(f"written to {file.relative_to(ROOT)}")
    return 0 if all(one["kept"] for one in found.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
