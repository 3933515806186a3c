"""A check-in can be left and taken up again: after a restart, on another day, after it has closed."""

from domain.check_in import CheckInState
from tests.story import records
from tests.story.conftest import OpenCheckIn


async def test_a_restarted_bot_goes_on_where_the_leader_stopped(opened: OpenCheckIn) -> None:
    await opened.leader.tap("Bloqué")
    await opened.house.restart()

    await opened.leader.tap("Argent")
    await opened.house.restart()
    await opened.leader.send("La banque attend un document")

    assert "Un appel" in await opened.leader.text()
    assert any("La banque attend un document" in one for one in await opened.consultant.texts())


async def test_what_was_sent_while_the_bot_was_down_is_taken_in_order(opened: OpenCheckIn) -> None:
    question = await opened.leader.last()
    await opened.house.service.stop()
    await opened.leader.phone.tap(question["message_id"], question["buttons"][0][0]["callback_data"], wait=0)
    await opened.leader.phone.send("3")
    await opened.house.reopen()

    assert await records.readings(opened.house) == ["3"]
    assert "preuve" in await opened.leader.text()


async def test_a_check_in_is_resumed_on_another_day(opened: OpenCheckIn) -> None:
    await opened.leader.tap("Avance")
    await opened.house.to(2026, 12, 9, 14)
    await opened.leader.send("/point")

    assert "Nous reprenons" in await opened.leader.text()
    assert "Où en est l’avancement" in await opened.leader.text()


async def test_the_home_screen_leads_back_to_the_open_check_in(opened: OpenCheckIn) -> None:
    await opened.leader.send("/menu")
    assert "1 point de suivi en attente" in await opened.leader.text()

    await opened.leader.tap("Point de suivi")

    assert "1/3" in await opened.leader.text()


async def test_answers_after_the_closing_are_taken_and_marked_late(opened: OpenCheckIn) -> None:
    await opened.leader.tap("Passer")
    await opened.house.to(2026, 12, 15, 10)
    assert (await records.check_in(opened.house, "C10")).state is CheckInState.PARTIAL

    answer = await opened.leader.tap("Avance")

    assert answer["text"] == "✅ Enregistré comme réponse tardive"
    assert [one.late for one in await records.given(opened.house, "C10")] == [False, True]
    assert (await records.check_in(opened.house, "C10")).state is CheckInState.PARTIAL
    assert "la réponse est gardée comme tardive" in await opened.leader.text()


async def test_once_the_next_check_in_has_opened_the_old_one_takes_no_answer(opened: OpenCheckIn) -> None:
    old = await opened.leader.last()
    item = (await records.agenda(opened.house, "C10"))[0]
    await opened.house.to(2026, 12, 21, 9, 30)

    assert await opened.leader.press(old, f"s:{item.id}:0:d") == "Ce point de suivi est clos."
    assert await records.given(opened.house, "C10") == ()
    assert (await records.action(opened.house, "C10-F1")).done_on is None


async def test_who_has_no_check_in_to_answer_is_told_so(opened: OpenCheckIn) -> None:
    await opened.consultant.send("/point")

    assert "Aucun point de suivi" in await opened.consultant.text()
