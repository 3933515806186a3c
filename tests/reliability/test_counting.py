"""The matrix's counting finds what is lost, doubled, missing and unknown, in made-up logs."""

from collections import Counter
from dataclasses import replace

from domain.outgoing import OutgoingKind
from storage.transport_states import OutboxState
from tests.reliability.matrix.counting import Follow, Unknown, Verdict, judge
from tests.reliability.matrix.harvest import Delivered, Harvest, Message

QUESTION = Message(
    id=1,
    name="rung:1:opening:1",
    kind=OutgoingKind.QUESTION,
    to="L01A",
    state=OutboxState.SENT,
    message_id=11,
    replaces="",
    initiated=False,
    note="",
)
THANKS = replace(QUESTION, id=2, name="taps Confirm: thanks", kind=OutgoingKind.THANKS, message_id=12)
ASKED = Delivered("L01A", 11, "Where are you?")
THANKED = Delivered("L01A", 12, "Thank you")
EXPECTED = Harvest(
    facts=Counter(["done", "confirmed"]),
    messages=(QUESTION, THANKS),
    delivered=(ASKED, THANKED),
    unhandled=0,
    missed=(),
    waiting_rungs=False,
)


def judged(**changed: object) -> Verdict:
    return judge(EXPECTED, replace(EXPECTED, **changed))  # type: ignore[arg-type] # fields of a harvest


def with_question(**changed: object) -> tuple[Message, ...]:
    return (replace(QUESTION, **changed), THANKS)  # type: ignore[arg-type] # fields of a message


def test_a_run_like_the_one_without_a_kill_is_clean() -> None:
    assert judged() == Verdict()


def test_an_answer_that_is_not_there_is_lost() -> None:
    assert judged(facts=Counter(["done"])).answers_lost == ("confirmed",)


def test_an_answer_that_is_there_twice_is_doubled() -> None:
    assert judged(facts=Counter(["done", "done", "confirmed"])).answers_doubled == ("done",)


def test_a_message_that_no_row_accounts_for_is_doubled() -> None:
    (line,) = judged(delivered=(ASKED, replace(ASKED, message_id=13), THANKED)).messages_doubled
    assert "Where are you?" in line


def test_a_message_of_an_unknown_row_is_not_doubled_but_a_second_one_is() -> None:
    lost = with_question(state=OutboxState.UNKNOWN, message_id=None)
    assert judged(messages=lost).messages_doubled == ()
    assert len(judged(messages=lost, delivered=(ASKED, replace(ASKED, message_id=13))).messages_doubled) == 1


def test_an_unknown_row_does_not_account_for_another_message() -> None:
    lost = with_question(state=OutboxState.UNKNOWN, message_id=None)
    assert len(judged(messages=lost, delivered=(replace(THANKED, message_id=13), THANKED)).messages_doubled) == 1


def test_a_message_that_is_decided_twice_is_doubled() -> None:
    twice = (QUESTION, replace(QUESTION, id=3, message_id=13), THANKS)
    (line,) = judged(messages=twice, delivered=(ASKED, replace(ASKED, message_id=13), THANKED)).messages_doubled
    assert QUESTION.name in line


def test_asking_again_is_right_for_an_unknown_question_only() -> None:
    again = replace(QUESTION, id=3, message_id=13, reask=True)
    more = (ASKED, Delivered("L01A", 13, "In case you did not see it"), THANKED)
    lost = with_question(state=OutboxState.UNKNOWN_ASKED_AGAIN, message_id=None)

    followed = judged(messages=(*lost, again), delivered=more)
    assert followed.is_clean
    assert followed.unknowns == (Unknown(OutgoingKind.QUESTION, Follow.ASKED_AGAIN),)
    assert len(judged(messages=(QUESTION, again, THANKS), delivered=more).messages_doubled) == 1


def test_what_answers_somebody_who_missed_something_is_not_doubled_nor_are_its_changes() -> None:
    asked = replace(QUESTION, id=3, name="asks: question", message_id=13, asked_again=True)
    change = replace(THANKS, id=4, name="taps Confirm: recap", replaces=asked.name, message_id=13)
    more = (ASKED, Delivered("L01A", 13, "Where are you?"), THANKED)

    assert judged(messages=(QUESTION, asked, THANKS, change), delivered=more).is_clean
    other = replace(change, replaces=QUESTION.name)
    assert len(judged(messages=(QUESTION, asked, THANKS, other), delivered=more).messages_doubled) == 1


def test_a_message_that_was_never_sent_is_missing() -> None:
    for state in (OutboxState.PENDING, OutboxState.SENDING, OutboxState.FAILED, OutboxState.WITHDRAWN):
        (line,) = judged(messages=with_question(state=state, message_id=None), delivered=(THANKED,)).messages_missing
        assert str(state) in line
    assert len(judged(messages=(QUESTION,), delivered=(ASKED,)).messages_missing) == 1


def test_an_unknown_opening_that_nothing_follows_is_missing() -> None:
    alone = replace(QUESTION, initiated=True, state=OutboxState.UNKNOWN, message_id=None)
    expected = replace(EXPECTED, messages=(QUESTION,), delivered=(ASKED,))

    without = judge(expected, replace(expected, messages=(alone,), delivered=()))
    assert len(without.messages_missing) == 1
    with_rung = judge(expected, replace(expected, messages=(alone,), delivered=(), waiting_rungs=True))
    assert with_rung.is_clean
    assert with_rung.unknowns == (Unknown(OutgoingKind.QUESTION, Follow.NEXT_RUNG),)


def test_what_was_superseded_is_taken_care_of_by_what_is_sent_in_its_place() -> None:
    alert = replace(QUESTION, kind=OutgoingKind.ALERT, name="alert")
    note = replace(alert, id=2, name="alert:note", replaces="alert", message_id=12)
    expected = replace(EXPECTED, messages=(alert, note))
    superseded = replace(alert, state=OutboxState.SUPERSEDED, message_id=None)

    assert judge(expected, replace(expected, messages=(superseded, note), delivered=(THANKED,))).is_clean
    stuck = replace(note, state=OutboxState.FAILED, message_id=None)
    assert len(judge(expected, replace(expected, messages=(superseded, stuck), delivered=())).messages_missing) == 2


def test_a_change_of_a_message_of_no_known_number_is_not_missing() -> None:
    change = replace(THANKS, kind=OutgoingKind.ANSWERED, name="taps Done: answered", replaces=QUESTION.name)
    expected = replace(EXPECTED, messages=(QUESTION, change, THANKS))

    lost = with_question(state=OutboxState.UNKNOWN, message_id=None)
    assert judge(expected, replace(expected, messages=lost)).is_clean
    assert len(judge(expected, replace(expected, messages=(QUESTION, THANKS))).messages_missing) == 1


def test_what_people_found_no_way_to_do_and_what_was_not_handled_is_missing() -> None:
    assert judged(missed=("L01A taps Done",)).messages_missing == ("no way to do: L01A taps Done",)
    assert len(judged(unhandled=2).messages_missing) == 1
