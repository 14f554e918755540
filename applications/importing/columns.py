"""What a column of a table can be, and how trackers call it."""

import re
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

FIELDS: Final[dict[str, "StrPromise"]] = {
    "company": _("Company"),
    "position": _("Position"),
    "date_applied": _("Applied on"),
    "status": _("Status"),
    "stage": _("Stage"),
    "status_on": _("Day of the status"),
    "location": _("Place"),
    "city": _("City"),
    "state": _("State or region"),
    "country": _("Country"),
    "source": _("Found through"),
    "url": _("Address of the posting"),
    "tags": _("Tags"),
    "offer_salary": _("Salary offered"),
    "offer_currency": _("Currency"),
    "job_description": _("Posting"),
    "answers": _("What you answered"),
    "contact_name": _("Contact: name"),
    "contact_role": _("Contact: role"),
    "contact_email": _("Contact: e-mail"),
    "contact_phone": _("Contact: phone"),
    "notes": _("Private notes"),
}
LEAVE: Final = ""
SEVERAL: Final = ("notes", "tags")  # may be fed by more than one column
HEADING: Final = 80  # characters of it that are looked at

# English, German, French, Spanish, Portuguese, Italian, Dutch. What is in NAMES as a whole
# wins over a word within a longer heading.
NAMES: Final = {
    "company": "company, company name, employer, organization, organisation, org, firm, arbeitgeber, firma,"
    " unternehmen, entreprise, société, employeur, empresa, compañía,"
    " empregador, azienda, datore di lavoro, bedrijf, werkgever",
    "position": "position, role, title, job title, job, position title, role title, job role, stelle, titel, beruf,"
    " stellenbezeichnung, jobtitel, poste, intitulé, puesto, cargo,"
    " vaga, função, posizione, ruolo, mansione, functie, vacature",
    "date_applied": "date applied, applied, applied date, applied on, application date, date of application, date,"
    " applied at, date submitted, submitted, beworben am, bewerbungsdatum, datum, date de candidature,"
    " fecha, fecha de solicitud, date sent, sent on, data, data da candidatura, data candidatura, data di candidatura,"
    " sollicitatiedatum, gesolliciteerd op",
    "status": "status, application status, current status, state of application, outcome, result, list, pipeline,"
    " pipeline stage, application stage, ergebnis, statut, estado, situação, stato, esito, resultaat",
    "stage": "stage, step, phase, round, interview stage, stufe, runde, étape, etapa, fase",
    "status_on": "status date, response date, date of response, last update, last updated, updated, status changed,"
    " date rejected, antwort am, statusdatum",
    "location": "location, place, job location, office, ort, standort, arbeitsort, lieu, ubicación, lugar,"
    " local, luogo, sede, plaats",
    "city": "city, town, stadt, ville, ciudad",
    "state": "state, region, province, bundesland, région, provincia",
    "country": "country, land, pays, país",
    "source": "source, found on, found through, found via, job board, platform, channel, referral, how found, quelle,"
    " gefunden über, plattform, fuente, fonte, bron",
    "url": "url, link, job url, job link, posting url, website, job posting, posting link, link to job, address,"
    " lien, enlace",
    "tags": "tags, tag, labels, label, category, categories, keywords, schlagwörter, étiquettes, etiquetas",
    "offer_salary": "offer salary, salary offered, offered salary, offer amount, offer",
    "offer_currency": "currency, offer currency, währung, devise, moneda",
    "job_description": "job description, description, posting, posting text, jd, stellenbeschreibung, beschreibung",
    "answers": "answers, question and answers, questions and answers, questions, screening questions, fragen,"
    " antworten, réponses, respuestas",
    "contact_name": "contact, contact name, contact person, recruiter, recruiter name, hiring manager,"
    " point of contact, kontakt, kontaktperson, ansprechpartner, ansprechpartnerin, personne de contact,"
    " contacto, persona de contacto",
    "contact_role": "contact role, contact title, contact position, recruiter title",
    "contact_email": "contact email, contact e mail, recruiter email, email, e mail, email address,"
    " contact email address, kontakt email, kontakt e mail, courriel, correo, correo electrónico",
    "contact_phone": "contact phone, contact phone number, recruiter phone, phone, phone number, telephone, telefon,"
    " téléphone, teléfono",
    "notes": "notes, comments, comment, remarks, notizen, notiz, bemerkungen, kommentar, notas, remarques,"
    " note, observações, opmerkingen, notities",
}
BY_NAME: Final = {name.strip(): field for field, names in NAMES.items() for name in names.split(",")}
# Of no worth to anybody but the program that wrote them.
TECHNICAL: Final = {
    "id",
    "uuid",
    "user id",
    "created at",
    "created",
    "row",
    "index",
    "no",
    "nr",
    "position id",
}


def plain(text: str) -> str:
    """Words alone, in small letters: "Job_Title:" is "job title"."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text[:HEADING])
    return " ".join(re.findall(r"\w+", parted.replace("_", " ").casefold()))


def field_of(heading: str) -> str:
    """The field that a heading names; "" for none."""
    name = plain(heading)
    return BY_NAME.get(name) or BY_NAME.get(name.removesuffix("s")) or ""


def guessed(headings: list[str], filled: list[bool]) -> list[str]:
    """A field for each column. What has no place of its own goes to the notes; an empty column nowhere."""
    found: list[str] = []
    is_named = "company" in map(field_of, headings)
    for heading, is_filled in zip(headings, filled, strict=True):
        field = field_of(heading)
        if plain(heading) == "name" and not is_named:
            field = "company"  # a table whose rows are called by their company
        if field in found and field not in SEVERAL:
            field = "notes"
        if not is_filled or (not field and plain(heading) in TECHNICAL):
            field = LEAVE
        elif not field:
            field = "notes"
        found.append(field)
    return found
