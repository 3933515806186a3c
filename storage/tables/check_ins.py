"""Tables of check-ins, their agendas and answers, and of the phone calls that silence asks for."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from domain.action_plan import ActionState, Constraint
from domain.answer import Ask, AttachmentKind, CallWish, Status
from domain.call_task import CallTaskState
from domain.check_in import AgendaReason, CheckInState, Rung
from domain.people import Channel
from domain.period import Period
from storage.tables.columns import Coded, Decimals, UtcDateTime, metadata
from storage.transport_states import FileCopyState

check_in = Table(
    "check_in",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("cooperative_id", Integer, ForeignKey("cooperative.id"), nullable=False),
    Column("period", Coded(Period.parse), nullable=False),
    Column("on", Date, nullable=False),
    Column("state", Coded(CheckInState), nullable=False),
    Column("opened_at", UtcDateTime),
    Column("completed_at", UtcDateTime),
    Column("closed_at", UtcDateTime),
    Column("next_rung", Coded(Rung)),
    Column("next_at", UtcDateTime, index=True),
    UniqueConstraint("cooperative_id", "period"),
    Index("ix_check_in_period_state", "period", "state"),
)

agenda_item = Table(
    "agenda_item",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("check_in_id", Integer, ForeignKey("check_in.id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("action_id", Integer, ForeignKey("action.id"), nullable=False, index=True),
    Column("reason", Coded(AgendaReason), nullable=False),
    Column("asked", Boolean, nullable=False),
    Column("state_before", Coded(ActionState), nullable=False),
    Column("progress_before_percent", Integer),
    Column("deadline_before", Date, nullable=False),
    Column("blocked_by_before", Coded(Constraint, integer=True)),
    Column("blocked_on_before", Date),
    Column("last_news_before", Date),
)

attachment = Table(
    "attachment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", Integer, ForeignKey("person.id"), nullable=False, index=True),
    Column("kind", Coded(AttachmentKind), nullable=False),
    Column("file_id", Text, nullable=False),
    Column("file_unique_id", String(80), nullable=False),
    Column("mime_type", String(120), nullable=False, default=""),
    Column("size_bytes", BigInteger, nullable=False, default=0),
    Column("file_name", Text, nullable=False, default=""),
)

#: Our copy of an attachment's bytes, fetched in the background; `path` is below the folder of files.
file_copy = Table(
    "file_copy",
    metadata,
    Column("attachment_id", Integer, ForeignKey("attachment.id"), primary_key=True),
    Column("state", Coded(FileCopyState), nullable=False),
    Column("path", Text, nullable=False, default=""),
    Column("size_bytes", BigInteger, nullable=False, default=0),
    Column("attempts", Integer, nullable=False, default=0),
    Column("next_try_at", UtcDateTime),
    Column("note", Text, nullable=False, default=""),
    Index("ix_file_copy_state_next_try_at", "state", "next_try_at"),
)

answer = Table(
    "answer",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("check_in_id", Integer, ForeignKey("check_in.id"), nullable=False, index=True),
    Column("item_id", Integer, ForeignKey("agenda_item.id"), index=True),
    Column("version", Integer, nullable=False),
    Column("ask", Coded(Ask), nullable=False),
    Column("status", Coded(Status)),
    Column("number", Decimals),
    Column("percent", Integer),
    Column("reason", Coded(Constraint, integer=True)),
    Column("call", Coded(CallWish)),
    Column("new_date", Date),
    Column("text", Text, nullable=False, default=""),
    Column("attachment_id", Integer, ForeignKey("attachment.id")),
    Column("skipped", Boolean, nullable=False, default=False),
    Column("in_bulk", Boolean, nullable=False, default=False),
    Column("answered_by", Integer, ForeignKey("person.id")),
    Column("typed_by", Integer, ForeignKey("person.id"), nullable=False),
    Column("channel", Coded(Channel), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("late", Boolean, nullable=False, default=False),
    Column("replaces", Integer, ForeignKey("answer.id")),
    Column("chat_id", BigInteger),
    Column("message_id", BigInteger),
    Index("ix_answer_chat_id_message_id", "chat_id", "message_id"),
)

call_task = Table(
    "call_task",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("check_in_id", Integer, ForeignKey("check_in.id"), nullable=False, unique=True),
    Column("consultant_id", Integer, ForeignKey("person.id"), index=True),
    Column("state", Coded(CallTaskState), nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("done_at", UtcDateTime),
    Column("failures", Integer, nullable=False, default=0),
    Column("spoke_with", Integer, ForeignKey("person.id")),
    Column("escalate_at", UtcDateTime, index=True),
)
