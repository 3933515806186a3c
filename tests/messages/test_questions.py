"""The questions as leaders see them: one idea, an icon and a number on each choice."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from domain.action_plan import ActionState, Constraint
from domain.answer import Ask, Status
from domain.buttons import AllOthersUnchanged, ChangeAnswer, GiveNewDate, GiveReason, GiveStatus, GiveTarget
from domain.people import Language
from domain.rendered import Rendered
from domain.views import Preface, QuestionView
from domain.views.check_in import LastSaid
from messages import render
from tests.messages.reading import visible
from tests.messages.sample_check_in import question


def _labels(rendered: Rendered) -> list[list[str]]:
    return [[one.label for one in row] for row in rendered.rows]


def _french(view: QuestionView, zone: ZoneInfo) -> Rendered:
    return render(view, Language.FRENCH, zone)


def test_status(zone: ZoneInfo) -> None:
    rendered = _french(question(), zone)
    assert _labels(rendered) == [
        ["1 ✅ Fait", "2 ▶️ Avance"],
        ["3 ⏸ Pas de changement"],
        ["4 ⛔ Bloqué", "5 ⚪ Pas commencé"],
        ["⏭ Passer"],
        ["⏸⏸ Toutes les autres : sans changement"],
    ]
    assert rendered.rows[-1][0].button == AllOthersUnchanged(123456, 3)
    text = visible(rendered.text)
    assert "2/5 · Déposer le dossier ONSSA" in text
    assert "vendredi 8 janvier" in text
    assert "12 jours de retard" in text
    assert "La dernière fois (5 janvier) : bloqué · 💰 argent" in text.replace("\u00a0", " ")


def test_is_it_solved(zone: ZoneInfo) -> None:
    view = replace(
        question(),
        was_blocked=True,
        offer_unchanged=False,
        choices=(Status.DONE, Status.MOVING, Status.BLOCKED, Status.SKIPPED),
    )
    rendered = _french(view, zone)
    assert _labels(rendered) == [["1 ✅ Fait", "2 ▶️ Débloqué"], ["3 ⛔ Toujours bloqué"], ["⏭ Passer"]]
    assert "Est-ce réglé" in rendered.text
    assert rendered.rows[1][0].button == GiveStatus(123456, 3, Status.BLOCKED)


def test_reasons_keep_their_codes(zone: ZoneInfo) -> None:
    rows = render(question(Ask.REASON), Language.ARABIC, zone).rows
    assert rows[0][0].button == GiveReason(123456, 3, Constraint.MONEY)
    assert rows[0][0].label.startswith("↩️")
    faces = [one for row in rows[1:] for one in row]
    assert [one.label[0] for one in faces] == list("1234567890")
    assert [one.button for one in faces] == [GiveReason(123456, 3, Constraint(code)) for code in (*range(1, 10), 0)]
    assert all(len(row) == 2 for row in rows[1:])


def test_value_offers_the_target(zone: ZoneInfo) -> None:
    rendered = _french(question(Ask.VALUE, "produits"), zone)
    assert rendered.rows[0][0].label == "✅ Cible atteinte (5)"
    assert rendered.rows[0][0].button == GiveTarget(123456, 3)
    assert "2,5" in rendered.text
    without = replace(question(Ask.VALUE), indicator="", target=None, actual=None, baseline=None)
    assert _labels(_french(without, zone)) == [["⏭ Passer"]]


def test_progress_and_new_dates(zone: ZoneInfo) -> None:
    assert _labels(_french(question(Ask.PROGRESS), zone))[0] == ["25\u00a0%", "50\u00a0%", "75\u00a0%"]
    dates = [one.button for row in _french(question(Ask.NEW_DATE), zone).rows[:-1] for one in row]
    assert dates == [GiveNewDate(123456, 3, days) for days in (7, 14, 30)]


def test_answered_meanwhile(zone: ZoneInfo) -> None:
    view = replace(question(preface=Preface.ALREADY_ANSWERED), already_by="Khadija", already_title="Tenir la caisse")
    rendered = _french(view, zone)
    assert "Khadija a déjà répondu : Tenir la caisse" in visible(rendered.text).replace("\u00a0", " ")
    assert rendered.rows[-1][0].button == ChangeAnswer(99)


def test_first_time_says_nothing_of_before(zone: ZoneInfo) -> None:
    last = LastSaid(state=ActionState.NOT_STARTED, percent=None, reason=None, on=None)
    assert "dernière fois" not in _french(replace(question(), last_said=last), zone).text


def test_arabic_dates_numbers_and_plurals(zone: ZoneInfo) -> None:
    late = replace(question(), deadline=date(2026, 12, 7), days_late=2, target=Decimal(5))
    text = visible(render(late, Language.ARABIC, zone).text)
    assert "الاثنين 7 دجنبر" in text
    assert "تأخير بيومين" in text
    assert "\u20682/5\u2069" in text
