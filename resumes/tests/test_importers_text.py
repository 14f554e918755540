"""Résumés as text, Markdown and Word files, in five languages and several layouts."""

import io
import re
import zipfile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resumes import importers, printing
from resumes.exporters import markdown, plain_text, word
from resumes.tests import samples

ENGLISH = """Maya Ortiz
Product Designer
Lisbon, Portugal | maya@ortiz.example | +351 210 000 123 | linkedin.com/in/maya-ortiz-example

PROFESSIONAL SUMMARY
Designer who tests early with the people who will use the thing, and writes down what was learned.

EXPERIENCE
Northwind Studio, Lisbon                                   Jan 2020 – Present
Senior Product Designer
• Led the redesign of a booking flow used by 40 hotels
• Cut the number of steps from nine to four, which
  raised completed bookings by a fifth
Designer at Papaya Labs, Porto (March 2016 - December 2019)
- Drew the first design system

EDUCATION
University of Porto, Porto
M.A. in Communication Design, 2016

SKILLS
Tools: Figma, Sketch
Languages
Portuguese (native), English (fluent)
"""
GERMAN = """Lebenslauf
Jonas Feldmann
Musterweg 4, 20095 Hamburg
Tel.: +49 40 1234567
E-Mail: jonas@feldmann.example
Geburtsdatum: 01.02.1990

Berufserfahrung
04/2019 – heute   Teamleiter Logistik, Hansa Speicher GmbH, Hamburg
- Schichtplanung für 35 Mitarbeitende eingeführt
01/2015 – 03/2019   Sachbearbeiter, Nordkontor AG, Bremen
- Reklamationen um ein Drittel gesenkt

Ausbildung
2011 – 2014   Bachelor of Arts, Logistik, Hochschule Bremen

Sprachkenntnisse
Deutsch (Muttersprache), Englisch (C1)

Kenntnisse
SAP, Excel, Lagerverwaltung
"""
FRENCH = """# Camille Rousseau

Cheffe de projet · camille@rousseau.example · +33 1 99 00 12 34 · Nantes

## Expérience professionnelle

### Cheffe de projet
Atelier Loire, Nantes
de janvier 2018 à aujourd'hui

* Piloté douze chantiers publics
* Réduit les délais de 15 %

## Formation

### Master en urbanisme
Université de Nantes
2012 - 2014

## Compétences

Négociation, Gestion de budget
"""
SPANISH = """Lucía Herrera
lucia@herrera.example
+34 910 000 456

Experiencia laboral

Analista de datos | Datos del Sur S.L. | Sevilla
marzo de 2021 - actualidad
– Construí los informes semanales de ventas
– Formé a seis compañeras

Formación
Grado en Estadística
Universidad de Sevilla
2016 - 2020

Idiomas
Español (nativo); Inglés (B2)
"""
PORTUGUESE = """Rui Almeida
Engenheiro de software
rui@almeida.example | Coimbra

Experiência profissional
Engenheiro de software - Mondego Sistemas
fevereiro de 2017 até atual
o Reescreveu o serviço de faturação
o Orientou dois estagiários

Formação académica
Licenciatura em Engenharia Informática
Universidade de Coimbra
2012 - 2016

Competências
Python, SQL
"""


def read(text, name="cv.txt"):
    return importers.read(text.encode(), file_name=name)


def jobs(found):
    return [
        tuple(job[name] for name in ("position", "company", "location", "startDate", "endDate", "current"))
        for job in found.work_experience
    ]


EXPECTED = {
    "English": (
        ENGLISH,
        ("Maya", "Ortiz", "maya@ortiz.example"),
        [
            ("Senior Product Designer", "Northwind Studio", "Lisbon", "2020-01", "", True),
            ("Designer", "Papaya Labs", "Porto", "2016-03", "2019-12", False),
        ],
        ("University of Porto", "M.A.", "Communication Design", "2016"),
    ),
    "German": (
        GERMAN,
        ("Jonas", "Feldmann", "jonas@feldmann.example"),
        [
            ("Teamleiter Logistik", "Hansa Speicher GmbH", "Hamburg", "2019-04", "", True),
            ("Sachbearbeiter", "Nordkontor AG", "Bremen", "2015-01", "2019-03", False),
        ],
        ("Hochschule Bremen", "Bachelor of Arts", "Logistik", "2014"),
    ),
    "French": (
        FRENCH,
        ("Camille", "Rousseau", "camille@rousseau.example"),
        [("Cheffe de projet", "Atelier Loire", "Nantes", "2018-01", "", True)],
        ("Université de Nantes", "Master", "urbanisme", "2014"),
    ),
    "Spanish": (
        SPANISH,
        ("Lucía", "Herrera", "lucia@herrera.example"),
        [("Analista de datos", "Datos del Sur S.L.", "Sevilla", "2021-03", "", True)],
        ("Universidad de Sevilla", "Grado", "Estadística", "2020"),
    ),
    "Portuguese": (
        PORTUGUESE,
        ("Rui", "Almeida", "rui@almeida.example"),
        [("Engenheiro de software", "Mondego Sistemas", "", "2017-02", "", True)],
        ("Universidade de Coimbra", "Licenciatura", "Engenharia Informática", "2016"),
    ),
}


@pytest.mark.parametrize("language", EXPECTED)
class TestLanguages:
    def test_the_person_is_found(self, language):
        text, person, _jobs, _study = EXPECTED[language]

        info = read(text).personal_info
        assert (info["firstName"], info["lastName"], info["email"]) == person
        assert info["phone"] or language == "Portuguese"

    def test_jobs_have_their_position_company_place_and_dates(self, language):
        text, _person, expected, _study = EXPECTED[language]

        assert jobs(read(text)) == expected

    def test_education_has_its_school_degree_field_and_end(self, language):
        text, _person, _jobs, expected = EXPECTED[language]

        (study,) = read(text).education
        assert tuple(study[name] for name in ("institution", "degree", "field", "endDate")) == expected

    def test_every_word_is_accounted_for(self, language):
        text = EXPECTED[language][0]

        assert_all_accounted_for(text, read(text))


def words(text):
    return re.findall(r"\w+", text)


def assert_all_accounted_for(text, found):
    """Each word of each line is in the report's lines about it, and each line with words is counted once."""
    rows = {number: line for number, line in enumerate(text.expandtabs(4).splitlines(), 1) if words(line)}
    told = {}
    for line in found.report.lines:
        told.setdefault(line.row, []).extend(words(line.value))
    missing = {n: set(words(line)) - set(told.get(n, [])) - {"o"} for n, line in rows.items()}
    assert {number: lost for number, lost in missing.items() if lost} == {}
    assert found.report.leaves == len(rows)


def texts_of(value):
    if isinstance(value, dict):
        return [text for key, entry in value.items() if key not in ("id", "kind") for text in texts_of(entry)]
    if isinstance(value, list):
        return [text for entry in value for text in texts_of(entry)]
    return [value] if isinstance(value, str) else []


class TestDetails:
    def test_a_point_goes_on_in_the_next_line(self):
        assert read(ENGLISH).work_experience[0]["achievements"][1] == (
            "Cut the number of steps from nine to four, which raised completed bookings by a fifth"
        )

    def test_skills_have_their_category_and_languages_their_level(self):
        found = read(ENGLISH)

        assert [(skill["category"], skill["name"]) for skill in found.skills] == [
            ("Tools", "Figma"),
            ("Tools", "Sketch"),
        ]
        (section,) = found.personal_info["sections"]
        assert [(item["name"], item["level"]) for item in section["items"]] == [
            ("Portuguese", "native"),
            ("English", "fluent"),
        ]

    def test_what_employers_should_not_ask_is_left_out_and_said(self):
        (line,) = [line for line in read(GERMAN).report.left_out if line.why == "private"]

        assert (line.row, "01.02.1990" in line.value) == (6, True)

    def test_several_positions_with_one_employer_share_it(self):
        found = read(
            "Ana Reis\nana@reis.example\n\nExperience\n\nSoftware Engineer\nAcme Ltd\n2020 - 2022\n- Led it\n\n"
            "Junior Engineer\n2018 - 2020\n- Built it\n"
        )

        assert [job["company"] for job in found.work_experience] == ["Acme Ltd", "Acme Ltd"]
        assert any(line.why == "above" for line in found.report.guessed)

    def test_a_guess_says_in_which_line_it_stands(self):
        guess = next(line for line in read(ENGLISH).report.guessed if line.target.endswith(".company"))

        assert (guess.row, guess.value) == (9, "Northwind Studio")

    @pytest.mark.parametrize("sign", ["•", "-", "*", "–", "o", "▪"])
    def test_points_of_any_sign_are_points(self, sign):
        found = read(
            f"Ana\na@b.example\n\nExperience\nBaker, Ek Ltd\n2019 - 2020\n{sign} Baked bread\n{sign} Sold it\n"
        )

        assert found.work_experience[0]["achievements"] == ["Baked bread", "Sold it"]

    def test_a_heading_of_unknown_words_is_a_section_of_its_own(self):
        found = read(
            "Ana\na@b.example\n\nEDUCATION\nB.A. in Art\nArt School\n\nPATENTS PENDING\nA tide gauge\n"
        )

        assert [section["title"] for section in found.personal_info["sections"]] == ["PATENTS PENDING"]

    @pytest.mark.parametrize("text", ["Nothing of that kind here.", "a\n" * 50])
    def test_a_text_that_is_no_resume_is_said_to_be_none(self, text):
        with pytest.raises(importers.UnreadableFile, match="No part of a résumé"):
            read(text)

    def test_far_too_many_lines_are_refused(self):
        with pytest.raises(importers.UnreadableFile, match="3,000 lines"):
            read("a@b.example\n" * 3001)


PIECES = st.sampled_from(
    [
        "",
        "Experience",
        "EDUCATION",
        "Skills:",
        "- Built it",
        "2019 - 2020",
        "Acme Ltd, Berlin",
        "Engineer at X | Y",
        "a@b.example",
        "+49 30 123456",
        "Languages: Go, SQL",
        "GPA: 3.8",
        "https://a.example/b",
        "Jan 2020 – Present (2 years)",
        "# Title",
        "o point",
        "Technologies: Go, SQL",
        "xx " * 100,
        "• ",
        "Ref. (",
        "née 1990",
        "Tel: none",
        "Über, uns; & co",
    ]
)


class TestAnyText:
    @settings(deadline=None, max_examples=300)
    @given(lines=st.lists(PIECES, min_size=1, max_size=30))
    def test_every_line_is_accounted_for_and_nothing_invented(self, lines):
        text = "\n".join(["Ana Reis", "ana@reis.example", *lines])

        found = read(text)

        rows = list(importers.plain_text.rows(text))
        assert {line.row for line in found.report.lines} == {row.number for row in rows}
        assert found.report.leaves == len(rows)
        said = set(words(text))
        content = [
            found.summary,
            *texts_of(found.work_experience),
            *texts_of(found.education),
            *texts_of(found.skills),
        ]
        invented = {
            word for value in content if not re.match(r"[\d-]+$|https?:", value) for word in words(value)
        } - said
        assert invented == set()


OTHERS = {
    "an employer's line, then the title's, both with columns": (
        """Rosa Lima
rosa@lima.example

EXPERIÊNCIA PROFISSIONAL
Mota Estruturas, S.A.                                    Porto, Portugal
Engenheira de Estruturas                                 Jan. 2017 – Presente
- Dimensionou 14 pontes

Consultores do Norte, Lda.                               Braga, Portugal
Engenheira Júnior                                        Set. 2013 – Dez. 2016
- Apoiou a fiscalização

IDIOMAS
Português (nativo), Inglês (C1)
""",
        [
            ("Engenheira de Estruturas", "Mota Estruturas, S.A.", "Porto, Portugal", "2017-01", "", True),
            (
                "Engenheira Júnior",
                "Consultores do Norte, Lda.",
                "Braga, Portugal",
                "2013-09",
                "2016-12",
                False,
            ),
        ],
        "pt",
    ),
    "Markdown with times in italics": (
        """# Jonas Ek

jonas@ek.example · [github.com/jek](https://github.com/jek)

## Experience

### Data Engineer, Spotnik AB
*Jan 2021 – present | Stockholm*

Worked in the risk team.

- Moved 40 TB to **BigQuery**

## Languages

| Language | Level |
|---|---|
| Swedish | Native |
""",
        [("Data Engineer", "Spotnik AB", "Stockholm", "2021-01", "", True)],
        "",
    ),
}


class TestOtherLayouts:
    @pytest.mark.parametrize("name", OTHERS)
    def test_jobs_and_language_are_read(self, name):
        text, expected, language = OTHERS[name]

        found = importers.read(text.encode(), file_name="cv.txt")

        assert jobs(found) == expected
        assert (found.personal_info.get("layout") or {}).get("language", "") == language

    def test_a_table_of_languages_and_a_link_are_read_once(self):
        found = importers.read(OTHERS["Markdown with times in italics"][0].encode(), file_name="cv.md")

        items = found.personal_info["sections"][0]["items"]
        assert [(item["name"], item["level"]) for item in items] == [("Swedish", "Native")]
        assert (found.personal_info["github"], found.personal_info["links"]) == ("https://github.com/jek", [])

    def test_a_degree_with_its_time_below_it_is_one_of_several(self):
        text = """Élodie Martin
elodie@martin.example

FORMATION
Master Marketing, Université Lyon 3
2013 - 2015
Licence d'économie, Université Grenoble Alpes
2010 - 2013

LANGUES
Anglais : courant (C1)

EXPÉRIENCES PROFESSIONNELLES
Cheffe de projet – Groupe Rhône, Lyon
Mars 2020 – Aujourd'hui
"""
        found = importers.read(text.encode(), file_name="cv.txt")

        assert [study["institution"] for study in found.education] == [
            "Université Lyon 3",
            "Université Grenoble Alpes",
        ]
        assert found.personal_info["sections"][0]["items"][0]["level"] == "courant (C1)"
        layout = found.personal_info["layout"]
        assert (layout["language"], layout["order"]) == ("fr", ["education", "section_1", "work"])

    def test_who_stands_behind_a_line_is_parted_from_what_it_says(self):
        text = """PRIYA RAGHUNATHAN, PMP
Operations Manager | Austin, TX 78701 | priya@example.com

EDUCATION
B.Tech in Mechanical Engineering, Anna University, Chennai, India — 2008-2012

CERTIFICATIONS
PMP, Project Management Institute, 2018

VOLUNTEER EXPERIENCE
Meals on Wheels, Route Captain, 2017 – Present
"""
        found = importers.read(text.encode(), file_name="cv.txt")

        info = found.personal_info
        assert (info["lastName"], info["headline"]) == ("RAGHUNATHAN, PMP", "Operations Manager")
        assert info["location"] == "Austin, TX 78701"
        (study,) = found.education
        assert (study["degree"], study["field"], study["location"]) == (
            "B.Tech",
            "Mechanical Engineering",
            "Chennai, India",
        )
        certificate, volunteering = (section["items"][0] for section in info["sections"])
        assert (certificate["name"], certificate["issuer"]) == ("PMP", "Project Management Institute")
        assert (volunteering["position"], volunteering["organization"]) == (
            "Route Captain",
            "Meals on Wheels",
        )


class TestOurOwnFiles:
    """What we export as text comes back."""

    @pytest.mark.parametrize(
        "sample", [samples.one_page, samples.german, samples.french, samples.three_pages]
    )
    @pytest.mark.parametrize("form", ["text", "markdown", "word"])
    def test_jobs_education_and_skills_are_recovered(self, sample, form):
        document = sample("minimal")
        context = printing.context(document)
        data = {
            "text": lambda: plain_text.written(context).encode(),
            "markdown": lambda: markdown.written(context).encode(),
            "word": lambda: word.written(context),
        }[form]()

        found = importers.read(data, file_name=f"cv.{form}")

        assert jobs(found) == jobs(document)
        for name in ("achievements", "description", "technologies"):
            assert [job[name] for job in found.work_experience] == [
                job[name] for job in document.work_experience
            ]
        for name in ("institution", "degree", "field", "location", "gpa"):
            assert [study[name] for study in found.education] == [study[name] for study in document.education]
        kept = {(skill["name"], skill["category"], skill["level"]) for skill in document.skills}
        assert {(skill["name"], skill["category"], skill["level"]) for skill in found.skills} == kept
        info = document.personal_info
        for name in ("firstName", "lastName", "headline", "email", "phone", "location"):
            assert found.personal_info[name] == info[name]


def packed(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return file.getvalue()


class TestWord:
    def refused(self, data):
        with pytest.raises(importers.UnreadableFile) as caught:
            importers.read(data, file_name="cv.docx")
        return str(caught.value)

    def test_a_file_of_somebody_else_is_read(self):
        document = docx.Document()
        document.add_heading("Ana Reis", 0)
        document.add_paragraph("ana@reis.example\tPorto")
        document.add_heading("Experience", 1)
        row = document.add_table(1, 2).rows[0]
        row.cells[0].text, row.cells[1].text = "Engineer, Acme Ltd", "2019 - 2020"
        document.add_paragraph("Built it", style="List Bullet")
        file = io.BytesIO()
        document.save(file)

        found = importers.read(file.getvalue(), file_name="cv.docx")

        (job,) = found.work_experience
        assert (found.format, job["company"], job["endDate"], job["achievements"]) == (
            "docx",
            "Acme Ltd",
            "2020",
            ["Built it"],
        )

    def test_a_bomb_is_refused(self):
        assert "unpacks to more than 20 MB" in self.refused(packed(word__document_xml=b" " * 21_000_000))

    def test_entities_are_refused(self):
        xml = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'

        assert "damaged" in self.refused(packed(word__document_xml=xml))

    @pytest.mark.parametrize("data", [b"PK\x03\x04 broken", packed(word__document_xml="<w:p>")])
    def test_a_damaged_one_is_said_to_be_so(self, data):
        assert "damaged" in self.refused(data)

    def test_an_old_or_locked_one_is_said_to_be_so(self):
        assert "save it as .docx" in self.refused(b"\xd0\xcf\x11\xe0" + b"\0" * 600)

    def test_one_without_text_is_said_to_hold_none(self):
        file = io.BytesIO()
        docx.Document().save(file)

        assert "holds no text" in self.refused(file.getvalue())
