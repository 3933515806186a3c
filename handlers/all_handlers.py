"""All handlers, in the order in which they are asked."""

from telegram.ext import BaseHandler

from handlers import alerts, check_in, free_messages, joining, looking_up, summary, taps


def all_handlers() -> list[BaseHandler]:  # type: ignore[type-arg] # the library's own parameters say nothing here
    """Commands before free messages; what none of them takes is marked ignored."""
    return [
        *taps.handlers(),
        *joining.handlers(),
        *check_in.handlers(),
        *alerts.handlers(),
        *looking_up.handlers(),
        *summary.handlers(),
        *free_messages.handlers(),
    ]
