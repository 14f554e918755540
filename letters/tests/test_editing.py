"""A letter's text, and its pages beside it."""

import re

import pytest
from django.urls import reverse

from letters import printing
from letters.tests.factories import CoverLetterFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(ada):
    return CoverLetterFactory(user=ada, company_name="Harbour Data", content="Dear {{company}},")


def typed(letter, **changes):
    """What the page posts."""
    person = letter.personal_info
    return {
        "version": letter.version,
        "action": "save",
        "title": letter.title,
        "company_name": letter.company_name,
        "job_title": letter.job_title,
        "content": letter.content,
        "first_name": person["firstName"],
        "last_name": person["lastName"],
        "email": person["email"],
        "template": letter.template,
        **changes,
    }


class TestEdit:
    def test_it_shows_the_text_and_the_page(self, client, letter):
        page = client.get(letter.get_absolute_url()).content.decode()

        assert "Dear {{company}}," in page
        assert reverse("letters:page", args=[letter.pk, printing.order(letter).key, "1"]) in page

    def test_it_saves_what_was_typed(self, client, letter):
        text = "Dear **team**,\r\n\r\n- I read\r\n- I write"

        answer = client.post(
            letter.get_absolute_url(),
            typed(letter, content=text, phone="+1 312 555 0142", page_size="letter"),
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
        assert "From the first tab." in page
        assert "From the second tab." in page

    def test_the_second_tab_may_save_over_it_then(self, client, letter):
        client.post(letter.get_absolute_url(), typed(letter, content="From the first tab."))
        answer = client.post(letter.get_absolute_url(), typed(letter, content="From the second tab."))
        version = re.search(r'name="version" value="(\d+)"', answer.content.decode())[1]

        client.post(letter.get_absolute_url(), typed(letter, content="From the second tab.", version=version))

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

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"title": " "}, "Give the letter a title."),
            ({"content": "x" * 20_001}, "at most 20000"),
            ({"template": "none"}, "Choose one of these designs."),
            ({"website": "not an address"}, "web address"),
        ],
    )
    def test_an_invalid_form_says_so_and_writes_nothing(self, client, letter, changes, words):
        answer = client.post(letter.get_absolute_url(), typed(letter, **{"content": "Typed.", **changes}))

        letter.refresh_from_db()
        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert letter.content == "Dear {{company}},"

    def test_it_hides_another_users_letter(self, client, ada):
        stranger = CoverLetterFactory()

        assert client.get(stranger.get_absolute_url()).status_code == 404
        assert client.post(stranger.get_absolute_url(), typed(stranger)).status_code == 404

    def test_another_method_is_refused(self, client, letter):
        assert client.put(letter.get_absolute_url()).status_code == 405


class TestPreview:
    def test_what_is_not_saved_yet_is_drawn(self, client, letter):
        answer = client.post(letter.get_absolute_url(), typed(letter, content="A draft.", action="preview"))

        letter.refresh_from_db()
        address = re.search(r'src="(/letters/[^"]+/1\.jpg)"', answer.content.decode())[1]
        assert answer.status_code == 200
        assert letter.content == "Dear {{company}},"
        assert printing.order(letter).key not in address
        assert client.get(address)["Content-Type"] == "image/jpeg"

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
