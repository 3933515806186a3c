"""The points at which a bot can be made to stand still, to be killed there."""

from enum import StrEnum


class FreezePoint(StrEnum):
    """Each is just before a commit or just after one."""

    NEVER = "never"
    STORING = "storing"
    STORED = "stored"
    HANDLING = "handling"
    HANDLED = "handled"
    CLAIMING = "claiming"
    MARKING = "marking"
