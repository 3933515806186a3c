"""A blocked action reaches its consultant at once, is followed until it is solved, and the leader hears each step."""

from domain.alert import AlertState
from tests.engines import on_both_engines
from tests.house import Chat, House, plain
from tests.story import records
from tests.story.conftest import OpenAt, OpenCheckIn


async def block(leader: Chat, *, note: str = "", reason: str = "Argent", call: str = "Pas d’appel") -> None:
    """The leader says what blocks the action that is asked about."""
    await leader.tap("⛔")
    await leader.tap(reason)
    await (leader.send(note) if note else leader.tap("Passer"))
    await leader.tap(call)


async def test_the_alert_comes_the_moment_the_reason_is_known(opened: OpenCheckIn) -> None:
    before = len(await opened.consultant.messages())
    await opened.leader.tap("Bloqué")
    assert len(await opened.consultant.messages()) == before

    await opened.leader.tap("Argent")

    alert = await opened.consultant.text()
    for word in ("Action bloquée", "Amwaj Boujdour", "Tenir le journal de caisse", "argent", "Mariem Jabri", "+999"):
        assert word in alert
    assert await opened.consultant.labels() == ["👁 Vu", "✅ Réglé"]


async def test_the_note_and_the_wish_are_added_to_that_message(opened: OpenCheckIn) -> None:
    await opened.leader.tap("Bloqué")
    await opened.leader.tap("Argent")
    before = len(await opened.consultant.messages())
    await opened.leader.send("La banque attend un document")
    await opened.leader.tap("Aujourd’hui")

    assert len(await opened.consultant.messages()) == before
    assert "La banque attend un document" in await opened.consultant.text()
    assert "Appel : aujourd’hui" in await opened.consultant.text()


async def test_voice_and_photo_are_sent_in_reply_to_the_alert(opened: OpenCheckIn) -> None:
    await opened.leader.tap("Bloqué")
    question = await opened.leader.last()
    await opened.leader.tap("Argent")
    alert = await opened.consultant.last()
    await opened.leader.voice()
    await opened.leader.photo(reply_to=str(question["message_id"]))

    voice, photo = (await opened.consultant.messages())[-2:]
    assert [voice["file"]["kind"], photo["file"]["kind"]] == ["voice", "photo"]
    assert {one["reply_to"]["message_id"] for one in (voice, photo)} == {alert["message_id"]}


async def test_the_leader_hears_that_it_was_seen_and_how_it_was_solved(opened: OpenCheckIn) -> None:
    await block(opened.leader)
    await opened.consultant.tap("Vu")
    assert "Hassan Miftah a vu le problème" in await opened.leader.text()
    assert await opened.consultant.labels() == ["✅ Réglé"]

    await opened.consultant.tap("Réglé")
    await opened.consultant.send("La banque accepte le dossier")

    assert "Réglé" in await opened.leader.text()
    assert "La banque accepte le dossier" in await opened.leader.text()
    (alert,) = await records.alerts_of(opened.house, "C10")
    assert (alert.state, alert.resolution) == (AlertState.RESOLVED, "La banque accepte le dossier")


async def test_what_was_done_already_names_who_did_it(opened: OpenCheckIn) -> None:
    await block(opened.leader)
    alert = await opened.consultant.last()
    (stored,) = await records.alerts_of(opened.house, "C10")
    await opened.consultant.tap("Vu")

    assert await opened.consultant.press(alert, f"as:{stored.id}") == "Déjà fait par Hassan Miftah."


async def test_a_reply_to_the_alert_reaches_the_leader(opened: OpenCheckIn) -> None:
    await block(opened.leader)
    alert = await opened.consultant.last()

    await opened.consultant.send("Je passe jeudi", reply_to=alert["message_id"])

    assert "Je passe jeudi" in await opened.leader.text()
    assert "Hassan Miftah" in await opened.leader.text()
    assert "transmis" in await opened.consultant.text()


async def test_the_leaders_correction_closes_the_alert(opened: OpenCheckIn) -> None:
    await block(opened.leader)
    await opened.leader.tap("Toutes les autres")
    await opened.leader.tap("✏️ 1")
    await opened.leader.tap("Avance")

    assert "Corrigé par la coopérative" in await opened.consultant.text()
    assert await opened.consultant.labels() == []
    (alert,) = await records.alerts_of(opened.house, "C10")
    assert alert.state is AlertState.RESOLVED


async def test_a_corrected_reason_changes_the_one_alert(opened: OpenCheckIn) -> None:
    await block(opened.leader)
    await opened.leader.tap("Toutes les autres")
    await opened.leader.tap("✏️ 1")
    await block(opened.leader, reason="Marché")

    (alert,) = await records.alerts_of(opened.house, "C10")
    assert "marché, livraison" in await opened.consultant.text()
    assert alert.state is AlertState.OPEN


async def test_two_blocked_actions_are_two_alerts_of_one_cooperative(opened: OpenCheckIn) -> None:
    await block(opened.leader)
    await block(opened.leader)

    assert len(await records.alerts_of(opened.house, "C10")) == 2
    await opened.consultant.send("/alertes")
    assert "Alertes ouvertes" in await opened.consultant.text()
    assert len([one for one in await opened.consultant.labels() if "Amwaj" in one]) == 2


async def test_the_next_check_in_asks_whether_it_is_solved_and_yes_closes_it(opened: OpenCheckIn) -> None:
    await block(opened.leader)
    await opened.consultant.tap("Vu")
    await opened.house.to(2026, 12, 21, 9, 30)

    assert "Est-ce réglé" in await opened.leader.text()
    assert "Bloqué depuis le 7 décembre" in await opened.leader.text()
    await opened.leader.tap("Débloqué")

    (alert,) = await records.alerts_of(opened.house, "C10")
    assert alert.state is AlertState.RESOLVED


@on_both_engines
async def test_still_blocked_at_the_next_check_in_goes_to_staff_and_stays_one_alert(opened: OpenCheckIn) -> None:
    staff = await opened.house.join("E1")
    await block(opened.leader)
    await opened.consultant.tap("Vu")
    await opened.house.to(2026, 12, 21, 9, 30)
    before = len(await staff.texts())

    await block(opened.leader, reason="comme avant")

    assert len(await staff.texts()) == before + 1
    assert "Une action reste bloquée" in await staff.text()
    assert len(await records.alerts_of(opened.house, "C10")) == 1
    assert any("Toujours bloqué à 1 point de suivi" in one for one in await opened.consultant.texts())


@on_both_engines
async def test_an_alert_nobody_saw_in_two_working_days_goes_to_staff_once(opened: OpenCheckIn) -> None:
    staff = await opened.house.join("E1")
    await block(opened.leader)

    await opened.house.to(2026, 12, 9, 9, 29)
    assert not _unseen(await staff.texts())
    await opened.house.to(2026, 12, 9, 9, 30)
    assert len(_unseen(await staff.texts())) == 1
    await opened.house.to(2026, 12, 11, 18)

    assert len(_unseen(await staff.texts())) == 1
    await staff.tap("L’alerte")
    assert "Tenir le journal de caisse" in await staff.text()


async def test_an_alert_that_was_seen_in_time_troubles_no_staff(opened: OpenCheckIn) -> None:
    staff = await opened.house.join("E1")
    await block(opened.leader)
    await opened.consultant.tap("Vu")
    await opened.house.to(2026, 12, 11, 18)

    assert not _unseen(await staff.texts())


async def test_an_alert_seen_from_the_queue_loses_its_button_there(opened: OpenCheckIn) -> None:
    await block(opened.leader)
    await opened.consultant.send("/alertes")
    await opened.consultant.tap("Amwaj Boujdour")
    shown = await opened.consultant.last()
    await opened.consultant.tap("Vu")

    assert await opened.consultant.labels() == ["✅ Réglé"]
    await opened.consultant.tap("Réglé")
    await opened.consultant.send("Le dossier est complet")
    (copy,) = [one for one in await opened.consultant.messages() if one["message_id"] == shown["message_id"]]
    assert not copy["buttons"]
    assert "Le dossier est complet" in copy["text"]


async def test_a_blockage_without_a_reason_reaches_the_consultant_when_the_check_in_closes(opened: OpenCheckIn) -> None:
    await opened.leader.tap("Bloqué")
    await opened.house.to(2026, 12, 15, 10)

    assert any("Action bloquée" in one for one in await opened.consultant.texts())


async def test_a_cooperative_without_a_reachable_consultant_alerts_staff(house_at: OpenAt) -> None:
    house: House = await house_at(2026, 12, 7, 9)
    leader, staff = await house.join("L10A"), await house.join("E1")
    await house.to(2026, 12, 7, 9, 30)
    await block(leader)

    assert any("Action bloquée" in plain(one) for one in await staff.messages())


def _unseen(texts: list[str]) -> list[str]:
    return [one for one in texts if "Une alerte n’a pas été vue" in one]


async def test_a_voice_note_instead_of_the_resolution_reaches_the_leader_and_the_question_is_asked_again(
    house: House,
) -> None:
    leader = await house.join("L10A")
    consultant = await house.join("K3")
    await house.to(2026, 12, 7, 10)
    await leader.tap("Bloqué")
    await leader.tap("rgent")
    await consultant.tap("Réglé")

    await consultant.send_file("voice", b"OggS voice", "note.ogg", "audio/ogg")

    assert "Comment est-ce réglé" in await consultant.text()
    assert (await leader.last())["file"]["kind"] == "voice"

    await consultant.send("Devis reçu")

    assert "Devis reçu" in await leader.text()
