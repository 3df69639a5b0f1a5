"""What the columns of the LMSs' own files are called, and how Moodle's worksheet spells its participants.

Moodle and Blackboard write the headings in the language of whoever downloads the file, Canvas always in English
(lib/gradebook_exporter.rb). A heading that is not known here is not guessed. Compare without case.
Sources for Moodle: the strings of its language packs (mod/assign: recordid, maxgrade; core: grade, fullname, idnumber;
assignfeedback_comments: pluginname), in English, German, French, Spanish, Italian, Dutch and Portuguese. Blackboard
documents its headings in English only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

# ---------------------------------------------------------------- Moodle's grading worksheet

IDENTIFIER = ("Identifier", "Identifiant", "Identificador", "Identificatore", "Identificativo", "Identificatie", "ID")
FULL_NAME = (*("Full name", "Vollständiger Name", "Nom complet", "Nombre completo", "Nome completo", "Volledige naam"),)
EMAIL = (
    *("Email address", "Email", "E-Mail-Adresse", "E-mailadres", "Adresse de courriel", "Adresse e-mail"),
    *("Dirección de correo", "Dirección email", "Correo electrónico", "Indirizzo email", "Endereço de email"),
)
ID_NUMBER = (
    *("ID number", "ID-Nummer", "Matrikelnummer", "Numéro d'identification", "Número de ID", "Codice identificativo"),
    *("Nummer (ID)", "Número de identificação"),
)
STATUS = (
    *("Status", "Statut", "Estado", "Estatus", "Stato", "Estat", "Stav", "Tila", "Статус", "Durum", "ステータス"),
    "状态",
)
GROUP = ("Group", "Gruppe", "Groupe", "Grupo", "Gruppo", "Groep", "Grup", "Grupp", "Grupa", "Ryhmä", "Группа")
SUBMITTED = ("Last modified (submission)",)
GRADE = ("Grade", "Bewertung", "Note", "Calificación", "Valutazione", "Cijfer", "Nota")
MAXIMUM_GRADE = (
    *("Maximum grade", "Bestwertung", "Note maximale", "Calificación máxima", "Valutazione massima"),
    *("Maximaal cijfer", "Nota máxima"),
)
COMMENTS = (
    *("Feedback comments", "Feedback als Kommentar", "Feedback par commentaires"),
    *("Comentarios de retroalimentación", "Commenti", "Feedback", "Comentários de feedback"),
)

# ---------------------------------------------------------------- Blackboard's gradebook

USERNAME = ("Username", "Benutzername", "Nom d'utilisateur", "Nombre de usuario", "Nome utente", "Gebruikersnaam")
STUDENT_ID = ("Student ID", "Matrikelnummer")
FIRST_NAME = ("First Name", "Vorname", "Prénom", "Nombre", "Nome")
LAST_NAME = ("Last Name", "Nachname", "Nom", "Apellidos", "Cognome")

# ---------------------------------------------------------------- participants

_PARTICIPANT = re.compile(r"(?P<word>[^0-9]{,50}?)\s?(?P<number>[0-9]{1,18})")
"""`Participant 8880001`; most languages leave out the space. Bounded: other columns hold whatever a student typed."""


def is_one_of(title: str, titles: Iterable[str]) -> bool:
    """Whether a column's title is one of these."""
    folded = title.casefold()
    return any(folded == each.casefold() for each in titles)


def participant_number(cell: str) -> str:
    """The number of `Participant 8880001`, in any language; "" where there is none."""
    found = _PARTICIPANT.fullmatch(cell)
    return str(int(found["number"])) if found else ""


def participants_at(titles: Sequence[str], cells: Callable[[int], Iterable[str]]) -> int | None:
    """The column of Moodle's participants: by its title, else the one where a single word precedes every number.

    `cells` gives what stands in a column, without outer spaces. Under a known title a cell may be damaged.
    """
    for column in (column for column, title in enumerate(titles) if is_one_of(title, IDENTIFIER)):
        words = _words(cells(column))
        if not words or len(words - {""}) == 1:
            return column
    found = ((column, _words(cells(column))) for column in range(len(titles)))
    return next((column for column, words in found if len(words) == 1 and "" not in words), None)


def _words(cells: Iterable[str]) -> frozenset[str]:
    """What precedes the numbers in a column; "" for a cell that is no word and a number."""
    found = (_PARTICIPANT.fullmatch(cell) for cell in cells if cell)
    return frozenset(match["word"].casefold() if match else "" for match in found)
