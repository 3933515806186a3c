"""The declared schema. Importing this package declares every table on `metadata`."""

from storage.tables import alerts, check_ins, library, people, plan, transport
from storage.tables.columns import metadata

__all__ = ["alerts", "check_ins", "library", "metadata", "people", "plan", "transport"]
