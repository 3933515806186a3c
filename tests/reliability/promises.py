"""What must hold whenever the bot is at rest, and once all trouble is over."""

from collections import Counter
from typing import Any

from domain.notices import NoticeKind, TapNotice
from domain.people import Language
from messages import render_notice
from sandbox.chats import Side
from storage.transport_states import OutboxState
from tests.reliability import stored
from tests.reliability.play import CONSULTANT, LEADERS, Button, Play
from tests.reliability.said import CheckIn

_ACCEPTED = {
    render_notice(TapNotice(kind), language)
    for kind in (NoticeKind.SAVED, NoticeKind.LATE_SAVED)
    for language in Language
}
#: What a consultant writes about an alert is kept up to this length.
_NOTE_LENGTH = 1000
#: By the letter of what is asked: the button under its question that can always be tapped, up to the version.
_WAYS = {"s": "s:{}", "v": "x:{}:v", "f": "x:{}:f", "p": "x:{}:p", "r": "r:{}", "d": "x:{}:d", "c": "c:{}", "n": "d:{}"}


def check_at_rest(play: Play) -> None:
    """After each deed."""
    check_what_is_stored(play)
    check_nothing_waits(play)
    for who in (*LEADERS, CONSULTANT):
        check_deliveries(play, who)


def check_what_is_stored(play: Play) -> None:
    """Each answer and note once, in order, by whom it was given, and nothing else."""
    model = play.model
    answers, states = play.read(stored.answers), play.read(stored.states)
    for one in model.check_ins.values():
        assert answers.get(one.id, []) == stored.expected(one.said), f"check-in {one.id}"
        assert states[one.id] == one.state, f"check-in {one.id}"
    own = [one for one in model.notes if one.by in LEADERS]
    assert play.read(lambda uow: stored.notes(uow, LEADERS)) == own
    about_alerts = [*model.about_alerts, *(one.text for one in model.notes if one.by == CONSULTANT)]
    kept = play.read(lambda uow: stored.words_about_alerts(uow, CONSULTANT))
    assert Counter({words[:_NOTE_LENGTH]: number for words, number in kept.items()}) == Counter(
        words[:_NOTE_LENGTH] for words in about_alerts
    )
    files = Counter(one.by for one in model.notes if one.file)
    files += Counter(
        said.typed_by for one in model.check_ins.values() for said in one.said if said.file and said.replaces is None
    )
    assert play.read(stored.files_of) == files


def check_nothing_waits(play: Play) -> None:
    """No update is left, or was set aside."""
    assert play.read(stored.unhandled) == []


def check_deliveries(play: Play, who: str) -> None:
    """What the phone shows is what is marked as sent; what it shows beside that has an unknown fate."""
    rows = play.read(lambda uow: stored.messages(uow, _chat_id(play, who)))
    marked = [row.message_id for row in rows if row.state is OutboxState.SENT]
    shown = _shown(play, who)
    assert set(marked) <= shown, "marked as sent, and not on the phone"
    unknown = sum(stored.is_unknown(row) for row in rows)
    assert len(shown - set(marked)) <= unknown, "on the phone, and nobody knows why"
    own = Counter(row.message_id for row in rows if row.state is OutboxState.SENT and row.replaces is None)
    assert all(number == 1 for number in own.values()), "two messages are one on the phone"


async def check_when_all_is_over(play: Play) -> None:
    """Nobody kills the bot any more, the faults are gone, and a minute has passed, twice."""
    play.mortal.spare()
    await play.mend()
    await play.pass_a_minute()
    check_at_rest(play)
    check_notices(play)
    for who in (*LEADERS, CONSULTANT):
        check_nothing_is_left_to_send(play, who)
    for who in LEADERS:
        await check_who_answered_can_go_on(play, who)
    for who in LEADERS:
        if who in play.blocked:
            await play.block(who, blocked=False)
        for one in play.model.check_ins.values():
            await check_can_be_resumed(play, who, one)
    check_at_rest(play)


def check_notices(play: Play) -> None:
    """A tap that was told *saved* has stored something."""
    for call in play.house.state.calls.after(0, "answercallbackquery"):
        if call["parameters"].get("text") in _ACCEPTED:
            tap = str(call["parameters"]["callback_query_id"])
            assert play.taps.get(tap, True), "told that it is saved, and it is not"


def check_nothing_is_left_to_send(play: Play, who: str) -> None:
    """Nothing waits, and what was set aside was refused because the bot is blocked."""
    now = play.house.service.clock.now()
    for row in play.read(lambda uow: stored.messages(uow, _chat_id(play, who))):
        is_due = row.not_before is None or row.not_before <= now
        assert not (row.state is OutboxState.PENDING and is_due), f"{row.kind} still waits: {row.note}"
        assert row.state is not OutboxState.SENDING
        assert row.state is not OutboxState.FAILED or "blocked" in row.note, f"{row.kind}: {row.note}"


async def check_who_answered_can_go_on(play: Play, who: str) -> None:
    """Whoever was asked last what comes next has it on the phone, unless it was lost twice."""
    if who in play.was_blocked:
        return
    rows = play.read(lambda uow: stored.messages(uow, _chat_id(play, who)))
    if any(row.key.endswith(":again") and row.state is not OutboxState.SENT for row in rows):
        return
    buttons = [two.data for one in await play.buttons(who) for two in one]
    for one in play.model.check_ins.values():
        if play.model.last_asked.get(one.id) == (who, len(one.said)) and one is play.model.current(one.cooperative):
            assert any(data.startswith(_way(one)) for data in buttons), f"nothing to tap for {_way(one)}"


async def check_can_be_resumed(play: Play, who: str, check_in: CheckIn) -> None:
    """Whoever asks for a check-in that takes answers gets the question that is asked now."""
    if check_in.cooperative not in play.model.leads[who] or check_in is not play.model.current(check_in.cooperative):
        return
    last = max(_shown(play, who))
    await play.press(who, Button(last, f"ci:{check_in.id}"))
    await play.settle()
    newest = next(iter(await play.buttons(who)), [])
    assert any(one.message > last and one.data.startswith(_way(check_in)) for one in newest), (
        f"asked for {_way(check_in)}, got {newest}"
    )


def _way(check_in: CheckIn) -> str:
    """How a button begins that answers what is asked now, or belongs to the recap."""
    question = check_in.question()
    if question is None:
        return f"m:{check_in.id}"
    item, ask = question
    return _WAYS[ask].format(f"{item.id}:{item.steps}")


def _shown(play: Play, who: str) -> set[int]:
    chat: Any = play.house.state.main_bot.chats[_chat_id(play, who)]
    return {number for number, entry in chat.entries.items() if entry.side is Side.BOT}


def _chat_id(play: Play, who: str) -> int:
    return play.house.phones[who].phone.user_id
