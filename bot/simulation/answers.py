"""How a leader answers one question: a pure choice among what the phone offers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from bot.simulation import phrases
from bot.simulation.casting import Manner
from bot.simulation.deeds import Deed, SendFile, Tap, Write
from bot.simulation.knowledge import KnownAction
from bot.simulation.reading import Question
from bot.simulation.statement import FileKind, Statement, said_by
from domain.action_plan import Constraint
from domain.answer import Ask, Status
from domain.buttons import (
    AllOthersUnchanged,
    Button,
    GiveCall,
    GiveNewDate,
    GivePercent,
    GiveReason,
    GiveStatus,
    GiveTarget,
    SkipQuestion,
)
from domain.people import Language

_WEIGHTS = {
    Status.DONE: 10,
    Status.MOVING: 40,
    Status.UNCHANGED: 20,
    Status.BLOCKED: 8,
    Status.NOT_STARTED: 20,
    Status.SKIPPED: 4,
}
#: What is due is finished more often, and said to be unchanged less.
_WEIGHTS_WHEN_DUE = _WEIGHTS | {Status.DONE: 45, Status.UNCHANGED: 8}
_WEIGHTS_WHEN_BLOCKED = _WEIGHTS | {Status.MOVING: 45, Status.BLOCKED: 35}
_DUE_WITHIN = timedelta(days=20)
_SHARE_UNCHANGED = 0.5
_SHARE_OF_NUMBERS_IN_FULL = 0.8
#: Below so many steps people count whole things.
_MANY_STEPS = 20


@dataclass(slots=True)
class Voice:
    """Who speaks: the manner, the language typed, the day, and the dice. `wants_blockage` until one was reported."""

    manner: Manner
    language: Language
    today: date
    rng: Random
    wants_blockage: bool = False


def answer(question: Question, known: KnownAction, voice: Voice) -> Deed:
    """The deed that answers a question."""
    match question.ask:
        case Ask.STATUS:
            return _status(question, known, voice)
        case Ask.VALUE:
            return _number(question, known, voice, [GiveTarget, GiveTarget])
        case Ask.PROGRESS:
            return _number(question, known, voice, [GivePercent, GivePercent])
        case Ask.REASON:
            return _reason(question, known, voice)
        case Ask.DETAIL:
            return _detail(question, known, voice)
        case Ask.PROOF:
            return _proof(question, known, voice)
        case Ask.NEW_DATE:
            return _new_date(question, known, voice)
    return _tap(question, known, voice.rng.choice(question.offers(GiveCall)))


def _status(question: Question, known: KnownAction, voice: Voice) -> Deed:
    choices = {one.status: one for one in question.offers(GiveStatus)}
    if voice.wants_blockage and Status.BLOCKED in choices and not _was_blocked(choices):
        voice.wants_blockage = False
        return _tap(question, known, choices[Status.BLOCKED])
    if question.offers_all_unchanged and voice.rng.random() < _SHARE_UNCHANGED:
        return _tap(question, known, question.offers(AllOthersUnchanged)[0])
    weights = _WEIGHTS_WHEN_DUE if known.deadline - voice.today <= _DUE_WITHIN else _WEIGHTS
    weights = _WEIGHTS_WHEN_BLOCKED if _was_blocked(choices) else weights
    statuses = list(choices)
    chosen = voice.rng.choices(statuses, [weights[one] for one in statuses])[0]
    return _tap(question, known, choices[chosen])


def _was_blocked(choices: dict[Status, GiveStatus]) -> bool:
    """Whether the question is "is it solved?": nothing blocked is *unchanged* or *not started*."""
    return not {Status.UNCHANGED, Status.NOT_STARTED} & choices.keys()


def _number(question: Question, known: KnownAction, voice: Voice, kinds: Sequence[type[Button]]) -> Deed:
    kind = voice.rng.choice([*kinds, None, None, SkipQuestion])
    offered = question.offers(kind) if kind is not None else ()
    if offered:
        return _tap(question, known, voice.rng.choice(offered))
    if known.baseline is None or known.target is None:
        percent = voice.rng.randrange(0, 101, 5)
        says = Statement(ask=question.ask, percent=percent, text=f"{percent} %")
        return Write(text=says.text, action=known.code, says=(says,))
    value = value_between(known.baseline, known.target, voice.rng)
    text = phrases.number(value, voice.language, voice.rng)
    return Write(text=text, action=known.code, says=(Statement(ask=question.ask, number=value, text=text),))


def value_between(baseline: Decimal, target: Decimal, rng: Random) -> Decimal:
    """A value somewhere on the way from baseline to target; where there are many steps, sometimes with a decimal."""
    exact = baseline + (target - baseline) * Decimal(min(rng.randrange(0, 121), 100)) / 100
    whole = rng.random() < _SHARE_OF_NUMBERS_IN_FULL or abs(target - baseline) < _MANY_STEPS
    return exact.quantize(Decimal(1) if whole else Decimal("0.1"))


def _reason(question: Question, known: KnownAction, voice: Voice) -> Deed:
    if voice.rng.randrange(8) == 0:
        text = phrases.detail(voice.language, voice.rng)
        explained = (Statement(ask=Ask.REASON, reason=Constraint.OTHER), Statement(ask=Ask.DETAIL, text=text))
        return Write(text=text, action=known.code, says=explained)
    return _tap(question, known, voice.rng.choice(question.offers(GiveReason)))


def _detail(question: Question, known: KnownAction, voice: Voice) -> Deed:
    how = voice.rng.choice(["text", "text", FileKind.VOICE, FileKind.VOICE, FileKind.PHOTO, "skip"])
    if how == "skip":
        return _tap(question, known, question.offers(SkipQuestion)[0])
    if isinstance(how, FileKind):
        return SendFile(file=how, action=known.code, says=(Statement(ask=Ask.DETAIL, file=how),))
    text = phrases.detail(voice.language, voice.rng)
    return Write(text=text, action=known.code, says=(Statement(ask=Ask.DETAIL, text=text),))


def _proof(question: Question, known: KnownAction, voice: Voice) -> Deed:
    how = voice.rng.choice([FileKind.PHOTO, FileKind.DOCUMENT, None, None, None])
    if how is None:
        return _tap(question, known, question.offers(SkipQuestion)[0])
    return SendFile(file=how, action=known.code, says=(Statement(ask=Ask.PROOF, file=how),))


def _new_date(question: Question, known: KnownAction, voice: Voice) -> Deed:
    chosen = voice.rng.choice([*question.offers(GiveNewDate), None, *question.offers(SkipQuestion)])
    if chosen is None:
        on = voice.today + timedelta(days=voice.rng.randrange(5, 60))
        says = Statement(ask=Ask.NEW_DATE, new_date=on, text=phrases.day(on))
        return Write(text=says.text, action=known.code, says=(says,))
    if isinstance(chosen, GiveNewDate):
        on = voice.today + timedelta(days=chosen.days)
        says = Statement(ask=Ask.NEW_DATE, new_date=on)
        return Tap(message_id=question.message.message_id, button=chosen, action=known.code, says=(says,))
    return _tap(question, known, chosen)


def _tap(question: Question, known: KnownAction, button: Button) -> Tap:
    said = said_by(button, target=known.target)
    says = (said,) if said is not None else ()
    return Tap(message_id=question.message.message_id, button=button, action=known.code, says=says)
