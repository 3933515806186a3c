"""What people decide: pure choices among what the phone offers."""

from datetime import date
from decimal import Decimal
from random import Random

import pytest

from bot.simulation.answers import Voice, answer, value_between
from bot.simulation.casting import Manner
from bot.simulation.deeds import SendFile, Tap, Write
from bot.simulation.knowledge import KnownAction
from bot.simulation.reading import Message, Question, question_in, read_message, recap_in
from bot.simulation.statement import Statement, said_by
from domain.action_plan import Constraint, Priority
from domain.answer import Ask, CallWish, Status
from domain.button_codec import encode
from domain.buttons import (
    AllOthersUnchanged,
    Button,
    ChangeAnswer,
    Confirm,
    GiveCall,
    GiveNewDate,
    GivePercent,
    GiveReason,
    GiveStatus,
    GiveTarget,
    SayMore,
    SkipQuestion,
)
from domain.numbers import parse_number
from domain.people import Language

KNOWN = KnownAction(
    code="C01-A1",
    titles=("Write it down", "كتابة"),
    deadline=date(2027, 1, 29),
    start=date(2026, 12, 1),
    priority=Priority.HIGH,
    stakeholders=(),
    has_indicator=True,
    unit="posts",
    baseline=Decimal(0),
    target=Decimal(8),
    indicators=1,
)
OFFERED: dict[Ask, tuple[Button, ...]] = {
    Ask.STATUS: tuple(GiveStatus(5, 0, one) for one in (Status.DONE, Status.MOVING, Status.UNCHANGED, Status.BLOCKED)),
    Ask.VALUE: (GiveTarget(5, 1), SkipQuestion(5, 1, Ask.VALUE)),
    Ask.PROGRESS: (GivePercent(5, 1, 25), GivePercent(5, 1, 50), SkipQuestion(5, 1, Ask.PROGRESS)),
    Ask.PROOF: (SkipQuestion(5, 2, Ask.PROOF),),
    Ask.REASON: tuple(GiveReason(5, 1, one) for one in Constraint),
    Ask.DETAIL: (SkipQuestion(5, 2, Ask.DETAIL),),
    Ask.CALL: tuple(GiveCall(5, 3, one) for one in CallWish),
    Ask.NEW_DATE: (GiveNewDate(5, 1, 7), SkipQuestion(5, 1, Ask.NEW_DATE)),
}


def message(*buttons: Button, text: str = "1/3 · Write it down") -> Message:
    rows = [[{"text": "?", "callback_data": encode(one)}] for one in buttons]
    return read_message({"message_id": 7, "text": text, "buttons": rows})


def question(ask: Ask) -> Question:
    found = question_in(message(*OFFERED[ask]))
    assert found is not None
    return found


def voice(seed: int, manner: Manner = Manner.PROMPT, *, wants_blockage: bool = False) -> Voice:
    return Voice(manner, Language.ARABIC, date(2026, 12, 7), Random(seed), wants_blockage)


@pytest.mark.parametrize("ask", list(OFFERED))
def test_every_question_is_told_by_its_buttons_and_answered_by_what_it_offers(ask: Ask) -> None:
    asked = question(ask)
    assert (asked.ask, asked.item_id, asked.title, asked.place, asked.total) == (ask, 5, "Write it down", 1, 3)

    for seed in range(40):
        deed = answer(asked, KNOWN, voice(seed))

        assert isinstance(deed, Tap | Write | SendFile)
        assert deed.action == "C01-A1"
        assert deed.says[0].ask is ask
        if isinstance(deed, Tap):
            assert deed.button in OFFERED[ask]


def test_the_same_seed_gives_the_same_answers() -> None:
    first, second = ([answer(question(ask), KNOWN, voice(3)) for ask in OFFERED] for _ in range(2))

    assert first == second


def test_whoever_wants_a_blockage_reports_one_and_no_second() -> None:
    speaker = voice(1, Manner.BLOCKED, wants_blockage=True)

    deed = answer(question(Ask.STATUS), KNOWN, speaker)

    assert isinstance(deed, Tap)
    assert deed.button == GiveStatus(5, 0, Status.BLOCKED)
    assert not speaker.wants_blockage


def test_numbers_are_typed_so_that_they_mean_what_was_meant() -> None:
    written = [answer(question(Ask.VALUE), KNOWN, voice(seed)) for seed in range(80)]
    texts = [one for one in written if isinstance(one, Write)]

    assert any(not one.text.isascii() for one in texts)
    for one in texts:
        understood = parse_number(one.text)
        assert understood is not None
        assert understood.value == one.says[0].number


def test_a_value_lies_on_the_way_to_the_target_also_where_that_is_lower() -> None:
    values = [value_between(Decimal(40), Decimal(10), Random(seed)) for seed in range(50)]

    assert max(values) <= 40
    assert min(values) < 20


def test_a_button_says_what_it_stands_for() -> None:
    assert said_by(GiveTarget(5, 1), target=Decimal(8)) == Statement(ask=Ask.VALUE, number=Decimal(8))
    assert said_by(SkipQuestion(5, 1, Ask.PROOF)) == Statement(ask=Ask.PROOF)
    assert said_by(AllOthersUnchanged(5, 0)) is None


def test_a_recap_tells_what_was_asked_and_what_was_left_out() -> None:
    rows = [
        [
            {"text": "✏️ 1", "callback_data": encode(ChangeAnswer(5))},
            {"text": "➕ 2", "callback_data": encode(ChangeAnswer(6))},
        ],
        [{"text": "💬", "callback_data": encode(SayMore(9))}, {"text": "✔️", "callback_data": encode(Confirm(9))}],
    ]
    text = "\u200f1. ✅ \u2068Write it down\u2069\nDone\n\n\u2068Not asked\u2069\n2. \u2068Sell it\u2069"

    recap = recap_in(read_message({"message_id": 7, "text": text, "buttons": rows}))

    assert recap is not None
    assert recap.asked == (("✅ Write it down", ChangeAnswer(5)),)
    assert recap.left_out == (("Sell it", ChangeAnswer(6)),)
    assert not recap.confirmed


def test_a_message_without_a_question_asks_nothing() -> None:
    assert question_in(message(text="Welcome")) is None
    assert recap_in(message(Confirm(9))) is None
