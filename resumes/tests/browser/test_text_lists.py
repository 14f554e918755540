"""Bullets and words in fields of their own, in a real browser."""

import pytest
from playwright.sync_api import expect

from resumes.tests.browser.test_editing import saved
from saaska.tests.barriers import barriers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASTE = """(field, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


def of_job(resume):
    resume.refresh_from_db()
    return resume.work_experience[0]


@pytest.fixture
def job(resume):
    """Its first position, with texts that are not easily written in one line each."""
    resume.work_experience = [
        {
            **resume.work_experience[0],
            "achievements": ["Cut the load\nby half\n\n  as planned", "• Led a team", '"Best" gauge'],
            "technologies": ["Go", "C, the language", '"Q" and', "SQL"],
        }
    ]
    resume.save()
    return resume.work_experience[0]


@pytest.fixture
def lists(tab, editor, job):
    """The fields of its bullets and of its words."""
    tab.goto(editor)
    tab.locator("#field-id_work-0-achievements .text-list").wait_for()
    return [
        tab.locator(f"#field-id_work-0-{name} .text-list-field") for name in ("achievements", "technologies")
    ]


class TestWithScript:
    def test_what_is_not_touched_stays_to_the_letter(self, tab, lists, resume, job):
        bullets, words = lists

        bullets.last.fill('"Best" gauges')
        words.first.fill("Goo")
        saved(tab)

        now = of_job(resume)
        assert now["achievements"] == [*job["achievements"][:2], '"Best" gauges']
        assert now["technologies"] == ["Goo", *job["technologies"][1:]]

    def test_keys_write_part_join_move_and_remove_bullets(self, tab, lists, resume):
        bullets, _words = lists

        bullets.last.press("Enter")
        expect(bullets).to_have_count(4)
        tab.keyboard.type("Wrote it down")
        tab.keyboard.press("Alt+ArrowUp")
        expect(bullets.nth(2)).to_be_focused()
        bullets.last.focus()
        tab.keyboard.press("Control+a")
        tab.keyboard.press("Backspace")
        tab.keyboard.press("Backspace")
        expect(bullets).to_have_count(3)
        expect(bullets.last).to_be_focused()
        bullets.nth(1).evaluate("(field) => { field.focus(); field.setSelectionRange(5, 5); }")
        tab.keyboard.press("Enter")
        expect(bullets.nth(2)).to_be_focused()
        expect(bullets.nth(2)).to_have_value("a team")
        tab.keyboard.press("Backspace")
        expect(bullets.nth(1)).to_have_value("• Led a team")
        saved(tab)

        assert of_job(resume)["achievements"][1:] == ["• Led a team", "Wrote it down"]
        assert len(resume.work_experience) == 1

    def test_several_pasted_lines_are_several_bullets(self, tab, lists, resume, job):
        bullets, words = lists

        bullets.last.press("Enter")
        bullets.last.evaluate(PASTE, "• Built a store\r\n- Moved it\n\n3. Sold it")
        words.last.press("End")
        words.last.press("Enter")
        words.last.evaluate(PASTE, 'Rust, "A, B"\nPython')
        tab.keyboard.type(",")
        tab.keyboard.type("Lua")
        saved(tab)

        now = of_job(resume)
        assert now["achievements"][3:] == ["Built a store", "Moved it", "Sold it"]
        assert now["technologies"][4:] == ["Rust", "A, B", "Python", "Lua"]

    def test_a_removed_bullet_comes_back_by_undo(self, tab, lists, resume, job):
        bullets, words = lists

        tab.get_by_role("button", name="Remove “• Led a team”").click()
        expect(bullets).to_have_count(2)
        tab.get_by_role("button", name="Undo").click()
        expect(bullets.nth(1)).to_be_focused()
        tab.get_by_role("button", name="Remove “Go”").click()
        expect(words).to_have_count(3)
        saved(tab)

        now = of_job(resume)
        assert now["achievements"] == job["achievements"]
        assert now["technologies"] == job["technologies"][1:]

    def test_a_bullet_is_dragged_and_its_position_is_not(self, tab, lists, resume, job):
        bullets, _words = lists
        rows = tab.locator("#field-id_work-0-achievements [data-row]")

        rows.first.scroll_into_view_if_needed()
        rows.first.locator("[data-row-grip]").hover()
        tab.wait_for_function(
            "() => window.Sortable && Sortable.get(document.querySelector('#field-id_work-0-achievements [data-rows]'))"
        )
        tab.mouse.down()
        last = rows.last.bounding_box()
        tab.mouse.move(last["x"] + 10, last["y"] + 5, steps=8)
        tab.mouse.move(last["x"] + 10, last["y"] + last["height"] - 2, steps=8)
        tab.mouse.up()
        expect(bullets.last).to_have_value("Cut the load\nby half\n\n  as planned")
        saved(tab)

        assert of_job(resume)["achievements"] == [*job["achievements"][1:], job["achievements"][0]]

    def test_a_new_position_has_them_and_says_what_is_wrong(self, tab, lists, resume):
        tab.get_by_role("button", name="Add a position").click()
        entry = tab.locator("#part-work fieldset[data-entry]").last
        entry.get_by_role("textbox", name="Position", exact=True).fill("Analyst")
        bullet = entry.get_by_role("textbox", name="Achievements 1")

        bullet.fill("x" * 1001)
        expect(tab.locator("#save-status")).to_have_attribute("data-state", "check")
        entry.get_by_role("textbox", name="Technologies 1").focus()
        expect(entry.get_by_text("longer than 1,000 characters")).to_be_visible()
        expect(bullet).to_have_attribute("aria-invalid", "true")
        assert barriers(tab) == []
        bullet.fill("Short")
        saved(tab)

        resume.refresh_from_db()
        assert resume.work_experience[1]["achievements"] == ["Short"]


def test_without_script_they_are_texts(plain_tab, editor, job, resume):
    plain_tab.goto(editor)

    field = plain_tab.get_by_role("textbox", name="Achievements", exact=True)
    field.fill(field.input_value() + "\nOne more")
    plain_tab.get_by_role("button", name="Save", exact=True).first.click()
    expect(plain_tab.locator("#messages")).to_contain_text("Saved.")

    assert of_job(resume)["achievements"] == [*job["achievements"], "One more"]
