"""A letter's text, and its pages beside it."""

import re
from html import unescape
from uuid import uuid4

import pytest
from django.urls import reverse

from letters import printing
from letters.editor import Editor
from letters.tests.factories import CoverLetterFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(ada):
    return CoverLetterFactory(user=ada, company_name="Harbour Data", content="Dear {{company}},")


def typed(letter, **changes):
    """What the page posts; a name of personal_info's is written person__<key>."""
    data = Editor(letter, designs=[(letter.template, letter.template)]).posted_form()
    named = {name.replace("__", "-"): value for name, value in changes.items()}
    return {**data.dict(), "version": letter.version, "key": str(uuid4()), "action": "save", **named}


def send(client, letter, *, writer="tab1", step=1, **changes):
    """What the page's script posts at a pause; gives its status, its first piece and its second."""
    data = typed(letter, **{"action": "autosave", "writer": writer, "step": step, **changes})
    answer = client.post(letter.get_absolute_url(), data, headers={"HX-Request": "true"})
    head, _end, pages = answer.getvalue().decode().partition("<!-- pages -->")
    return answer.status_code, head, pages


class TestEdit:
    def test_it_shows_the_text_and_the_page(self, client, letter):
        printing.printed(letter)

        page = client.get(letter.get_absolute_url()).content.decode()

        assert "Dear {{company}}," in page
        assert reverse("letters:page", args=[letter.pk, printing.order(letter).key, "1"]) in page

    def test_it_saves_what_was_typed(self, client, letter):
        text = "Dear **team**,\r\n\r\n- I read\r\n- I write"

        answer = client.post(
            letter.get_absolute_url(),
            typed(letter, content=text, person__phone="+1 312 555 0142", page_size="letter"),
        )

        letter.refresh_from_db()
        assert answer.url == letter.get_absolute_url()
        assert letter.content == "Dear **team**,\n\n- I read\n- I write"
        assert letter.personal_info["phone"] == "+1 312 555 0142"
        assert letter.personal_info["layout"]["pageSize"] == "letter"
        assert letter.version == 2

    def test_what_the_form_does_not_ask_for_stays(self, client, letter):
        letter.personal_info["github"] = "https://github.com/example"
        letter.save()

        client.post(letter.get_absolute_url(), typed(letter, content="Hello."))

        letter.refresh_from_db()
        assert letter.personal_info["github"] == "https://github.com/example"

    def test_saving_what_was_there_makes_no_new_state(self, client, letter):
        client.post(letter.get_absolute_url(), typed(letter))

        letter.refresh_from_db()
        assert letter.version == 1

    def test_two_tabs_meet_and_neither_text_is_lost(self, client, letter):
        client.post(letter.get_absolute_url(), typed(letter, content="From the first tab."))

        answer = client.post(letter.get_absolute_url(), typed(letter, content="From the second tab."))

        page = answer.content.decode()
        letter.refresh_from_db()
        assert answer.status_code == 409
        assert letter.content == "From the first tab."
        assert "From the <mark>first</mark> tab." in page
        assert "From the <mark>second</mark> tab." in page
        assert '<input type="hidden" name="content" value="From the second tab.">' in page

    def test_the_second_tab_may_save_over_it_then(self, client, letter):
        client.post(letter.get_absolute_url(), typed(letter, content="From the first tab."))
        answer = client.post(letter.get_absolute_url(), typed(letter, content="From the second tab."))
        version = re.search(r'name="version" value="(\d+)"', answer.content.decode())[1]

        client.post(
            letter.get_absolute_url(), typed(letter, content="From the second tab.", version=int(version))
        )

        letter.refresh_from_db()
        assert letter.content == "From the second tab."

    def test_one_that_was_deleted_meanwhile_takes_nothing(self, client, letter):
        letter.delete_for_now()

        answer = client.post(letter.get_absolute_url(), typed(letter, content="Too late."))

        letter.refresh_from_db()
        assert (answer.status_code, letter.content) == (409, "Dear {{company}},")
        assert "Too late." in answer.content.decode()

    def test_a_deleted_one_offers_its_way_back(self, client, letter):
        letter.delete_for_now()

        answer = client.get(letter.get_absolute_url())

        assert answer.status_code == 410
        assert reverse("letters:restore", args=[letter.pk]) in answer.content.decode()

    def test_mine_can_be_kept_as_a_copy(self, client, letter, ada):
        client.post(letter.get_absolute_url(), typed(letter, content="From the first tab."))

        own = typed(letter, content="From the second tab.", action="copy")
        answer = client.post(letter.get_absolute_url(), own)

        letter.refresh_from_db()
        copy = ada.cover_letters.exclude(pk=letter.pk).get()
        assert answer.url == copy.get_absolute_url()
        assert (letter.content, copy.content) == ("From the first tab.", "From the second tab.")
        assert copy.title == f"{letter.title} (copy)"

    @pytest.mark.parametrize(
        ("name", "text", "words"),
        [
            ("title", "", "Give the letter a title."),
            ("content", "x" * 20_001, "longer than 20,000 characters"),
            ("template", "none", "Choose one of these designs."),
            ("person-website", "not an address", "not a web address"),
        ],
    )
    def test_a_field_that_is_not_right_says_so_and_holds_nothing_else_up(
        self, client, letter, name, text, words
    ):
        answer = client.post(letter.get_absolute_url(), typed(letter, company_name="Tern", **{name: text}))

        page = answer.content.decode()
        letter.refresh_from_db()
        assert answer.status_code == 422
        assert f'id="id_{name}_error"' in page
        assert words in page
        assert (letter.company_name, letter.content) == ("Tern", "Dear {{company}},")
        assert letter.unfinished == {name: text}

    def test_who_opens_the_editor_again_finds_what_was_typed(self, client, letter):
        client.post(letter.get_absolute_url(), typed(letter, person__website="not an address"))

        page = client.get(letter.get_absolute_url()).content.decode()

        assert 'value="not an address"' in page
        assert 'data-state="check"' in page

    def test_it_hides_another_users_letter(self, client, ada):
        stranger = CoverLetterFactory()

        assert client.get(stranger.get_absolute_url()).status_code == 404
        assert client.post(stranger.get_absolute_url(), typed(stranger)).status_code == 404

    def test_another_method_is_refused(self, client, letter):
        assert client.put(letter.get_absolute_url()).status_code == 405


class TestAutosave:
    def test_it_stores_the_text_and_draws_it(self, client, letter):
        status, head, pages = send(client, letter, content="Typed just now.")

        letter.refresh_from_db()
        assert status == 200
        assert (letter.content, letter.version) == ("Typed just now.", 2)
        assert 'data-state="saved" data-version="2"' in head
        image = re.search(r'src="([^"]+)"', pages)[1]
        assert client.get(image)["Content-Type"] == "image/png"

    def test_the_answer_names_values_that_are_missing(self, client, letter):
        _status, head, _pages = send(client, letter, content="{{company}}, {{mood}}")

        assert 'id="unfilled" data-piece' in head
        assert "{{mood}}" in unescape(head)
        assert "{{company}}" not in unescape(head)

    def test_another_page_is_told_of_the_conflict(self, client, letter):
        send(client, letter, writer="tab1", content="From the first tab.")

        status, head, _pages = send(client, letter, writer="tab2", content="From the second tab.", version=1)

        letter.refresh_from_db()
        assert (status, letter.content) == (409, "From the first tab.")
        assert 'data-state="conflict" data-version="2"' in head

    def test_nothing_is_asked_of_the_database_while_pages_are_drawn(self, client, letter, count_queries):
        data = typed(letter, action="autosave", content="Typed just now.")
        answer = client.post(letter.get_absolute_url(), data, headers={"HX-Request": "true"})

        with count_queries() as while_drawing:
            answer.getvalue()

        assert while_drawing == []


class TestPreview:
    def test_what_is_not_saved_yet_is_drawn(self, client, letter):
        answer = client.post(letter.get_absolute_url(), typed(letter, content="A draft.", action="preview"))

        letter.refresh_from_db()
        address = re.search(r'src="(/letters/[^"]+/1)"', answer.content.decode())[1]
        assert answer.status_code == 200
        assert letter.content == "Dear {{company}},"
        assert printing.order(letter).key not in address
        assert client.get(address)["Content-Type"] == "image/png"

    def test_a_value_that_is_missing_is_named(self, client, letter):
        draft = typed(letter, content="{{company}} {{mood}}", action="preview")

        assert client.post(letter.get_absolute_url(), draft).context["unfilled"] == ["mood"]

    def test_a_page_image_of_a_stranger_is_not_there(self, client, ada):
        stranger = CoverLetterFactory()

        address = reverse("letters:page", args=[stranger.pk, printing.order(stranger).key, "1"])

        assert client.get(address).status_code == 404

    def test_a_page_that_there_is_not_is_not_there(self, client, letter):
        address = reverse("letters:page", args=[letter.pk, printing.order(letter).key, "9"])

        assert client.get(address).status_code == 404

    def test_an_image_is_only_asked_for(self, client, letter):
        address = reverse("letters:page", args=[letter.pk, printing.order(letter).key, "1"])

        assert client.post(address).status_code == 405
