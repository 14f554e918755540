"""The proof of applications: what was sent in a time, with its dated history, as an office asks for it.

Its words are those of its language, as with every document: a German proof stays German while its owner uses SaaSka
in English.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import Prefetch
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import date_format

from applications.models import ApplicationEvent, JobApplication
from saaska.documents import renderer

if TYPE_CHECKING:
    from accounts.models import User

MOST: Final = 1_000  # applications of a report; what fits the pages of a PDF is fewer
MARK: Final = "*"  # beside a date that was corrected or added later


@dataclass(frozen=True, kw_only=True)
class Wording:
    """`period` holds {since} and {until}, `total` {n}, `made` {day}; `marked` explains the mark."""

    name: str  # the language's own
    day: str  # Django's date format for the usual way to write a day that cannot be misread
    title: str
    period: str
    applicant: str
    total: str
    number: str
    applied: str
    employer: str
    position: str
    place: str
    source: str
    course: str
    status: str
    statuses: tuple[str, str, str, str, str]  # in the order of JobApplication.Status
    marked: str
    declaration: str
    signature: str
    made: str
    none: str


WORDINGS: Final[dict[str, Wording]] = {
    "en": Wording(
        name="English",
        day="j M Y",
        title="Record of job applications",
        period="From {since} to {until}",
        applicant="Applicant",
        total="Applications in this period: {n}",
        number="No.",
        applied="Applied on",
        employer="Employer",
        position="Position",
        place="Place",
        source="Found through",
        course="What happened",
        status="Result",
        statuses=("Applied", "Interview", "Offer", "Turned down", "Hired"),
        marked="The applicant corrected or added this date later.",
        declaration="I declare that I made the applications listed here on the dates given.",
        signature="Place, date, signature",
        made="Made on {day}",
        none="No application was sent in this period.",
    ),
    "de": Wording(
        name="Deutsch",
        day="d.m.Y",
        title="Nachweis der Eigenbemühungen",
        period="Zeitraum vom {since} bis {until}",
        applicant="Bewerberin oder Bewerber",
        total="Bewerbungen in diesem Zeitraum: {n}",
        number="Nr.",
        applied="Beworben am",
        employer="Arbeitgeber",
        position="Stelle",
        place="Ort",
        source="Gefunden über",
        course="Verlauf",
        status="Ergebnis",
        statuses=("Beworben", "Vorstellungsgespräch", "Angebot", "Absage", "Eingestellt"),
        marked="Dieses Datum wurde nachträglich berichtigt oder ergänzt.",
        declaration="Ich versichere, dass ich mich an den genannten Tagen wie hier aufgeführt beworben habe.",
        signature="Ort, Datum, Unterschrift",
        made="Erstellt am {day}",
        none="In diesem Zeitraum wurde keine Bewerbung verschickt.",
    ),
    "fr": Wording(
        name="Français",
        day="d/m/Y",
        title="Justificatif de recherche d’emploi",
        period="Du {since} au {until}",
        applicant="Candidate ou candidat",
        total="Candidatures sur cette période : {n}",
        number="Nº",
        applied="Envoyée le",
        employer="Employeur",
        position="Poste",
        place="Lieu",
        source="Trouvé par",
        course="Suites",
        status="Résultat",
        statuses=("Candidature envoyée", "Entretien", "Offre", "Refus", "Embauche"),
        marked="Date corrigée ou ajoutée après coup.",
        declaration="J’atteste avoir envoyé les candidatures énumérées ici aux dates indiquées.",
        signature="Lieu, date, signature",
        made="Établi le {day}",
        none="Aucune candidature n’a été envoyée sur cette période.",
    ),
    "es": Wording(
        name="Español",
        day="d/m/Y",
        title="Justificante de búsqueda de empleo",
        period="Del {since} al {until}",
        applicant="Persona candidata",
        total="Candidaturas en este periodo: {n}",
        number="N.º",
        applied="Enviada el",
        employer="Empresa",
        position="Puesto",
        place="Lugar",
        source="Encontrado en",
        course="Seguimiento",
        status="Resultado",
        statuses=("Candidatura enviada", "Entrevista", "Oferta", "Rechazo", "Contratación"),
        marked="Fecha corregida o añadida después.",
        declaration="Declaro haber enviado las candidaturas aquí indicadas en las fechas señaladas.",
        signature="Lugar, fecha, firma",
        made="Emitido el {day}",
        none="En este periodo no se envió ninguna candidatura.",
    ),
    "pt": Wording(
        name="Português",
        day="d/m/Y",
        title="Comprovativo de procura de emprego",
        period="De {since} a {until}",
        applicant="Pessoa candidata",
        total="Candidaturas neste período: {n}",
        number="N.º",
        applied="Enviada em",
        employer="Empregador",
        position="Função",
        place="Local",
        source="Encontrado em",
        course="Seguimento",
        status="Resultado",
        statuses=("Candidatura enviada", "Entrevista", "Proposta", "Recusa", "Contratação"),
        marked="Data corrigida ou acrescentada depois.",
        declaration="Declaro ter enviado as candidaturas aqui indicadas nas datas referidas.",
        signature="Local, data, assinatura",
        made="Emitido em {day}",
        none="Neste período não foi enviada nenhuma candidatura.",
    ),
    "nl": Wording(
        name="Nederlands",
        day="d-m-Y",
        title="Overzicht van sollicitaties",
        period="Van {since} tot en met {until}",
        applicant="Sollicitant",
        total="Sollicitaties in deze periode: {n}",
        number="Nr.",
        applied="Verstuurd op",
        employer="Werkgever",
        position="Functie",
        place="Plaats",
        source="Gevonden via",
        course="Verloop",
        status="Resultaat",
        statuses=("Gesolliciteerd", "Gesprek", "Aanbod", "Afgewezen", "Aangenomen"),
        marked="Deze datum is later gecorrigeerd of toegevoegd.",
        declaration="Ik verklaar dat ik op de vermelde data heb gesolliciteerd zoals hier opgesomd.",
        signature="Plaats, datum, handtekening",
        made="Opgemaakt op {day}",
        none="In deze periode is niet gesolliciteerd.",
    ),
}


@dataclass(frozen=True)
class Wish:
    """What a report is asked for: both days belong to it."""

    since: date
    until: date
    language: str

    @property
    def words(self) -> Wording:
        return WORDINGS[self.language]


@dataclass(frozen=True)
class Step:
    """One entry of a history in the report's words. `is_marked`: its date was corrected or added later."""

    day: str
    what: str
    is_marked: bool


@dataclass(frozen=True)
class Line:
    """One application. `day` is written as its language does, `applied` is the date itself."""

    number: int
    applied: date
    day: str
    employer: str
    position: str
    place: str
    source: str
    status: str
    steps: list[Step]
    pk: UUID


def lines(user: "User", wish: Wish) -> list[Line]:
    """What was sent in that time, the archive's too, in the order it was sent. Two queries."""
    events = user.application_events.filter(kind=ApplicationEvent.Kind.STATUS).order_by(
        "happened_at", "created_at"
    )
    rows = user.job_applications.live().filter(date_applied__range=(wish.since, wish.until))
    rows = rows.order_by("date_applied", "created_at", "pk").defer("job_description", "answers", "notes")
    rows = rows.prefetch_related(Prefetch("events", queryset=events, to_attr="told"))
    with translation.override(wish.language):
        return [line(row, number, wish.words) for number, row in enumerate(rows[:MOST], start=1)]


def line(row: JobApplication, number: int, words: Wording) -> Line:
    place = ", ".join(part for part in (row.city, row.state, row.country) if part)
    return Line(
        number,
        row.date_applied,
        written(row.date_applied, words),
        row.company,
        row.position,
        place,
        row.source or "",
        status(row.status, words),
        list(steps(row, words)),
        row.pk,
    )


def steps(row: JobApplication, words: Wording) -> Iterator[Step]:
    for event in row.told:  # type: ignore[attr-defined]  # lines() asks for them
        marked = bool(event.details.get("corrections") or event.details.get("added"))
        what = status(event.status, words) + (f" ({event.stage})" if event.stage else "")
        yield Step(written(event.happened_at, words), what, marked)


def status(name: str, words: Wording) -> str:
    return words.statuses[JobApplication.Status.values.index(name)]


def written(day: date | datetime, words: Wording) -> str:
    """As the active language writes days, such as 31.05.2026; a moment by its day in the active time zone."""
    return date_format(timezone.localtime(day) if isinstance(day, datetime) else day, words.day)


def pdf(user: "User", wish: Wish) -> bytes:
    """The report as a PDF; renderer.PrintingError when it is too long for one."""
    with translation.override(wish.language):
        words = wish.words
        found = lines(user, wish)
        context = {
            "words": words,
            "language": wish.language,
            "lines": found,
            "period": words.period.format(since=written(wish.since, words), until=written(wish.until, words)),
            "total": words.total.format(n=len(found)),
            "made": words.made.format(day=written(timezone.localdate(), words)),
            "is_marked": any(step.is_marked for line in found for step in line.steps),
            "mark": MARK,
            "name": user.get_full_name(),
            "email": user.email,
        }
        html = render_to_string("pdf/report/document.html", context)
        css = render_to_string("pdf/report/document.css")
    return renderer.render(html, css).pdf


def table(user: "User", wish: Wish) -> list[list[object]]:
    """The report as rows of a CSV file, its headings first."""
    words = wish.words
    head: list[object] = [
        *(words.number, words.applied, words.employer, words.position, words.place),
        *(words.source, words.status, words.course),
    ]
    return [
        head,
        *(
            [
                *(one.number, one.applied, one.employer, one.position, one.place, one.source, one.status),
                "; ".join(f"{step.day} {step.what}{MARK if step.is_marked else ''}" for step in one.steps),
            ]
            for one in lines(user, wish)
        ),
    ]
