"""The sample workbook has the agreed form, is complete, and refers to nothing that is missing."""

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

Sheet = Callable[[str], list[dict[str, Any]]]

HEADERS = {
    "Programme": "nom, début, mois, fuseau",
    "Personnes": "code, nom, rôle, fonction, coopérative, téléphone, e-mail, langue",
    "Coopératives": "code, nom, nom arabe, province, commune, activité, membres, femmes, langue, voix, canal, "
    "consultant",
    "Actions": "code, coopérative, axe, action, action en arabe, responsable, début, échéance, "
    "parties prenantes, priorité",
    "Indicateurs": "action, indicateur, type, unité, base, cible",
    "Calendrier": "code, type, titre, date, heure, lieu, coopératives",
    "Vidéos": "code, axe, titre, titre en arabe, fichier ou lien, durée",
    "Guide": "code, axe, titre, titre en arabe, fichier",
}
AXES = {
    *("stratégie", "production", "communication", "distribution"),
    *("organisation", "finance", "moyens", "formation"),
}
OPTIONAL = {
    *(("Personnes", "coopérative"), ("Personnes", "e-mail"), ("Calendrier", "coopératives")),
}
ARABIC = re.compile(r"[\u0621-\u064a]{2}")


def test_sheets_and_headers_are_those_agreed(sheets: dict[str, list[dict[str, Any]]]) -> None:
    assert {name: ", ".join(rows[0]) for name, rows in sheets.items()} == HEADERS
    assert list(sheets) == list(HEADERS)


def test_nothing_required_is_empty(sheets: dict[str, list[dict[str, Any]]]) -> None:
    empty = [
        (name, row)
        for name, rows in sheets.items()
        for row in rows
        for header, cell in row.items()
        if cell in (None, "") and (name, header) not in OPTIONAL
    ]
    assert empty == []


def test_programme_says_that_it_is_fictional(sheet: Sheet) -> None:
    (programme,) = sheet("Programme")
    assert "données fictives" in programme["nom"]
    assert programme["mois"] == 6
    assert programme["fuseau"] == "Africa/Casablanca"


def test_counts(sheet: Sheet) -> None:
    cooperatives = sheet("Coopératives")
    assert len(cooperatives) == 18
    assert sum(row["membres"] for row in cooperatives) == 270
    assert sum(row["femmes"] for row in cooperatives) == 175
    assert Counter(row["province"] for row in cooperatives) == {"Laâyoune": 9, "Boujdour": 5, "Tarfaya": 4}
    assert len(sheet("Actions")) == 139
    assert len(sheet("Guide")) == 14
    assert len(sheet("Vidéos")) == 6
    types = Counter(row["type"] for row in sheet("Calendrier"))
    assert types["formation"] == 8
    assert types["atelier"] == 6
    assert types["réunion"] >= 3


@pytest.mark.parametrize("name", ["Personnes", "Coopératives", "Actions", "Calendrier", "Vidéos", "Guide"])
def test_codes_are_unique(sheet: Sheet, name: str) -> None:
    codes = [row["code"] for row in sheet(name)]
    assert len(set(codes)) == len(codes)


def test_every_cooperative_has_leaders_and_a_consultant(sheet: Sheet) -> None:
    codes = {row["code"] for row in sheet("Coopératives")}
    leaders = {row["coopérative"] for row in sheet("Personnes") if row["rôle"] == "dirigeant"}
    consultants = {row["code"] for row in sheet("Personnes") if row["rôle"] == "consultant"}
    assert leaders == codes
    assert {row["consultant"] for row in sheet("Coopératives")} == consultants


def test_plans_have_six_to_ten_actions_named_after_their_cooperative(sheet: Sheet) -> None:
    plans = Counter(row["coopérative"] for row in sheet("Actions"))
    assert set(plans) == {row["code"] for row in sheet("Coopératives")}
    assert all(6 <= size <= 10 for size in plans.values())
    for action in sheet("Actions"):
        assert re.fullmatch(rf"{action['coopérative']}-[A-Z]\d", action["code"])


def test_every_action_is_measured(sheet: Sheet) -> None:
    indicators = sheet("Indicateurs")
    assert {row["action"] for row in indicators} == {row["code"] for row in sheet("Actions")}
    assert {row["type"] for row in indicators} == {"suivi", "performance"}
    assert all(row["base"] < row["cible"] for row in indicators)
    assert max(Counter(row["action"] for row in indicators).values()) == 2
    assert len({(row["action"], row["indicateur"]) for row in indicators}) == len(indicators)


def test_events_name_known_cooperatives(sheet: Sheet) -> None:
    known = {row["code"] for row in sheet("Coopératives")}
    named = {code for row in sheet("Calendrier") for code in (row["coopératives"] or "").split(";") if code}
    assert named
    assert named <= known


def test_values_are_of_the_agreed_sets(sheet: Sheet) -> None:
    assert {row["axe"] for row in sheet("Actions")} == AXES
    assert {row["axe"] for row in sheet("Vidéos") + sheet("Guide")} <= AXES
    assert {row["priorité"] for row in sheet("Actions")} == {"haute", "moyenne", "basse"}
    assert {row["rôle"] for row in sheet("Personnes")} == {"dirigeant", "consultant", "équipe"}
    assert {row["langue"] for row in sheet("Personnes") + sheet("Coopératives")} == {"ar", "fr"}
    assert {row["voix"] for row in sheet("Coopératives")} == {"non", "darija", "hassaniya"}
    assert {row["canal"] for row in sheet("Coopératives")} == {"telegram", "téléphone", "e-mail"}


def test_responsibles_are_one_role_and_never_everyone(sheet: Sheet) -> None:
    for row in sheet("Actions"):
        assert not re.search(r"tous|toutes|membres|;|,", row["responsable"])


def test_people_cannot_be_reached(sheet: Sheet) -> None:
    people = sheet("Personnes")
    phones = [row["téléphone"] for row in people]
    assert all(re.fullmatch(r"\+999 000 000 \d\d", phone) for phone in phones)
    assert len(set(phones)) == len(phones)
    assert all(row["e-mail"].endswith("@example.org") for row in people if row["e-mail"])


def test_who_needs_an_email_address_has_one(sheet: Sheet) -> None:
    by_email = {row["code"] for row in sheet("Coopératives") if row["canal"] == "e-mail"}
    for row in sheet("Personnes"):
        if row["rôle"] != "dirigeant" or row["coopérative"] in by_email:
            assert row["e-mail"], row["code"]


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("Coopératives", "nom arabe"),
        ("Actions", "action en arabe"),
        ("Vidéos", "titre en arabe"),
        ("Guide", "titre en arabe"),
    ],
)
def test_arabic_columns_hold_arabic(sheet: Sheet, name: str, header: str) -> None:
    assert all(ARABIC.search(row[header]) for row in sheet(name))
