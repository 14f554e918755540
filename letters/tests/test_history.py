"""The pages of a letter's history; resumes/tests/test_history.py tries what both kinds of document share."""

import pytest
from django.urls import reverse

from letters.tests.factories import CoverLetterFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("designs")]


@pytest.fixture
def letter(ada):
    """One to a team that is now to everybody."""
    letter = CoverLetterFactory(user=ada, title="To Acme", content="Dear team,")
    letter.save_over(1, {"content": "Dear all,"})
    letter.refresh_from_db()
    return letter


def url(name, letter, *args):
    return reverse(f"letters:{name}", args=[letter.pk, *args])


def test_it_shows_what_changed_in_a_sitting(client, letter):
    page = client.get(url("history", letter), {"sitting": "1"}).content.decode()

    assert url("state", letter, 2) in page
    assert "<p>Letter</p>" in page


def test_a_state_shows_the_words_that_changed(client, letter):
    page = client.get(url("state", letter, 2)).content.decode()

    assert "<del>team,</del>" in page
    assert "<ins>all,</ins>" in page


def test_its_page_is_the_page_it_had_then(client, letter):
    before = client.get(url("state_page", letter, 1, "1"))
    after = client.get(url("state_page", letter, 2, "1"))

    assert before["Content-Type"] == "image/png"
    assert before.content != after.content


def test_restoring_adds_a_state(client, letter):
    client.post(url("restore_state", letter, 1), {"version": letter.version})

    letter.refresh_from_db()
    assert (letter.content, letter.states.count()) == ("Dear team,", 3)


def test_a_state_is_copied_as_a_new_letter(client, ada, letter):
    client.post(url("copy_state", letter, 1))

    [twin] = ada.cover_letters.exclude(pk=letter.pk)
    assert (twin.title, twin.content) == ("To Acme (copy)", "Dear team,")


def test_a_version_gets_a_name(client, letter):
    client.post(url("name_state", letter, 1), {"name": "Sent to Acme"})

    assert "Sent to Acme" in client.get(url("history", letter)).content.decode()


def test_the_editor_links_to_it(client, letter):
    assert url("history", letter) in client.get(url("edit", letter)).content.decode()


@pytest.mark.parametrize(
    "name", ["history", "state", "state_page", "restore_state", "name_state", "copy_state"]
)
def test_a_strangers_is_not_found(client, ada, name):
    numbers = {"history": [], "state_page": [1, "1"]}.get(name, [1])
    address = url(name, CoverLetterFactory(), *numbers)

    answer = (
        client.post(address) if name in ("restore_state", "name_state", "copy_state") else client.get(address)
    )

    assert answer.status_code == 404
