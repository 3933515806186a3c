"""Every branch of the dialogue about one action: what is asked, what is understood, what is stored."""

from datetime import date

from domain.action_plan import ActionState, Constraint
from domain.answer import Ask, CallWish, Status
from domain.button_codec import encode
from domain.buttons import ChangeAnswer
from tests.story import records
from tests.story.conftest import OpenCheckIn


async def ask_again(opened: OpenCheckIn) -> None:
    """Asks about the first action anew, as *change* does."""
    item = (await records.agenda(opened.house, "C10"))[0]
    await opened.leader.press(await opened.leader.last(), encode(ChangeAnswer(item.id)))


async def test_done_asks_for_the_value_and_understands_it_as_written(opened: OpenCheckIn) -> None:
    for written, understood in (("3", "3"), ("٣", "3"), ("2,5", "2.5"), ("environ 2 semaines", "2")):
        await ask_again(opened)
        await opened.leader.tap("Fait")
        assert "Semaines tenues" in await opened.leader.text()
        await opened.leader.send(written)

        assert "preuve" in await opened.leader.text()
        assert await records.readings(opened.house) == [understood]


async def test_the_target_is_one_tap(opened: OpenCheckIn) -> None:
    await opened.leader.tap("Fait")
    await opened.leader.tap("Cible atteinte (4)")

    assert await records.readings(opened.house) == ["4"]


async def test_a_proof_may_be_a_photo_or_a_document(opened: OpenCheckIn) -> None:
    leader = opened.leader
    for kind in ("photo", "document"):
        await leader.tap("Fait")
        await leader.tap("Cible")
        await leader.send_file(kind, b"%PDF-1.7", f"preuve.{kind}", "application/octet-stream")

    proofs = [one.given for one in await records.given(opened.house, "C10") if one.given.ask is Ask.PROOF]
    assert len({one.attachment_id for one in proofs} - {None}) == 2


async def test_value_and_proof_may_be_skipped_and_leave_no_number(opened: OpenCheckIn) -> None:
    await opened.leader.tap("Fait")
    await opened.leader.tap("Passer")
    await opened.leader.tap("Passer")

    assert "2/3" in await opened.leader.text()
    assert await records.readings(opened.house) == []
    assert (await records.action(opened.house, "C10-F1")).state is ActionState.DONE


async def test_moving_on_takes_a_share_at_one_tap(opened: OpenCheckIn) -> None:
    for percent in (25, 50, 75):
        await ask_again(opened)
        await opened.leader.tap("Avance")
        await opened.leader.tap(str(percent))

        action = await records.action(opened.house, "C10-F1")
        assert (action.state, action.progress_percent) == (ActionState.IN_PROGRESS, percent)


async def test_moving_on_takes_a_value_or_a_percentage_in_writing(opened: OpenCheckIn) -> None:
    for written, percent, reading in (
        ("3", 75, ["3"]),
        ("٢", 50, ["2"]),
        ("2,5", 63, ["2.5"]),
        ("40 %", 40, []),
        ("٤٠٪", 40, []),
    ):
        await ask_again(opened)
        await opened.leader.tap("Avance")
        await opened.leader.send(written)

        assert (await records.action(opened.house, "C10-F1")).progress_percent == percent
        assert await records.readings(opened.house) == reading


async def test_a_percentage_is_no_value_of_an_indicator_that_counts_weeks(opened: OpenCheckIn) -> None:
    await opened.leader.tap("Fait")
    await opened.leader.send("40 %")

    assert await records.readings(opened.house) == []
    assert "Le nombre n’est pas compris" in await opened.leader.text()


async def test_moving_on_may_say_no_number(opened: OpenCheckIn) -> None:
    await opened.leader.tap("Avance")
    await opened.leader.tap("Passer")

    action = await records.action(opened.house, "C10-F1")
    assert (action.state, action.progress_percent) == (ActionState.IN_PROGRESS, None)


async def test_a_number_that_is_not_understood_is_asked_again_and_kept(opened: OpenCheckIn) -> None:
    puzzles = ["beaucoup", "5-10", "12 34", "1.250", "3/4", "-2", "—"]
    await opened.leader.tap("Avance")
    for written in puzzles:
        await opened.leader.send(written)
        assert "Le nombre n’est pas compris" in await opened.leader.text()

    kept = [one.given for one in await records.given(opened.house, "C10")][1:]
    assert [(one.ask, one.text) for one in kept] == [(Ask.OPEN, one) for one in puzzles]
    await opened.leader.send("2")
    assert "2/3" in await opened.leader.text()


async def test_a_skipped_action_is_no_news(opened: OpenCheckIn) -> None:
    await opened.leader.tap("Passer")

    assert "2/3" in await opened.leader.text()
    assert (await records.action(opened.house, "C10-F1")).last_news_on is None


async def test_an_action_not_begun_and_not_late_asks_nothing_more(opened: OpenCheckIn) -> None:
    await opened.leader.tap("Pas commencé")

    assert "2/3" in await opened.leader.text()


REASONS = {
    "Argent": Constraint.MONEY,
    "Autorisation": Constraint.PERMIT,
    "Locaux": Constraint.PREMISES,
    "Matière première": Constraint.RAW_MATERIAL,
    "Compétences": Constraint.SKILLS,
    "Organisation interne": Constraint.ORGANISATION,
    "Marché": Constraint.MARKET,
    "Partenaire": Constraint.PARTNER,
    "Empêchement": Constraint.HINDRANCE,
    "Autre": Constraint.OTHER,
}


async def test_each_of_the_ten_reasons_is_one_tap(opened: OpenCheckIn) -> None:
    for label, reason in REASONS.items():
        await ask_again(opened)
        await opened.leader.tap("Bloqué")
        assert len(await opened.leader.labels()) == len(Constraint)
        await opened.leader.tap(label)
        assert (await records.action(opened.house, "C10-F1")).blocked_by is reason


async def test_a_blockage_takes_reason_words_and_a_wish_to_be_called(opened: OpenCheckIn) -> None:
    for label, wish in (
        ("Aujourd’hui", CallWish.TODAY),
        ("Cette semaine", CallWish.WEEK),
        ("Pas d’appel", CallWish.NO),
    ):
        await ask_again(opened)
        await opened.leader.tap("Bloqué")
        await opened.leader.tap("Argent")
        assert "Quelques mots" in await opened.leader.text()
        await opened.leader.send("La banque attend un document")
        assert "Un appel" in await opened.leader.text()
        await opened.leader.tap(label)

        assert "2/3" in await opened.leader.text()
        said = [one.given for one in await records.given(opened.house, "C10")][-4:]
        assert said[0].status is Status.BLOCKED
        assert said[1].reason is Constraint.MONEY
        assert said[2].text == "La banque attend un document"
        assert said[3].call is wish


async def test_a_blockage_is_explained_by_voice_or_photo_or_not_at_all(opened: OpenCheckIn) -> None:
    leader = opened.leader
    for explain in (leader.voice, leader.photo, lambda: leader.tap("Passer")):
        await ask_again(opened)
        await leader.tap("Bloqué")
        await leader.tap("Argent")
        await explain()
        assert "Un appel" in await leader.text()

    details = [one.given for one in await records.given(opened.house, "C10") if one.given.ask is Ask.DETAIL]
    assert [(one.skipped, one.attachment_id is None) for one in details] == [
        (False, False),
        (False, False),
        (True, True),
    ]


async def test_whoever_explains_instead_of_choosing_has_given_a_reason_of_their_own(opened: OpenCheckIn) -> None:
    await opened.leader.tap("Bloqué")
    await opened.leader.send("Le four est en panne")

    assert "Un appel" in await opened.leader.text()
    assert (await records.action(opened.house, "C10-F1")).blocked_by is Constraint.OTHER


async def test_late_and_not_begun_asks_for_a_new_date(opened_late: OpenCheckIn) -> None:
    leader = opened_late.leader
    for said, day in (
        ("Dans 1 semaine", date(2027, 1, 12)),
        ("Dans 2 semaines", date(2027, 1, 19)),
        ("Dans 1 mois", date(2027, 2, 4)),
        ("31/03/2027", date(2027, 3, 31)),
        ("le 15 février", date(2027, 2, 15)),
        ("١٥/٠٢/٢٠٢٧", date(2027, 2, 15)),
    ):
        await ask_again(opened_late)
        await leader.tap("Pas commencé")
        assert "nouvelle date" in await leader.text()
        await (leader.tap(said) if said.startswith("Dans") else leader.send(said))

        action = await records.action(opened_late.house, "C10-F1")
        assert (action.deadline, action.first_deadline) == (day, date(2026, 12, 31))
        assert "2/3" in await leader.text()


async def test_a_date_that_is_not_understood_is_asked_again(opened_late: OpenCheckIn) -> None:
    await opened_late.leader.tap("Pas commencé")
    await opened_late.leader.send("bientôt")

    assert "La date n’est pas comprise" in await opened_late.leader.text()
    await opened_late.leader.tap("Passer")
    assert (await records.action(opened_late.house, "C10-F1")).deadline == date(2026, 12, 31)


async def test_more_than_all_of_something_is_asked_again(opened: OpenCheckIn) -> None:
    await opened.leader.tap("Passer")
    await opened.leader.tap("Passer")
    await opened.leader.tap("Avance")

    await opened.leader.send("250")

    assert "Le nombre n’est pas compris" in await opened.leader.text()

    await opened.leader.send("100 %")

    assert "100" in await opened.leader.text()
