"""Putting words into the outbox: answers to a person, and messages the bot begins."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from domain.actor import Actor
from domain.outgoing import Lane, Outgoing, OutgoingKind
from domain.people import Language, Person, Role
from domain.quiet_hours import next_allowed
from domain.rules import Moment
from storage import outbox
from storage.unit_of_work import UnitOfWork


def reply(
    uow: UnitOfWork, moment: Moment, actor: Actor, kind: OutgoingKind, *, replaces: str | None = None, **ids: int | str
) -> None:
    """Answers the person who acts, in the chat they wrote in: at once, whatever the hour, once a turn."""
    about = hashlib.sha256(json.dumps(ids, sort_keys=True, default=str).encode()).hexdigest()[:16]
    if actor.person is None:
        ids["lang"] = Language.FRENCH if actor.language_code.startswith("fr") else Language.ARABIC
    outgoing = Outgoing(
        key=f"{actor.turn}:{kind}:{about}",
        kind=kind,
        lane=Lane.REPLY,
        person_id=actor.person.id if actor.person else None,
        chat_id=actor.chat_id,
        ids=ids,
        replaces=replaces,
    )
    outbox.put(uow, outgoing, moment.at)


def may_begin_at(moment: Moment, person: Person, not_before: datetime | None = None) -> datetime:
    """The earliest instant from now, or from `not_before` on, at which the bot may begin a message to this person."""
    slot = person.slot if person.role is Role.LEADER else None
    return next_allowed(max(moment.at, not_before or moment.at), moment.rules, slot)


def tell(
    uow: UnitOfWork,
    moment: Moment,
    person: Person,
    kind: OutgoingKind,
    *,
    key: str,
    lane: Lane,
    replaces: str | None = None,
    not_before: datetime | None = None,
    valid_for: timedelta | None = None,
    about: Mapping[str, int | str],
) -> bool:
    """Begins a message, once a key, in the hours in which the bot may; False if it was begun already.

    `about` holds the ids of what it is about. What has been sent already is edited at any hour: that rings no phone.

    `valid_for` counts from the moment it may go: later than that it is dropped with a record.
    """
    is_edit = replaces is not None and outbox.sent_message(uow, replaces) is not None
    start = moment.at if is_edit else may_begin_at(moment, person, not_before)
    outgoing = Outgoing(
        key=key,
        kind=kind,
        lane=lane,
        person_id=person.id,
        ids=about,
        replaces=replaces,
        not_before=start if start > moment.at else None,
        valid_until=start + valid_for if valid_for else None,
        initiated=True,
    )
    return outbox.put(uow, outgoing, moment.at)
