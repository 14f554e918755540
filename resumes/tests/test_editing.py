"""The editor's page: saving, its buttons without script, and two tabs."""

from functools import partial
from uuid import uuid4

import pytest
from django.http import QueryDict
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import UserActivity
from accounts.tests.factories import UserFactory
from resumes.editor import Editor
from resumes.models import Resume
from resumes.tests.factories import ResumeFactory, ResumeImportFactory
from resumes.tests.test_editor import DESIGNS, posted
from saaska.documents.tests.factories import TemplateFactory
from saaska.tests.at_once import all_at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def resume(ada):
    return ResumeFactory(user=ada, full=True, title="Data engineer")


def url(resume):
    return reverse("resumes:edit", args=[resume.pk])


def form_of(resume, *, version=None, **changes):
    """What a browser posts out of the editor's page, with some fields changed."""
    data = posted(Editor(resume, designs=DESIGNS))
    data["version"] = str(resume.version if version is None else version)
    data["key"] = str(uuid4())
    for name, value in changes.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return dict(data.lists())


class TestEdit:
    def test_it_shows_every_part(self, client, resume):
        page = client.get(url(resume)).content.decode()

        for text in ("Zoë", "Harbour Data", "Lakeside University", "Python", "Tidewater", "A tide gauge"):
            assert text in page

    def test_it_saves_what_was_typed(self, client, resume):
        answer = client.post(
            url(resume), form_of(resume, **{"work-0-company": "Tide & Sons", "title": "Analyst"})
        )

        resume.refresh_from_db()
        assert answer.status_code == 302
        assert answer.url == url(resume)
        assert (resume.title, resume.work_experience[0]["company"]) == ("Analyst", "Tide & Sons")
        assert resume.version == 2

    def test_a_save_without_a_change_writes_nothing(self, client, resume):
        client.post(url(resume), form_of(resume))

        before = resume.updated_at
        resume.refresh_from_db()
        assert (resume.version, resume.updated_at) == (1, before)

    def test_what_the_form_does_not_have_is_ignored(self, client, resume, ada):
        stranger = UserFactory()
        forged = {
            "user": stranger.pk,
            "user_id": stranger.pk,
            "is_public": "on",
            "download_count": 99,
            "id": uuid4(),
        }

        client.post(url(resume), form_of(resume, title="Mine", **forged))

        changed = Resume.objects.get(pk=resume.pk)
        assert (changed.user, changed.is_public, changed.download_count) == (ada, False, 0)
        assert changed.title == "Mine"

    def test_a_design_that_is_no_longer_offered_stays(self, client, resume):
        TemplateFactory(slug="old", name="Old one", retired=True)
        Resume.objects.update(template="old")
        resume.refresh_from_db()

        client.post(url(resume), form_of(resume, title="New title"))

        resume.refresh_from_db()
        assert (resume.title, resume.template) == ("New title", "old")

    def test_it_leads_to_the_report_of_its_import(self, client, resume, ada):
        report = ResumeImportFactory(user=ada, resume=resume)

        assert report.get_absolute_url() in client.get(url(resume)).content.decode()

    def test_it_hides_another_users_resume(self, client, resume):
        stranger = ResumeFactory()

        assert client.get(url(stranger)).status_code == 404
        assert client.post(url(stranger), form_of(stranger)).status_code == 404

    def test_it_hides_a_public_resume_of_another_user(self, client, resume):
        assert client.get(url(ResumeFactory(public=True))).status_code == 404

    def test_another_method_is_refused(self, client, resume):
        assert client.delete(url(resume)).status_code == 405

    def test_a_deleted_resume_offers_the_way_back(self, client, resume):
        resume.delete_for_now()

        answer = client.get(url(resume))

        assert answer.status_code == 410
        assert reverse("resumes:restore", args=[resume.pk]) in answer.content.decode()

    def test_it_asks_as_often_for_a_large_resume_as_for_a_small_one(self, client, resume, ada, count_queries):
        small = ResumeFactory(user=ada)
        client.get(url(small))
        with count_queries() as for_small:
            client.get(url(small))

        with count_queries() as for_large:
            client.get(url(resume))

        assert len(for_large) == len(for_small)


class TestButtons:
    def test_adding_an_entry_saves_nothing_and_loses_nothing(self, client, resume):
        answer = client.post(url(resume), form_of(resume, summary="Half a sen", action="add-work"))

        page = answer.content.decode()
        resume.refresh_from_db()
        assert answer.status_code == 200
        assert "Half a sen" in page
        assert 'name="work-n0-company"' in page
        assert resume.version == 1

    def test_the_page_after_a_button_still_names_the_version_it_started_from(self, client, resume):
        Resume.objects.update(version=5)

        page = client.post(url(resume), form_of(resume, version=1, action="add-work")).content.decode()

        assert '<input type="hidden" name="version" value="1" autocomplete="off">' in page

    def test_download_saves_first(self, client, resume):
        answer = client.post(url(resume), form_of(resume, summary="New", action="download"))

        resume.refresh_from_db()
        assert answer.url == reverse("resumes:download", args=[resume.pk])
        assert resume.summary == "New"


class TestTwoTabs:
    @pytest.fixture
    def second(self, client, resume):
        """The answer to a tab that saves after another one did."""
        client.post(url(resume), form_of(resume, summary="Saved by the first tab"))
        return client.post(url(resume), form_of(resume, summary="Typed in the second tab"))

    def test_the_second_save_is_refused_with_both_texts(self, resume, second):
        page = second.content.decode()

        resume.refresh_from_db()
        assert second.status_code == 409
        assert "first" in page
        assert "Typed in the second" in page
        assert resume.summary == "Saved by the first tab"

    def test_a_page_that_names_no_version_cannot_overwrite(self, client, resume):
        answer = client.post(url(resume), form_of(resume, version="", summary="x"))

        assert answer.status_code == 409

    def test_mine_can_be_saved_over_it(self, client, resume, second):
        answer = client.post(url(resume), again(second))

        resume.refresh_from_db()
        assert answer.status_code == 302
        assert (resume.summary, resume.version) == ("Typed in the second tab", 3)

    def test_not_over_a_third_text_that_nobody_has_seen(self, client, resume, second):
        Resume.objects.filter(pk=resume.pk).update(version=3, summary="A third one")

        answer = client.post(url(resume), again(second))

        resume.refresh_from_db()
        assert answer.status_code == 409
        assert resume.summary == "A third one"

    def test_mine_can_be_kept_as_a_copy(self, client, resume, second):
        client.post(url(resume), again(second, action="copy"))
        client.post(url(resume), again(second, action="copy"))

        copy = Resume.objects.exclude(pk=resume.pk).get()
        resume.refresh_from_db()
        assert (resume.summary, copy.summary) == ("Saved by the first tab", "Typed in the second tab")
        assert copy.title == "Data engineer (copy)"
        assert UserActivity.objects.filter(type="duplicate").count() == 1

    def test_mine_can_be_edited_further(self, client, resume, second):
        page = client.post(url(resume), again(second, action="continue")).content.decode()

        assert "Typed in the second tab" in page
        assert '<input type="hidden" name="version" value="2" autocomplete="off">' in page

    def test_the_same_text_twice_is_no_conflict(self, client, resume):
        client.post(url(resume), form_of(resume, summary="Same"))

        assert client.post(url(resume), form_of(resume, summary="Same")).status_code == 302

    def test_a_text_for_a_resume_deleted_meanwhile_is_not_lost(self, client, resume):
        data = form_of(resume, summary="Typed before it went")
        resume.delete_for_now()

        answer = client.post(url(resume), data)
        client.post(url(resume), again(answer))

        resume.refresh_from_db()
        assert answer.status_code == 409
        assert (resume.summary, resume.deleted_at) == ("Typed before it went", None)


def again(answer, **changes):
    """What the page of two versions sends when one of its buttons is pressed."""
    data = QueryDict(mutable=True)
    data["version"] = str(answer.context["document"].version)
    data["key"] = str(answer.context["key"])
    if answer.context["document"].deleted_at:
        data["restoring"] = "yes"
    for name, value in answer.context["typed"]:
        data.appendlist(name, value)
    for name, value in changes.items():
        data[name] = value
    return dict(data.lists())


class Tab:
    """A browser tab with the editor open: the text it shows and the version it started from."""

    def __init__(self, client, resume):
        self.client, self.resume = client, resume
        self.open()

    def open(self):
        self.resume.refresh_from_db()
        self.version, self.text = self.resume.version, self.resume.summary or ""

    def save(self, text):
        """Sends the text; gives whether it was taken. A refusal shows the saved text and its version."""
        data = {"title": "T", "template": "modern-professional", "summary": text, "version": self.version}
        answer = self.client.post(url(self.resume), data)
        if answer.status_code == 302:
            self.version, self.text = self.version + 1, text
            return True
        assert answer.status_code == 409
        assert answer.context["typed"][-1] == ("summary", text)
        self.version, self.text = answer.context["document"].version, answer.context["document"].summary
        return False


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(turns=st.lists(st.sampled_from([0, 1]), min_size=2, max_size=4))
def test_no_edit_is_lost_in_any_order_of_two_tabs(client, ada, turns):
    """Both tabs add words to what they show; whoever is refused adds theirs to the text they are shown instead."""
    resume = ResumeFactory(user=ada, title="T")
    tabs = [Tab(client, resume), Tab(client, resume)]
    words = [f"word{number}" for number in range(len(turns))]

    for word, tab in zip(words, (tabs[turn] for turn in turns), strict=True):
        if not tab.save(f"{tab.text} {word}".strip()):
            assert tab.save(f"{tab.text} {word}".strip())

    resume.refresh_from_db()
    assert resume.summary.split() == words
    assert resume.version == len(words) + 1


@pytest.mark.django_db(transaction=True)  # in one long transaction every version of the row would be walked
@settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from([0, 1]), st.sampled_from(["open", "save"])), max_size=12))
def test_a_save_replaces_only_what_its_author_had_before_them(resume, steps):
    """1,000 interleavings of two tabs that open and save as they like: no text goes that its successor had not seen."""
    Resume.objects.filter(pk=resume.pk).update(version=1, summary="0")
    shown = [(1, "0"), (1, "0")]
    texts = ["0"]  # every state that was ever saved

    for number, (tab, step) in enumerate(steps, start=1):
        version, text = shown[tab]
        current = (len(texts), texts[-1])
        if step == "open":
            shown[tab] = current
        else:
            taken = resume.save_over(version, {"summary": str(number)})
            assert taken == ((version, text) == current)
            if taken:
                texts.append(str(number))
                shown[tab] = (len(texts), texts[-1])

    resume.refresh_from_db()
    assert (resume.version, resume.summary) == (len(texts), texts[-1])


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_at_the_same_moment_one_is_refused(resume):
    taken = all_at_once(
        [partial(resume.save_over, 1, {"summary": text}) for text in ("Mine.", "Theirs.")],
        lock=f"select from resumes where id = '{resume.pk}' for update",
    )

    assert sorted(taken) == [False, True]


def test_a_save_without_a_session_comes_back_after_login(client, resume, ada):
    client.get(url(resume))
    data = form_of(resume, summary="Typed while the session ended", action="save")
    client.cookies.pop("sessionid")

    answer = client.post(url(resume), data, headers={"Origin": "http://testserver"})
    client.force_login(ada)
    page = client.get(reverse("accounts:kept")).content.decode()

    assert answer.url.startswith("/accounts/login/")
    assert "Typed while the session ended" in page
    assert f'action="{url(resume)}"' in page
    assert 'name="work-entry" value="0"' in page
