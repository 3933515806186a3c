"""Preparing call tasks and wishes to be called."""

from domain.answer import CallWish
from domain.call_task import CallTask, CallTaskState
from domain.check_in import CheckIn, Rung
from domain.dialogue import effective_answers
from domain.ladder import rung_at
from domain.outgoing import Withdrawn
from domain.people import Person, Role
from domain.views import CallTaskDoneView, CallTasksView, CallTaskView, CallWishView
from domain.views.check_in import Contact
from storage import call_tasks, check_ins, people
from usecases.asking import sheet_of
from usecases.preparing.prepared import Draft, Preparation, Shown


def call_task(draft: Draft) -> Preparation:
    """A silent cooperative, whom to phone, by when."""
    task = call_tasks.by_id(draft.uow, draft.number("task"))
    if task is None or task.state is not CallTaskState.OPEN:
        return Withdrawn("the call is no longer needed")
    return Shown(_view(draft, task), cooperative_id=_check_in(draft, task.check_in_id).cooperative_id)


def call_task_done(draft: Draft) -> Preparation:
    """What became of a call task."""
    check_in = _check_in(draft, draft.number("check_in"))
    return Shown(
        CallTaskDoneView(cooperative=_cooperative(draft, check_in.cooperative_id), by=draft.text("by")),
        cooperative_id=check_in.cooperative_id,
    )


def call_tasks_list(draft: Draft) -> Preparation:
    """All calls that wait, of a portfolio or of the programme."""
    person = draft.reader
    scope = person.cooperative_ids if person.role is Role.CONSULTANT else None
    return Shown(CallTasksView(tuple(_view(draft, one) for one in call_tasks.open_of_cooperatives(draft.uow, scope))))


def call_wish(draft: Draft) -> Preparation:
    """For the leader: when? or: passed on. For the consultant: who wants to be called."""
    call = draft.text("call")
    leader = people.by_id(draft.uow, draft.number("leader")) if "leader" in draft.row.ids else draft.reader
    cooperative_id = draft.row.ids.get("cooperative") or next(iter(leader.cooperative_ids), None)
    return Shown(
        CallWishView(
            to_leader="leader" not in draft.row.ids,
            asking=bool(draft.row.ids.get("asking")),
            person_name=leader.name,
            phone=leader.phone,
            cooperative=_cooperative(draft, int(cooperative_id)) if cooperative_id else "",
            call=CallWish(call) if call else None,
        ),
        cooperative_id=int(cooperative_id) if cooperative_id else None,
    )


def _view(draft: Draft, task: CallTask) -> CallTaskView:
    check_in = _check_in(draft, task.check_in_id)
    sheet = sheet_of(draft.uow, check_in)
    leaders = people.leaders_of(draft.uow, check_in.cooperative_id)
    asked = [one for one in sheet.items if one.asked]
    return CallTaskView(
        call_task_id=task.id,
        cooperative=_cooperative(draft, check_in.cooperative_id),
        contacts=tuple(_contact(one) for one in leaders),
        opened_on=check_in.on,
        due_at=rung_at(Rung.CLOSING, check_in.on, draft.moment.rules),
        answered=sum(effective_answers(sheet.answers, one.id).said is not None for one in asked),
        total=len(asked),
        failures=task.failures,
    )


def _contact(leader: Person) -> Contact:
    return Contact(
        person_id=leader.id,
        name=leader.name,
        function=leader.function,
        phone=leader.phone,
        reachability=leader.reachability,
    )


def _check_in(draft: Draft, check_in_id: int) -> CheckIn:
    check_in = check_ins.by_id(draft.uow, check_in_id)
    if check_in is None:
        raise LookupError(f"no check-in {check_in_id}")
    return check_in


def _cooperative(draft: Draft, cooperative_id: int) -> str:
    return people.cooperative(draft.uow, cooperative_id).name_in(draft.language)
