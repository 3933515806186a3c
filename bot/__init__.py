"""The program: command line, settings, wiring; Telegram in (intake) and out (delivery)."""

import zoneinfo

# The system's time-zone data may be older than Morocco's change of 2026-09-20; the `tzdata` package is not.
zoneinfo.reset_tzpath(())
