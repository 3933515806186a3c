"""Who may act at all: strangers get a polite explanation, and consent comes before everything else."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from domain.actor import Actor
from domain.notices import NoticeKind, TapNotice
from domain.outgoing import OutgoingKind
from domain.people import Person
from domain.rules import Moment
from domain.views.joining import SimpleText
from storage.unit_of_work import UnitOfWork
from usecases.returning import hear_from
from usecases.speaking import reply

P = ParamSpec("P")
R = TypeVar("R")

MemberStep = Callable[Concatenate[UnitOfWork, Moment, Actor, Person, P], R]
AnyoneStep = Callable[Concatenate[UnitOfWork, Moment, Actor, P], R | TapNotice]


def for_members(step: MemberStep[P, R]) -> AnyoneStep[P, R]:
    """A use case for people who have joined and agreed (law 09-08); others are told what to do first."""

    @wraps(step)
    def checked(uow: UnitOfWork, moment: Moment, actor: Actor, *args: P.args, **kwargs: P.kwargs) -> R | TapNotice:
        if actor.person is None:
            reply(uow, moment, actor, OutgoingKind.NOT_INVITED)
            return TapNotice(NoticeKind.JOIN_FIRST)
        hear_from(uow, moment, actor.person)
        if actor.person.consented_at is None:
            reply(uow, moment, actor, OutgoingKind.CONSENT)
            return TapNotice(NoticeKind.JOIN_FIRST)
        return step(uow, moment, actor, actor.person, *args, **kwargs)

    return cast("AnyoneStep[P, R]", checked)


def refuse_task(uow: UnitOfWork, moment: Moment, actor: Actor) -> TapNotice:
    """A task of another role: said in the chat too, for it may have been asked for by a command."""
    reply(uow, moment, actor, OutgoingKind.TOLD, text=SimpleText.UNKNOWN_COMMAND)
    return TapNotice(NoticeKind.NOT_YOURS)
