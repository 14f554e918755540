"""What a heading of somebody's own announces, in several languages."""

from typing import Final

from saaska.documents.ats.words import KINDS, folded

FURTHER: Final = {
    "work": "professional experience|industry experience|research experience|career|career history|berufspraxis",
    "skills": "technologies|tools|skills & tools|technical skills|core skills|core competencies|competencies|tech stack"
    "|programming|programming languages|expertise|it-kenntnisse|kompetenzen|outils|herramientas|competências",
    "projects": "personal projects|side projects|selected projects|open source|open-source projects|academic projects",
    "languages": "language skills|sprachkenntnisse|lingue|línguas|talen",
    "certificates": "certificates & licenses|licenses|licenses & certifications|weiterbildung",
    "awards": "honors & awards|awards & honors|honors and awards|awards and honors|selected honors|achievements|prizes",
    "publications": "selected publications|papers|publikationen",
    "volunteering": "volunteer|volunteer work|volunteering experience|community|ehrenamtliches engagement",
    "references": "referees",
    "interests": "hobbies|hobbies & interests|interests & hobbies|hobbys|loisirs|aficiones",
    "summary": "professional summary|career summary|about|introduction|kurzprofil|à propos|sobre mí|resumo",
}
MEANT: Final = KINDS | {folded(word): kind for kind, words in FURTHER.items() for word in words.split("|")}


def kind_of(heading: str) -> str:
    """A kind of section, "work", "education", "skills" or "summary"; "" for a heading that may be anything."""
    return MEANT.get(folded(heading.replace("_", " ")), "")


def readable(heading: str) -> str:
    """A heading that is a key of a file: "selected_honors" as "Selected honors"."""
    if heading != heading.lower() or " " in heading:
        return heading
    text = " ".join(heading.replace("_", " ").split())
    return text[:1].upper() + text[1:]
