"""Which keyboard belongs to which screen."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from domain import views
from domain.rendered import ButtonFace
from domain.views import View
from messages.bidi import ISOLATE, RIGHT_TO_LEFT_MARK
from messages.keyboards import alerts, check_in, joining, library, plan, question, summary
from messages.keyboards.layout import Rows
from messages.wording import Wording

#: Screens that are missing here have no buttons.
_KEYBOARDS: dict[type[View], Callable[[Any, Wording], Rows]] = {
    views.SimpleView: joining.simple_rows,
    views.ConsentView: joining.consent_rows,
    views.LanguageView: joining.language_rows,
    views.WelcomeView: joining.welcome_rows,
    views.HomeView: joining.home_rows,
    views.HelpView: joining.help_rows,
    views.QuestionView: question.question_rows,
    views.RecapView: check_in.recap_rows,
    views.SayMoreView: check_in.say_more_rows,
    views.ThanksView: check_in.thanks_rows,
    views.AskWhichView: check_in.ask_which_rows,
    views.CallTaskView: check_in.call_task_rows,
    views.CallTasksView: check_in.call_tasks_rows,
    views.CallWishView: check_in.call_wish_rows,
    views.AlertView: alerts.alert_rows,
    views.AlertQueueView: alerts.alert_queue_rows,
    views.StaffNoticeView: alerts.staff_notice_rows,
    views.PlanView: plan.plan_rows,
    views.ActionView: plan.action_rows,
    views.PortfolioView: plan.portfolio_rows,
    views.VideosView: library.videos_rows,
    views.VideoView: library.video_rows,
    views.GuideView: library.guide_rows,
    views.GuideSectionView: library.guide_section_rows,
    views.GuideFoundView: library.guide_found_rows,
    views.OfferView: library.offer_rows,
    views.SummaryView: summary.summary_rows,
    views.ResponseView: summary.response_rows,
}


def rows_of(view: View, words: Wording) -> Rows:
    """The rows of buttons of a screen in one language."""
    keyboard = _KEYBOARDS.get(type(view))
    rows = keyboard(view, words) if keyboard is not None else ()
    return tuple(tuple(_begun_right_to_left(one) for one in row) for row in rows) if words.is_arabic else rows


def _begun_right_to_left(face: ButtonFace) -> ButtonFace:
    """A label takes its direction from the letters outside of isolates: where there may be none, a mark tells it."""
    if ISOLATE not in face.label:
        return face
    return replace(face, label=f"{RIGHT_TO_LEFT_MARK}{face.label}")
