"""Who may read a message when it is sent: roles, consultants and leaders change while messages wait."""

from domain.outgoing import OutgoingKind
from domain.people import Person, Role

_FOR_STAFF = {
    OutgoingKind.SILENCE,
    OutgoingKind.ALERT_UNSEEN,
    OutgoingKind.ALERT_STILL_BLOCKED,
    OutgoingKind.DAILY_LINE,
}
_NOT_FOR_LEADERS = _FOR_STAFF | {
    OutgoingKind.CALL_TASK,
    OutgoingKind.CALL_TASK_DONE,
    OutgoingKind.CALL_TASKS,
    OutgoingKind.ALERT,
    OutgoingKind.ALERT_FILE,
    OutgoingKind.ALERTS,
    OutgoingKind.RESOLUTION_ASKED,
    OutgoingKind.RESPONSE,
    OutgoingKind.OUT_OF_REACH,
    OutgoingKind.BACK_IN_REACH,
}


def objection(kind: OutgoingKind, reader: Person, cooperative_id: int | None) -> str:
    """Why somebody may not be sent a message about that cooperative (None: about none), empty if they may."""
    if kind in _FOR_STAFF and reader.role is not Role.STAFF:
        return "for staff only"
    if kind in _NOT_FOR_LEADERS and reader.role is Role.LEADER:
        return "not for leaders"
    if cooperative_id is not None and not reader.may_see_cooperative(cooperative_id):
        return "the cooperative is not theirs any more"
    return ""
