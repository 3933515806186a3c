"""A small programme workbook without faults, for a test to spoil one cell at a time."""

from datetime import date, time
from pathlib import Path
from typing import Any

import openpyxl

from storage.workbook.fault_kinds import FaultKind
from storage.workbook.read import read_workbook

_SHEETS: dict[str, list[list[object]]] = {
    "Programme": [["nom", "début", "mois", "fuseau"], ["Essai", date(2026, 12, 1), 6, "Africa/Casablanca"]],
    "Personnes": [
        ["code", "nom", "rôle", "fonction", "coopérative", "téléphone", "e-mail", "langue"],
        ["L1", "Mina Test", "dirigeant", "gérante", "C01", "+999 000 000 01", None, None],
        ["L2", "Ali Test", "dirigeant", "président", "C02;C01", None, None, "ar"],
        ["K1", "Sara Test", "consultant", "consultante", None, "06 00 00 00 00", "sara@example.org", "fr"],
        ["E1", "Omar Test", "équipe", "coordinateur", None, None, "omar@example.org", "fr"],
    ],
    "Coopératives": [
        [
            *("code", "nom", "nom arabe", "province", "commune", "activité"),
            *("membres", "femmes", "langue", "voix", "canal", "consultant"),
        ],
        ["C01", "Nour", "نور", "Laâyoune", "El Marsa", "poisson", 14, 11, "fr", "non", "telegram", "K1"],
        ["C02", "Rimal", "رمال", "Tarfaya", "Tah", "aloès", 12, 12, None, "hassaniya", "téléphone", None],
    ],
    "Actions": [
        [
            *("code", "coopérative", "axe", "action", "action en arabe", "responsable"),
            *("début", "échéance", "parties prenantes", "priorité"),
        ],
        [
            *("C01-P1", "C01", "production", "Plan du local", "تصميم", "gérante"),
            *(date(2026, 12, 1), date(2027, 1, 31), "ONSSA;INDH", "haute"),
        ],
        ["C01-F1", "C01", "finance", "Journal de caisse", "دفتر", "trésorière", "01/12/2026", "31/03/2027", None, None],
        ["C02-G1", "C02", "organisation", "Règlement", "نظام", "président", "2026-12-01", "28.02.2027", None, "basse"],
    ],
    "Indicateurs": [
        ["action", "indicateur", "type", "unité", "base", "cible"],
        ["C01-P1", "Plans", "suivi", "plan", 0, 1],
        ["C01-F1", "Semaines tenues", "suivi", "semaines", "0,5", "4.5"],
        ["C01-F1", "Part en banque", "performance", "%", 20, 70],
    ],
    "Calendrier": [
        ["code", "type", "titre", "date", "heure", "lieu", "coopératives"],
        ["M01", "formation", "Caisse", date(2027, 1, 6), time(10, 0), "Laâyoune", None],
        ["R01", "réunion", "ONSSA", "21/01/2027", "11h30", "Laâyoune", "C02;C01"],
    ],
    "Vidéos": [
        ["code", "axe", "titre", "titre en arabe", "fichier ou lien", "durée"],
        ["V1", "production", "ONSSA", "أونسا", "videos/V1.mp4", "0:35"],
        ["V2", "moyens", "Fonds", "التمويل", "https://example.org/v2", 36],
    ],
    "Guide": [
        ["code", "axe", "titre", "titre en arabe", "fichier"],
        ["G01", "stratégie", "Le plan", "المخطط", "guide/01-plan"],
    ],
}


class Draft:
    """The workbook as lists, with its content files beside it in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "programme.xlsx"
        self.book = openpyxl.Workbook()
        self.book.remove(self.book.worksheets[0])
        for title, rows in _SHEETS.items():
            sheet = self.book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        (folder / "videos").mkdir()
        (folder / "videos" / "V1.mp4").write_bytes(b"video")
        (folder / "guide").mkdir()
        (folder / "guide" / "01-plan.fr.md").write_text("# Le plan\n\nUn verbe.", encoding="utf-8")
        (folder / "guide" / "01-plan.ar.md").write_text("# المخطط\n\nفعل.", encoding="utf-8")

    def cell(self, place: str) -> Any:
        """The cell at a place such as `Actions!E12`."""
        sheet, _, cell = place.partition("!")
        return self.book[sheet][cell]

    def put(self, place: str, value: object) -> "Draft":
        """Writes one cell: a text stays a text, also one that begins with `=`."""
        cell = self.cell(place)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
        return self

    def save(self) -> Path:
        self.book.save(self.path)
        return self.path

    def faults(self) -> list[tuple[str, FaultKind]]:
        """Where the saved workbook is wrong, and how."""
        return [(fault.place, fault.kind) for fault in read_workbook(self.save()).faults]
