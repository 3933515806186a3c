"""Tables of the action plans."""

from sqlalchemy import Column, Date, ForeignKey, Integer, Table, Text

from domain.action_plan import ActionState, Constraint, IndicatorKind, Priority
from domain.programme import Axis
from storage.tables.columns import CODE, Coded, Decimals, Json, metadata

action = Table(
    "action",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", CODE, nullable=False, unique=True),
    Column("cooperative_id", Integer, ForeignKey("cooperative.id"), nullable=False, index=True),
    Column("axis", Coded(Axis), nullable=False),
    Column("title", Text, nullable=False),
    Column("title_ar", Text, nullable=False, default=""),
    Column("responsible", Text, nullable=False, default=""),
    Column("start", Date, nullable=False),
    Column("deadline", Date, nullable=False),
    Column("first_deadline", Date, nullable=False),
    Column("stakeholders", Json, nullable=False),
    Column("priority", Coded(Priority), nullable=False),
    Column("state", Coded(ActionState), nullable=False),
    Column("progress_percent", Integer),
    Column("blocked_by", Coded(Constraint, integer=True)),
    Column("blocked_on", Date),
    Column("done_on", Date),
    Column("last_news_on", Date),
    Column("last_asked_on", Date),
)

indicator = Table(
    "indicator",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("action_id", Integer, ForeignKey("action.id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Coded(IndicatorKind), nullable=False),
    Column("unit", Text, nullable=False, default=""),
    Column("baseline", Decimals, nullable=False),
    Column("target", Decimals, nullable=False),
)

#: A reading is the number of an answer, kept by indicator; a correction replaces the reading of its item.
indicator_reading = Table(
    "indicator_reading",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("indicator_id", Integer, ForeignKey("indicator.id"), nullable=False, index=True),
    Column("item_id", Integer, ForeignKey("agenda_item.id"), nullable=False, unique=True),
    Column("answer_id", Integer, ForeignKey("answer.id"), nullable=False),
    Column("value", Decimals, nullable=False),
    Column("on", Date, nullable=False),
)
