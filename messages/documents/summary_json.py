"""A month's figures as JSON, for other programs."""

from typing import Any

from domain.summary import Summary


def summary_json(summary: Summary) -> dict[str, Any]:
    return {"month": str(summary.month)}
