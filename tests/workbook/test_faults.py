"""Every kind of fault, at the sheet and cell where it stands."""

import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from storage.workbook.fault import Fault
from storage.workbook.fault_kinds import FaultKind
from storage.workbook.fault_texts import FAULT_TEXTS
from storage.workbook.limits import MOST_GUIDE_BYTES
from storage.workbook.read import read_workbook
from tests.workbook.draft import Draft

CELLS = [
    ("Actions!B2", None, FaultKind.REQUIRED),
    ("Actions!D2", "   ", FaultKind.REQUIRED),
    ("Actions!D2", "x" * 4_001, FaultKind.TEXT_TOO_LONG),
    ("Actions!D2", "=1+1", None),
    ("Actions!D2", date(2027, 1, 2), FaultKind.DATE_FOR_TEXT),
    ("Actions!A4", "C02 G1", FaultKind.BAD_CODE),
    ("Vidéos!A2", "=cmd", FaultKind.BAD_CODE),
    ("Vidéos!A2", "V" * 21, FaultKind.BAD_CODE),
    ("Programme!B2", "31/02/2027", FaultKind.BAD_DATE),
    ("Programme!B2", "bientôt", FaultKind.BAD_DATE),
    ("Programme!B2", "01/12/26", FaultKind.BAD_DATE),
    ("Programme!B2", date(1999, 12, 31), FaultKind.BAD_DATE),
    ("Calendrier!D3", 46357, FaultKind.BAD_DATE),
    ("Calendrier!D2", time(10, 0), FaultKind.BAD_DATE),
    ("Calendrier!E2", "25:00", FaultKind.BAD_TIME),
    ("Calendrier!E2", "matin", FaultKind.BAD_TIME),
    ("Vidéos!F2", "une minute", FaultKind.BAD_DURATION),
    ("Vidéos!F2", 0, FaultKind.BAD_DURATION),
    ("Vidéos!F2", 99_999, FaultKind.BAD_DURATION),
    ("Vidéos!F2", datetime.combine(date(2027, 1, 1), time(1)), FaultKind.BAD_DURATION),
    ("Indicateurs!E2", "beaucoup", FaultKind.BAD_NUMBER),
    ("Indicateurs!E2", "1.200,5", FaultKind.BAD_NUMBER),
    ("Indicateurs!E2", True, FaultKind.BAD_NUMBER),
    ("Indicateurs!E2", 1e300, FaultKind.BAD_NUMBER),
    ("Indicateurs!F2", date(2027, 1, 1), FaultKind.BAD_NUMBER),
    ("Coopératives!G2", "14,5", FaultKind.BAD_WHOLE_NUMBER),
    ("Coopératives!G2", "quatorze", FaultKind.BAD_WHOLE_NUMBER),
    ("Programme!C2", 61, FaultKind.NUMBER_OUT_OF_RANGE),
    ("Programme!C2", 0, FaultKind.NUMBER_OUT_OF_RANGE),
    ("Coopératives!G2", -1, FaultKind.NUMBER_OUT_OF_RANGE),
    ("Personnes!C4", "chef", FaultKind.UNKNOWN_WORD),
    ("Personnes!H4", "en", FaultKind.UNKNOWN_WORD),
    ("Coopératives!J2", "tachelhit", FaultKind.UNKNOWN_WORD),
    ("Coopératives!K2", "pigeon", FaultKind.UNKNOWN_WORD),
    ("Actions!C2", "jardinage", FaultKind.UNKNOWN_WORD),
    ("Actions!J2", "peut-être", FaultKind.UNKNOWN_WORD),
    ("Indicateurs!C2", "autre", FaultKind.UNKNOWN_WORD),
    ("Calendrier!B2", "fête", FaultKind.UNKNOWN_WORD),
    ("Personnes!F4", "12", FaultKind.BAD_PHONE),
    ("Personnes!F4", 212_661_234_567, FaultKind.BAD_PHONE),
    ("Personnes!F4", "+212 6 61 23 45 67 ou 68", FaultKind.BAD_PHONE),
    ("Personnes!G4", "sara@example", FaultKind.BAD_EMAIL),
    ("Personnes!G4", "a@example.org, b@example.org", FaultKind.BAD_EMAIL),
    ("Programme!D2", "Maroc", FaultKind.BAD_TIME_ZONE),
    ("Programme!D2", "../../etc/passwd", FaultKind.BAD_TIME_ZONE),
    ("Vidéos!E2", "../V1.mp4", FaultKind.BAD_SOURCE),
    ("Vidéos!E2", "/etc/passwd", FaultKind.BAD_SOURCE),
    ("Vidéos!E2", "C:\\V1.mp4", FaultKind.BAD_SOURCE),
    ("Vidéos!E2", "http://example.org/v", FaultKind.BAD_SOURCE),
    ("Guide!E2", "https://example.org/g", FaultKind.BAD_SOURCE),
    ("Actions!A4", "c01-p1", FaultKind.CODE_TWICE),
    ("Indicateurs!B4", "semaines tenues", FaultKind.CODE_TWICE),
    ("Actions!B2", "C09", FaultKind.UNKNOWN_COOPERATIVE),
    ("Personnes!E3", "C01;C09", FaultKind.UNKNOWN_COOPERATIVE),
    ("Calendrier!G3", "C09", FaultKind.UNKNOWN_COOPERATIVE),
    ("Coopératives!L2", "K9", FaultKind.UNKNOWN_PERSON),
    ("Indicateurs!A2", "C01-Z9", FaultKind.UNKNOWN_ACTION),
    ("Coopératives!L2", "E1", FaultKind.NOT_A_CONSULTANT),
    ("Personnes!E2", None, FaultKind.LEADER_WITHOUT_COOPERATIVE),
    ("Personnes!E4", "C01", FaultKind.COOPERATIVE_NOT_LED),
    ("Actions!H2", date(2026, 11, 30), FaultKind.DEADLINE_BEFORE_START),
    ("Coopératives!H2", 15, FaultKind.MORE_WOMEN_THAN_MEMBERS),
    ("Vidéos!E2", "videos/V9.mp4", FaultKind.CONTENT_MISSING),
    ("Vidéos!E2", "videos", FaultKind.CONTENT_MISSING),
]


@pytest.mark.parametrize(("place", "value", "kind"), CELLS)
def test_a_spoiled_cell_is_found(draft: Draft, place: str, value: object, kind: FaultKind | None) -> None:
    draft.put(place, value)

    assert draft.faults() == ([(place, kind)] if kind else [])


def test_the_draft_has_no_faults(draft: Draft) -> None:
    assert draft.faults() == []


def test_all_faults_of_a_file_are_listed_at_once(draft: Draft) -> None:
    spoiled = {
        "Programme!C2": "six",
        "Personnes!G2": "pas une adresse",
        "Coopératives!G3": "douze",
        "Actions!C3": "jardinage",
        "Actions!H3": "hier",
        "Actions!B4": "C77",
        "Indicateurs!F4": "beaucoup",
        "Calendrier!E3": "midi",
        "Vidéos!F3": "long",
        "Guide!E2": "guide/99",
    }
    for place, value in spoiled.items():
        draft.put(place, value)

    places = [place for place, _ in draft.faults()]

    assert set(places) == set(spoiled)
    assert len(places) == len(spoiled) + 1, "a guide section lacks both its texts"
    assert read_workbook(draft.path).content is None


def test_a_formula_without_a_value_is_found(draft: Draft) -> None:
    draft.cell("Indicateurs!F2").value = "=2*3"

    assert draft.faults() == [("Indicateurs!F2", FaultKind.FORMULA_WITHOUT_VALUE)]


def test_a_formula_with_a_value_is_read_by_its_value(draft: Draft) -> None:
    draft.cell("Indicateurs!F2").value = "=2*3"
    draft.cell("Actions!F2").value = '=""'
    path = draft.save()
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            computed = data.replace(b"<f>2*3</f><v></v>", b"<f>2*3</f><v>6</v>").replace(
                b"<f>2*3</f><v />", b"<f>2*3</f><v>6</v>"
            )
            package.writestr(name, computed.replace(b'r="F2"><f>""', b'r="F2" t="str"><f>""'))

    content = read_workbook(path).content

    assert content is not None
    assert content.indicators[0].target == 6
    assert content.actions[0].responsible == ""


def test_an_error_value_is_found(draft: Draft) -> None:
    draft.put("Actions!D2", "#REF!").cell("Actions!D2").data_type = "e"

    assert draft.faults() == [("Actions!D2", FaultKind.ERROR_VALUE)]


def test_a_missing_sheet_is_named_and_its_likely_name_offered(draft: Draft) -> None:
    draft.book["Calendrier"].title = "Calandrier"

    faults = read_workbook(draft.save()).faults

    assert [(fault.place, fault.kind) for fault in faults] == [("Calendrier", FaultKind.SHEET_MISSING)]
    assert "« Calandrier »" in faults[0].mend


def test_two_sheets_for_one_are_a_fault(draft: Draft) -> None:
    draft.book.create_sheet("Action plan")

    assert draft.faults() == [("Action plan", FaultKind.SHEET_TWICE)]


def test_other_sheets_are_left_alone(draft: Draft) -> None:
    draft.book.create_sheet("Exemples").append(["n'importe", "quoi"])

    assert draft.faults() == []


def test_a_mistyped_header_is_unknown_and_its_column_missing(draft: Draft) -> None:
    draft.put("Actions!H1", "échéence")

    faults = read_workbook(draft.save()).faults

    assert [(fault.place, fault.kind) for fault in faults] == [
        ("Actions!H1", FaultKind.COLUMN_UNKNOWN),
        ("Actions!K1", FaultKind.COLUMN_MISSING),
    ]
    assert "« échéance »" in faults[0].mend


def test_headers_are_checked_for_doubles_strangers_and_gaps(draft: Draft) -> None:
    draft.put("Guide!F1", "TITRE").put("Guide!G1", "humeur").put("Guide!H2", "sans titre")

    assert draft.faults() == [
        ("Guide!F1", FaultKind.COLUMN_TWICE),
        ("Guide!G1", FaultKind.COLUMN_UNKNOWN),
        ("Guide!H1", FaultKind.COLUMN_UNTITLED),
    ]


def test_a_second_programme_and_no_cooperative_are_faults(draft: Draft) -> None:
    for column, value in zip("ABCD", ("Deux", date(2027, 1, 1), 3, "Africa/Casablanca"), strict=True):
        draft.put(f"Programme!{column}3", value)
    draft.book["Coopératives"].delete_rows(2, 2)

    found = draft.faults()

    assert ("Programme!A3", FaultKind.SECOND_PROGRAMME) in found
    assert ("Coopératives!A2", FaultKind.NO_ROWS) in found


def test_rows_and_columns_are_bounded(draft: Draft) -> None:
    draft.put("Actions!A20002", "C01-Z1").put("Guide!BI1", "loin")

    found = draft.faults()

    assert ("Actions!A20002", FaultKind.TOO_MANY_ROWS) in found
    assert ("Guide!BI1", FaultKind.TOO_MANY_COLUMNS) in found


def test_guide_texts_are_checked(draft: Draft, tmp_path: Path) -> None:
    guide = tmp_path / "guide"
    (guide / "01-plan.fr.md").write_bytes(b"\xff\xfe\xff")
    (guide / "01-plan.ar.md").write_bytes(b"x" * (MOST_GUIDE_BYTES + 1))

    assert draft.faults() == [
        ("Guide!E2", FaultKind.CONTENT_UNREADABLE),
        ("Guide!E2", FaultKind.CONTENT_TOO_LARGE),
    ]


def test_a_link_out_of_the_folder_is_not_followed(draft: Draft, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.mp4"
    outside.write_bytes(b"secret")
    (draft.path.parent / "videos" / "V9.mp4").symlink_to(outside)
    draft.put("Vidéos!E2", "videos/V9.mp4")

    assert draft.faults() == [("Vidéos!E2", FaultKind.CONTENT_MISSING)]


def test_content_may_stand_in_another_folder(draft: Draft, tmp_path: Path) -> None:
    elsewhere = tmp_path / "uploads"
    elsewhere.mkdir()
    moved = draft.save().rename(elsewhere / "recu.xlsx")

    assert {fault.kind for fault in read_workbook(moved).faults} == {FaultKind.CONTENT_MISSING}
    assert read_workbook(moved, beside=tmp_path).faults == ()


def test_every_kind_has_words_that_quote_safely() -> None:
    for kind in FaultKind:
        fault = Fault(kind=kind, given="a{b}\x1b[31m" + "c" * 500, wanted="{d}")

        assert "\x1b" not in fault.fault + fault.mend
        assert len(fault.fault) < 250
        assert fault.mend

    assert set(FAULT_TEXTS) == set(FaultKind)


def test_a_time_shown_without_seconds_reads_as_it_is_shown(draft: Draft) -> None:
    draft.put("Vidéos!F2", time(0, 35)).cell("Vidéos!F2").number_format = "h:mm"
    draft.put("Vidéos!F3", timedelta(seconds=36)).cell("Vidéos!F3").number_format = "[h]:mm:ss"

    content = read_workbook(draft.save()).content

    assert content is not None
    assert [video.seconds for video in content.videos] == [35, 36]
