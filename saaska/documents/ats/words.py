"""Words that say what a text of a résumé is: usual headings, times, addresses."""

import re
import unicodedata

from saaska.documents import wording

HEADINGS = {
    "summary": "summary|profile|about|about me|objective|profil|zusammenfassung|resumen|perfil",
    "work": "work experience|experience|employment|employment history|professional experience|berufserfahrung"
    "|berufliche laufbahn|expérience professionnelle|expériences|experiencia|experiencia laboral",
    "education": "education|ausbildung|bildung|formation|études|educación|formación",
    "skills": "skills|technical skills|kenntnisse|fähigkeiten|compétences|habilidades|competencias",
    "projects": "projects|projekte|projets|proyectos",
    "languages": "languages|sprachen|langues|idiomas",
    "certificates": "certificates|certifications|zertifikate|certificats|certificados",
    "awards": "awards|honors|auszeichnungen|prix|distinctions|premios",
    "publications": "publications|veröffentlichungen|publicaciones",
    "volunteering": "volunteering|volunteer experience|ehrenamt|bénévolat|voluntariado",
    "references": "references|referenzen|références|referencias",
    "interests": "interests|interessen|centres d’intérêt|intereses",
}


def folded(heading: str) -> str:
    """A heading as headings are compared: without case, accents and spaces. Capitals drop accents in Greek and have
    them in Turkish, and a gap within an Arabic word may look like a space."""
    letters = unicodedata.normalize("NFD", "".join(heading.split()).casefold().replace("ı", "i"))
    return "".join(letter for letter in letters if unicodedata.category(letter) != "Mn")


KINDS = {
    **{folded(said.heading(kind)): kind for said in wording.BY_LANGUAGE.values() for kind in wording.KINDS},
    **{folded(word): kind for kind, words in HEADINGS.items() for word in words.split("|")},
}  # by the folded heading
EMPLOYERS = frozenset(
    ["work", "education", "volunteering"]
)  # kinds whose organizations may look like addresses
HISTORIES = frozenset(
    ["work", "volunteering", ""]
)  # kinds whose entries may be roles at an employer above them
LISTS = frozenset(["skills", "languages", "interests"])  # kinds whose sections are things in a line

MONTH = r"(?:[^\W\d_]|[\u0900-\u0963]){2,12}\.?"  # vowels of Hindi are no letters to Python
DAY = (
    rf"(?:(?:[0-3]?\d[./])?[01]?\d[./-]\d{{4}}|\d{{4}}(?:[-/.]\d\d){{0,2}}|(?:[0-3]?\d\.? )?{MONTH}(?: de)? \d{{4}}"
    rf"|\d{{4}}\. {MONTH}|\d{{4}}年(?: ?\d?\d月)?|\d{{4}}년(?: ?\d?\d월)?)"
)
ENDS = ["present", "today", "now", "current", "aujourd'hui", "présent", "actual"]
TODAY = (
    "(?:" + "|".join(map(re.escape, [*ENDS, *(said.present for said in wording.BY_LANGUAGE.values())])) + ")"
)
PERIOD = re.compile(rf"(?:{DAY}(?: ?[–-] ?(?:{DAY}|{TODAY}))?|{TODAY})", re.IGNORECASE)
BEGUN = re.compile(
    rf"{DAY} ?[–-](?: {MONTH}(?: de)?| \d{{4}}\.)?", re.IGNORECASE
)  # a period that ends on the next line
E_MAIL = re.compile(r"[^\s@<>|]+@[^\s@<>|]+\.[^\s@<>|]+")
PHONE = re.compile(r"\+?[\d(][\d\s().\u2010-\u2015/-]{4,}\d")
ADDRESS = re.compile(r"(?:[^\s:/]{1,40}: )?(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:[/?#:]\S*)?")
NOTED = re.compile(r"(.*?)(?: ?\(([^()]*)\))?,?")  # "Python (Expert)"
UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uff01-\uff60]")  # Chinese and Japanese
SEPARATORS = frozenset("|,·•–—/;")
BULLETS = frozenset("•▪◦‣–")


def plain(text: str) -> str:
    return " ".join(text.split())


def is_period(text: str) -> bool:
    return bool(PERIOD.fullmatch(text) or BEGUN.fullmatch(text))


def kind_of_contact(text: str) -> str:
    if E_MAIL.fullmatch(text):
        return "email"
    if PHONE.fullmatch(text):
        return "phone"
    return "link" if ADDRESS.fullmatch(text) else ""
