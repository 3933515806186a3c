"""Buttons of the plan: from the portfolio to a cooperative, from its plan to an action, and back."""

from domain.buttons import Button, ShowAction, ShowPlan, ShowPortfolio
from domain.views import ActionView, PlanView, PortfolioView
from messages.button_words import ButtonWord
from messages.icons import icon
from messages.keyboards.layout import Rows, face, home_row, in_rows, pages, stacked
from messages.wording import Wording

_LISTED = 20
_A_ROW = 5


def plan_rows(view: PlanView, words: Wording) -> Rows:
    """An action's number and light each; other pages; home."""
    faces = [
        face(ShowAction(line.action_id), place, icon(line.light))
        for place, line in enumerate(view.lines[:_LISTED], start=1)
    ]
    earlier: Button | None = ShowPlan(view.cooperative_id, view.page - 1) if view.page > 0 else None
    later: Button | None = ShowPlan(view.cooperative_id, view.page + 1) if view.page + 1 < view.pages else None
    return in_rows(faces, _A_ROW) + pages(words, earlier, later) + home_row(words)


def action_rows(view: ActionView, words: Wording) -> Rows:
    return ((face(ShowPlan(view.cooperative_id), "↩️", words.label(ButtonWord.BACK_TO_PLAN)),),)


def portfolio_rows(view: PortfolioView, words: Wording) -> Rows:
    faces = [
        face(ShowPlan(line.cooperative_id), place, icon(line.light), words.isolated(line.name, 40))
        for place, line in enumerate(view.lines[:_LISTED], start=1)
    ]
    earlier: Button | None = ShowPortfolio(view.page - 1) if view.page > 0 else None
    later: Button | None = ShowPortfolio(view.page + 1) if view.page + 1 < view.pages else None
    return stacked(faces) + pages(words, earlier, later) + home_row(words)
