"""How a letter looks."""

import re

import pytest
from django.urls import reverse

from letters import printing
from letters.tests.factories import CoverLetterFactory
from resumes.tests.factories import ResumeFactory
from saaska.documents.looks import PALETTES

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(ada):
    return CoverLetterFactory(user=ada, content="I stay as I am.")


def url(letter):
    return reverse("letters:design", args=[letter.pk])


def chosen(letter, **changes):
    return {"version": letter.version, "action": "save", "template": letter.template, **changes}


class TestDesign:
    def test_it_shows_the_choices_and_the_page(self, client, letter):
        page = client.get(url(letter)).content.decode()

        assert "Forest" in page
        assert reverse("letters:page", args=[letter.pk, printing.order(letter).key, "1"]) in page

    def test_it_saves_the_look_and_no_word(self, client, letter):
        looks = {"palette": "forest", "fonts": "literata-headings", "spacing": "airy", "text_size": "large"}

        client.post(url(letter), chosen(letter, template="classic-elegant", page_size="letter", **looks))

        letter.refresh_from_db()
        layout = letter.personal_info["layout"]
        assert letter.template == "classic-elegant"
        assert layout["colors"] == list(PALETTES["forest"].colours)
        assert (layout["fonts"], layout["pageSize"]) == ("literata-headings", "letter")
        assert (layout["spacing"], layout["textSize"]) == ("airy", "large")
        assert letter.content == "I stay as I am."

    def test_a_choice_is_drawn_before_it_is_saved(self, client, letter):
        draft = chosen(letter, palette="wine", action="preview")

        answer = client.post(url(letter), draft, headers={"HX-Request": "true"})

        letter.refresh_from_db()
        address = re.search(r'src="(/letters/[^"]+/1)"', answer.content.decode())[1]
        assert letter.version == 1
        assert client.get(address)["Content-Type"] == "image/png"
        assert "<h1" not in answer.content.decode()

    def test_a_wrong_choice_is_said_and_writes_nothing(self, client, letter):
        answer = client.post(url(letter), chosen(letter, template="none"))

        letter.refresh_from_db()
        assert answer.status_code == 422
        assert "Choose one of these designs." in answer.content.decode()
        assert letter.version == 1

    def test_what_was_saved_elsewhere_is_not_overwritten_unseen(self, client, letter):
        letter.save_over(1, {"content": "Changed elsewhere."})

        answer = client.post(url(letter), chosen(letter, palette="wine"))

        letter.refresh_from_db()
        assert answer.status_code == 409
        assert "Yours differ in: Colours." in answer.content.decode()
        assert letter.version == 2

    def test_it_hides_another_users_letter(self, client, ada):
        stranger = CoverLetterFactory()

        assert client.get(url(stranger)).status_code == 404
        assert client.post(url(stranger), chosen(stranger)).status_code == 404

    def test_another_method_is_refused(self, client, letter):
        assert client.put(url(letter)).status_code == 405


class TestTakingALook:
    def test_it_takes_design_and_look_of_a_resume_at_once(self, client, letter, ada):
        layout = {"colors": ["#166534", "#14392a"], "fonts": "literata-headings", "pageSize": "letter"}
        person = {"firstName": "Other", "layout": layout}
        resume = ResumeFactory(user=ada, template="classic-elegant", personal_info=person)

        client.post(url(letter), {"version": 1, "action": "take", "resume": str(resume.pk)})

        name = letter.personal_info["firstName"]
        letter.refresh_from_db()
        taken = letter.personal_info["layout"]
        assert letter.template == "classic-elegant"
        assert {key: taken[key] for key in layout} == layout
        assert letter.personal_info["firstName"] == name

    def test_a_design_that_is_not_offered_to_them_is_not_taken(self, client, letter, ada):
        resume = ResumeFactory(user=ada, template="executive")

        client.post(url(letter), {"version": 1, "action": "take", "resume": str(resume.pk)})

        letter.refresh_from_db()
        assert letter.template == "modern-professional"

    @pytest.mark.parametrize("value", ["", "nothing", "00000000-0000-4000-8000-000000000000"])
    def test_a_resume_that_there_is_not_is_404(self, client, letter, value):
        assert client.post(url(letter), {"version": 1, "action": "take", "resume": value}).status_code == 404

    def test_a_strangers_resume_is_404(self, client, letter):
        resume = ResumeFactory(public=True)

        answer = client.post(url(letter), {"version": 1, "action": "take", "resume": str(resume.pk)})

        assert answer.status_code == 404


class TestPutOn:
    """From the gallery, on a letter there is already."""

    def test_it_changes_the_design_and_can_be_undone(self, client, ada):
        letter = CoverLetterFactory(user=ada, title="To the harbour")
        before = letter.template
        listed = client.get(reverse("documents:detail", args=["letter", "classic-elegant"])).text

        fields = {"template": "classic-elegant", "document": letter.pk}
        page = client.post(reverse("letters:put_design"), fields, follow=True)

        letter.refresh_from_db()
        undo = reverse("letters:restore_state", args=[letter.pk, 1])
        assert "To the harbour" in listed
        assert letter.template == "classic-elegant"
        assert undo in page.text
        client.post(undo)
        letter.refresh_from_db()
        assert letter.template == before

    def test_a_strangers_is_404(self, client, ada):
        fields = {"template": "classic-elegant", "document": CoverLetterFactory().pk}

        assert client.post(reverse("letters:put_design"), fields).status_code == 404
