"""The words of each fault, in French.

They stand here and not in the catalogues of `messages`: the workbook is a French form of the programme's team, these
are remarks in its margin, and storage does not import messages. `{given}` is quoted already.
"""

from collections.abc import Mapping
from typing import NamedTuple

from storage.workbook.fault_kinds import FaultKind
from storage.workbook.limits import (
    LONGEST_TEXT,
    MOST_COLUMNS,
    MOST_FILE_BYTES,
    MOST_ROWS,
    MOST_UNPACKED_BYTES,
    MOST_VIDEO_BYTES,
)

_MB = 1024 * 1024
_FILL_BY_HAND = "Remplacez la formule par sa valeur, ou ouvrez et enregistrez le classeur dans un tableur."


class FaultText(NamedTuple):
    """What is wrong, and how to mend it."""

    fault: str
    mend: str


FAULT_TEXTS: Mapping[FaultKind, FaultText] = {
    FaultKind.FILE_MISSING: FaultText(
        "Le fichier {given} n'existe pas ou ne peut pas être lu.",
        "Vérifiez le nom du fichier et les droits de lecture.",
    ),
    FaultKind.FILE_TOO_LARGE: FaultText(
        f"Le fichier dépasse {MOST_FILE_BYTES // _MB} Mo.",
        "Retirez les images et les feuilles qui ne servent pas au programme.",
    ),
    FaultKind.NOT_A_WORKBOOK: FaultText(
        "Ce fichier n'est pas un classeur Excel (.xlsx) lisible.", "Enregistrez-le de nouveau au format .xlsx."
    ),
    FaultKind.OLD_OR_ENCRYPTED: FaultText(
        "Ce classeur est protégé par un mot de passe ou d'un ancien format (.xls).",
        "Retirez le mot de passe et enregistrez-le au format .xlsx.",
    ),
    FaultKind.UNPACKS_TOO_LARGE: FaultText(
        f"Une fois décompressé, ce fichier dépasse {MOST_UNPACKED_BYTES // _MB} Mo ou ce qu'un classeur peut contenir.",
        "Recopiez les données dans un classeur neuf (commande « template »).",
    ),
    FaultKind.UNSAFE_XML: FaultText(
        "Ce fichier contient des déclarations XML qu'aucun classeur ne contient ; il est refusé.",
        "Recopiez les données dans un classeur neuf (commande « template »).",
    ),
    FaultKind.SHEET_MISSING: FaultText("La feuille {given} manque.", "{wanted}"),
    FaultKind.SHEET_TWICE: FaultText(
        "La feuille {given} fait double emploi avec « {wanted} ».", "Gardez une seule de ces feuilles."
    ),
    FaultKind.TOO_MANY_ROWS: FaultText(
        f"La feuille dépasse {MOST_ROWS} lignes.", "Supprimez les lignes de trop, ou importez en plusieurs classeurs."
    ),
    FaultKind.TOO_MANY_COLUMNS: FaultText(
        f"La feuille dépasse {MOST_COLUMNS} colonnes.", "Supprimez les colonnes de trop."
    ),
    FaultKind.NO_ROWS: FaultText("La feuille est vide : {wanted}.", "Remplissez au moins une ligne sous les titres."),
    FaultKind.SECOND_PROGRAMME: FaultText(
        "La feuille décrit plus d'un programme.", "Gardez une seule ligne sous les titres."
    ),
    FaultKind.COLUMN_MISSING: FaultText(
        "La colonne {given} manque.",
        "Ajoutez-la à la ligne 1 ; ses cellules peuvent rester vides si rien n'est à dire.",
    ),
    FaultKind.COLUMN_UNKNOWN: FaultText("La colonne {given} est inconnue.", "{wanted}"),
    FaultKind.COLUMN_TWICE: FaultText(
        "La colonne {given} fait double emploi avec {wanted}.", "Gardez une seule de ces colonnes."
    ),
    FaultKind.COLUMN_UNTITLED: FaultText(
        "Cette colonne a des valeurs mais pas de titre.", "Donnez-lui son titre à la ligne 1, ou videz-la."
    ),
    FaultKind.REQUIRED: FaultText("« {wanted} » est vide.", "Remplissez cette cellule ; elle est obligatoire."),
    FaultKind.TEXT_TOO_LONG: FaultText(
        f"Le texte dépasse {LONGEST_TEXT} caractères.", "Raccourcissez-le (limite : {wanted} caractères)."
    ),
    FaultKind.FORMULA_WITHOUT_VALUE: FaultText("La formule n'a pas de valeur enregistrée.", _FILL_BY_HAND),
    FaultKind.ERROR_VALUE: FaultText("La cellule contient une erreur : {given}.", _FILL_BY_HAND),
    FaultKind.DATE_FOR_TEXT: FaultText(
        "La cellule contient une date ou une heure, pas un texte.",
        "Mettez la cellule au format Texte et saisissez de nouveau.",
    ),
    FaultKind.BAD_CODE: FaultText(
        "{given} ne peut pas servir de code.",
        "Un code a au plus 20 lettres, chiffres, points ou tirets, sans espace, comme « C01 » ou « C01-P2 ».",
    ),
    FaultKind.BAD_DATE: FaultText(
        "{given} n'est pas une date.", "Écrivez la date comme 31/03/2027, entre 2000 et 2100."
    ),
    FaultKind.BAD_TIME: FaultText("{given} n'est pas une heure.", "Écrivez l'heure comme 10:00 ou 14h30."),
    FaultKind.BAD_DURATION: FaultText(
        "{given} n'est pas une durée de vidéo.", "Écrivez la durée en secondes (35) ou comme 0:35 ou 00:00:35."
    ),
    FaultKind.BAD_NUMBER: FaultText("{given} n'est pas un nombre.", "Écrivez un nombre comme 42 ou 42,5."),
    FaultKind.BAD_WHOLE_NUMBER: FaultText("{given} n'est pas un nombre entier.", "Écrivez un nombre entier comme 14."),
    FaultKind.NUMBER_OUT_OF_RANGE: FaultText(
        "{given} est hors des limites.", "Écrivez un nombre compris entre {wanted}."
    ),
    FaultKind.UNKNOWN_WORD: FaultText("{given} n'est pas un choix connu.", "{wanted}"),
    FaultKind.BAD_PHONE: FaultText(
        "{given} n'est pas un numéro de téléphone complet.",
        "Écrivez-le en texte, avec l'indicatif ou le zéro : +212 6 12 34 56 78 ou 06 12 34 56 78.",
    ),
    FaultKind.BAD_EMAIL: FaultText(
        "{given} n'est pas une adresse e-mail.",
        "Écrivez une seule adresse, comme nom@example.org, ou videz la cellule.",
    ),
    FaultKind.BAD_TIME_ZONE: FaultText(
        "{given} n'est pas un fuseau horaire.", "Écrivez un nom de fuseau comme Africa/Casablanca."
    ),
    FaultKind.BAD_SOURCE: FaultText(
        "{given} n'est ni un chemin à côté du classeur ni un lien sûr.",
        "Écrivez un chemin comme videos/V1.mp4, sans « .. », ou (pour une vidéo) un lien https://.",
    ),
    FaultKind.CODE_TWICE: FaultText(
        "{given} figure déjà en {wanted}.", "Donnez à chaque ligne son propre code, ou supprimez la ligne en double."
    ),
    FaultKind.UNKNOWN_COOPERATIVE: FaultText(
        "La coopérative {given} n'est pas dans la feuille « Coopératives ».", "{wanted}"
    ),
    FaultKind.UNKNOWN_PERSON: FaultText("La personne {given} n'est pas dans la feuille « Personnes ».", "{wanted}"),
    FaultKind.UNKNOWN_ACTION: FaultText("L'action {given} n'est pas dans la feuille « Actions ».", "{wanted}"),
    FaultKind.NOT_A_CONSULTANT: FaultText(
        "{given} n'a pas le rôle de consultant.",
        "Donnez le code d'un consultant, ou changez le rôle de cette personne.",
    ),
    FaultKind.LEADER_WITHOUT_COOPERATIVE: FaultText(
        "Ce dirigeant n'a pas de coopérative.", "Écrivez le code de sa coopérative (plusieurs : séparés par « ; »)."
    ),
    FaultKind.COOPERATIVE_NOT_LED: FaultText(
        "Seul un dirigeant porte une coopérative ici.",
        "Videz cette cellule : le consultant d'une coopérative s'écrit dans la feuille « Coopératives ».",
    ),
    FaultKind.DEADLINE_BEFORE_START: FaultText(
        "L'échéance {given} précède le début ({wanted}).", "Corrigez l'une des deux dates."
    ),
    FaultKind.MORE_WOMEN_THAN_MEMBERS: FaultText(
        "Il y a plus de femmes ({given}) que de membres ({wanted}).", "Corrigez l'un des deux nombres."
    ),
    FaultKind.CONTENT_MISSING: FaultText(
        "Le fichier {given} n'est pas à côté du classeur.", "Placez-y ce fichier ({wanted}) ou corrigez son nom."
    ),
    FaultKind.CONTENT_TOO_LARGE: FaultText(
        "Le fichier {given} est trop lourd.",
        f"Telegram accepte {MOST_VIDEO_BYTES // _MB} Mo par vidéo ; une section du guide tient en {{wanted}} Ko.",
    ),
    FaultKind.CONTENT_UNREADABLE: FaultText(
        "Le fichier {given} est vide ou n'est pas un texte UTF-8.", "Enregistrez-le en texte UTF-8."
    ),
}
