"""What somebody has sent, with its file stored, and what it says as the answer to a question."""

from dataclasses import dataclass, replace

from domain.action_plan import Constraint
from domain.actor import Actor, Sent
from domain.answer import Ask, Attachment, AttachmentKind, Given
from domain.check_in import AgendaItem
from domain.dates import parse_date
from domain.people import Person
from domain.rules import Moment
from domain.typed_number import as_number
from domain.views.joining import SimpleText
from storage import answers
from storage.unit_of_work import UnitOfWork
from usecases.asking import Sheet
from usecases.recording import Origin

#: What a message of Telegram holds (Bot API); what comes from elsewhere is cut.
TEXT_LIMIT = 4096

#: The questions that take a text of a certain form, and what is said to another one.
NOT_UNDERSTOOD = {
    Ask.VALUE: SimpleText.NUMBER_NOT_UNDERSTOOD,
    Ask.PROGRESS: SimpleText.NUMBER_NOT_UNDERSTOOD,
    Ask.NEW_DATE: SimpleText.DATE_NOT_UNDERSTOOD,
}


@dataclass(frozen=True, slots=True)
class Incoming:
    """What was sent, with its file already stored."""

    sent: Sent
    attachment: Attachment | None
    origin: Origin

    @property
    def text(self) -> str:
        return self.sent.text[:TEXT_LIMIT]

    @property
    def attachment_id(self) -> int | None:
        return self.attachment.id if self.attachment else None

    def as_detail(self, ask: Ask) -> Given:
        """The answer to a question that takes anything."""
        return Given(ask=ask, text=self.text, attachment_id=self.attachment_id)


def incoming_of(uow: UnitOfWork, actor: Actor, person: Person, sent: Sent) -> Incoming:
    """What a person has sent; its file is on record from here on."""
    return Incoming(
        sent, _store_file(uow, person, sent), Origin(person=person, chat_id=actor.chat_id, message_id=actor.message_id)
    )


def as_answer(moment: Moment, incoming: Incoming, ask: Ask, sheet: Sheet, item: AgendaItem) -> tuple[Given, ...] | None:
    """The answers a message stands for at this question, None if it says nothing about it."""
    match ask:
        case Ask.DETAIL:
            return (incoming.as_detail(Ask.DETAIL),)
        case Ask.PROOF:
            return (incoming.as_detail(Ask.PROOF),)
        case Ask.REASON:
            # Whoever explains instead of choosing has answered: the reason is in their words.
            return (Given(ask=Ask.REASON, reason=Constraint.OTHER), incoming.as_detail(Ask.DETAIL))
        case Ask.VALUE | Ask.PROGRESS:
            given = as_number(incoming.text, ask, sheet.indicator_of(item))
        case Ask.NEW_DATE:
            day = parse_date(incoming.text, moment.today)
            given = Given(ask=Ask.NEW_DATE, new_date=day, text=incoming.text) if day else None
        case _:
            return None
    # The number may stand under a photo.
    return (replace(given, attachment_id=incoming.attachment_id),) if given else None


def _store_file(uow: UnitOfWork, person: Person, sent: Sent) -> Attachment | None:
    if sent.kind is None:
        return None
    return answers.add_attachment(
        uow,
        Attachment(
            id=0,
            person_id=person.id,
            kind=AttachmentKind(sent.kind),
            file_id=sent.file_id,
            file_unique_id=sent.file_unique_id[:80],
            mime_type=sent.mime_type[:120],
            size_bytes=sent.size_bytes,
            file_name=sent.file_name[:200],
        ),
    )
