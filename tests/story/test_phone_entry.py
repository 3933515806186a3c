"""The consultant phones a silent cooperative and fills the check-in in."""

import pytest

from domain.call_task import CallTaskState
from domain.check_in import CheckInState
from domain.people import Channel
from tests.engines import on_both_engines
from tests.story import records
from tests.story.conftest import OpenCheckIn


@pytest.fixture
async def to_call(opened: OpenCheckIn) -> OpenCheckIn:
    """Nobody has answered, and the call task has come."""
    await opened.house.to(2026, 12, 14, 9, 30)
    return opened


async def test_the_call_task_names_whom_to_phone(to_call: OpenCheckIn) -> None:
    text = await to_call.consultant.text()
    for word in ("Mariem Jabri, présidente", "Latifa Ouali", "+999", "depuis lundi 7 décembre"):
        assert word in text
    assert any("Mariem Jabri au téléphone" in one for one in await to_call.consultant.labels())


@on_both_engines
async def test_answers_by_phone_say_who_was_on_the_line_and_who_typed(to_call: OpenCheckIn) -> None:
    consultant = to_call.consultant
    await consultant.tap("Mariem Jabri au téléphone")
    assert "Saisie par téléphone · Amwaj Boujdour" in await consultant.text()
    await consultant.tap("Avance")
    await consultant.send("3")
    await consultant.tap("Toutes les autres")
    await consultant.tap("Confirmer")

    given = await records.given(to_call.house, "C10")
    leader, typist = await records.person(to_call.house, "L10A"), await records.person(to_call.house, "K3")
    assert {(one.channel, one.answered_by, one.typed_by) for one in given} == {(Channel.PHONE, leader.id, typist.id)}
    task = await records.call_task(to_call.house, "C10")
    assert task is not None
    assert task.state is CallTaskState.DONE
    assert (await records.check_in(to_call.house, "C10")).state is CheckInState.COMPLETE


async def test_the_leader_is_shown_the_recap_and_may_change_it(to_call: OpenCheckIn) -> None:
    await to_call.consultant.tap("Mariem Jabri au téléphone")
    await to_call.consultant.tap("Toutes les autres")

    assert "Résumé du point de suivi" in await to_call.leader.text()
    assert "Saisi par Hassan Miftah, par téléphone" in await to_call.leader.text()
    await to_call.leader.tap("✏️ 1")
    await to_call.leader.tap("Avance")
    await to_call.leader.tap("50")
    assert (await records.action(to_call.house, "C10-F1")).progress_percent == 50


async def test_a_blockage_told_by_phone_offers_nothing_to_the_consultant(to_call: OpenCheckIn) -> None:
    consultant = to_call.consultant
    for label in ("Mariem Jabri au téléphone", "Bloqué", "Argent", "Passer", "Pas d’appel"):
        await consultant.tap(label)

    assert not any("Cela peut aider" in one for one in await consultant.texts())
    (alert,) = await records.alerts_of(to_call.house, "C10")
    assert alert.reported_by == (await records.person(to_call.house, "L10A")).id


async def test_what_the_consultant_writes_after_the_call_is_not_said_by_the_cooperative(to_call: OpenCheckIn) -> None:
    for label in ("Mariem Jabri au téléphone", "Toutes les autres", "Confirmer"):
        await to_call.consultant.tap(label)
    answers = len(await records.given(to_call.house, "C10"))

    await to_call.consultant.send("Penser à appeler la commune")

    assert len(await records.given(to_call.house, "C10")) == answers


async def test_a_call_without_success_is_counted_and_the_task_stays(to_call: OpenCheckIn) -> None:
    for label in ("Pas de réponse", "Mauvais numéro", "Rappeler plus tard"):
        await to_call.consultant.tap(label)

    assert "3 appels sans succès" in await to_call.consultant.text()
    task = await records.call_task(to_call.house, "C10")
    assert task is not None
    assert (task.state, task.failures) == (CallTaskState.OPEN, 3)


async def test_the_leaders_own_answers_make_the_call_needless(to_call: OpenCheckIn) -> None:
    await to_call.leader.tap("Toutes les autres")

    assert "La coopérative a répondu elle-même" in await to_call.consultant.text()
    await to_call.consultant.send("/appels")
    assert "Amwaj Boujdour" not in await to_call.consultant.text()


async def test_a_cooperative_without_telegram_is_phoned_from_the_first_day(opened: OpenCheckIn) -> None:
    await opened.consultant.send("/appels")

    assert "Sayd Aftissat" in await opened.consultant.text()
    await opened.consultant.tap("Hammadi Baraka au téléphone")
    assert "Saisie par téléphone · Sayd Aftissat" in await opened.consultant.text()


async def test_call_me_reaches_the_consultant(opened: OpenCheckIn) -> None:
    await opened.leader.send("/menu")
    await opened.leader.tap("Appelez-moi")
    await opened.leader.tap("Cette semaine")

    assert "La demande est transmise" in await opened.leader.text()
    assert "Appel souhaité · Amwaj Boujdour" in await opened.consultant.text()
    assert "+999" in await opened.consultant.text()
