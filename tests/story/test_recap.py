"""The last screen: its lines, changes, what was not asked, "anything else?", confirm."""

from domain.action_plan import ActionState
from domain.answer import Ask
from domain.check_in import CheckInState
from tests.story import records
from tests.story.conftest import OpenCheckIn


async def test_the_recap_says_each_answer_and_what_was_not_asked(opened: OpenCheckIn) -> None:
    leader = opened.leader
    for label in ("Avance", "50", "Passer"):
        await leader.tap(label)
    await leader.tap("Bloqué")
    await leader.tap("Argent")
    await leader.send("Il manque 2000 dirhams")
    await leader.tap("Cette semaine")

    lines = (await leader.text()).split("\n")
    assert "1. ▶️ Tenir le journal de caisse chaque semaine" in lines
    assert "Avance · 50 %" in lines
    assert "Question passée" in lines
    assert any("Argent" in one.title() and "Il manque 2000 dirhams" in one for one in lines)
    assert "Pas demandé cette fois :" in lines
    assert [one for one in await leader.labels() if one.startswith("✏️")] == ["✏️ 1", "✏️ 2", "✏️ 3"]
    assert "➕ 4" in await leader.labels()


async def test_a_line_of_the_recap_can_be_changed(opened: OpenCheckIn) -> None:
    leader = opened.leader
    await leader.tap("Toutes les autres")
    await leader.tap("✏️ 2")
    assert "2/3" in await leader.text()
    await leader.tap("Fait")
    await leader.tap("Cible")
    await leader.tap("Passer")

    assert "Résumé" in await leader.text()
    assert (await records.action(opened.house, "C10-P1")).state is ActionState.DONE
    assert (await records.action(opened.house, "C10-F1")).state is ActionState.NOT_STARTED


async def test_what_was_not_asked_can_be_added(opened: OpenCheckIn) -> None:
    leader = opened.leader
    await leader.tap("Toutes les autres")
    await leader.tap("➕ 4")
    assert "4/4" in await leader.text()
    await leader.tap("Avance")
    await leader.tap("25")

    assert "Résumé" in await leader.text()
    assert sum(one.asked for one in await records.agenda(opened.house, "C10")) == 4


async def test_anything_else_is_kept_with_the_check_in(opened: OpenCheckIn) -> None:
    leader = opened.leader
    await leader.tap("Toutes les autres")
    await leader.tap("Autre chose")
    assert "Autre chose à dire" in await leader.text()
    await leader.send("Nous cherchons une comptable")

    assert (await records.given(opened.house, "C10"))[-1].given.text == "Nous cherchons une comptable"
    assert "1 message ajouté" in await leader.text()


async def test_confirming_thanks_names_the_next_day_and_takes_the_button_away(opened: OpenCheckIn) -> None:
    leader = opened.leader
    await leader.tap("Toutes les autres")
    recap = await leader.last()
    await leader.tap("Confirmer")

    assert "Prochain point de suivi : lundi 21 décembre" in await leader.text()
    shown = next(one for one in await leader.messages() if one["message_id"] == recap["message_id"])
    assert "Confirmé" in shown["text"]
    assert not any("Confirmer" in one["text"] for row in shown["buttons"] for one in row)


async def test_confirming_twice_is_confirming_once(opened: OpenCheckIn) -> None:
    await opened.leader.tap("Toutes les autres")
    recap = await opened.leader.last()
    await opened.leader.tap("Confirmer")
    messages = len(await opened.leader.messages())

    assert await opened.leader.press(recap, f"k:{(await records.check_in(opened.house, 'C10')).id}") == (
        "C’est déjà répondu."
    )
    assert len(await opened.leader.messages()) == messages


async def test_what_was_changed_after_confirming_can_be_confirmed_again(opened: OpenCheckIn) -> None:
    leader = opened.leader
    for label in ("Toutes les autres", "Confirmer", "✏️ 1", "Avance", "75", "Confirmer"):
        await leader.tap(label)

    assert "Merci" in await leader.text()
    assert (await records.asks(opened.house, "C10")).count(Ask.CONFIRM) == 2
    assert (await records.check_in(opened.house, "C10")).state is CheckInState.COMPLETE


async def test_a_check_in_in_which_everything_was_skipped_is_not_complete(opened: OpenCheckIn) -> None:
    for _ in range(3):
        await opened.leader.tap("Passer")

    assert "Résumé" in await opened.leader.text()
    assert (await records.check_in(opened.house, "C10")).state is CheckInState.OPEN
