"""The main path, in both languages: opening, questions, a blocked action, recap, thanks."""

from dataclasses import dataclass

import pytest

from domain.action_plan import ActionState, Constraint
from domain.answer import Ask
from domain.check_in import CheckInState
from domain.people import Channel
from tests.engines import on_both_engines
from tests.house import House
from tests.story import records
from tests.story.conftest import OpenAt, OpenCheckIn


@dataclass(frozen=True, slots=True)
class Words:
    """What one language says on the way."""

    language: str
    opening: str
    question: str
    done: str
    skip: str
    moving: str
    blocked: str
    permit: str
    today: str
    recap: str
    confirm: str
    thanks: str


FRENCH = Words(
    language="fr",
    opening="c’est le jour du point de suivi",
    question="Où en est cette action",
    done="Fait",
    skip="Passer",
    moving="Avance",
    blocked="Bloqué",
    permit="Autorisation",
    today="Aujourd’hui",
    recap="Résumé du point de suivi",
    confirm="Confirmer",
    thanks="Merci, Mariem Jabri",
)
ARABIC = Words(
    language="ar",
    opening="Mariem Jabri",
    question="أين وصل هذا النشاط",
    done="✅",
    skip="⏭",
    moving="▶️",
    blocked="⛔",
    permit="رخصة",
    today="اليوم",
    recap="ملخّص",
    confirm="✔️",
    thanks="شكرًا Mariem Jabri",
)


@on_both_engines
@pytest.mark.parametrize("words", [FRENCH, ARABIC], ids=["fr", "ar"])
async def test_a_leader_answers_a_whole_check_in(house_at: OpenAt, words: Words) -> None:
    house = await house_at(2026, 12, 7, 9)
    leader = await house.join("L10A", language=words.language)
    consultant = await house.join("K3")
    await house.to(2026, 12, 7, 9, 30)

    assert words.opening in await leader.text()
    assert words.question in await leader.text()
    assert "1/3" in await leader.text()

    await leader.tap(words.done)
    await leader.send("٤")
    await leader.photo()
    assert "2/3" in await leader.text()
    await leader.tap(words.moving)
    await leader.tap("50")
    assert "3/3" in await leader.text()
    await leader.tap(words.blocked)
    await leader.tap(words.permit)
    await leader.send("Le dossier est à la commune")
    await leader.tap(words.today)

    assert words.recap in await leader.text()
    assert "Le dossier est à la commune" in await leader.text()
    await leader.tap(words.confirm)
    assert words.thanks in await leader.text()

    given = await records.given(house, "C10")
    assert [one.given.ask for one in given] == [
        *(Ask.STATUS, Ask.VALUE, Ask.PROOF),
        *(Ask.STATUS, Ask.PROGRESS),
        *(Ask.STATUS, Ask.REASON, Ask.DETAIL, Ask.CALL),
        Ask.CONFIRM,
    ]
    leader_id = (await records.person(house, "L10A")).id
    assert {(one.answered_by, one.typed_by, one.channel, one.late) for one in given} == {
        (leader_id, leader_id, Channel.TELEGRAM, False)
    }
    assert (await records.check_in(house, "C10")).state is CheckInState.COMPLETE
    assert (await records.action(house, "C10-F1")).state is ActionState.DONE
    assert (await records.action(house, "C10-P1")).progress_percent == 50
    blocked = await records.action(house, "C10-C2")
    assert (blocked.state, blocked.blocked_by) == (ActionState.BLOCKED, Constraint.PERMIT)
    assert any("Le dossier est à la commune" in one for one in await consultant.texts())


async def test_notice_is_given_on_the_evening_before_and_the_first_message_is_the_first_question(house: House) -> None:
    leader = await house.join("L10A")
    before = len(await leader.texts())

    await house.to(2026, 12, 6, 17, 29)
    assert len(await leader.texts()) == before

    await house.to(2026, 12, 6, 17, 30)
    assert "Demain, lundi 7 décembre" in await leader.text()

    await house.to(2026, 12, 7, 9, 30)
    assert len(await leader.texts()) == before + 2
    assert "Où en est cette action" in await leader.text()


@pytest.mark.parametrize(("slot", "hour"), [("Après-midi", 15), ("Soir", 19)])
async def test_the_opening_comes_in_the_part_of_the_day_that_the_leader_chose(
    house_at: OpenAt, slot: str, hour: int
) -> None:
    house = await house_at(2026, 12, 7, 9)
    leader = await house.join("L10A")
    await leader.tap(slot)
    messages = len(await leader.texts())

    await house.to(2026, 12, 7, hour, 29)
    assert len(await leader.texts()) == messages

    await house.to(2026, 12, 7, hour, 30)
    assert "c’est le jour du point de suivi" in await leader.text()


async def test_each_answered_question_shows_its_answer_without_buttons(opened: OpenCheckIn) -> None:
    question = await opened.leader.last()

    await opened.leader.tap("Avance")

    shown = next(one for one in await opened.leader.messages() if one["message_id"] == question["message_id"])
    assert "Avance" in shown["text"]
    assert not shown.get("buttons")


async def test_a_tap_is_confirmed_to_the_thumb(opened: OpenCheckIn) -> None:
    answer = await opened.leader.tap("Avance")

    assert answer["text"] == "✅ Enregistré"


async def test_nothing_new_takes_two_taps_and_each_action_has_its_own_marked_answer(opened: OpenCheckIn) -> None:
    await opened.leader.tap("Toutes les autres")
    assert "Résumé" in await opened.leader.text()
    await opened.leader.tap("Confirmer")

    given = [one for one in await records.given(opened.house, "C10") if one.given.ask is Ask.STATUS]
    agenda = [one for one in await records.agenda(opened.house, "C10") if one.asked]
    assert [one.item_id for one in given] == [one.id for one in agenda]
    assert all(one.given.in_bulk for one in given)
    assert (await records.check_in(opened.house, "C10")).state is CheckInState.COMPLETE


@on_both_engines
async def test_all_others_unchanged_waits_until_what_is_late_has_been_answered(opened_late: OpenCheckIn) -> None:
    leader = opened_late.leader
    assert not any("Toutes les autres" in one for one in await leader.labels())

    await leader.tap("Avance")
    await leader.tap("Passer")

    assert any("Toutes les autres" in one for one in await leader.labels())
    await leader.tap("Toutes les autres")
    assert [one.given.in_bulk for one in await records.given(opened_late.house, "C10")] == [False, False, True, True]


async def test_five_taps_are_enough_when_nothing_changed_and_something_is_late(opened_late: OpenCheckIn) -> None:
    taps = ["Pas commencé", "Dans 2 semaines", "Toutes les autres", "Confirmer"]
    for label in taps:
        await opened_late.leader.tap(label)

    assert "Merci" in await opened_late.leader.text()
    assert (await records.check_in(opened_late.house, "C10")).state is CheckInState.COMPLETE
