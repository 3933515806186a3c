"""At send time each message is made ready: what it takes is read, what is no longer true is withdrawn.

Reading only: nothing here writes.
"""

from collections.abc import Callable

from domain.outgoing import OutgoingKind, Postponed, Withdrawn
from domain.people import Language, Person, Reachability, Role
from domain.quiet_hours import is_allowed, next_allowed
from domain.rules import Moment
from storage import outbox, people
from storage.outbox import OutboxRow
from storage.unit_of_work import UnitOfWork
from usecases.preparing import alerts, calls, check_in, failures, joining, library, plan, reachability, summary
from usecases.preparing.prepared import Draft, Preparation, Prepared
from usecases.preparing.rights import objection

_PREPARE: dict[OutgoingKind, Callable[[Draft], Preparation]] = {
    OutgoingKind.NOT_INVITED: joining.simple,
    OutgoingKind.GROUP_REFUSED: joining.simple,
    OutgoingKind.CONSENT_DECLINED: joining.simple,
    OutgoingKind.INVITATION_REFUSED: joining.invitation_refused,
    OutgoingKind.CONSENT: joining.consent,
    OutgoingKind.LANGUAGE: joining.language,
    OutgoingKind.WELCOME: joining.welcome,
    OutgoingKind.HOME: joining.home,
    OutgoingKind.HELP: joining.help_,
    OutgoingKind.PRIVACY: joining.privacy,
    OutgoingKind.TOLD: joining.told,
    OutgoingKind.NOTICE: joining.notice,
    OutgoingKind.NOT_PROCESSED: failures.not_processed,
    OutgoingKind.EVE: check_in.eve,
    OutgoingKind.QUESTION: check_in.question,
    OutgoingKind.ANSWERED: check_in.answered,
    OutgoingKind.RECAP: check_in.recap,
    OutgoingKind.THANKS: check_in.thanks,
    OutgoingKind.ASK_WHICH: check_in.ask_which,
    OutgoingKind.CALL_TASK: calls.call_task,
    OutgoingKind.CALL_TASK_DONE: calls.call_task_done,
    OutgoingKind.CALL_TASKS: calls.call_tasks_list,
    OutgoingKind.CALL_WISH: calls.call_wish,
    OutgoingKind.SILENCE: alerts.staff_notice,
    OutgoingKind.OUT_OF_REACH: reachability.out_of_reach,
    OutgoingKind.BACK_IN_REACH: reachability.back_in_reach,
    OutgoingKind.ALERT: alerts.alert,
    OutgoingKind.ALERT_FILE: alerts.alert_file,
    OutgoingKind.ALERT_STEP: alerts.alert_step,
    OutgoingKind.ALERT_UNSEEN: alerts.staff_notice,
    OutgoingKind.ALERT_STILL_BLOCKED: alerts.staff_notice,
    OutgoingKind.ALERTS: alerts.alerts_queue,
    OutgoingKind.RESOLUTION_ASKED: alerts.resolution_asked,
    OutgoingKind.NOTE: alerts.note,
    OutgoingKind.PLAN: plan.plan_page,
    OutgoingKind.ACTION: plan.action,
    OutgoingKind.PORTFOLIO: plan.portfolio,
    OutgoingKind.RESPONSE: plan.response,
    OutgoingKind.VIDEOS: library.videos,
    OutgoingKind.VIDEO: library.video,
    OutgoingKind.GUIDE: library.guide,
    OutgoingKind.GUIDE_SECTION: library.guide_section,
    OutgoingKind.GUIDE_FOUND: library.guide_found,
    OutgoingKind.OFFER: library.offer,
    OutgoingKind.DAILY_LINE: failures.daily_line,
    OutgoingKind.SUMMARY: summary.summary,
    OutgoingKind.SUMMARY_FILE: summary.summary_file,
}

#: Messages that make sense only in the place of another one.
_EDITS_ONLY = {OutgoingKind.ANSWERED, OutgoingKind.CALL_TASK_DONE, OutgoingKind.BACK_IN_REACH}


def prepare(uow: UnitOfWork, moment: Moment, row: OutboxRow) -> Prepared | Withdrawn | Postponed:
    """What a message takes to be sent now; or why it is not sent; or until when it waits."""
    person = people.by_id(uow, row.person_id) if row.person_id is not None else None
    because = _not_to_be_sent(moment, row, person)
    if because or row.to_chat_id is None:
        return Withdrawn(because)
    slot = person.slot if person is not None and person.role is Role.LEADER else None
    is_quiet = row.initiated and not is_allowed(moment.at, moment.rules, slot)
    edited = _shown_message(uow, row, row.replaces)
    if is_quiet and edited is None:
        return Postponed(next_allowed(moment.at, moment.rules, slot))
    language = person.language if person is not None else Language(str(row.ids.get("lang", Language.ARABIC)))
    shown = _PREPARE[row.kind](Draft(uow, moment, row, person, language, edited is not None))
    if isinstance(shown, Withdrawn):
        return shown
    because = objection(row.kind, person, shown.cooperative_id) if person is not None else ""
    if because or (edited is None and row.kind in _EDITS_ONLY):
        return Withdrawn(because or "the message it would change was never sent")
    return Prepared(
        view=shown.view,
        language=language,
        chat_id=row.to_chat_id,
        ids=shown.ids or row.ids,
        edit_message_id=edited,
        # An edit rings no phone; the new message that would stand in for it does.
        only_edits=row.kind in _EDITS_ONLY or is_quiet,
        reply_to_message_id=_shown_message(uow, row, row.ids.get("reply_to_key")),
    )


def _not_to_be_sent(moment: Moment, row: OutboxRow, person: Person | None) -> str:
    """Why nothing is to be sent, whatever the message would say; empty if it may go."""
    if row.to_chat_id is None:
        return "the person has no Telegram account"
    if row.valid_until is not None and moment.at > row.valid_until:
        return "no longer due"
    if person is None:
        return ""
    if not _may_be_written_to(row, person):
        return f"the person is {person.reachability}"
    if row.initiated and not person.can_be_asked:
        return "the person has not agreed, or has left"
    return ""


def _may_be_written_to(row: OutboxRow, person: Person) -> bool:
    """Nothing is begun with whoever has stopped the messages; who blocked the bot gets no answers either."""
    if row.initiated:
        return person.reachability is Reachability.REACHABLE
    return not person.reachability.is_lost or row.to_chat_id != person.telegram_id


def _shown_message(uow: UnitOfWork, row: OutboxRow, key: int | str | None) -> int | None:
    """The message that shows this key in the chat the row goes to; a person's earlier account is another chat."""
    shown = outbox.sent_message(uow, str(key)) if key else None
    return shown[1] if shown is not None and shown[0] == row.to_chat_id else None
