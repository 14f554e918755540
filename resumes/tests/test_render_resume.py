"""`manage.py render_resume`: a file to a PDF from the shell."""

import io
import json

import pypdf
import pytest
from django.core.management import CommandError, call_command

from resumes.tests.factories import full_education, full_personal_info, full_skills, full_work_experience

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
