"""A résumé in the formats beside PDF: what is in each, and that nothing hidden is."""

import io
import zipfile

import docx
import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt

from resumes import printing
from resumes.exporters import fields, markdown, plain_text, word
from resumes.exporters.formats import FORMATS
from resumes.tests import samples
from resumes.tests.factories import ResumeFactory
from resumes.tests.test_exporters_json_resume import full, texts
from saaska.documents.schema import PERSONAL_INFO
from saaska.documents.words import Words

WRITERS = {"text": plain_text.written, "Markdown": markdown.written}


def context_of(document, **layout):
    document.template = "minimal"
    document.personal_info = PERSONAL_INFO.clean({**document.personal_info, "layout": layout})
    return printing.context(document)


def paragraphs(content):
    return [(p.style.name, p.text) for p in docx.Document(io.BytesIO(content)).paragraphs]


class TestPlainText:
    def test_it_says_all_in_the_order_of_the_pages(self):
        text = plain_text.written(context_of(samples.one_page("minimal"), order=["skills", "work"]))

        assert text.startswith(
            "Priya Raman\nSenior backend engineer\n\npriya.raman@mail.example\n+44 20 7946 0321\n"
            "Leeds, United Kingdom\nhttps://www.linkedin.com/in/priya-raman-example\n"
            "https://github.com/priyaraman-example\n\n\nSkills\n======\n\nTechnical writing\n"
            "Programming (Expert): Go, Python, SQL\n"
        )
        assert (
            "\n\nSenior Backend Engineer\n"
            "Kestrel Freight Ltd · Leeds, United Kingdom · Mar 2021 – Present\n\n- Rebuilt the quoting"
        ) in text

    def test_dates_have_the_form_of_the_document(self):
        text = plain_text.written(context_of(samples.one_page("minimal"), dateFormat="numeric"))

        assert "09/2017 – 02/2021" in text

    def test_things_with_commas_are_parted_by_semicolons(self):
        document = samples.tiny("minimal")
        document.skills = [{"name": "Bread, sour"}, {"name": "Cakes", "level": "Expert"}]

        assert "Bread, sour; Cakes (Expert)" in plain_text.written(context_of(document))

    def test_an_empty_resume_is_an_empty_file(self):
        assert plain_text.written(context_of(samples.resume("minimal", person={}))) == ""


class TestMarkdown:
    def test_it_has_headings_lists_and_links(self):
        text = markdown.written(context_of(full()))

        assert text.startswith(
            "# Zoë Müller\n\nData engineer\n\nzoe@example.org · \\+1 312 555 0142 · Chicago, IL"
        )
        assert "<https://talks.example.com/zoe>" in text
        assert (
            "## Work Experience\n\n### Data Engineer\n\n**[Harbour Data](https://harbour.example.com)**"
            in text
        )
        assert "\n- Cut nightly loads from 6 h to 40 min\n" in text

    def test_an_address_with_a_label_is_behind_it(self):
        link = {"label": "My (own) work", "url": "https://b.example/a(b)"}
        document = samples.resume("minimal", person={"links": [link]})

        assert markdown.written(context_of(document)) == "[My (own) work](<https://b.example/a(b)>)\n"

    @settings(deadline=None, max_examples=200)
    @given(text=texts(40).filter(bool), more=texts(40).filter(bool))
    def test_whatever_is_written_is_shown_as_written(self, text, more):
        document = samples.resume("minimal", person={"firstName": text, "headline": more})
        document.work_experience = [{"position": more, "achievements": [text], "description": text}]

        shown = html_as_text(markdown.written(context_of(document)))

        expected = [text, more, "Work Experience", more, text, text]
        assert shown == [str(Words(" ".join(line.split()))) for line in expected]

    @pytest.mark.parametrize(
        "text", ["# no heading", "- no list", "1. no list", "> x", "***", "a  #", "=", "&amp;"]
    )
    def test_signs_of_the_format_are_no_markup(self, text):
        document = samples.resume("minimal", person={"firstName": "Bo", "headline": text})
        document.summary = text

        assert html_as_text(markdown.written(context_of(document))) == [
            "Bo",
            " ".join(text.split()),
            "Summary",
            " ".join(text.split()),
        ]


def html_as_text(text):
    """Each block's text, as a reader of Markdown shows it."""
    tokens = MarkdownIt().parse(text)
    assert not any(
        token.type in ("hr", "code_block", "fence", "html_block", "blockquote_open") for token in tokens
    )
    return [
        " ".join("".join(child.content for child in token.children).split())
        for token in tokens
        if token.type == "inline"
    ]


class TestWord:
    def test_it_has_real_headings_and_lists_and_no_table(self):
        content = word.written(context_of(samples.one_page("minimal")))

        found = paragraphs(content)
        assert found[:2] == [("Title", "Priya Raman"), ("Subtitle", "Senior backend engineer")]
        assert found[2][1].startswith(
            "priya.raman@mail.example | +44 20 7946 0321 | Leeds, United Kingdom | linkedin"
        )
        assert ("Heading 1", "Work Experience") in found
        assert ("Heading 2", "Senior Backend Engineer") in found
        assert ("Entry facts", "Kestrel Freight Ltd · Leeds, United Kingdom · Mar 2021 – Present") in found
        assert ("List Bullet", "Ran the interview training for 25 colleagues") in found
        assert docx.Document(io.BytesIO(content)).tables == []

    def test_its_links_lead_somewhere(self):
        document = docx.Document(io.BytesIO(word.written(context_of(full()))))

        found = {
            link.text: link.address for paragraph in document.paragraphs for link in paragraph.hyperlinks
        }
        assert found["zoe@example.org"] == "mailto:zoe@example.org"
        assert found["Harbour Data"] == "https://harbour.example.com"

    def test_it_says_whose_it_is(self):
        properties = docx.Document(io.BytesIO(word.written(context_of(full())))).core_properties

        assert (properties.author, properties.title) == ("Zoë Müller", "Zoë Müller – Résumé")
        assert properties.comments == ""

    @pytest.mark.parametrize(("page", "height"), [("A4", 297), ("Letter", 279.4)])
    def test_its_paper_is_the_documents(self, page, height):
        document = docx.Document(io.BytesIO(word.written(context_of(full()), page=page)))

        assert document.sections[0].page_height.mm == pytest.approx(height, abs=0.1)

    def test_a_script_from_the_right_is_set_from_the_right(self):
        content = word.written(context_of(samples.hebrew("minimal")))

        xml = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
        assert xml.count("<w:bidi/>") > 5
        assert "<w:rtl/>" in xml

    @settings(deadline=None, max_examples=50)
    @given(text=texts(40).filter(bool))
    def test_any_text_is_kept(self, text):
        document = samples.resume("minimal", person={"firstName": text})

        assert paragraphs(word.written(context_of(document))) == [("Title", text)]


class TestFields:
    def test_each_field_of_the_person_and_of_a_job_is_there_by_itself(self):
        person, job, *_others = fields.groups(full())

        told = {field.label: field.text for field in job.fields}
        assert [field.text for field in person.fields][:4] == ["Zoë", "Müller", "Zoë Müller", "Data engineer"]
        assert job.name == "Data Engineer – Harbour Data"
        assert (told["From"], told["Until"]) == ("Mar 2021", "Present")
        assert told["Description"] == "Owns the ingestion platform.\n• Cut nightly loads from 6 h to 40 min"

    def test_an_entry_of_a_section_is_one_field(self):
        section = next(group for group in fields.groups(full()) if group.name == "Patents")

        assert [(field.label, field.text) for field in section.fields] == [
            ("A tide gauge", "A tide gauge, Spring 2021\n• Granted")
        ]

    def test_what_is_hidden_is_not_there(self):
        names = {group.name for group in fields.groups(full(hidden=["work", "section_9"]))}

        assert "Patents" not in names
        assert not any("Harbour" in name for name in names)


HIDDEN = ["work", "section_9"]


class TestOnlyWhatIsPrinted:
    @pytest.mark.parametrize("writer", WRITERS)
    def test_hidden_parts_are_in_no_text(self, writer):
        shown, without = (
            WRITERS[writer](printing.context(named(full(**layout)))) for layout in ({}, {"hidden": HIDDEN})
        )

        assert all(text in shown for text in ("Harbour Data", "tide gauge"))
        assert not any(text in without for text in ("Harbour Data", "tide gauge"))

    def test_hidden_parts_are_in_no_word_file(self):
        content = word.written(printing.context(named(full(hidden=HIDDEN))))

        everything = b"".join(zipfile.ZipFile(io.BytesIO(content)).read(name) for name in names_in(content))
        assert b"Harbour" not in everything
        assert b"tide gauge" not in everything


def named(document):
    document.template = "minimal"
    return document


def names_in(content):
    return zipfile.ZipFile(io.BytesIO(content)).namelist()


@pytest.mark.django_db
class TestFormats:
    @pytest.mark.parametrize(
        ("name", "extension", "sign"),
        [
            ("pdf", "pdf", b"%PDF"),
            ("docx", "docx", b"PK"),
            ("png", "zip", b"PK"),
            ("txt", "txt", "Zoë".encode()),
            ("md", "md", "# Zoë".encode()),
            ("json", "json", b"{"),
            ("everything", "json", b"{"),
        ],
    )
    def test_each_gives_a_file_of_its_kind(self, designs, name, extension, sign):
        made = FORMATS[name].make(ResumeFactory(full=True))

        assert made.extension == extension
        assert made.content.startswith(sign)

    def test_pages_of_a_zip_are_images_in_order(self, designs):
        made = FORMATS["png"].make(ResumeFactory(full=True))

        pages = zipfile.ZipFile(io.BytesIO(made.content))
        assert pages.namelist() == ["Zoë Müller – Résumé 1.png", "Zoë Müller – Résumé 2.png"]
        assert all(pages.read(name).startswith(b"\x89PNG") for name in pages.namelist())

    def test_a_single_page_is_an_image_itself(self, designs):
        made = FORMATS["png"].make(ResumeFactory())

        assert (made.extension, made.content[:4]) == ("png", b"\x89PNG")

    def test_the_order_of_the_design_counts_where_the_document_has_none(self, designs):
        resume = ResumeFactory(full=True, template="academic-cv")

        text = FORMATS["txt"].make(resume).content.decode()

        headings = [section.title for section in printing.said(resume)[0]["sections"]]
        assert [text.index(f"\n{heading}\n===") for heading in headings] == sorted(
            text.index(f"\n{heading}\n===") for heading in headings
        )

    @pytest.mark.parametrize("name", ["txt", "md", "docx"])
    def test_a_design_that_is_gone_leaves_the_text(self, name):
        assert FORMATS[name].make(ResumeFactory(full=True, template="gone")).content
