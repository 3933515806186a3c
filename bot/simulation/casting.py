"""Who plays how: each cooperative a way of answering, each consultant a way of helping."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from domain.people import Channel, Role
from storage.workbook.sheets import CooperativeRow, ProgrammeSheets


class Manner(StrEnum):
    """How the leaders of a cooperative take part."""

    PROMPT = "prompt"
    SHARING = "sharing"
    BLOCKED = "blocked"
    LATE = "late"
    STOPS = "stops"
    SILENT = "silent"
    AFTER_CLOSING = "after_closing"
    LEAVES = "leaves"
    BY_PHONE = "by_phone"


#: Dealt in turn to those who use Telegram: every manner is met, the willing ones more often.
_DEALT = (
    Manner.BLOCKED,
    Manner.LATE,
    Manner.STOPS,
    Manner.PROMPT,
    Manner.SILENT,
    Manner.AFTER_CLOSING,
    Manner.LEAVES,
    Manner.PROMPT,
    Manner.BLOCKED,
    Manner.LATE,
)


@dataclass(frozen=True, slots=True)
class Casting:
    """The manner of each cooperative, and the codes of its leaders who use Telegram, both by its code."""

    manners: dict[str, Manner]
    leaders: dict[str, tuple[str, ...]]


def cast(sheets: ProgrammeSheets, seed: int, fixed: dict[str, Manner] | None = None) -> Casting:
    """Deals the manners: the same seed gives the same casting. `fixed` names those that are not dealt.

    Only whoever is to be reached by Telegram has joined; two leaders are what it takes to share a check-in.
    """
    named = dict(fixed or {})
    leaders = {one.code: _leaders_of(sheets, one) for one in sheets.cooperatives}
    manners = {code: Manner.BY_PHONE for code, joined in leaders.items() if not joined}
    manners |= {code: manner for code, manner in named.items() if leaders.get(code)}
    left = [one.code for one in sheets.cooperatives if one.code not in manners]
    sharing = next((code for code in left if len(leaders[code]) > 1), None)
    if sharing is not None:
        manners[sharing] = Manner.SHARING
        left.remove(sharing)
    manners |= dict(zip(left, _dealt(len(left), seed), strict=True))
    return Casting(manners, leaders)


def _dealt(count: int, seed: int) -> Sequence[Manner]:
    cards = [_DEALT[place % len(_DEALT)] for place in range(count)]
    Random(seed).shuffle(cards)
    return cards


def _leaders_of(sheets: ProgrammeSheets, cooperative: CooperativeRow) -> tuple[str, ...]:
    if cooperative.channel is not Channel.TELEGRAM:
        return ()
    return tuple(one.code for one in sheets.people if one.role is Role.LEADER and cooperative.code in one.cooperatives)
