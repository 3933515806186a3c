"""Values for the tests of the rules, with only what a test is about to be said."""

from datetime import date
from typing import Any

from domain.action_plan import Action
from domain.programme import Axis


def action(action_id: int = 1, **told: Any) -> Action:
    """An action of December 2026 to March 2027; what is told differs."""
    values: dict[str, Any] = {
        "id": action_id,
        "code": f"A{action_id:02}",
        "cooperative_id": 1,
        "axis": Axis.PRODUCTION,
        "title": f"Action {action_id}",
        "title_ar": f"نشاط {action_id}",
        "responsible": "trésorière",
        "start": date(2026, 12, 1),
        "deadline": date(2027, 3, 31),
        "first_deadline": date(2027, 3, 31),
    }
    return Action(**(values | told))
