"""`manage.py render_letter`: a file to a PDF from the shell."""

import io
import json

import pypdf
import pytest
from django.core.management import CommandError, call_command

LETTER = {
    "personal_info": {"firstName": "Zoë", "lastName": "Müller"},
    "company_name": "Harbour Data",
    "job_title": "Data Engineer",
    "content": "Dear team,\n\nI move data.",
}


@pytest.fixture
def render(tmp_path):
    """Writes the content to a file, renders it and returns the text of the PDF."""

    def rendering(content, **options):
        source, target = tmp_path / "letter.json", tmp_path / "out.pdf"
        source.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        call_command("render_letter", source, output=target, stdout=io.StringIO(), **options)
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(target).pages)

    return rendering


class TestRenderLetter:
    @pytest.mark.parametrize("template", ["modern-professional", "minimal"])
    def test_it_prints_a_letter(self, render, template):
        text = render(LETTER, template=template)

        assert "Harbour Data" in text
        assert "I move data." in text

    def test_the_date_can_be_chosen(self, tmp_path):
        source, target = tmp_path / "letter.json", tmp_path / "out.pdf"
        source.write_text(json.dumps(LETTER))

        call_command("render_letter", source, "--date=2026-03-09", output=target, stdout=io.StringIO())

        assert "March 9, 2026" in pypdf.PdfReader(target).pages[0].extract_text()

    def test_it_says_what_it_made_and_what_cannot_be_printed(self, tmp_path):
        source, out, problems = tmp_path / "letter.json", io.StringIO(), io.StringIO()
        source.write_text(json.dumps({**LETTER, "content": "Hi \U00012000"}))

        call_command("render_letter", source, output=tmp_path / "out.pdf", stdout=out, stderr=problems)

        assert "out.pdf: 1 page, " in out.getvalue()
        assert problems.getvalue() == "These characters cannot be printed: \U00012000\n"

    @pytest.mark.parametrize(
        "content",
        [b"", b"[" * 100_000, b"\xff\xfe\x00", [], {"personal_info": "x"}, {"title": "x"}, b" " * 6_000_000],
        ids=["empty", "nested", "binary", "list", "wrong type", "unknown field", "huge"],
    )
    def test_bad_input_is_one_sentence(self, render, content):
        with pytest.raises(CommandError) as caught:
            render(content)

        assert "\n" not in str(caught.value)
        assert str(caught.value)[0].isupper() or str(caught.value).startswith("“title”")

    def test_a_letter_that_is_too_long_names_its_limit(self, render):
        with pytest.raises(CommandError, match=r"longer than 20,?000 characters"):
            render({**LETTER, "content": "x" * 20_001})

    def test_an_unknown_template_names_the_known(self, render):
        with pytest.raises(CommandError, match=r"“nope”.*classic-elegant"):
            render(LETTER, template="nope")

    def test_a_missing_file_is_named(self, tmp_path):
        with pytest.raises(CommandError, match=r"No such file or directory: .*missing"):
            call_command("render_letter", tmp_path / "missing.json", output=tmp_path / "out.pdf")

    def test_too_many_pages_are_refused(self, render):
        with pytest.raises(CommandError, match="only 12 pages can be printed"):
            render({**LETTER, "content": "x\n\n" * 700})
