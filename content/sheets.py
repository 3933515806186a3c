"""The workbook's sheets as plain rows: their names, their headers, their cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from content import catalogue
from content.planning import PlannedAction, plan_all

Cell = str | int | float | date | time | None


@dataclass(frozen=True)
class Column:
    """A column: its header and its width in characters."""

    header: str
    width: int


@dataclass(frozen=True)
class Sheet:
    """A sheet: columns and rows of cells."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]


def all_sheets() -> list[Sheet]:
    """Return the eight sheets of the sample programme."""
    programme = catalogue.load_programme()
    cooperatives = catalogue.load_cooperatives()
    actions = plan_all(cooperatives, catalogue.load_action_bank(), programme)
    return [
        programme_sheet(programme),
        people_sheet(catalogue.load_people()),
        cooperatives_sheet(cooperatives),
        actions_sheet(actions),
        indicators_sheet(actions),
        calendar_sheet(catalogue.load_events()),
        videos_sheet(catalogue.load_videos()),
        guide_sheet(catalogue.load_guide()),
    ]


def programme_sheet(programme: catalogue.Programme) -> Sheet:
    """Return the sheet « Programme »."""
    return Sheet(
        "Programme",
        [Column("nom", 90), Column("début", 12), Column("mois", 8), Column("fuseau", 20)],
        [[programme.name, programme.start, programme.months, programme.time_zone]],
    )


def people_sheet(people: Sequence[catalogue.Person]) -> Sheet:
    """Return the sheet « Personnes »."""
    columns = [
        Column("code", 8),
        Column("nom", 26),
        Column("rôle", 12),
        Column("fonction", 18),
        Column("coopérative", 13),
        Column("téléphone", 20),
        Column("e-mail", 32),
        Column("langue", 9),
    ]
    rows: list[list[Cell]] = [
        [p.code, p.name, p.role, p.position, p.cooperative, p.phone, p.email, p.language] for p in people
    ]
    return Sheet("Personnes", columns, rows)


def cooperatives_sheet(cooperatives: Sequence[catalogue.Cooperative]) -> Sheet:
    """Return the sheet « Coopératives »."""
    columns = [
        Column("code", 8),
        Column("nom", 22),
        Column("nom arabe", 22),
        Column("province", 12),
        Column("commune", 16),
        Column("activité", 36),
        Column("membres", 10),
        Column("femmes", 10),
        Column("langue", 9),
        Column("voix", 12),
        Column("canal", 12),
        Column("consultant", 12),
    ]
    rows: list[list[Cell]] = [
        [
            *(c.code, c.name, c.name_ar, c.province, c.commune, c.activity, c.members, c.women),
            *(c.language, c.voice, c.channel, c.consultant),
        ]
        for c in cooperatives
    ]
    return Sheet("Coopératives", columns, rows)


def actions_sheet(actions: Sequence[PlannedAction]) -> Sheet:
    """Return the sheet « Actions »."""
    columns = [
        Column("code", 10),
        Column("coopérative", 13),
        Column("axe", 15),
        Column("action", 62),
        Column("action en arabe", 48),
        Column("responsable", 24),
        Column("début", 12),
        Column("échéance", 12),
        Column("parties prenantes", 42),
        Column("priorité", 10),
    ]
    rows: list[list[Cell]] = [
        [
            *(a.code, a.cooperative, a.axis, a.title.fr, a.title.ar, a.responsible),
            *(a.start, a.deadline, _listed(a.stakeholders), a.priority),
        ]
        for a in actions
    ]
    return Sheet("Actions", columns, rows)


def indicators_sheet(actions: Sequence[PlannedAction]) -> Sheet:
    """Return the sheet « Indicateurs »."""
    columns = [
        Column("action", 10),
        Column("indicateur", 48),
        Column("type", 13),
        Column("unité", 20),
        Column("base", 8),
        Column("cible", 8),
    ]
    rows: list[list[Cell]] = [
        [action.code, i.name, i.type, i.unit, i.baseline, i.target] for action in actions for i in action.indicators
    ]
    return Sheet("Indicateurs", columns, rows)


def calendar_sheet(events: Sequence[catalogue.Event]) -> Sheet:
    """Return the sheet « Calendrier »."""
    columns = [
        Column("code", 8),
        Column("type", 12),
        Column("titre", 56),
        Column("date", 12),
        Column("heure", 8),
        Column("lieu", 32),
        Column("coopératives", 24),
    ]
    rows: list[list[Cell]] = [
        [e.code, e.type, e.title, e.date, e.time, e.place, _listed(e.cooperatives)] for e in events
    ]
    return Sheet("Calendrier", columns, rows)


def videos_sheet(videos: Sequence[catalogue.Video]) -> Sheet:
    """Return the sheet « Vidéos »; durations are in seconds."""
    columns = [
        Column("code", 8),
        Column("axe", 15),
        Column("titre", 30),
        Column("titre en arabe", 32),
        Column("fichier ou lien", 20),
        Column("durée", 8),
    ]
    rows: list[list[Cell]] = [[v.code, v.axis, v.title.fr, v.title.ar, v.file, v.seconds] for v in videos]
    return Sheet("Vidéos", columns, rows)


def guide_sheet(sections: Sequence[catalogue.GuideSection]) -> Sheet:
    """Return the sheet « Guide »."""
    columns = [
        Column("code", 8),
        Column("axe", 15),
        Column("titre", 30),
        Column("titre en arabe", 34),
        Column("fichier", 36),
    ]
    rows: list[list[Cell]] = [[s.code, s.axis, s.title.fr, s.title.ar, s.file] for s in sections]
    return Sheet("Guide", columns, rows)


def _listed(values: Sequence[str]) -> str | None:
    return ";".join(values) or None
