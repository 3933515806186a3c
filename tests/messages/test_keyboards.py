"""The buttons of the other screens: what each offers, and when."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest

from domain.alert import AlertState
from domain.buttons import (
    Button,
    ChangeAnswer,
    ChooseSlot,
    Confirm,
    GetSummaryFile,
    OpenTask,
    ResolveAlert,
    SayMore,
    SeeAlert,
    ShowPlan,
    ShowSummary,
    StartPhoneEntry,
    Task,
)
from domain.people import Language
from domain.rendered import Rendered
from domain.views import CallTaskView, HomeView, PlanView, RecapView, SummaryView, VideosView, View, WelcomeView
from messages import render
from tests.messages.sample_alerts import alert
from tests.messages.sample_views import every_view

VIEWS = list(every_view())


def _first(kind: type[View]) -> View:
    return next(view for view in VIEWS if type(view) is kind)


def _buttons(rendered: Rendered) -> Iterator[Button]:
    for row in rendered.rows:
        for one in row:
            if one.button is not None:
                yield one.button


def test_recap_changes_each_line_and_confirms_beside_more(zone: ZoneInfo) -> None:
    view = _first(RecapView)
    assert isinstance(view, RecapView)
    rendered = render(view, Language.FRENCH, zone)
    items = [one.item_id for one in _buttons(rendered) if isinstance(one, ChangeAnswer)]
    assert items == [line.item_id for line in (*view.lines, *view.not_asked)]
    assert [one.button for one in rendered.rows[-1]] == [SayMore(7), Confirm(7)]
    assert rendered.rows[0][0].label == "✏️ 1"
    confirmed = next(one for one in VIEWS if isinstance(one, RecapView) and one.confirmed)
    assert Confirm(7) not in list(_buttons(render(confirmed, Language.FRENCH, zone)))


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (AlertState.OPEN, [SeeAlert(5), ResolveAlert(5)]),
        (AlertState.REOPENED, [SeeAlert(5), ResolveAlert(5)]),
        (AlertState.SEEN, [ResolveAlert(5)]),
        (AlertState.SNOOZED, [ResolveAlert(5)]),
        (AlertState.RESOLVED, []),
    ],
)
def test_alert_offers_what_is_left_to_do(state: AlertState, expected: list[Button], zone: ZoneInfo) -> None:
    rendered = render(alert(state), Language.FRENCH, zone)
    assert list(_buttons(rendered)) == expected
    assert "+999 000 000 10" in rendered.text


def test_welcome_lets_leaders_choose_their_time(zone: ZoneInfo) -> None:
    buttons = list(_buttons(render(_first(WelcomeView), Language.ARABIC, zone)))
    assert sum(isinstance(one, ChooseSlot) for one in buttons) == 3
    assert OpenTask(Task.PLAN) in buttons


def test_home_counts_what_waits(zone: ZoneInfo) -> None:
    busy = next(view for view in VIEWS if isinstance(view, HomeView) and view.open_check_ins)
    labels = [one.label for row in render(busy, Language.FRENCH, zone).rows for one in row]
    assert "✅ Point de suivi (1)" in labels


def test_call_task_has_a_button_for_each_leader(zone: ZoneInfo) -> None:
    rendered = render(_first(CallTaskView), Language.FRENCH, zone)
    assert [one for one in _buttons(rendered) if isinstance(one, StartPhoneEntry)] == [
        StartPhoneEntry(0, 1),
        StartPhoneEntry(0, 2),
    ]


def test_pages_turn_from_right_to_left_in_arabic(zone: ZoneInfo) -> None:
    french, arabic = (render(_first(PlanView), one, zone).rows[-2] for one in (Language.FRENCH, Language.ARABIC))
    assert [one.button for one in french] == [ShowPlan(10, 0), ShowPlan(10, 2)]
    assert [one.button for one in arabic] == [ShowPlan(10, 2), ShowPlan(10, 0)]
    assert (french[0].label[0], arabic[1].label[0]) == ("◀", "▶")


def test_summary_gives_documents_months_and_cooperatives(zone: ZoneInfo) -> None:
    of_one, of_all = (view for view in VIEWS if isinstance(view, SummaryView))
    buttons = list(_buttons(render(of_one, Language.FRENCH, zone)))
    assert sum(isinstance(one, GetSummaryFile) for one in buttons) == 3
    assert ShowSummary(of_one.summary.month, 0) in buttons
    buttons = list(_buttons(render(of_all, Language.FRENCH, zone)))
    assert sum(isinstance(one, ShowSummary) for one in buttons) == 18


def test_an_arabic_label_that_opens_with_an_icon_runs_from_right_to_left(zone: ZoneInfo) -> None:
    view = next(one for one in VIEWS if isinstance(one, VideosView) and one.videos)
    in_arabic, in_french = (
        [one.label for row in render(view, language, zone).rows for one in row if "🎬" in one.label]
        for language in (Language.ARABIC, Language.FRENCH)
    )
    assert in_arabic
    assert all(label.startswith("\u200f") for label in in_arabic)
    assert not any(label.startswith("\u200f") for label in in_french)
