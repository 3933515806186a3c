"""What the programme shares: thematic videos and sections of the guide."""

from dataclasses import dataclass

from domain.people import Language
from domain.programme import Axis


@dataclass(frozen=True, slots=True, kw_only=True)
class Video:
    """A thematic video; `source` is a file beside the workbook or a link. `file_id` is Telegram's, once uploaded."""

    code: str
    axis: Axis
    title: str
    title_ar: str
    source: str
    seconds: int
    file_id: str = ""

    def title_in(self, language: Language) -> str:
        return self.title_ar if language is Language.ARABIC and self.title_ar else self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideSection:
    """A section of the guide, with its text in both languages (light Markdown)."""

    code: str
    axis: Axis
    title: str
    title_ar: str
    text: str
    text_ar: str

    def title_in(self, language: Language) -> str:
        return self.title_ar if language is Language.ARABIC and self.title_ar else self.title

    def text_in(self, language: Language) -> str:
        return self.text_ar if language is Language.ARABIC and self.text_ar else self.text
