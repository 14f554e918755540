"""Files and fields of a résumé in a real browser, with script and without."""

import io
import zipfile

import docx
import pytest
from playwright.sync_api import expect

from saaska.tests.barriers import barriers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def address(live_server, resume):
    return f"{live_server.url}/resumes/{resume.pk}"


def downloaded(tab, name):
    with tab.expect_download() as found:
        tab.get_by_role("button", name=name, exact=True).click()
    return found.value.suggested_filename, found.value.path().read_bytes()


def test_two_formats_come_one_after_the_other(tab, address):
    tab.goto(f"{address}/download/")

    name, word = downloaded(tab, "Download: Word")
    pages, images = downloaded(tab, "Download: Images")

    assert name == "Zoë Müller – Résumé.docx"
    assert docx.Document(io.BytesIO(word)).paragraphs[0].text == "Zoë Müller"
    assert pages == "Zoë Müller – Résumé.zip"
    assert len(zipfile.ZipFile(io.BytesIO(images)).namelist()) == 2


def test_a_field_is_copied_by_its_button(context, tab, address):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.goto(f"{address}/fields/")

    tab.get_by_role("button", name="Copy Description").press("Enter")

    expect(tab.locator("#messages")).to_have_text("Description: copied.")
    copied = tab.evaluate("() => navigator.clipboard.readText()")
    assert copied == "Owns the ingestion platform.\n• Cut nightly loads from 6 h to 40 min"


def test_without_the_clipboard_the_text_is_selected(tab, address):
    tab.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    tab.goto(f"{address}/fields/")

    tab.get_by_role("button", name="Copy Company").click()

    expect(tab.locator("#messages")).to_have_text("The text is selected now: copy it with your keyboard.")
    assert tab.evaluate("() => getSelection().toString()") == "Harbour Data"


def test_without_script_fields_are_text_and_formats_download(plain_tab, address):
    plain_tab.goto(f"{address}/fields/")

    expect(plain_tab.locator("dd").nth(0)).to_have_text("Zoë")
    expect(plain_tab.get_by_role("button", name="Copy Company")).to_have_count(0)
    plain_tab.get_by_role("link", name="Download").click()
    _name, text = downloaded(plain_tab, "Download: Plain text")
    assert text.decode().startswith("Zoë Müller\nData engineer\n")


@pytest.mark.parametrize("page", ["download", "fields"])
def test_it_is_open_to_everybody(tab, address, resume, page):
    resume.work_experience[0]["company"] = "Projektverantwortungsverzeichnisbestandteile" * 4
    resume.save()

    tab.goto(f"{address}/{page}/")

    assert barriers(tab) == []
