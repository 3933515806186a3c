"""What each screen shows, as values: `prepare` gives them, `messages.render` turns them into texts and buttons.

People's own words stand in plain `str` fields; messages escapes them. Dates and numbers are values, formatted there.
"""

from domain.views.alerts import (
    AlertFileView,
    AlertQueueView,
    AlertStepView,
    AlertView,
    NoteView,
    ResolutionAskedView,
    StaffNoticeKind,
    StaffNoticeView,
)
from domain.views.check_in import (
    AnsweredView,
    AskWhichView,
    CallTaskDoneView,
    CallTasksView,
    CallTaskView,
    CallWishView,
    EveView,
    OpenQuestionView,
    Preface,
    QuestionView,
    RecapView,
    SayMoreView,
    ThanksView,
)
from domain.views.failures import DailyLineView, NotProcessedView
from domain.views.joining import (
    ConsentView,
    HelpView,
    HomeView,
    InvitationFault,
    InvitationRefusedView,
    LanguageView,
    NoticeView,
    PrivacyView,
    SimpleText,
    SimpleView,
    WelcomeView,
)
from domain.views.library import (
    GuideFoundView,
    GuideSectionView,
    GuideView,
    OfferView,
    VideosView,
    VideoView,
)
from domain.views.plan import ActionView, PlanView, PortfolioView
from domain.views.reachability import OutOfReachView
from domain.views.summary import ResponseView, SummaryFileView, SummaryView

View = (
    ConsentView
    | HelpView
    | HomeView
    | InvitationRefusedView
    | LanguageView
    | NoticeView
    | PrivacyView
    | SimpleView
    | WelcomeView
    | EveView
    | QuestionView
    | OpenQuestionView
    | SayMoreView
    | AnsweredView
    | RecapView
    | ThanksView
    | AskWhichView
    | CallTaskView
    | CallTaskDoneView
    | CallTasksView
    | CallWishView
    | AlertView
    | AlertFileView
    | AlertStepView
    | AlertQueueView
    | StaffNoticeView
    | OutOfReachView
    | NoteView
    | ResolutionAskedView
    | PlanView
    | ActionView
    | PortfolioView
    | VideosView
    | VideoView
    | GuideView
    | GuideSectionView
    | GuideFoundView
    | OfferView
    | SummaryView
    | SummaryFileView
    | ResponseView
    | NotProcessedView
    | DailyLineView
)

__all__ = [
    "ActionView",
    "AlertFileView",
    "AlertQueueView",
    "AlertStepView",
    "AlertView",
    "AnsweredView",
    "AskWhichView",
    "CallTaskDoneView",
    "CallTaskView",
    "CallTasksView",
    "CallWishView",
    "ConsentView",
    "DailyLineView",
    "EveView",
    "GuideFoundView",
    "GuideSectionView",
    "GuideView",
    "HelpView",
    "HomeView",
    "InvitationFault",
    "InvitationRefusedView",
    "LanguageView",
    "NotProcessedView",
    "NoteView",
    "NoticeView",
    "OfferView",
    "OpenQuestionView",
    "OutOfReachView",
    "PlanView",
    "PortfolioView",
    "Preface",
    "PrivacyView",
    "QuestionView",
    "RecapView",
    "ResolutionAskedView",
    "ResponseView",
    "SayMoreView",
    "SimpleText",
    "SimpleView",
    "StaffNoticeKind",
    "StaffNoticeView",
    "SummaryFileView",
    "SummaryView",
    "ThanksView",
    "VideoView",
    "VideosView",
    "View",
    "WelcomeView",
]
