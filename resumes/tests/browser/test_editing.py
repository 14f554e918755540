"""Editing in a real browser, with script and without."""

import io
import json

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from saaska.documents.tests.picture_files import portrait, svg
from saaska.tests.barriers import barriers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def save(page):
    """By the button that only pages without script have."""
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#messages")).to_contain_text("Saved.")


def saved(tab):
    """Waits until the page has saved by itself."""
    expect(tab.locator("#save-status")).to_have_attribute("data-state", "saved")


class TestWithScript:
    def test_entries_are_added_moved_and_removed_on_the_page(self, tab, editor, resume):
        tab.goto(editor)

        tab.get_by_role("button", name="Add a position").click()
        added = tab.locator("#part-work fieldset").last
        added.get_by_role("textbox", name="Position", exact=True).press_sequentially("Analyst")
        added.get_by_role("textbox", name="Company", exact=True).fill("Tide & Sons")
        tab.get_by_role("button", name="Move Analyst, Tide & Sons up").click()
        tab.get_by_role("button", name="Add a link").click()
        tab.locator("#part-you fieldset").last.get_by_role("textbox", name="Address", exact=True).fill(
            "example.org/zoe"
        )
        tab.get_by_role("button", name="Remove Talks").click()
        saved(tab)

        resume.refresh_from_db()
        assert [job["company"] for job in resume.work_experience] == ["Tide & Sons", "Harbour Data"]
        assert [link["url"] for link in resume.personal_info["links"]] == ["https://example.org/zoe"]

    def test_another_role_at_a_company_begins_with_what_they_share(self, tab, editor, resume):
        tab.goto(editor)

        tab.get_by_role("button", name="Add another role at this company").first.click()
        added = tab.locator("#part-work fieldset[data-entry]").nth(1)
        expect(added.get_by_role("textbox", name="Position", exact=True)).to_be_focused()
        tab.keyboard.type("Trainee")
        expect(added.locator("legend")).to_have_text("Trainee, Harbour Data")
        saved(tab)

        first = resume.work_experience[0]
        resume.refresh_from_db()
        kept = {key: first[key] for key in ("company", "location", "url")}
        assert resume.work_experience[0] == first
        assert kept.items() <= resume.work_experience[1].items()
        assert resume.work_experience[1]["position"] == "Trainee"

    def test_an_entry_is_dragged_and_moved_by_the_keyboard(self, tab, editor, resume):
        resume.work_experience = [
            {**resume.work_experience[0], "id": f"job-{name}", "company": name}
            for name in ("First", "Second", "Third")
        ]
        resume.save()
        tab.set_viewport_size({"width": 1440, "height": 3000})  # all of it is in view
        tab.goto(editor)
        companies = tab.locator("[data-entries=work] [name$=-company]")

        second = companies.nth(1)
        second.focus()
        second.press("Alt+ArrowUp")
        expect(companies.nth(0)).to_have_value("Second")
        expect(companies.nth(0)).to_be_focused()
        saved(tab)

        grip = tab.locator("[data-entries=work] [data-grip]").nth(0)
        grip.hover()
        tab.wait_for_function(
            "() => window.Sortable && Sortable.get(document.querySelector('[data-entries=work]'))"
        )
        tab.mouse.down()
        target = tab.locator("[data-entries=work] > [data-entry]").nth(1).bounding_box()
        tab.mouse.move(target["x"] + 60, target["y"] + 40, steps=8)
        tab.mouse.move(target["x"] + 60, target["y"] + target["height"] - 20, steps=8)
        tab.mouse.up()
        expect(companies.nth(0)).to_have_value("First")
        saved(tab)

        resume.refresh_from_db()
        assert [job["company"] for job in resume.work_experience] == ["First", "Second", "Third"]

    def test_a_removed_entry_comes_back_by_undo(self, tab, editor, resume):
        tab.goto(editor)

        tab.get_by_role("button", name="Remove Data Engineer").click()
        tab.get_by_role("button", name="Undo").click()

        expect(tab.locator("#work-0")).to_be_visible()

    def test_a_section_is_added_and_keeps_what_was_typed_before(self, tab, editor, resume):
        tab.goto(editor)
        tab.get_by_role("textbox", name="Headline", exact=True).fill("Typed before")

        tab.get_by_label("One more section").select_option("Awards")
        sections = tab.locator("[data-entries=section] > details")
        before = sections.count()
        tab.get_by_role("button", name="Add the section").click()
        expect(sections).not_to_have_count(before)
        sections.last.get_by_role("textbox", name="Title", exact=True).fill("Best gauge")
        saved(tab)

        resume.refresh_from_db()
        assert resume.personal_info["headline"] == "Typed before"
        assert resume.personal_info["sections"][-1]["items"][0]["title"] == "Best gauge"

    def test_leaving_with_unsaved_words_is_asked_about(self, tab, editor):
        asked = []
        tab.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
        tab.goto(editor)
        tab.get_by_role("textbox", name="Headline", exact=True).fill("Not saved")

        tab.get_by_role("link", name="All résumés").click()
        tab.wait_for_url("**/resumes/")

        assert asked == ["beforeunload"]

    def test_what_is_not_right_is_said_beside_its_field_once_one_leaves_it(self, tab, editor, resume):
        tab.goto(editor)
        start = tab.get_by_role("textbox", name="From", exact=True).first

        start.fill("")
        start.press_sequentially("June")
        expect(tab.locator("#save-status")).to_have_attribute("data-state", "check")
        expect(start).to_be_focused()
        expect(tab.get_by_text("The start date is not a date")).to_have_count(0)
        start.press("Tab")
        expect(tab.get_by_text("The start date is not a date")).to_be_visible()
        tab.get_by_role("link", name="Saved, something to check").click()
        expect(start).to_be_focused()
        start.fill("2021-06")
        saved(tab)

        resume.refresh_from_db()
        expect(tab.get_by_text("The start date is not a date")).to_have_count(0)
        expect(start).not_to_have_attribute("aria-invalid", "true")
        assert resume.work_experience[0]["startDate"] == "2021-06"

    def test_enter_in_a_field_sends_nothing_away(self, tab, editor, resume):
        tab.goto(editor)

        tab.get_by_role("textbox", name="Headline", exact=True).fill("Saved by itself")
        tab.get_by_role("textbox", name="Headline", exact=True).press("Enter")
        saved(tab)

        resume.refresh_from_db()
        assert resume.personal_info["headline"] == "Saved by itself"
        assert len(resume.work_experience) == 1

    def test_the_pdf_comes_at_once_when_nothing_is_unsaved(self, tab, editor, resume):
        tab.goto(editor)

        with tab.expect_download() as found:
            tab.get_by_role("button", name="Download PDF").click()

        text = PdfReader(io.BytesIO(found.value.path().read_bytes())).pages[0].extract_text()
        resume.refresh_from_db()
        assert found.value.suggested_filename == "Zoë Müller – Résumé.pdf"
        assert "Harbour Data" in text
        assert resume.download_count == 1

    def test_and_after_a_save_when_something_is(self, tab, editor, resume):
        tab.goto(editor)
        tab.get_by_role("textbox", name="Company", exact=True).first.fill("Tide & Sons")

        with tab.expect_download() as found:
            tab.get_by_role("button", name="Download PDF").click()

        assert "Tide & Sons" in PdfReader(found.value.path()).pages[0].extract_text()


class TestWithoutScript:
    def test_entries_are_added_moved_and_removed_by_the_server(self, plain_tab, editor, resume):
        plain_tab.goto(editor)

        plain_tab.get_by_role("textbox", name="Headline", exact=True).fill("Typed before")
        plain_tab.get_by_role("button", name="Add a position").click()
        added = plain_tab.locator("#part-work fieldset").last
        added.get_by_role("textbox", name="Position", exact=True).fill("Analyst")
        added.get_by_role("textbox", name="Company", exact=True).fill("Tide & Sons")
        plain_tab.locator("[name=action][value=up-work-n0]").click()
        plain_tab.get_by_role("button", name="Remove Talks").click()
        save(plain_tab)

        resume.refresh_from_db()
        assert [job["company"] for job in resume.work_experience] == ["Tide & Sons", "Harbour Data"]
        assert (resume.personal_info["headline"], resume.personal_info["links"]) == ("Typed before", [])

    def test_a_file_is_imported_edited_and_downloaded(self, plain_tab, live_server, zoe):
        plain_tab.goto(f"{live_server.url}/resumes/import/")
        content = json.dumps({"basics": {"name": "Zoë Müller"}, "work": [{"name": "Harbour Data"}]}).encode()

        plain_tab.locator("input[type=file]").set_input_files(
            {"name": "me.json", "mimeType": "application/json", "buffer": content}
        )
        plain_tab.get_by_role("button", name="Read it").click()
        plain_tab.get_by_role("button", name="Make this résumé").click()
        plain_tab.get_by_role("textbox", name="Position", exact=True).fill("Data Engineer")
        plain_tab.get_by_role("button", name="Download PDF").click()
        with plain_tab.expect_download() as found:
            plain_tab.get_by_role("button", name="Download PDF").click()

        assert "Data Engineer" in PdfReader(found.value.path()).pages[0].extract_text()

    def test_a_resume_is_deleted_and_brought_back(self, plain_tab, live_server, resume):
        plain_tab.goto(f"{live_server.url}/resumes/")

        plain_tab.get_by_role("button", name="More for “Data engineer”").click()
        plain_tab.get_by_role("button", name="Delete").click()
        expect(plain_tab.locator(".doc")).to_have_count(0)
        plain_tab.get_by_role("button", name="Undo").click()

        expect(plain_tab.locator(".doc")).to_have_count(1)


class TestTwoTabs:
    def test_both_texts_are_shown_and_mine_can_be_kept_as_a_copy(self, tab, plain_tab, editor, resume, zoe):
        tab.goto(editor)
        plain_tab.goto(editor)
        plain_tab.get_by_role("textbox", name="Summary", exact=True).first.fill("Saved in the other tab")
        save(plain_tab)

        tab.get_by_role("textbox", name="Summary", exact=True).first.fill("Typed in this tab")
        tab.get_by_role("button", name="See both").click()
        asked = tab.get_by_role("group", name="Summary")
        expect(asked).to_contain_text("Saved in the other tab")
        expect(asked).to_contain_text("Typed in this tab")
        tab.get_by_role("button", name="Keep mine as a copy").click()
        tab.wait_for_url("**/edit/")

        assert set(zoe.resumes.values_list("summary", flat=True)) == {
            "Saved in the other tab",
            "Typed in this tab",
        }


class TestBarriers:
    """axe in both themes on a desktop and a phone, and no sideways scroll down to 320 px."""

    def test_the_list(self, tab, live_server, resume):
        type(resume).objects.update(title="Bewerbungsunterlagenzusammenstellungsvorlage " * 4)
        tab.goto(f"{live_server.url}/resumes/")

        assert barriers(tab) == []

    def test_the_bin(self, tab, live_server, resume):
        resume.delete_for_now()
        tab.goto(f"{live_server.url}/resumes/?deleted")

        assert barriers(tab) == []
        tab.goto(f"{live_server.url}{resume.get_absolute_url()}")
        assert barriers(tab) == []

    def test_the_editor_with_every_part_open_and_wrong(self, tab, editor):
        tab.goto(editor)
        tab.get_by_role("textbox", name="From", exact=True).first.fill("June")
        tab.get_by_role("textbox", name="First name", exact=True).fill("x" * 101)
        expect(tab.locator("#save-status")).to_have_attribute("data-state", "check")
        tab.reload()
        tab.locator("#problems").wait_for()

        assert barriers(tab) == []

    def test_a_new_resume_that_is_wrong(self, tab, live_server, zoe):
        tab.goto(f"{live_server.url}/resumes/new/")
        tab.get_by_role("button", name="Create the résumé").click()
        tab.locator("[aria-invalid=true]").wait_for()

        assert barriers(tab) == []

    def test_the_report(self, tab, live_server, zoe):
        tab.goto(f"{live_server.url}/resumes/import/")
        content = {
            "basics": {"name": "Zoë", "x" * 90: "y" * 400},
            "work": [{"name": "A", "startDate": "May 2020"}],
        }
        tab.locator("input[type=file]").set_input_files(
            {"name": "me.json", "mimeType": "application/json", "buffer": json.dumps(content).encode()}
        )
        tab.get_by_role("button", name="Read it").click()
        tab.locator("#result").wait_for()

        assert barriers(tab) == []

    def test_two_versions(self, tab, editor, resume):
        tab.goto(editor)
        resume.save_over(1, {"summary": "Saved in the other tab"})
        tab.get_by_role("textbox", name="Summary", exact=True).first.fill("x" * 300)
        tab.get_by_role("button", name="See both").click()
        tab.locator(".which").first.wait_for()

        assert barriers(tab) == []

    def test_the_download(self, tab, live_server, resume):
        type(resume).objects.update(template="gone")
        tab.goto(f"{live_server.url}/resumes/{resume.pk}/download/")
        tab.get_by_role("button", name="Download PDF").click()
        tab.locator("[role=alert]").wait_for()

        assert barriers(tab) == []


class TestPhoto:
    @pytest.fixture
    def add(self, tab, editor, tmp_path):
        """Chooses a picture in the editor."""

        def adding(content):
            picture = tmp_path / "picture"
            picture.write_bytes(content)
            tab.goto(editor)
            with tab.expect_file_chooser() as chooser:
                tab.get_by_role("button", name="Add a photo").click()
            chooser.value.set_files(picture)

        return adding

    def test_it_is_sent_saved_removed_and_taken_back(self, tab, add, resume):
        add(portrait())
        expect(tab.get_by_alt_text("Your photo")).to_be_visible()
        saved(tab)
        resume.refresh_from_db()
        taken = resume.personal_info["photo"]
        tab.get_by_role("button", name="Remove it").click()
        saved(tab)
        tab.get_by_role("button", name="Undo").click()
        expect(tab.get_by_alt_text("Your photo")).to_be_visible()
        saved(tab)

        resume.refresh_from_db()
        assert taken == resume.personal_info["photo"] == resume.user.photos.get().digest

    def test_a_bad_one_is_explained_beside_the_button(self, tab, add):
        add(svg())

        expect(tab.locator("[data-photo] [role=alert]")).to_contain_text("Drawings (SVG) cannot be used.")
