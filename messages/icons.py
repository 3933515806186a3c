"""The icons of the chat, the same in every language."""

from enum import Enum

from domain.action_plan import ActionState, Constraint
from domain.answer import AttachmentKind, CallWish, Status
from domain.buttons import CallFailure, Task
from domain.check_in import CheckInState
from domain.lights import Light
from domain.people import Slot
from domain.programme import Axis

# Per type: members of different string enumerations may be equal.
_ICONS: dict[type[Enum], dict[Enum, str]] = {
    Status: {
        Status.DONE: "✅",
        Status.MOVING: "▶️",
        Status.UNCHANGED: "⏸",
        Status.BLOCKED: "⛔",
        Status.NOT_STARTED: "⚪",
        Status.SKIPPED: "⏭",
    },
    Constraint: {
        Constraint.MONEY: "💰",
        Constraint.PERMIT: "📄",
        Constraint.PREMISES: "🏚",
        Constraint.RAW_MATERIAL: "🧺",
        Constraint.SKILLS: "🎓",
        Constraint.ORGANISATION: "👥",
        Constraint.MARKET: "🛒",
        Constraint.PARTNER: "🏛",
        Constraint.HINDRANCE: "🌧",
        Constraint.OTHER: "❓",
    },
    CallWish: {CallWish.TODAY: "📞", CallWish.WEEK: "🗓", CallWish.NO: "🚫"},
    CallFailure: {CallFailure.NO_ANSWER: "📵", CallFailure.WRONG_NUMBER: "🚫", CallFailure.LATER: "🕓"},
    AttachmentKind: {
        AttachmentKind.VOICE: "🎤",
        AttachmentKind.PHOTO: "📷",
        AttachmentKind.DOCUMENT: "📄",
        AttachmentKind.VIDEO: "🎬",
    },
    ActionState: {
        ActionState.NOT_STARTED: "⚪",
        ActionState.IN_PROGRESS: "▶️",
        ActionState.BLOCKED: "⛔",
        ActionState.DONE: "✅",
        ActionState.CANCELLED: "✖️",
    },
    CheckInState: {
        CheckInState.PLANNED: "🕓",
        CheckInState.OPEN: "⏳",
        CheckInState.COMPLETE: "✅",
        CheckInState.PARTIAL: "🟡",
        CheckInState.MISSED: "🔴",
        CheckInState.EXCUSED: "⚪",
    },
    Light: {Light.DONE: "✅", Light.GREEN: "🟢", Light.AMBER: "🟡", Light.RED: "🔴", Light.GREY: "⚪"},
    Slot: {Slot.MORNING: "🌅", Slot.AFTERNOON: "☀️", Slot.EVENING: "🌙"},
    Axis: {
        Axis.STRATEGY: "🧭",
        Axis.PRODUCTION: "🏭",
        Axis.COMMUNICATION: "📣",
        Axis.DISTRIBUTION: "🚚",
        Axis.ORGANISATION: "👥",
        Axis.FINANCE: "🧮",
        Axis.FUNDING: "🏦",
        Axis.TRAINING: "🎓",
    },
    Task: {
        Task.CHECK_IN: "✅",
        Task.PLAN: "📋",
        Task.VIDEOS: "🎬",
        Task.GUIDE: "📖",
        Task.CALL_ME: "📞",
        Task.ALERTS: "🔔",
        Task.PORTFOLIO: "🏘",
        Task.CALLS: "📞",
        Task.SUMMARY: "📊",
        Task.RESPONSE: "📬",
        Task.LANGUAGE: "🌐",
        Task.HELP: "❓",
        Task.HOME: "🏠",
    },
}


def icon(value: Enum) -> str:
    """The icon of a value; KeyError for a kind of value that has none."""
    return _ICONS[type(value)][value]
