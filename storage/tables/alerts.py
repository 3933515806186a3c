"""Tables of alerts on blocked actions."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text, text

from domain.action_plan import Constraint
from domain.alert import AlertState, AlertStep
from domain.answer import CallWish
from storage.tables.columns import Coded, UtcDateTime, metadata

alert = Table(
    "alert",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("cooperative_id", Integer, ForeignKey("cooperative.id"), nullable=False, index=True),
    Column("action_id", Integer, ForeignKey("action.id"), nullable=False),
    Column("check_in_id", Integer, ForeignKey("check_in.id"), nullable=False),
    Column("item_id", Integer, ForeignKey("agenda_item.id"), nullable=False, index=True),
    Column("reason", Coded(Constraint, integer=True), nullable=False),
    Column("state", Coded(AlertState), nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("owner_id", Integer, ForeignKey("person.id"), index=True),
    Column("reported_by", Integer, ForeignKey("person.id")),
    Column("note", Text, nullable=False, default=""),
    Column("call", Coded(CallWish)),
    Column("seen_at", UtcDateTime),
    Column("resolved_at", UtcDateTime),
    Column("resolution", Text, nullable=False, default=""),
    Column("escalate_at", UtcDateTime, index=True),
    # One open alert an action at most, said to the database too.
    Index(
        "uq_alert_open_action",
        "action_id",
        unique=True,
        sqlite_where=text("state != 'resolved'"),
        postgresql_where=text("state != 'resolved'"),
    ),
)

alert_event = Table(
    "alert_event",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("alert_id", Integer, ForeignKey("alert.id"), nullable=False, index=True),
    Column("step", Coded(AlertStep), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("by", Integer, ForeignKey("person.id")),
    Column("note", Text, nullable=False, default=""),
)

alert_attachment = Table(
    "alert_attachment",
    metadata,
    Column("alert_id", Integer, ForeignKey("alert.id"), primary_key=True),
    Column("attachment_id", Integer, ForeignKey("attachment.id"), primary_key=True),
)
