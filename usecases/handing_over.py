"""Handing over: what a consultant has not heard goes to whoever follows the cooperative now."""

from collections.abc import Collection, Sequence

from domain.outgoing import Lane, OutgoingKind
from domain.rules import Moment
from storage import alerts, call_tasks, check_ins, remarks
from storage.outbox import OutboxRow
from storage.unit_of_work import UnitOfWork
from usecases.alerting import announce
from usecases.calling import ask_to_phone
from usecases.following import followers_of
from usecases.speaking import tell

#: What leaders have said once and nothing else brings up again.
_PASSED_ON = {OutgoingKind.NOTE, OutgoingKind.CALL_WISH}


def hand_over(
    uow: UnitOfWork,
    moment: Moment,
    cooperative_ids: Collection[int],
    *,
    unheard: Sequence[OutboxRow],
    seen_too: bool = False,
) -> None:
    """Tells whoever follows these cooperatives now of the alerts nobody has seen (`seen_too`: of all that are open),
    of the calls that wait, and of what is among the `unheard` messages to the one who followed them before.
    """
    for alert in alerts.open_of_cooperatives(uow, cooperative_ids):
        if seen_too or alert.seen_at is None:
            announce(uow, moment, alert)
    for task in call_tasks.open_of_cooperatives(uow, cooperative_ids):
        check_in = check_ins.by_id(uow, task.check_in_id)
        assert check_in is not None  # noqa: S101 - a call task has one
        ask_to_phone(uow, moment, task.id, check_in)
    for row in unheard:
        if row.kind in _PASSED_ON:
            _pass_on(uow, moment, row, cooperative_ids)


def _pass_on(uow: UnitOfWork, moment: Moment, row: OutboxRow, cooperative_ids: Collection[int]) -> None:
    cooperative_id = _cooperative_of(uow, row)
    if cooperative_id is None or cooperative_id not in cooperative_ids:
        return
    without_person, _, _ = row.key.rpartition(":")
    valid_for = row.valid_until - moment.at if row.valid_until is not None else None
    for to in followers_of(uow, cooperative_id):
        key = f"{without_person}:{to.id}"
        tell(uow, moment, to, row.kind, key=key, lane=Lane.ALERT, valid_for=valid_for, about=row.ids)


def _cooperative_of(uow: UnitOfWork, row: OutboxRow) -> int | None:
    if row.kind is OutgoingKind.CALL_WISH:
        return int(row.ids["cooperative"])
    note = remarks.note(uow, int(row.ids["note"]))
    cooperative_id = note["cooperative_id"] if note is not None else None
    return int(str(cooperative_id)) if cooperative_id is not None else None
