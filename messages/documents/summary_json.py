"""A month's figures as JSON, for other programs.

The keys are the fields of `domain.summary.Summary`, so that each figure has one name everywhere. Days are ISO dates,
months `YYYY-MM`, decimals strings (exact, with a point: "42.5"), constraints `{"code": 1, "name": "money"}`, other
codes their values. What nobody has said is null, never zero. `format` grows when a key changes its meaning.
"""

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from domain.action_plan import Constraint
from domain.period import Month
from domain.summary import Summary

FORMAT = 1


def summary_json(summary: Summary) -> dict[str, Any]:
    """The summary as plain dictionaries, lists, strings, numbers and nulls."""
    written: dict[str, Any] = {"format": FORMAT, **_value(summary)}
    written["response"]["answers_by_channel"] = {
        channel.value: count for channel, count in summary.response.answers_by_channel
    }
    return written


def _value(value: object) -> Any:
    match value:
        case Month():
            return str(value)
        case Constraint():
            return {"code": value.value, "name": value.name.lower()}
        case Enum():
            return value.value
        case Decimal():
            return format(value, "f")
        case date():
            return value.isoformat()
        case tuple():
            return [_value(one) for one in value]
        case _ if is_dataclass(value):
            return {one.name: _value(getattr(value, one.name)) for one in fields(value)}
        case _:
            return value
