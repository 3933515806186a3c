"""Joining: an invitation, consent, a language, a welcome; and a clear answer to every link that does not open."""

from datetime import timedelta

import pytest

from bot.clock import real_now
from domain.people import Language, Role
from storage.tables.people import person
from tests.house import House
from tests.story import records
from tests.story.conftest import OpenCheckIn
from usecases.joining import InvitationError, invite


async def test_a_leader_joins_by_invitation_consents_and_is_welcomed(house: House) -> None:
    chat = await house.stranger("Fatima")
    await chat.send(f"/start {await house.invite('L10A')}")
    assert "Êtes-vous d’accord" in await chat.text()
    assert "هل توافقون" in await chat.text()

    await chat.tap("Oui")
    assert await chat.labels() == ["العربية", "Français"]
    await chat.tap("Français")

    assert "Amwaj Boujdour" in await chat.text()
    assert "Hassan Miftah" in await chat.text()
    joined = await records.person(house, "L10A")
    assert (joined.language, joined.can_be_asked) == (Language.FRENCH, True)


@pytest.mark.parametrize(("code", "task"), [("L10A", "Point de suivi"), ("K3", "Alertes"), ("E1", "Qui a répondu")])
async def test_the_welcome_has_the_tasks_of_the_role(house: House, code: str, task: str) -> None:
    chat = await house.join(code)

    assert any(task in one for one in await chat.labels())


async def test_arabic_is_read_from_right_to_left_after_it_was_chosen(house: House) -> None:
    chat = await house.join("L10A", language="ar")

    assert "أمواج بوجدور" in await chat.text()


async def test_consent_refused_asks_nothing_and_can_be_given_later(house: House) -> None:
    chat = await house.stranger()
    await chat.send(f"/start {await house.invite('L10A')}")
    await chat.tap("Non")
    assert "rien ne sera demandé" in await chat.text()
    before = len(await chat.messages())

    await house.to(2026, 12, 8, 12)
    assert len(await chat.messages()) == before

    await chat.send("/start")
    assert "Êtes-vous d’accord" in await chat.text()
    await chat.tap("Oui")
    await chat.tap("Français")
    assert "Bienvenue" in await chat.text()


async def test_who_has_not_agreed_is_not_written_to_even_about_what_others_said(opened: OpenCheckIn) -> None:
    invited = await opened.house.stranger()
    await invited.send(f"/start {await opened.house.invite('L14A')}")
    before = await invited.texts()
    for label in ("Hammadi Baraka au téléphone", "Bloqué", "Argent", "Passer", "Pas d’appel"):
        await opened.consultant.tap(label)
    await opened.consultant.tap("Vu")

    assert await invited.texts() == before
    assert await records.outbox_rows(opened.house, "alert_step", "L14A") == [
        ("withdrawn", "the person has not agreed, or has left")
    ]


async def test_without_consent_nothing_but_the_notice_is_given(house: House) -> None:
    chat = await house.stranger()
    await chat.send(f"/start {await house.invite('L10A')}")
    notice = await chat.last()
    for deed in ("/plan", "/point", "Bonjour", "/bilan"):
        await chat.send(deed)
        assert "Êtes-vous d’accord" in await chat.text()
    await chat.press(notice, "t:pl")
    assert "Êtes-vous d’accord" in await chat.text()

    assert await records.notes(house) == []


async def test_a_used_an_expired_a_foreign_and_a_broken_link_each_have_an_answer_of_their_own(house: House) -> None:
    used = await house.invite("L10A")
    await (await house.stranger("Première")).send(f"/start {used}")
    expired = await house.write(
        lambda uow: invite(
            uow, role=Role.LEADER, cooperative_code=None, person_code="L09A", at=real_now() - timedelta(days=8)
        )
    )
    chat = await house.stranger()
    answers = []
    for token in (used, expired, "A" * 22, "kaputt"):
        await chat.send(f"/start {token}")
        answers.append(await chat.text())

    for answer, word in zip(answers, ("déjà servi", "expiré", "autre personne", "pas complet"), strict=True):
        assert word in answer
    assert str(chat.phone.user_id) not in [str(one) for one in await records.column(house, person.c.telegram_id)]


async def test_ones_own_link_may_be_followed_again(house: House) -> None:
    chat = await house.stranger()
    token = await house.invite("L10A")
    await chat.send(f"/start {token}")
    await chat.send(f"/start {token}")
    assert "Êtes-vous d’accord" in await chat.text()
    await chat.tap("Oui")
    await chat.tap("Français")

    await chat.send(f"/start {token}")
    assert "Bienvenue" in await chat.text()


async def test_a_link_for_a_new_person_makes_a_leader_of_that_cooperative(house: House) -> None:
    token = await house.write(
        lambda uow: invite(uow, role=Role.LEADER, cooperative_code="C11", person_code=None, at=real_now())
    )
    chat = await house.stranger("Zineb")
    await chat.send(f"/start {token}")
    await chat.tap("Oui")
    await chat.tap("Français")

    assert "Bienvenue, Zineb" in await chat.text()
    assert "Sabbar Lamssid" in await chat.text()
    await chat.send("/plan")
    assert "Sabbar Lamssid" in await chat.text()


async def test_an_invitation_that_cannot_be_is_refused_in_words(house: House) -> None:
    for role, cooperative, code in ((Role.LEADER, None, None), (Role.LEADER, "C99", None), (Role.STAFF, None, "L10A")):
        with pytest.raises(InvitationError):
            await house.write(
                lambda uow, role=role, cooperative=cooperative, code=code: invite(  # type: ignore[misc] # a lambda's default
                    uow, role=role, cooperative_code=cooperative, person_code=code, at=real_now()
                )
            )


async def test_language_help_privacy_and_home_are_there_at_any_time(house: House) -> None:
    chat = await house.join("L10A")
    for command, word in (
        ("/langue", "En quelle langue"),
        ("/aide", "Hassan Miftah"),
        ("/privacy", "loi 09-08"),
        ("/menu", "De quoi s’agit-il"),
        ("/inconnu", "De quoi s’agit-il"),
    ):
        await chat.send(command)
        assert word in await chat.text()

    await chat.send("/langue")
    answer = await chat.tap("العربية")
    assert "العربية" in answer["text"]
    assert (await records.person(house, "L10A")).language is Language.ARABIC


async def test_a_phone_handed_on_by_a_new_link_leaves_the_old_account_outside(house: House) -> None:
    old = await house.join("L10A")
    await house.join("L10A")

    await old.send("/plan")

    assert "lien d’invitation" in await old.text()
