"""`manage.py render_resume`: a file to a PDF from the shell."""

import io
import json

import pypdf
import pytest
from django.core.management import CommandError, call_command
from PIL import Image

from resumes.tests.factories import full_education, full_personal_info, full_skills, full_work_experience
from saaska.documents import designs

JSON_RESUME = {
    "basics": {"name": "Zoë Müller", "email": "zoe@example.org"},
    "work": [{"name": "Harbour Data"}],
}


@pytest.fixture
def render(tmp_path):
    """Writes the content to a file, renders it and returns the text of the PDF."""

    def rendering(content, **options):
        source, target = tmp_path / "resume.json", tmp_path / "out.pdf"
        source.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        call_command("render_resume", source, output=target, stdout=io.StringIO(), **options)
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(target).pages)

    return rendering


class TestRenderResume:
    @pytest.mark.parametrize("template", ["modern-professional", "classic-elegant"])
    def test_it_prints_a_json_resume_file(self, render, template):
        text = render(JSON_RESUME, template=template)

        assert "Zoë Müller" in text
        assert "Harbour Data" in text

    def test_it_prints_a_file_in_our_own_shape(self, render):
        text = render(
            {
                "title": "Private",
                "personal_info": full_personal_info(),
                "work_experience": full_work_experience(),
                "education": full_education(),
                "skills": full_skills(),
                "summary": "Builds pipelines.",
            }
        )

        assert "Builds pipelines." in text
        assert "Private" not in text

    def test_it_says_what_it_made(self, tmp_path):
        source, said = tmp_path / "resume.json", io.StringIO()
        source.write_text(json.dumps(JSON_RESUME))

        call_command("render_resume", source, output=tmp_path / "out.pdf", stdout=said)

        assert "out.pdf: 1 page, " in said.getvalue()

    def test_it_names_what_cannot_be_printed(self, tmp_path):
        source, said = tmp_path / "resume.json", io.StringIO()
        source.write_text(json.dumps({"basics": {"name": "Zoë \U00012000"}}))

        call_command("render_resume", source, output=tmp_path / "out.pdf", stdout=io.StringIO(), stderr=said)

        assert said.getvalue() == "These characters cannot be printed: \U00012000\n"

    def test_it_says_what_the_pdf_lacks_of_the_file(self, tmp_path):
        source, said = tmp_path / "zoe.json", io.StringIO()
        tree = JSON_RESUME | {"hobby": "chess", "meta": {"version": "1"}, "summary": None}
        tree["education"] = [{"institution": "x" * 300}]
        source.write_text(json.dumps(tree))

        call_command("render_resume", source, output=tmp_path / "out.pdf", stdout=io.StringIO(), stderr=said)

        assert said.getvalue().splitlines() == [
            f"{source}: hobby: Not a field of this format.",
            f"{source}: education[0].institution: Longer than 255 characters: shortened.",
        ]

    def test_it_says_so_once_whatever_the_number_of_designs(self, tmp_path):
        source, said = tmp_path / "zoe.json", io.StringIO()
        source.write_text(json.dumps(JSON_RESUME | {f"key{number}": "x" for number in range(3_000)}))

        call_command(
            "render_resume", source, all_templates=tmp_path / "all", format="html", stdout=io.StringIO(),
            stderr=said,
        )  # fmt: skip

        assert said.getvalue() == f"{source}: key0 … key2999: Not a field of this format. (3,000 values)\n"


class TestBadInput:
    @pytest.mark.parametrize(
        "content",
        [b"", b"not json", b"[" * 100_000, b"\xff\xfe\x00", {}, [], {"personal_info": "x"}, b" " * 6_000_000],
        ids=["empty", "text", "nested", "binary", "object", "list", "wrong type", "huge"],
    )
    def test_it_is_one_sentence(self, render, content):
        with pytest.raises(CommandError) as caught:
            render(content)

        assert "\n" not in str(caught.value)
        assert str(caught.value)[0].isupper()

    def test_a_field_that_is_wrong_is_named(self, render):
        with pytest.raises(CommandError, match="start date"):
            render({"personal_info": {}, "work_experience": [{"startDate": "soon"}]})

    def test_an_unknown_template_names_the_known(self, render):
        with pytest.raises(CommandError, match=r"“nope”.*classic-elegant, .*modern-professional"):
            render(JSON_RESUME, template="nope")

    def test_a_missing_file_is_named(self, tmp_path):
        with pytest.raises(CommandError, match=r"No such file or directory: .*missing"):
            call_command("render_resume", tmp_path / "missing.json", output=tmp_path / "out.pdf")

    def test_a_folder_that_is_not_there_is_named(self, render, tmp_path):
        source = tmp_path / "resume.json"
        source.write_text(json.dumps(JSON_RESUME))

        with pytest.raises(CommandError, match=r"No such file or directory: .*out"):
            call_command("render_resume", source, output=tmp_path / "none" / "out.pdf", stdout=io.StringIO())

    def test_a_resume_with_too_many_pages_says_so(self, render):
        with pytest.raises(CommandError, match="only 12 pages can be printed"):
            render({"personal_info": {}, "summary": "x\n" * 800})


@pytest.fixture
def source(tmp_path):
    file = tmp_path / "zoe.json"
    file.write_text(json.dumps(JSON_RESUME))
    return file


def run(*files, **options):
    said = io.StringIO()
    call_command("render_resume", *files, stdout=said, stderr=said, **options)
    return said.getvalue()


class TestFormats:
    def test_a_page_as_an_image(self, source, tmp_path):
        run(source, output=tmp_path / "out.png")

        with Image.open(tmp_path / "out.png") as image:
            assert image.size == (1241, 1754)  # A4 at 150 pixels an inch

    def test_each_of_several_pages_is_an_image_with_its_number(self, tmp_path):
        long = tmp_path / "long.json"
        long.write_text(json.dumps({"personal_info": {"firstName": "Zoë"}, "summary": "word\n" * 100}))

        run(long, output=tmp_path / "out.png")

        assert {path.name for path in tmp_path.glob("*.png")} == {"out-1.png", "out-2.png", "out-3.png"}

    def test_a_web_page_brings_its_style_sheet(self, source, tmp_path):
        run(source, output=tmp_path / "out.html")

        page = (tmp_path / "out.html").read_text()
        assert "Harbour Data" in page
        assert "--accent:" in page

    def test_the_format_can_be_said(self, source, tmp_path):
        run(source, output=tmp_path / "out", format="pdf")

        assert (tmp_path / "out").read_bytes().startswith(b"%PDF")


class TestOptions:
    def test_they_are_the_layout(self, source, tmp_path):
        run(source, output=tmp_path / "out.html", option=["colors=#123456,#654321", "spacing=airy"])

        page = (tmp_path / "out.html").read_text()
        assert "--accent:#123456;" in page
        assert "--accent-dark:#654321;" in page

    def test_false_is_said_in_a_word(self, source, tmp_path):
        run(source, output=tmp_path / "out.pdf", option=["attachData=false"])

        assert pypdf.PdfReader(tmp_path / "out.pdf").attachments == {}

    def test_an_unknown_one_names_the_known(self, source, tmp_path):
        with pytest.raises(CommandError, match=r"“colour”.*colors"):
            run(source, output=tmp_path / "out.pdf", option=["colour=red"])

    def test_a_wrong_value_is_a_sentence(self, source, tmp_path):
        with pytest.raises(CommandError, match="Colour 1"):
            run(source, output=tmp_path / "out.pdf", option=["colors=red"])


class TestMany:
    def test_every_design_gets_its_file(self, source, tmp_path):
        run(source, all_templates=tmp_path / "all", format="html")

        made = {path.name for path in (tmp_path / "all").iterdir()}
        assert made == {f"zoe-{slug}.html" for slug in designs.known("resume")}

    def test_several_files_go_into_a_folder(self, source, tmp_path):
        other = tmp_path / "ada.json"
        other.write_text(json.dumps({"basics": {"name": "Ada"}}))

        run(source, other, output=tmp_path / "out")

        assert {path.name for path in (tmp_path / "out").iterdir()} == {"zoe.pdf", "ada.pdf"}

    def test_one_that_is_wrong_stops_no_other_and_is_named(self, source, tmp_path):
        wrong, said = tmp_path / "wrong.json", io.StringIO()
        wrong.write_text("nothing")

        with pytest.raises(CommandError, match="1 of 2 files were not written"):
            call_command("render_resume", wrong, source, output=tmp_path / "out", stdout=said, stderr=said)

        assert f"{wrong}: " in said.getvalue()
        assert (tmp_path / "out" / "zoe.pdf").exists()

    def test_two_files_of_one_name_are_refused(self, source, tmp_path):
        with pytest.raises(CommandError, match="the same name"):
            run(source, source, output=tmp_path / "out")
