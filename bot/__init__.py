"""The program: command line, settings, wiring; Telegram in (intake) and out (delivery)."""

import os
import zoneinfo

# The library gives spans of time as timedeltas to those who ask for it, and warns the others.
os.environ.setdefault("PTB_TIMEDELTA", "true")

# The system's time-zone data may be older than Morocco's change of 2026-09-20; the `tzdata` package is not.
zoneinfo.reset_tzpath(())
