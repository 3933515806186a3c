"""The values that have words: each member needs an entry in every catalogue."""

from enum import Enum

from domain.action_plan import ActionState, Constraint
from domain.answer import AttachmentKind, CallWish, Status
from domain.buttons import CallFailure, Task
from domain.check_in import CheckInState
from domain.lights import Light
from domain.notices import NoticeKind
from domain.people import Channel, Language, Reachability, Slot
from domain.programme import Axis
from domain.views import InvitationFault, SimpleText, StaffNoticeKind
from messages.button_words import ButtonWord
from messages.document_words import DocumentWord

LABELLED: tuple[type[Enum], ...] = (
    ActionState,
    AttachmentKind,
    Axis,
    ButtonWord,
    CallFailure,
    CallWish,
    Channel,
    CheckInState,
    Constraint,
    DocumentWord,
    InvitationFault,
    Language,
    Light,
    NoticeKind,
    Reachability,
    SimpleText,
    Slot,
    StaffNoticeKind,
    Status,
    Task,
)
