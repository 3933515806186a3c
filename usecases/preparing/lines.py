"""What was answered about an action, as one line of a recap, a question's edited form, or an alert."""

from domain.answer import Ask
from domain.check_in import AgendaItem
from domain.dialogue import effective_answers
from domain.people import Person
from domain.views.check_in import AnswerLine, LastSaid
from storage import people
from usecases.asking import Sheet
from usecases.preparing.prepared import Draft


def answer_line(draft: Draft, sheet: Sheet, item: AgendaItem) -> AnswerLine:
    """All that counts about an item; `by` names the one who answered, if it was not the reader."""
    given = effective_answers(sheet.answers, item.id)
    indicator = sheet.indicator_of(item)
    progress = given.followed.get(Ask.PROGRESS)
    call = given.followed.get(Ask.CALL)
    proof = given.followed.get(Ask.PROOF)
    files = sum(1 for one in given.details if one.given.attachment_id is not None)
    return AnswerLine(
        item_id=item.id,
        title=sheet.actions[item.action_id].title_in(draft.language),
        status=given.said,
        number=given.number,
        unit=indicator.unit if indicator else "",
        percent=progress.given.percent if progress else None,
        reason=given.reason,
        note=" ".join(one.given.text for one in given.details if one.given.text),
        attachments=files,
        call=call.given.call if call else None,
        new_date=given.new_deadline,
        proof=proof is not None and proof.given.attachment_id is not None,
        in_bulk=bool(given.status and given.status.given.in_bulk),
        by=other_name(draft, given.status.typed_by if given.status else None, draft.person),
    )


def last_said(item: AgendaItem) -> LastSaid:
    """What was known of the action when the agenda was frozen."""
    return LastSaid(
        state=item.state_before,
        percent=item.progress_before_percent,
        reason=item.blocked_by_before,
        on=item.last_news_before,
        since=item.blocked_on_before,
    )


def other_name(draft: Draft, person_id: int | None, reader: Person | None) -> str:
    """Somebody's name, empty for nobody and for the reader."""
    if person_id is None or (reader is not None and reader.id == person_id):
        return ""
    return people.by_id(draft.uow, person_id).name
