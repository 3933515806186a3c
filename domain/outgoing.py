"""What a use case decides to say: values put into the outbox, never calls to a network."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum

from domain.people import Channel


class Lane(IntEnum):
    """Which messages go first when there is a queue."""

    REPLY = 0
    ALERT = 1
    CHECK_IN = 2
    REPORT = 3


class OutgoingKind(StrEnum):
    """What a message is; `prepare` knows for each what it takes."""

    NOT_INVITED = "not_invited"
    GROUP_REFUSED = "group_refused"
    INVITATION_REFUSED = "invitation_refused"
    CONSENT = "consent"
    CONSENT_DECLINED = "consent_declined"
    LANGUAGE = "language"
    WELCOME = "welcome"
    HOME = "home"
    HELP = "help"
    PRIVACY = "privacy"
    TOLD = "told"
    NOT_PROCESSED = "not_processed"
    NOTICE = "notice"
    EVE = "eve"
    QUESTION = "question"
    ANSWERED = "answered"
    RECAP = "recap"
    THANKS = "thanks"
    ASK_WHICH = "ask_which"
    CALL_TASK = "call_task"
    CALL_TASK_DONE = "call_task_done"
    CALL_TASKS = "call_tasks"
    CALL_WISH = "call_wish"
    SILENCE = "silence"
    OUT_OF_REACH = "out_of_reach"
    BACK_IN_REACH = "back_in_reach"
    ALERT = "alert"
    ALERT_FILE = "alert_file"
    ALERT_STEP = "alert_step"
    ALERT_UNSEEN = "alert_unseen"
    ALERT_STILL_BLOCKED = "alert_still_blocked"
    ALERTS = "alerts"
    RESOLUTION_ASKED = "resolution_asked"
    NOTE = "note"
    PLAN = "plan"
    ACTION = "action"
    PORTFOLIO = "portfolio"
    VIDEOS = "videos"
    VIDEO = "video"
    GUIDE = "guide"
    GUIDE_SECTION = "guide_section"
    GUIDE_FOUND = "guide_found"
    OFFER = "offer"
    SUMMARY = "summary"
    SUMMARY_FILE = "summary_file"
    RESPONSE = "response"
    DAILY_LINE = "daily_line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A message to one person, decided and committed before anything is sent.

    `key` makes it happen once. `chat_id` is set for chats that belong to no known person. `ids` name what the
    message is about; its text is made at send time. `replaces` is the key of an earlier message to edit.
    `initiated` messages are begun by the bot and keep quiet hours; answers to a person are not.
    """

    key: str
    kind: OutgoingKind
    lane: Lane
    person_id: int | None = None
    chat_id: int | None = None
    ids: Mapping[str, int | str] = field(default_factory=dict)
    channel: Channel = Channel.TELEGRAM
    replaces: str | None = None
    not_before: datetime | None = None
    valid_until: datetime | None = None
    initiated: bool = False


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What `prepare` gives when a message is no longer true or due."""

    because: str


@dataclass(frozen=True, slots=True)
class Postponed:
    """What `prepare` gives when a message falls into quiet hours."""

    until: datetime
