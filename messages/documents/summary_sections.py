"""The tables of a month's document: actions carried out and planned, constraints, indicators, and the rest."""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from domain.summary import ConstraintLine, CooperativeLine, DoneLine, IndicatorLine, PlannedLine, Summary, Titled
from messages.bidi import cleaned, isolate
from messages.dates import short_date
from messages.document_words import DocumentWord as Word
from messages.documents import phrases
from messages.documents.table import Cell, Column, Row, Section, group, light, progress, two_lines
from messages.length import shorten
from messages.wording import Wording

TEXT_LIMIT = 400
NO_VALUE = "—"


class _OfCooperative(Protocol):
    @property
    def cooperative(self) -> Titled: ...


Line = TypeVar("Line", bound=_OfCooperative)


def own(text: str, limit: int = TEXT_LIMIT) -> str:
    """What people wrote, isolated from the text around it."""
    line = shorten(" ".join(cleaned(text).split()), limit)
    return isolate(line) if line else ""


class Sections:
    """All tables of one month in one language."""

    def __init__(self, summary: Summary, words: Wording) -> None:
        self._summary = summary
        self._words = words

    def all(self) -> list[Section]:
        """In the order of the monthly report."""
        return [self.done(), self.planned(), self.constraints(), self.indicators()]

    def done(self) -> Section:
        columns = [
            Column(self._word(Word.ACTION), 5),
            Column(self._word(Word.AXIS), 2),
            Column(self._word(Word.RESPONSIBLE), 2.2),
            Column(self._word(Word.DONE_ON), 1.6),
            Column(self._word(Word.PROOF), 1.5),
        ]
        rows = self._grouped(self._summary.done, self._done_row)
        return Section(title=self._word(Word.DONE), empty=self._word(Word.NO_DONE), columns=columns, rows=rows)

    def _done_row(self, line: DoneLine) -> Row:
        return [
            self._action(line.title, line.action_code),
            self._words.label(line.axis),
            own(line.responsible, 60),
            short_date(line.done_on, self._words.language),
            self._word(Word.WITH_PROOF if line.verified else Word.DECLARED),
        ]

    def planned(self) -> Section:
        columns = [
            Column(self._word(Word.ACTION), 5),
            Column(self._word(Word.RESPONSIBLE), 2.4),
            Column(self._word(Word.DEADLINE), 2.2),
            Column(self._word(Word.LIGHT), 2),
        ]
        rows = self._grouped(self._summary.planned, self._planned_row)
        return Section(title=self._word(Word.PLANNED), empty=self._word(Word.NO_PLANNED), columns=columns, rows=rows)

    def _planned_row(self, line: PlannedLine) -> Row:
        late = phrases.days_late(line.days_late, self._words.language) if line.days_late else ""
        return [
            self._action(line.title, line.action_code),
            own(line.responsible, 60),
            two_lines(short_date(line.deadline, self._words.language), late),
            light(line.light, self._words.label(line.light)),
        ]

    def constraints(self) -> Section:
        rows = self._grouped(self._summary.constraints, self._constraint_row)
        return Section(
            title=self._word(Word.CONSTRAINTS),
            empty=self._word(Word.NO_CONSTRAINTS),
            columns=self._constraint_columns(),
            rows=rows,
        )

    def decisions(self) -> Section:
        rows = self._grouped(self._summary.decisions, self._constraint_row)
        return Section(
            title=self._word(Word.DECISIONS),
            empty=self._word(Word.NO_DECISIONS),
            columns=self._constraint_columns(),
            rows=rows,
        )

    def _constraint_columns(self) -> list[Column]:
        return [
            Column(self._word(Word.ACTION), 3.4),
            Column(self._word(Word.REASON), 1.8),
            Column(self._word(Word.AGE), 1.7),
            Column(self._word(Word.DECIDER), 1.8),
            Column(self._word(Word.WORDS), 3.4),
        ]

    def _constraint_row(self, line: ConstraintLine) -> Row:
        language = self._words.language
        solved = ""
        if line.solved_on is not None:
            solved = self._word(Word.SOLVED_ON, day=short_date(line.solved_on, language))
        voices = phrases.voice_notes(line.voice_notes, language) if line.voice_notes else ""
        small = " · ".join(part for part in (voices, own(line.resolution, 200)) if part)
        return [
            self._action(line.title, line.action_code),
            self._words.label(line.reason),
            two_lines(phrases.days(line.age_days, language), solved),
            own(line.decider, 80) or NO_VALUE,
            two_lines(own(line.words) or NO_VALUE, small),
        ]

    def indicators(self) -> Section:
        columns = [
            Column(self._word(Word.INDICATOR), 4),
            Column(self._word(Word.BASELINE), 1.3, "end"),
            Column(self._word(Word.TARGET), 1.3, "end"),
            Column(self._word(Word.ACTUAL), 1.3, "end"),
            Column(self._word(Word.GAP), 1.3, "end"),
            Column(self._word(Word.PROGRESS), 2.2),
        ]
        rows = self._grouped(self._summary.indicators, self._indicator_row)
        return Section(
            title=self._word(Word.INDICATORS), empty=self._word(Word.NO_INDICATORS), columns=columns, rows=rows
        )

    def _indicator_row(self, line: IndicatorLine) -> Row:
        number = self._words.number
        percent = line.progress_percent
        words = self._word(Word.NO_VALUE) if percent is None else self._words.percent(percent)
        return [
            two_lines(own(line.name, 160), " · ".join(own(part, 40) for part in (line.action_code, line.unit) if part)),
            number(line.baseline),
            number(line.target),
            NO_VALUE if line.actual is None else number(line.actual),
            NO_VALUE if line.gap is None else number(line.gap),
            progress(percent, words),
        ]

    def cooperatives(self) -> Section:
        columns = [
            Column(self._word(Word.COOPERATIVE), 3.4),
            Column(self._word(Word.NOW), 2),
            Column(self._word(Word.BEFORE), 2),
            Column(self._word(Word.ACTIONS_DONE), 1.6, "center"),
            Column(self._word(Word.BLOCKED), 1.2, "center"),
            Column(self._word(Word.LATE), 1.2, "center"),
            Column(self._word(Word.CHECK_INS), 1.6, "center"),
        ]
        rows: list[Row | dict[str, str]] = [self._cooperative_row(line) for line in self._summary.cooperatives]
        return Section(title=self._word(Word.COOPERATIVES), empty="", columns=columns, rows=rows)

    def _cooperative_row(self, line: CooperativeLine) -> Row:
        language, words = self._words.language, self._words
        due = line.check_ins_due
        return [
            two_lines(own(words.titled(line.name), 80), own(line.code, 20)),
            light(line.light, words.label(line.light)),
            light(line.light_before, words.label(line.light_before)),
            phrases.out_of(line.done, line.actions, language),
            words.number(line.blocked),
            words.number(line.late),
            phrases.out_of(line.check_ins_complete, due, language) if due else NO_VALUE,
        ]

    def content(self) -> Section:
        columns = [Column(self._word(Word.SUBJECT), 6), Column(self._word(Word.OPENED), 1.5, "end")]
        rows: list[Row | dict[str, str]] = [
            [two_lines(own(self._words.titled(line.title), 160), own(line.code, 20)), self._words.number(line.opened)]
            for line in self._summary.content
        ]
        return Section(title=self._word(Word.CONTENT), empty=self._word(Word.NO_CONTENT), columns=columns, rows=rows)

    def _word(self, word: Word, **values: str) -> str:
        return self._words.label(word, **values)

    def _action(self, title: Titled, code: str) -> Cell:
        return two_lines(own(self._words.titled(title), 200), own(code, 30))

    def _grouped(self, lines: Iterable[Line], row: Callable[[Line], Row]) -> list[Row | dict[str, str]]:
        """In the programme's document each cooperative's rows stand under its name."""
        rows: list[Row | dict[str, str]] = []
        last: Titled | None = None
        for line in lines:
            if self._summary.cooperative is None and line.cooperative != last:
                rows.append(group(own(self._words.titled(line.cooperative), 80)))
                last = line.cooperative
            rows.append(row(line))
        return rows
