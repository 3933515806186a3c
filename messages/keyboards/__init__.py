"""The rows of buttons under each screen."""

from messages.keyboards.registry import rows_of

__all__ = ["rows_of"]
