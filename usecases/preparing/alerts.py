"""Preparing alerts, their files and steps, the queue, notes, and what staff are told."""

from domain.alert import Alert, AlertEvent, AlertState, AlertStep
from domain.answer import AttachmentKind
from domain.call_task import CallTaskState
from domain.outgoing import Withdrawn
from domain.people import Role
from domain.views import (
    AlertFileView,
    AlertQueueView,
    AlertStepView,
    AlertView,
    NoteView,
    ResolutionAskedView,
    StaffNoticeKind,
    StaffNoticeView,
)
from storage import alerts, answers, call_tasks, check_ins, people, plan, remarks
from usecases.preparing.prepared import Draft, Preparation, Shown

#: A queue longer than this is shown by its oldest.
_QUEUE_LIMIT = 20


def alert(draft: Draft) -> Preparation:
    """The alert as it stands now; nobody is rung up for one that was over before they heard of it."""
    about = _alert(draft)
    if _came_to_nothing(draft, about):
        return Withdrawn("it was resolved before it was shown")
    return Shown(alert_view(draft, about), cooperative_id=about.cooperative_id)


def alert_file(draft: Draft) -> Preparation:
    """A voice note, photo or document that came with an alert."""
    found = answers.attachments(draft.uow, [draft.number("attachment")]).get(draft.number("attachment"))
    if found is None:
        return Withdrawn("the file is gone")
    about = _alert(draft)
    if _came_to_nothing(draft, about):
        return Withdrawn("it was resolved before it was shown")
    action = plan.action(draft.uow, about.action_id)
    return Shown(
        AlertFileView(
            cooperative=_cooperative(draft, about.cooperative_id),
            title=action.title_in(draft.language),
            kind=found.kind,
            file_id=found.file_id,
            file_name=found.file_name,
        ),
        cooperative_id=about.cooperative_id,
    )


def alert_step(draft: Draft) -> Preparation:
    """What the leader hears: seen, or resolved with a note."""
    about = _alert(draft)
    step = AlertStep(draft.text("step"))
    if step is AlertStep.SEEN and about.state is AlertState.RESOLVED:
        return Withdrawn("it is resolved already")
    return Shown(
        AlertStepView(
            step=step,
            title=plan.action(draft.uow, about.action_id).title_in(draft.language),
            consultant=_author(draft, about, step),
            note=about.resolution if step is AlertStep.RESOLVED else "",
        ),
        cooperative_id=about.cooperative_id,
    )


def alerts_queue(draft: Draft) -> Preparation:
    """The open alerts of a portfolio, oldest first."""
    person = draft.reader
    scope = person.cooperative_ids if person.role is Role.CONSULTANT else None
    found = alerts.open_of_cooperatives(draft.uow, scope)[:_QUEUE_LIMIT]
    return Shown(AlertQueueView(tuple(alert_view(draft, one) for one in found)))


def resolution_asked(draft: Draft) -> Preparation:
    about = _alert(draft)
    action = plan.action(draft.uow, about.action_id)
    return Shown(
        ResolutionAskedView(about.id, _cooperative(draft, about.cooperative_id), action.title_in(draft.language)),
        cooperative_id=about.cooperative_id,
    )


def staff_notice(draft: Draft) -> Preparation:
    """Something that staff must know: of an alert, or of a silent cooperative."""
    why = StaffNoticeKind(draft.text("why"))
    if "alert" in draft.row.ids:
        return _alert_notice(draft, why, _alert(draft))
    check_in = check_ins.by_id(draft.uow, draft.number("check_in"))
    if check_in is None:
        return Withdrawn("the check-in is gone")
    task = call_tasks.of_check_in(draft.uow, check_in.id)
    if why is StaffNoticeKind.CALL_OVERDUE and (task is None or task.state is not CallTaskState.OPEN):
        return Withdrawn("the call is no longer needed")
    return Shown(
        StaffNoticeView(
            kind=why,
            cooperative=_cooperative(draft, check_in.cooperative_id),
            consultant=_consultant(draft, check_in.cooperative_id),
            since=check_in.on,
        )
    )


def note(draft: Draft) -> Preparation:
    """A message passed on, with its file if it has one."""
    found = remarks.note(draft.uow, draft.number("note"))
    if found is None:
        return Withdrawn("the note is gone")
    author = people.by_id(draft.uow, int(str(found["person_id"])))
    attachment_id = found["attachment_id"]
    file = answers.attachments(draft.uow, [int(str(attachment_id))]) if attachment_id is not None else {}
    attached = next(iter(file.values()), None)
    alert_id = found["alert_id"]
    about = alerts.by_id(draft.uow, int(str(alert_id))) if alert_id is not None else None
    cooperative_id = int(str(found["cooperative_id"])) if found["cooperative_id"] is not None else None
    return Shown(
        NoteView(
            from_name=author.name,
            cooperative=_cooperative(draft, cooperative_id) if cooperative_id is not None else "",
            text=str(found["text"]),
            phone=author.phone,
            kind=attached.kind if attached else None,
            file_id=attached.file_id if attached else "",
            file_name=attached.file_name if attached else "",
            about_title=plan.action(draft.uow, about.action_id).title_in(draft.language) if about else "",
        ),
        cooperative_id=cooperative_id,
    )


def alert_view(draft: Draft, about: Alert) -> AlertView:
    """An alert with all that its consultant needs to act."""
    action = plan.action(draft.uow, about.action_id)
    reporter = people.by_id(draft.uow, about.reported_by) if about.reported_by is not None else None
    steps = alerts.events(draft.uow, about.id)
    return AlertView(
        alert_id=about.id,
        state=about.state,
        cooperative=_cooperative(draft, about.cooperative_id),
        title=action.title_in(draft.language),
        responsible=action.responsible,
        deadline=action.deadline,
        reason=about.reason,
        note=about.note,
        files=_file_kinds(draft, about),
        call=about.call,
        reported_by=reporter.name if reporter else "",
        phone=reporter.phone if reporter else "",
        opened_at=about.opened_at,
        seen_by=_author(draft, about, AlertStep.SEEN) if about.seen_at else "",
        resolution=about.resolution,
        corrected=any(one.step is AlertStep.CORRECTED for one in steps),
        still_blocked=sum(one.step is AlertStep.STILL_BLOCKED for one in steps),
    )


def _alert_notice(draft: Draft, why: StaffNoticeKind, about: Alert) -> Preparation:
    if about.state is AlertState.RESOLVED or (why is StaffNoticeKind.ALERT_UNSEEN and about.seen_at is not None):
        return Withdrawn("the alert has been seen to")
    action = plan.action(draft.uow, about.action_id)
    return Shown(
        StaffNoticeView(
            kind=why,
            cooperative=_cooperative(draft, about.cooperative_id),
            consultant=_consultant(draft, about.cooperative_id),
            since=draft.moment.local_day(about.opened_at),
            title=action.title_in(draft.language),
            reason=about.reason,
            alert_id=about.id,
        )
    )


def _came_to_nothing(draft: Draft, about: Alert) -> bool:
    return draft.row.initiated and not draft.is_edit and about.state is AlertState.RESOLVED


def _alert(draft: Draft) -> Alert:
    about = alerts.by_id(draft.uow, draft.number("alert"))
    if about is None:
        raise LookupError(f"no alert {draft.number('alert')}")
    return about


def _author(draft: Draft, about: Alert, step: AlertStep) -> str:
    """Who took that step last; empty if nobody did."""
    taken: list[AlertEvent] = [one for one in alerts.events(draft.uow, about.id) if one.step is step]
    by = taken[-1].by if taken else None
    return people.by_id(draft.uow, by).name if by is not None else ""


def _file_kinds(draft: Draft, about: Alert) -> tuple[AttachmentKind, ...]:
    found = answers.attachments(draft.uow, about.attachment_ids)
    return tuple(found[one].kind for one in about.attachment_ids if one in found)


def _cooperative(draft: Draft, cooperative_id: int) -> str:
    return people.cooperative(draft.uow, cooperative_id).name_in(draft.language)


def _consultant(draft: Draft, cooperative_id: int) -> str:
    consultant_id = people.cooperative(draft.uow, cooperative_id).consultant_id
    return people.by_id(draft.uow, consultant_id).name if consultant_id is not None else ""
