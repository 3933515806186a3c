"""Tables of the way in and the way out: inbox, outbox, and the lease of the one active process."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from domain.outgoing import Lane, OutgoingKind
from domain.people import Channel
from storage.tables.columns import Coded, Json, UtcDateTime, metadata
from storage.transport_states import InboxState, OutboxState

#: Updates as they came, in order of arrival (`id`). Telegram re-randomises its numbers after a quiet week, so a number
#: alone does not tell two updates apart: number and digest do. `id` is part of the outbox's keys, so it is never used
#: again, not even when all rows have been forgotten.
inbox = Table(
    "inbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("update_id", BigInteger, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("sender_id", BigInteger),
    Column("payload", Text, nullable=False),
    Column("state", Coded(InboxState), nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("next_try_at", UtcDateTime),
    Column("done_at", UtcDateTime),
    Column("error", Text, nullable=False, default=""),
    UniqueConstraint("update_id", "digest"),
    Index("ix_inbox_state_id", "state", "id"),
    sqlite_autoincrement=True,
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(200), nullable=False, unique=True),
    Column("kind", Coded(OutgoingKind), nullable=False),
    Column("lane", Coded(Lane, integer=True), nullable=False),
    Column("channel", Coded(Channel), nullable=False),
    Column("person_id", Integer, ForeignKey("person.id"), index=True),
    Column("chat_id", BigInteger),
    Column("ids", Json, nullable=False),
    Column("replaces", String(200)),
    Column("initiated", Boolean, nullable=False, default=False),
    Column("not_before", UtcDateTime),
    Column("valid_until", UtcDateTime),
    Column("created_at", UtcDateTime, nullable=False),
    Column("state", Coded(OutboxState), nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    # How often in a row it could not be made ready; `attempts` are calls.
    Column("failures", Integer, nullable=False, default=0, server_default="0"),
    Column("next_try_at", UtcDateTime),
    Column("message_id", BigInteger),
    Column("sent_at", UtcDateTime),
    Column("note", Text, nullable=False, default=""),
    Index("ix_outbox_state_lane_id", "state", "lane", "id"),
    Index("ix_outbox_state_next_try_at", "state", "next_try_at"),
    Index("ix_outbox_replaces", "replaces"),
    Index("ix_outbox_chat_id_message_id", "chat_id", "message_id"),
)

lease = Table(
    "lease",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("holder", String(80), nullable=False),
    Column("token", Integer, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
)

heartbeat = Table(
    "heartbeat",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("at", UtcDateTime, nullable=False),
)

#: Times (real) in which no update reached us, from the last poll before to the first one after. `caught_up_at`: all
#: that waited at Telegram was stored by then. `asked_up_to`: people up to that id have been offered their question.
absence = Table(
    "absence",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("began_at", UtcDateTime, nullable=False, unique=True),
    Column("ended_at", UtcDateTime, nullable=False),
    Column("caught_up_at", UtcDateTime),
    Column("asked_up_to", Integer, nullable=False, default=0),
    Column("settled_at", UtcDateTime),
)

#: Until when (real time) Telegram asked for silence: a new process keeps it as well.
silence = Table(
    "silence",
    metadata,
    Column("channel", Coded(Channel), primary_key=True),
    Column("until", UtcDateTime, nullable=False),
)

#: What a tick found due and could not do: tried again, then set aside. `subject` names it within its tick.
due_failure = Table(
    "due_failure",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("tick", String(60), nullable=False),
    Column("subject", String(120), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("failed_at", UtcDateTime, nullable=False),
    Column("next_try_at", UtcDateTime),
    Column("cause", Text, nullable=False, default=""),
    UniqueConstraint("tick", "subject"),
)
