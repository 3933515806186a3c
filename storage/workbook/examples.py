"""What a template shows beside its empty sheets: for each column, what to write, and an example.

They stand in notes and on the sheet « Exemples », which an import leaves alone.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from storage.workbook.sheets import SheetKind

EXAMPLES_SHEET: Final = "Exemples"


class Example(NamedTuple):
    """Words for one column."""

    what: str
    value: str


_CODE = "Un code court et unique, sans espace ; il ne change plus jamais."
_AXIS = Example("Un des huit axes du diagnostic.", "production")
_TITLE_AR = "Le même titre en arabe."

EXAMPLES: Mapping[SheetKind, Mapping[str, Example]] = {
    SheetKind.PROGRAMME: {
        "name": Example("Le nom du programme.", "Appui à l'économie sociale et solidaire"),
        "start": Example("Le premier jour.", "01/12/2026"),
        "months": Example("La durée en mois.", "6"),
        "time_zone": Example("Le fuseau horaire.", "Africa/Casablanca"),
    },
    SheetKind.PEOPLE: {
        "code": Example(_CODE, "L01A"),
        "name": Example("Prénom et nom.", "Mbarka Soudani"),
        "role": Example("Ce que la personne fait dans le programme.", "dirigeant"),
        "function": Example("Sa fonction dans la coopérative ou l'équipe.", "trésorière"),
        "cooperatives": Example("Pour un dirigeant : sa coopérative ; plusieurs séparées par « ; ».", "C01"),
        "phone": Example("En texte, avec l'indicatif ou le zéro.", "+999 000 000 01"),
        "email": Example("Une seule adresse.", "nom@example.org"),
        "language": Example("ar ou fr ; vide : la langue de la coopérative.", "ar"),
    },
    SheetKind.COOPERATIVES: {
        "code": Example(_CODE, "C01"),
        "name": Example("Le nom en lettres latines.", "Nour Al Marsa"),
        "name_ar": Example("Le nom en arabe.", "نور المرسى"),
        "province": Example("La province.", "Laâyoune"),
        "commune": Example("La commune.", "El Marsa"),
        "activity": Example("Ce que la coopérative produit ou rend comme service.", "filetage et séchage de poisson"),
        "members": Example("Le nombre de membres.", "14"),
        "women": Example("Dont femmes.", "11"),
        "language": Example("ar ou fr ; vide : ar.", "ar"),
        "voice": Example("La variété des questions parlées, ou non.", "hassaniya"),
        "channel": Example("Le canal préféré.", "telegram"),
        "consultant": Example("Le code d'un consultant de la feuille « Personnes ».", "K1"),
    },
    SheetKind.ACTIONS: {
        "code": Example(_CODE, "C01-P2"),
        "cooperative": Example("Le code de la coopérative.", "C01"),
        "axis": _AXIS,
        "title": Example("L'action, qui commence par un verbe.", "Réaliser les travaux de mise aux normes du local"),
        "title_ar": Example("La même action en arabe.", "إنجاز أشغال تأهيل المحل وفق المعايير"),
        "responsible": Example("Une seule fonction ou personne.", "responsable production"),
        "start": Example("Le premier jour.", "04/01/2027"),
        "deadline": Example("Le dernier jour, pas avant le début.", "31/03/2027"),
        "stakeholders": Example("Les parties prenantes, séparées par « ; ».", "commune;INDH"),
        "priority": Example("haute, moyenne ou basse ; vide : moyenne.", "haute"),
    },
    SheetKind.INDICATORS: {
        "action": Example("Le code de l'action.", "C01-P2"),
        "name": Example("Ce qui est mesuré, sans la cible.", "Travaux réalisés"),
        "kind": Example("suivi (le travail) ou performance (ce qu'il apporte).", "suivi"),
        "unit": Example("L'unité.", "%"),
        "baseline": Example("La valeur de départ.", "0"),
        "target": Example("La valeur visée.", "100"),
    },
    SheetKind.EVENTS: {
        "code": Example(_CODE, "M02"),
        "kind": Example("formation, atelier ou réunion.", "formation"),
        "title": Example("Le sujet.", "Journal de caisse et coût de revient"),
        "on": Example("Le jour.", "06/01/2027"),
        "hour": Example("L'heure, si elle est connue.", "10:00"),
        "place": Example("Le lieu.", "Laâyoune, salle de formation"),
        "cooperatives": Example("Les codes séparés par « ; » ; vide : toutes.", "C01;C02"),
    },
    SheetKind.VIDEOS: {
        "code": Example(_CODE, "V1"),
        "axis": _AXIS,
        "title": Example("Le titre.", "La procédure ONSSA"),
        "title_ar": Example(_TITLE_AR, "مسطرة أونسا"),
        "source": Example("Un fichier à côté du classeur, ou un lien https://.", "videos/V1.mp4"),
        "seconds": Example("En secondes, ou minutes:secondes.", "0:35"),
    },
    SheetKind.GUIDE_SECTIONS: {
        "code": Example(_CODE, "G01"),
        "axis": _AXIS,
        "title": Example("Le titre.", "Qui décide quoi"),
        "title_ar": Example(_TITLE_AR, "من يقرّر ماذا"),
        "file": Example(
            "Le nom commun des deux textes à côté du classeur, finissant par .fr.md et .ar.md.", "guide/01-qui-decide"
        ),
    },
}
