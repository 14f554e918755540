"""Words by which the parts of a résumé are known in English, German, French, Spanish and Portuguese."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from resumes.importers.dates import MONTH_NUMBERS
from saaska.documents.ats import words

HEADINGS = {
    "contact": "contact|contact details|contact information|personal details|personal information|kontakt"
    "|kontaktdaten|persönliche daten|persönliche angaben|coordonnées|informations personnelles|état civil"
    "|contacto|datos personales|datos de contacto|contato|contactos|dados pessoais|informações pessoais",
    "summary": "summary|professional summary|executive summary|profile|professional profile|about|about me"
    "|objective|career objective|profil|kurzprofil|über mich|zusammenfassung|profil professionnel|à propos|résumé"
    "|objectif|resumen|resumen profesional|perfil|perfil profesional|sobre mí|extracto|objetivo|resumo"
    "|resumo profissional|perfil profissional|sobre mim",
    "work": "work experience|experience|employment|employment history|professional experience|work history"
    "|career history|relevant experience|berufserfahrung|berufspraxis|berufliche laufbahn|beruflicher werdegang"
    "|werdegang|praktische erfahrung|expérience professionnelle|expériences professionnelles|expérience"
    "|expériences|parcours professionnel|experiencia|experiencia laboral|experiencia profesional|experiência"
    "|experiência profissional|experiências profissionais|histórico profissional",
    "education": "education|education and training|academic background|studies|qualifications|ausbildung|bildung"
    "|bildungsweg|schulbildung|studium|akademischer werdegang|ausbildung und studium|formation|formations|études"
    "|diplômes|formation académique|diplômes et formations|educación|formación|formación académica|estudios"
    "|educação|formação|formação académica|formação acadêmica|escolaridade|habilitações literárias",
    "skills": "skills|technical skills|key skills|core skills|core competencies|competencies|expertise|top skills"
    "|technologies|kenntnisse|fähigkeiten|kompetenzen|it-kenntnisse|fachkenntnisse|edv-kenntnisse"
    "|kenntnisse und fähigkeiten|compétences|compétences techniques|compétences clés|savoir-faire|habilidades"
    "|competencias|aptitudes|conocimientos|conocimientos técnicos|competências|competências técnicas"
    "|conhecimentos|aptidões",
    "projects": "projects|personal projects|side projects|selected projects|projekte|eigene projekte|projets"
    "|projets personnels|proyectos|proyectos personales|projetos|projetos pessoais",
    "languages": "languages|language skills|sprachen|sprachkenntnisse|langues|idiomas|línguas",
    "certificates": "certificates|certifications|licenses & certifications|licenses and certifications"
    "|zertifikate|zertifizierungen|weiterbildung|weiterbildungen|certificats|certificados|certificaciones"
    "|cursos|certificações",
    "awards": "awards|honors|honours|honors & awards|honors and awards|awards and honors|auszeichnungen|preise"
    "|prix|distinctions|prix et distinctions|premios|premios y reconocimientos|prêmios|prémios",
    "publications": "publications|veröffentlichungen|publikationen|publicaciones|publicações",
    "volunteering": "volunteering|volunteer experience|volunteer work|volunteer|ehrenamt|ehrenamtliches engagement"
    "|engagement|bénévolat|expérience bénévole|voluntariado|trabalho voluntário",
    "references": "references|referenzen|références|referencias|referências",
    "interests": "interests|hobbies|interests and hobbies|hobbies and interests|interessen|hobbys"
    "|interessen und hobbys|hobbys und interessen|centres d’intérêt|centres d'intérêt|loisirs|intereses"
    "|aficiones|interesses",
}
KINDS = {word: kind for kind, said in HEADINGS.items() for word in said.split("|")}
DOCUMENT = frozenset(
    [
        "curriculum vitae",
        "cv",
        "resume",
        "résumé",
        "lebenslauf",
        "currículum",
        "currículum vitae",
        "currículo",
    ]
)


def heading(text: str) -> str:
    """The kind of section that a line is the heading of, "" when it is none that is known."""
    plain = re.sub(r"^[\d.)\s]+|[:*_#=–—|•\s]+$", "", text.strip()).casefold().replace(" & ", " and ")
    plain = re.sub(r"^[*_#|•\s]+", "", plain)
    found = KINDS.get(plain, "") or KINDS.get(plain.replace(" and ", " & "), "")
    return found or words.KINDS.get(words.folded(plain), "")


# Pieces of words by which headings tell their language; what two have in common counts for both.
SIGNS: Final = {
    "de": re.compile(
        r"kenntnis|beruf|werdegang|ausbildung|bildung|studium|fähigkeit|kompetenzen|sprach|zertif|projekte|hobbys"
        r"|interessen|ehrenamt|auszeichn|veröffent|kurzprofil|über mich|zusammenfassung|angaben|daten|referenzen"
    ),
    "fr": re.compile(
        r"expériences?\b|parcours|études|diplôme|formations?\b|compétences|savoir-faire|langues|centres d|loisirs"
        r"|bénévol|certificats|à propos|objectif|coordonnées|projets|prix|références"
    ),
    "es": re.compile(
        r"experiencia|educación|formación|estudios|habilidades|aptitudes|conocimientos|proyectos|certificaciones"
        r"|voluntariado|publicaciones|premios|referencias|aficiones|intereses|resumen|sobre mí|datos|idiomas|perfil"
    ),
    "pt": re.compile(
        r"experiências?\b|formação|educação|habilitações|competências|conhecimentos|aptidões|projetos|línguas"
        r"|certificações|voluntário|publicações|prémios|prêmios|referências|interesses|resumo|sobre mim|dados"
        r"|idiomas|perfil"
    ),
}


def language_of(headings: Iterable[str]) -> str:
    """The language that most of these headings are in, when at least two are; "" for English and for others."""
    said = [text.casefold() for text in headings]
    votes = Counter(language for text in said for language, sign in SIGNS.items() if sign.search(text))
    most = votes.most_common(2)
    if not most or most[0][1] < 2 or (len(most) > 1 and most[0][1] == most[1][1]):
        return ""
    return most[0][0]


_MONTH = "|".join(sorted(map(re.escape, MONTH_NUMBERS), key=len, reverse=True))
DAY = (
    rf"(?:(?:0?[1-9]|[12]\d|3[01])?[./ ]*(?:{_MONTH})\.?,? ?(?:de |del |of )?(?:19|20)\d\d"
    r"|(?:(?:0?[1-9]|[12]\d|3[01])[./])?(?:0?[1-9]|1[0-2])[./-](?:19|20)\d\d"
    r"|(?:19|20)\d\d(?:[-/.](?:0[1-9]|1[0-2])(?:[-/.](?:0[1-9]|[12]\d|3[01]))?)?)"
)
NOW = (
    r"(?:present|now|today|current|currently|ongoing|date|heute|jetzt|aktuell|dato|aujourd[’']hui|présent"
    r"|ce jour|maintenant|actualidad|la actualidad|presente|el presente|hoy|actual|atual|atualmente|hoje"
    r"|o presente|o momento)"
)
PERIOD = re.compile(
    rf"(?<![\w/.-])(?:(?:from|von|vom|de|du|del|desde|since|seit|depuis|ab|dès) )?(?P<start>{DAY})"
    rf"(?: ?(?:[-–—]|to|until|till|bis|bis zum|à|au|jusqu[’']à|a|al|hasta|até|ao) ?(?P<end>{DAY}|{NOW}))?"
    r"(?![\w/-])",
    re.IGNORECASE,
)
SINCE = re.compile(r"(?:since|seit|depuis|desde|ab|dès) ", re.IGNORECASE)
DURATION = re.compile(
    r"\(?\d+ ?(?:years?|yrs?|jahre?|ans?|años?|anos?|months?|mos?|monate?|mois|mes(?:es)?)\b[^)]*\)?", re.I
)

TITLE = re.compile(
    r"\b(?:\w*engineer|\w*developer|manager|director|lead|head|analyst|consultant|assistant|designer|architect"
    r"|officer|intern|specialist|coordinator|administrator|scientist|teacher|nurse|founder|president|executive"
    r"|technician|researcher|editor|writer|accountant|cto|ceo|cfo|driver|baker|associate|programmer|clerk|mentor(?:in)?"
    r"|volunteer|captain|coach|tutor(?:in)?|trainer(?:in)?|instructor|treasurer"
    r"|\w*entwickler(?:in)?|\w*leiter(?:in)?|\w*ingenieur(?:in)?|\w*berater(?:in)?|\w*praktikant(?:in)?|referent(?:in)?"
    r"|werkstudent(?:in)?|sachbearbeiter(?:in)?|\w*kauffrau|\w*kaufmann|assistenz|assistent(?:in)?|\w*mitarbeiter(?:in)?"
    r"|ingénieure?|développeu(?:r|se)|chef(?:fe)?|responsable|directeur|directrice|chargée?|assistante?|stagiaire"
    r"|technicien(?:ne)?|consultante?|professeure?|ingeniero|ingeniera|desarrollador(?:a)?|jefe|jefa|directora?"
    r"|analista|gerente|enfermer[oa]|técnic[oa]|becari[oa]|consultor(?:a)?|profesora?|engenheir[oa]|desenvolvedor(?:a)?"
    r"|coordenador(?:a)?|coordinadora?|diretor(?:a)?|estagiári[oa]|gestor(?:a)?|professora?)\b",
    re.IGNORECASE,
)
ORGANIZATION = re.compile(
    r"\b(?:gmbh|ag|inc|ltd|llc|corp|corporation|plc|kg|se|sa|s\.a|sarl|sas|s\.l|lda|ltda|group|gruppe|groupe|grupo"
    r"|company|co|bank|banque|banco|hospital|klinik|labs?|studios?|technologies|solutions|systems|consulting"
    r"|partners|holding|agency|agentur|agence|agencia|foundation|stiftung|ministry|werke|verlag|ab|oy|a/s|aps|bv|nv|srl"
    r"|spa|pty|club|association|verein|e\.v|red cross|cruz roja|cruz vermelha|croix-rouge|church)\b\.?",
    re.IGNORECASE,
)
SCHOOL = re.compile(
    r"\b(?:\w*universit\w*|universidad\w*|\w*hochschule|\w*schule|college|school|institut\w*|academy|akademie"
    r"|académie|academia|école|escuela|escola|lycée|gymnasium|polytechni\w*|politécnic\w*|faculty|faculté|facultad"
    r"|tu|fh|eth|mit)\b",
    re.IGNORECASE,
)
DEGREE = re.compile(
    r"(?:ph\.?d\.?|dr\.|[bm]\.? ?(?:sc|a|eng|ed|s|tech|com|phil|arch|e)(?=[ .,]|$)"
    r"|ll\.?[bm]\.?(?=[ ,]|$)|mba|bachelor(?: of [A-Z]\w+)?|master(?: of [A-Z]\w+)?"
    r"|diplom(?:-\w+)?|abitur|magister|licence|licenciatura|licenciado|grado|máster|mestrado|doutorado|doctorado"
    r"|doctorat|baccalauréat|bts|dut|bacharelado|associate|promotion|staatsexamen|laurea)(?!\w)\.?(?: \([^)]*\))?",
    re.IGNORECASE,
)
PLACE = re.compile(
    r"(?:remote|home ?office|[^\W\d][\w.’' -]+, ?(?:[A-Z]{2}(?: \d{5}(?:-\d{4})?)?|usa|uk|[^\W\d][\w.’' -]{2,24}))"
    r"(?: ?\([^)]*\))?",
    re.IGNORECASE,
)
GRADE = re.compile(
    r"(?:gpa|grade|note|abschlussnote|mention|nota(?: media)?|média)\s*:?\s+([^\s,;].{0,30})", re.I
)
TOOLS = re.compile(
    r"(?:technologies|technologien|tech stack|tools|stack|environnement technique|tecnologías|tecnologias)\s*:",
    re.I,
)
COURSES = re.compile(r"(?:courses|coursework|relevant coursework|kurse|cours|cursos|disciplinas)\s*:", re.I)
# Parts have the lengths that standards allow: without a limit, a line of a million letters takes hours.
E_MAIL = re.compile(r"(?<![^\s@<>|,;()])[^\s@<>|,;()]{1,64}@[^\s@<>|,;()]{1,255}\.[^\W\d_]{2,63}(?![^\W\d_])")
LINK = re.compile(
    r"(?:https?://[^\s|<>,;]+|(?<![@\w.])(?:www\.)?(?:[\w-]{1,63}\.){1,8}(?:com|org|net|io|dev|de|fr|es|pt|br|uk|eu|me|co|ch|at"
    r"|info|example)(?:/[^\s|<>,;]*)?)(?<![.)])",
    re.I,
)
PHONE = re.compile(
    r"(?<![\w/])(?:\+|\(|0)[\d(][\d\s().\u2010-\u2015/-]{5,40}\d(?!\w)|(?<!\w)\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?!\w)"
)
LABEL = re.compile(
    r"\b(?:e-?mail|mail|phone|telephone|tel|mobile|cell|telefon|mobil|handy|téléphone|portable|correo(?: electrónico)?"
    r"|teléfono|móvil|telefone|telemóvel|celular|address|anschrift|adresse|dirección|endereço|morada|location|ort"
    r"|wohnort|linkedin|github|website|web|site|portfolio|homepage|courriel)\b\.?\s*:",
    re.I,
)
PRIVATE = re.compile(
    r"\b(?:date of birth|born|geburtsdatum|geboren|geburtsort|familienstand|nationality|staatsangehörigkeit"
    r"|date de naissance|né|née|nationalité|fecha de nacimiento|nacionalidad|data de nascimento|nacionalidade)\b.*",
    re.I,
)
LEVEL = re.compile(
    r"(?:native|mother tongue|fluent|professional|proficient|conversational|basic|beginner|intermediate|advanced|expert"
    r"|muttersprach\w*|fließend|verhandlungssicher|gut\w*|sehr gut\w*|grundkenntnisse|fortgeschritten|langue maternelle"
    r"|courant|bilingue|intermédiaire|avancé|débutant|notions|nativ[oa]|lengua materna|fluid[oa]|fluente|avanzad[oa]"
    r"|medio|intermedi[oa]|intermediário|avançad[oa]|básic[oa]|materna|[abc][12])\b.*"
    r"|\d+ (?:years?|jahre?|ans?|años?|anos?)",
    re.IGNORECASE,
)
