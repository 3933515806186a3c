"""Preparing the screens of joining, home and help."""

from domain.buttons import Task
from domain.notices import NoticeKind, TapNotice
from domain.people import Person, Role
from domain.views import (
    ConsentView,
    HelpView,
    HomeView,
    InvitationFault,
    InvitationRefusedView,
    LanguageView,
    NoticeView,
    OpenQuestionView,
    PrivacyView,
    SayMoreView,
    SimpleText,
    SimpleView,
    WelcomeView,
)
from storage import alerts, call_tasks, check_ins, people
from usecases.asking import open_check_ins
from usecases.preparing.prepared import Draft, Shown

#: The association that runs the programme decides what is done with the data (terms of reference).
CONTROLLER = "INJAZ Al-Maghrib"

_TASKS = {
    Role.LEADER: (Task.CHECK_IN, Task.PLAN, Task.VIDEOS, Task.GUIDE, Task.CALL_ME, Task.LANGUAGE, Task.HELP),
    Role.CONSULTANT: (Task.ALERTS, Task.CALLS, Task.PORTFOLIO, Task.SUMMARY, Task.VIDEOS, Task.GUIDE, Task.LANGUAGE),
    Role.STAFF: (Task.SUMMARY, Task.RESPONSE, Task.ALERTS, Task.PORTFOLIO, Task.VIDEOS, Task.GUIDE, Task.LANGUAGE),
}


def tasks_of(role: Role) -> tuple[Task, ...]:
    """The tasks on a role's home screen, in order."""
    return _TASKS[role]


def simple(draft: Draft) -> Shown:
    """NOT_INVITED, GROUP_REFUSED and CONSENT_DECLINED say their own name."""
    return Shown(SimpleView(SimpleText(draft.row.kind.value)))


def told(draft: Draft) -> Shown:
    """A short word named by its text."""
    name = draft.text("text")
    if name == "say_more":
        return Shown(SayMoreView(draft.number("check_in")))
    if name == "open_question":
        check_in = check_ins.by_id(draft.uow, draft.number("check_in"))
        named = people.cooperative(draft.uow, check_in.cooperative_id).name_in(draft.language) if check_in else ""
        return Shown(OpenQuestionView(cooperative=named))
    return Shown(SimpleView(SimpleText(name)))


def notice(draft: Draft) -> Shown:
    """A tap's notice that came too late to be shown over the chat."""
    return Shown(NoticeView(TapNotice(NoticeKind(draft.text("notice")), draft.text("name"))))


def invitation_refused(draft: Draft) -> Shown:
    return Shown(InvitationRefusedView(InvitationFault(draft.text("fault"))))


def consent(draft: Draft) -> Shown:
    return Shown(ConsentView(_programme(draft), CONTROLLER, draft.reader.name))


def privacy(draft: Draft) -> Shown:
    staff = people.all_staff(draft.uow)
    return Shown(PrivacyView(_programme(draft), CONTROLLER, staff[0].email if staff else ""))


def language(draft: Draft) -> Shown:
    first = bool(draft.row.ids.get("first"))
    return Shown(LanguageView(None if first else draft.reader.language))


def welcome(draft: Draft) -> Shown:
    person = draft.reader
    cooperatives = people.cooperatives(draft.uow, person.cooperative_ids)
    consultant = consultant_of(draft, person)
    return Shown(
        WelcomeView(
            person_name=person.name,
            role=person.role,
            cooperatives=tuple(one.name_in(draft.language) for one in cooperatives),
            consultant=consultant.name if consultant else "",
            tasks=tasks_of(person.role),
            slot=person.slot if person.role is Role.LEADER else None,
        )
    )


def home(draft: Draft) -> Shown:
    """The tasks of the role, with what waits: open check-ins, alerts and calls."""
    person = draft.reader
    if person.role is Role.LEADER:
        waiting = [one for one in open_check_ins(draft.uow, person.cooperative_ids) if not one.state.is_final]
        return Shown(HomeView(role=person.role, tasks=tasks_of(person.role), open_check_ins=len(waiting)))
    scope = person.cooperative_ids if person.role is Role.CONSULTANT else None
    return Shown(
        HomeView(
            role=person.role,
            tasks=tasks_of(person.role),
            open_alerts=len(alerts.open_of_cooperatives(draft.uow, scope)),
            open_calls=len(call_tasks.open_of_cooperatives(draft.uow, scope)),
        )
    )


def help_(draft: Draft) -> Shown:
    person = draft.reader
    consultant = consultant_of(draft, person)
    return Shown(
        HelpView(
            person.role,
            consultant.name if consultant else "",
            consultant.phone if consultant else "",
            tasks_of(person.role),
        )
    )


def consultant_of(draft: Draft, person: Person) -> Person | None:
    """The consultant of a leader's first cooperative; None for the others."""
    if person.role is not Role.LEADER or not person.cooperative_ids:
        return None
    consultant_id = people.cooperative(draft.uow, person.cooperative_ids[0]).consultant_id
    return people.by_id(draft.uow, consultant_id) if consultant_id is not None else None


def _programme(draft: Draft) -> str:
    programme = people.programme(draft.uow)
    return programme.name if programme else ""
