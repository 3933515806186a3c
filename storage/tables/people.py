"""Tables of the programme, its cooperatives and its people."""

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Integer, String, Table, Text

from domain.focus import FocusKind
from domain.people import Channel, Language, Reachability, Role, Slot, Voice
from storage.tables.columns import CODE, Coded, Json, UtcDateTime, metadata

programme = Table(
    "programme",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("start", Date, nullable=False),
    Column("months", Integer, nullable=False),
    Column("time_zone", String(60), nullable=False),
)

person = Table(
    "person",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", CODE, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("role", Coded(Role), nullable=False),
    Column("function", Text, nullable=False, default=""),
    Column("language", Coded(Language), nullable=False),
    Column("phone", String(40), nullable=False, default=""),
    Column("email", Text, nullable=False, default=""),
    Column("slot", Coded(Slot), nullable=False),
    Column("telegram_id", BigInteger, unique=True),
    Column("consented_at", UtcDateTime),
    Column("consent_language", Coded(Language)),
    Column("reachability", Coded(Reachability), nullable=False),
)

cooperative = Table(
    "cooperative",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", CODE, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("name_ar", Text, nullable=False, default=""),
    Column("province", Text, nullable=False, default=""),
    Column("commune", Text, nullable=False, default=""),
    Column("activity", Text, nullable=False, default=""),
    Column("members", Integer, nullable=False, default=0),
    Column("women", Integer, nullable=False, default=0),
    Column("language", Coded(Language), nullable=False),
    Column("voice", Coded(Voice), nullable=False),
    Column("channel", Coded(Channel), nullable=False),
    Column("consultant_id", Integer, ForeignKey("person.id"), index=True),
)

membership = Table(
    "membership",
    metadata,
    Column("person_id", Integer, ForeignKey("person.id"), primary_key=True),
    Column("cooperative_id", Integer, ForeignKey("cooperative.id"), primary_key=True, index=True),
)

invitation = Table(
    "invitation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("role", Coded(Role), nullable=False),
    Column("person_id", Integer, ForeignKey("person.id"), index=True),
    Column("cooperative_id", Integer, ForeignKey("cooperative.id")),
    Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("used_at", UtcDateTime),
    Column("used_by", BigInteger),
)

focus = Table(
    "focus",
    metadata,
    Column("person_id", Integer, ForeignKey("person.id"), primary_key=True),
    Column("kind", Coded(FocusKind), nullable=False),
    Column("ids", Json, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
)

note = Table(
    "note",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", Integer, ForeignKey("person.id"), nullable=False, index=True),
    Column("to_id", Integer, ForeignKey("person.id")),
    Column("cooperative_id", Integer, ForeignKey("cooperative.id")),
    Column("alert_id", Integer, ForeignKey("alert.id")),
    Column("text", Text, nullable=False, default=""),
    Column("attachment_id", Integer, ForeignKey("attachment.id")),
    Column("at", UtcDateTime, nullable=False),
)

audit_entry = Table(
    "audit_entry",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("person_id", Integer, ForeignKey("person.id")),
    Column("deed", String(60), nullable=False),
    Column("ids", Json, nullable=False),
)
