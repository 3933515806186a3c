"""Tables of videos, guide sections, what was opened of them, and the programme's calendar."""

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table, Text, Time

from domain.programme import Axis, EventKind
from storage.tables.columns import CODE, Coded, UtcDateTime, metadata

video = Table(
    "video",
    metadata,
    Column("code", CODE, primary_key=True),
    Column("axis", Coded(Axis), nullable=False),
    Column("title", Text, nullable=False),
    Column("title_ar", Text, nullable=False, default=""),
    Column("source", Text, nullable=False),
    Column("seconds", Integer, nullable=False, default=0),
    #: Telegram's id of the uploaded file; it is good for this bot alone, so it goes when the source changes.
    Column("file_id", Text, nullable=False, default=""),
)

guide_section = Table(
    "guide_section",
    metadata,
    Column("code", CODE, primary_key=True),
    Column("axis", Coded(Axis), nullable=False),
    Column("title", Text, nullable=False),
    Column("title_ar", Text, nullable=False, default=""),
    Column("text", Text, nullable=False),
    Column("text_ar", Text, nullable=False, default=""),
)

content_delivery = Table(
    "content_delivery",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", Integer, ForeignKey("person.id"), nullable=False),
    Column("cooperative_id", Integer, ForeignKey("cooperative.id"), index=True),
    Column("code", String(40), nullable=False),
    Column("at", UtcDateTime, nullable=False, index=True),
)

event = Table(
    "event",
    metadata,
    Column("code", CODE, primary_key=True),
    Column("kind", Coded(EventKind), nullable=False),
    Column("title", Text, nullable=False),
    Column("on", Date, nullable=False),
    Column("time", Time),
    Column("place", Text, nullable=False, default=""),
)

event_cooperative = Table(
    "event_cooperative",
    metadata,
    Column("event_code", String(40), ForeignKey("event.code"), primary_key=True),
    Column("cooperative_id", Integer, ForeignKey("cooperative.id"), primary_key=True),
)
