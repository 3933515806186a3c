"""Texts, voice notes and photos that name no question: what they are about, and where they go."""

from domain.action_plan import ActionState
from domain.answer import Ask
from tests.house import House
from tests.story import records
from tests.story.conftest import OpenAt, OpenCheckIn


async def test_a_text_that_answers_nothing_is_kept_and_the_question_comes_again(opened: OpenCheckIn) -> None:
    await opened.leader.send("Le marché était plein ce matin")

    *_, kept, question = await opened.leader.texts()
    assert "gardé avec le point de suivi" in kept
    assert "1/3" in question
    answer = (await records.given(opened.house, "C10"))[0]
    assert (answer.given.ask, answer.given.text) == (Ask.OPEN, "Le marché était plein ce matin")


async def test_a_voice_note_instead_of_a_tap_is_kept_too(opened: OpenCheckIn) -> None:
    await opened.leader.voice()

    assert (await records.given(opened.house, "C10"))[0].given.attachment_id is not None


async def test_a_reply_to_an_answered_question_goes_to_its_action(opened: OpenCheckIn) -> None:
    leader = opened.leader
    question = await leader.last()
    await leader.tap("Bloqué")
    await leader.tap("Argent")
    await leader.tap("Passer")
    await leader.tap("Pas d’appel")

    await leader.send("La banque a répondu non", reply_to=question["message_id"])

    answer = (await records.given(opened.house, "C10"))[-1]
    assert (answer.item_id, answer.given.ask) == ((await records.agenda(opened.house, "C10"))[0].id, Ask.DETAIL)
    assert any("La banque a répondu non" in one for one in await opened.consultant.texts())
    await leader.tap("Avance")
    assert "Où en est l’avancement" in await leader.text()


async def test_a_photo_in_reply_to_a_done_action_becomes_its_proof(opened: OpenCheckIn) -> None:
    question = await opened.leader.last()
    for label in ("Fait", "Cible", "Passer"):
        await opened.leader.tap(label)

    await opened.leader.photo(reply_to=str(question["message_id"]))

    proof = (await records.given(opened.house, "C10"))[-1]
    assert (proof.given.ask, proof.given.attachment_id is None) == (Ask.PROOF, False)


async def test_editing_the_message_corrects_the_answer_it_gave(opened: OpenCheckIn) -> None:
    leader = opened.leader
    await leader.tap("Fait")
    number = await leader.send("2")
    await leader.send("3", edit_of=number)

    assert await records.readings(opened.house) == ["3"]
    old, new = [one for one in await records.given(opened.house, "C10") if one.given.ask is Ask.VALUE]
    assert new.replaces == old.id
    assert "La correction est enregistrée" in await leader.text()
    await leader.send("trois ou quatre", edit_of=number)
    assert await records.readings(opened.house) == ["3"]
    await leader.tap("Passer")
    assert "2/3" in await leader.text()


async def test_an_edit_that_says_no_number_is_kept_and_the_next_one_still_corrects(opened: OpenCheckIn) -> None:
    leader = opened.leader
    await leader.tap("Fait")
    number = await leader.send("2")

    await leader.send("trois ou quatre", edit_of=number)

    kept = (await records.given(opened.house, "C10"))[-1].given
    assert (kept.ask, kept.text) == (Ask.OPEN, "trois ou quatre")
    await leader.send("4", edit_of=number)
    assert await records.readings(opened.house) == ["4"]


async def test_a_photo_over_a_number_stays_with_it_also_when_the_number_is_edited(opened: OpenCheckIn) -> None:
    await opened.leader.tap("Fait")
    photo = await opened.leader.photo(caption="2")
    await opened.leader.send("3", edit_of=photo)

    numbers = [one.given for one in await records.given(opened.house, "C10") if one.given.ask is Ask.VALUE]
    assert [one.number for one in numbers] == [2, 3]
    assert len({one.attachment_id for one in numbers} - {None}) == 1
    assert all(one.attachment_id is not None for one in numbers)


async def test_editing_a_note_corrects_it_in_the_alert(opened: OpenCheckIn) -> None:
    await opened.leader.tap("Bloqué")
    await opened.leader.tap("Argent")
    note = await opened.leader.send("La banque de Boujdur")
    await opened.leader.send("La banque de Boujdour", edit_of=note)

    alert = await opened.consultant.text()
    assert "La banque de Boujdour" in alert
    assert "Boujdur" not in alert.replace("Boujdour", "")


async def test_editing_what_counts_no_more_changes_nothing(opened: OpenCheckIn) -> None:
    leader = opened.leader
    await leader.tap("Fait")
    number = await leader.send("2")
    item = (await records.agenda(opened.house, "C10"))[0]
    await leader.press(await leader.last(), f"ch:{item.id}")
    await leader.tap("Avance")
    await leader.tap("Passer")

    await leader.send("4", edit_of=number)

    assert await records.readings(opened.house) == []
    assert (await records.action(opened.house, "C10-F1")).state is ActionState.IN_PROGRESS
    assert (await records.given(opened.house, "C10"))[-1].given.text == "4"


async def test_without_an_open_check_in_a_message_goes_to_the_consultant(house: House) -> None:
    leader, consultant = await house.join("L10A"), await house.join("K3")

    await leader.send("Quand venez-vous ?")

    assert "transmis" in await leader.text()
    assert "Quand venez-vous ?" in await consultant.text()
    assert "Amwaj Boujdour" in await consultant.text()
    await leader.voice()
    assert (await consultant.last())["file"]["kind"] == "voice"


async def test_a_reply_to_a_question_of_a_check_in_that_is_over_answers_nothing_of_the_new_one(
    opened: OpenCheckIn,
) -> None:
    leader = opened.leader
    old = await leader.last()
    await opened.house.to(2026, 12, 21, 9, 30)
    await leader.tap("Avance")

    await leader.send("3", reply_to=old["message_id"])

    assert await records.readings(opened.house) == []
    assert await records.notes(opened.house) == ["3"]


async def test_a_leader_of_two_cooperatives_is_asked_which_is_meant(house_at: OpenAt) -> None:
    house = await house_at(2026, 12, 7, 9)
    leader = await house.join("L10A")
    await house.lead("L10A", "C11")
    await house.to(2026, 12, 7, 9, 30)

    await leader.send("/point")

    assert "De quelle coopérative" in await leader.text()
    await leader.tap("Sabbar Lamssid")
    assert "Sabbar Lamssid" in await leader.text()
    await leader.tap("Avance")
    assert len(await records.given(house, "C11")) == 1
    assert await records.given(house, "C10") == ()
