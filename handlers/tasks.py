"""The task buttons of the home screen: each opens what its command opens."""

from domain import buttons
from domain.buttons import Task
from handlers.routes import Call, Routes
from usecases import browsing, calling, joining, reporting, resolving, reviewing

_OPEN: dict[Task, Call] = {
    Task.CHECK_IN: (reviewing.resume, {"check_in_id": None}),
    Task.PLAN: (browsing.show_plan, {"cooperative_id": None}),
    Task.VIDEOS: (browsing.show_videos, {"axis": None}),
    Task.GUIDE: (browsing.show_guide, {"axis": None}),
    Task.CALL_ME: (calling.wish_call, {"call": None}),
    Task.ALERTS: (resolving.show_alerts, {}),
    Task.PORTFOLIO: (browsing.show_portfolio, {}),
    Task.CALLS: (calling.show_call_tasks, {}),
    Task.SUMMARY: (reporting.ask_summary, {"words": ""}),
    Task.RESPONSE: (browsing.show_response, {}),
    Task.LANGUAGE: (joining.ask_language, {}),
    Task.HELP: (joining.show_help, {}),
    Task.HOME: (joining.show_home, {}),
}

TAPS: Routes = {buttons.OpenTask: lambda tap: _OPEN[tap.task]}
