"""What handlers are given to act with: the one way into a use case."""

from collections.abc import Callable
from typing import Any, Protocol

from telegram import Update


class Performing(Protocol):
    """Runs a use case as whoever sent the update, and marks the update done."""

    args: list[str] | None

    async def perform(self, update: Update, use_case: Callable[..., Any], **arguments: Any) -> Any:
        """Runs it inside this update's savepoint; what it raises is raised here."""
