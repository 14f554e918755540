"""The list of résumés, and what is done with one as a whole."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import UserActivity
from accounts.tests.factories import UserFactory
from applications.tests.factories import JobApplicationFactory
from resumes.models import Resume
from resumes.tests.factories import ResumeFactory
from saaska.documents import drawing, gallery
from saaska.documents.models import Template
from saaska.documents.tests.factories import TemplateFactory
from saaska.tests.at_once import all_at_once

pytestmark = pytest.mark.django_db
INDEX = "/resumes/"
CREATE = "/resumes/new/"


def act(name, resume):
    return reverse(f"resumes:{name}", args=[resume.pk])


class TestIndex:
    def test_it_shows_title_design_and_downloads(self, client, ada):
        ResumeFactory(user=ada, title="Product designer", download_count=3)

        page = client.get(INDEX).content.decode()

        assert "Product designer" in page
        assert "Modern Professional" in page
        assert "downloaded 3 times" in page

    def test_it_greets_whoever_has_none_with_a_way_to_begin(self, client, ada):
        page = client.get(INDEX).content.decode()

        assert "No résumé yet" in page
        assert reverse("resumes:import") in page

    def test_it_shows_nobody_elses(self, client, ada):
        ResumeFactory(title="Somebody’s secret", public=True)

        assert "secret" not in client.get(INDEX).content.decode()

    def test_the_last_changed_stands_first(self, client, ada):
        old, new = ResumeFactory(user=ada, title="Older"), ResumeFactory(user=ada, title="Newer")
        Resume.objects.filter(pk=old.pk).update(updated_at=timezone.now() - timedelta(days=2))

        assert [resume.pk for resume in client.get(INDEX).context["page"]] == [new.pk, old.pk]

    def test_a_card_is_drawn_from_the_first_words_of_a_resume(self, client, ada):
        ResumeFactory(user=ada, full=True)

        page = client.get(INDEX).content.decode()

        assert "Harbour Data" in page
        assert "Lakeside University" in page

    def test_it_comes_in_pages(self, client, ada):
        ResumeFactory.create_batch(25, user=ada)

        first, second = client.get(INDEX), client.get(INDEX, {"page": 2})

        assert (len(first.context["page"]), len(second.context["page"])) == (24, 1)

    @pytest.mark.parametrize("page", ["0", "999", "x", "-1", "1e9"])
    def test_a_page_that_there_is_not_shows_one_that_is(self, client, ada, page):
        assert client.get(INDEX, {"page": page}).status_code == 200

    def test_it_asks_as_often_for_ten_as_for_one(self, client, ada, count_queries):
        ResumeFactory(user=ada, full=True)
        client.get(INDEX)
        with count_queries() as for_one:
            client.get(INDEX)
        ResumeFactory.create_batch(9, user=ada, full=True)

        with count_queries() as for_ten:
            client.get(INDEX)

        assert len(for_ten) == len(for_one)

    def test_deleted_ones_have_a_list_of_their_own(self, client, ada):
        gone, kept = ResumeFactory(user=ada, deleted=True), ResumeFactory(user=ada)

        live, deleted = client.get(INDEX), client.get(f"{INDEX}?deleted")

        assert [resume.pk for resume in live.context["page"]] == [kept.pk]
        assert [resume.pk for resume in deleted.context["page"]] == [gone.pk]
        assert act("restore", gone) in deleted.content.decode()

    def test_another_method_is_refused(self, client, ada):
        assert client.post(INDEX).status_code == 405


class TestCreate:
    @pytest.fixture
    def typed(self):
        return {
            "key": str(uuid4()),
            "title": "Product designer",
            "template": "classic-elegant",
            "first_name": "Ada",
            "last_name": "Lovelace",
            "email": "ada@example.org",
        }

    def test_it_knows_the_person(self, client, ada):
        page = client.get(CREATE).content.decode()

        assert 'value="Ada"' in page
        assert 'value="ada@example.org"' in page

    def test_it_makes_a_resume_and_goes_on_in_the_editor(self, client, ada, typed):
        answer = client.post(CREATE, typed)

        resume = ada.resumes.get()
        assert answer.url == resume.get_absolute_url()
        assert str(resume.pk) == typed["key"]
        assert (resume.title, resume.template, resume.version) == ("Product designer", "classic-elegant", 1)
        assert resume.personal_info["lastName"] == "Lovelace"
        assert ada.activities.get(type="create").feature == "resume"

    @pytest.mark.parametrize(
        ("wished", "chosen"),
        [
            ("classic-elegant", "classic-elegant"),
            ("none", "modern-professional"),
            ("executive", "modern-professional"),  # for premium accounts
        ],
    )
    def test_it_begins_with_the_design_chosen_in_the_gallery(self, client, ada, wished, chosen):
        page = client.get(CREATE, {"template": wished})

        assert page.context["form"]["template"].value() == chosen

    def test_designs_are_chosen_by_the_images_of_the_gallery(self, client, ada):
        drawing.draw(Template.objects.get(type=Template.Type.RESUME, slug="classic-elegant").pk)

        page = client.get(CREATE).content.decode()

        shown = {design.slug: design.small_url for design in gallery.active() if design.kind == "resume"}
        assert f'src="{shown["classic-elegant"]}"' in page

    def test_sent_twice_it_makes_one(self, client, ada, typed):
        first, second = client.post(CREATE, typed), client.post(CREATE, typed)

        assert first.url == second.url
        assert ada.resumes.count() == 1
        assert ada.activities.filter(type="create").count() == 1

    def test_a_form_without_its_key_makes_one_all_the_same(self, client, ada, typed):
        client.post(CREATE, {**typed, "key": "lost"})

        assert ada.resumes.count() == 1

    def test_the_id_of_somebody_elses_resume_is_no_key(self, client, ada, typed):
        stranger = ResumeFactory(title="Theirs")

        answer = client.post(CREATE, {**typed, "key": str(stranger.pk)})

        stranger.refresh_from_db()
        assert answer.status_code == 404
        assert stranger.title == "Theirs"

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"title": " "}, "Give the résumé a title."),
            ({"title": "x" * 256}, "at most 255"),
            ({"template": "none"}, "Choose one of these designs."),
            ({"email": "nobody"}, "not an e-mail address"),
        ],
    )
    def test_an_invalid_form_says_so_and_writes_nothing(self, client, ada, typed, change, words):
        answer = client.post(CREATE, {**typed, **change})

        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert not ada.resumes.exists()

    def test_a_premium_design_is_offered_to_premium_alone(self, client, ada):
        TemplateFactory(slug="gold", name="Gold leaf", premium=True)
        free = client.get(CREATE).content.decode()
        ada.subscription_tier = ada.Tier.PREMIUM
        ada.save()

        premium = client.get(CREATE).content.decode()

        assert "Gold leaf" not in free
        assert "Gold leaf" in premium

    def test_another_method_is_refused(self, client, ada):
        assert client.put(CREATE).status_code == 405


class TestDuplicate:
    def test_the_copy_has_everything_but_its_history(self, client, ada):
        resume = ResumeFactory(user=ada, full=True, title="Data engineer", download_count=7, public=True)

        answer = client.post(act("duplicate", resume), {"key": str(uuid4())})

        copy = ada.resumes.exclude(pk=resume.pk).get()
        assert answer.url == copy.get_absolute_url()
        assert copy.title == "Data engineer (copy)"
        assert (copy.work_experience, copy.personal_info) == (resume.work_experience, resume.personal_info)
        assert (copy.download_count, copy.is_public, copy.version) == (0, False, 1)
        assert ada.activities.filter(type="duplicate").count() == 1

    def test_sent_twice_it_makes_one(self, client, ada):
        resume, key = ResumeFactory(user=ada), str(uuid4())

        client.post(act("duplicate", resume), {"key": key})
        client.post(act("duplicate", resume), {"key": key})

        assert ada.resumes.count() == 2

    def test_it_keeps_the_version_of_the_design(self, client, ada):
        resume = ResumeFactory(user=ada)
        design = Template.objects.get(type=Template.Type.RESUME, slug=resume.template)
        design.config = {**design.config, "fonts": "serif"}
        design.save()

        client.post(act("duplicate", resume), {"key": str(uuid4())})

        assert ada.resumes.exclude(pk=resume.pk).get().template_version == 1
        assert design.versions.count() == 2

    def test_a_copy_in_another_design_takes_its_newest_version(self, ada):
        resume = ResumeFactory(user=ada)
        other = Template.objects.get(type=Template.Type.RESUME, slug="classic-elegant")
        other.config = {**other.config, "fonts": "sans"}
        other.save()

        copy, _made = resume.copy_once(uuid4(), template=other.slug)

        assert (resume.template_version, copy.template_version) == (1, 2)

    def test_a_long_title_still_fits(self, client, ada):
        client.post(act("duplicate", ResumeFactory(user=ada, title="x" * 255)))

        assert ada.resumes.count() == 2

    def test_a_strangers_cannot_be_copied(self, client, ada):
        assert client.post(act("duplicate", ResumeFactory(public=True))).status_code == 404
        assert not ada.resumes.exists()

    def test_asking_for_it_is_refused(self, client, ada):
        assert client.get(act("duplicate", ResumeFactory(user=ada))).status_code == 405


class TestFinding:
    def titles(self, client, **asked):
        return [resume.title for resume in client.get(INDEX, asked).context["page"]]

    @pytest.mark.parametrize("words", ["harbour", "ingestion POSTGRESQL", "zoë müller", "designer harbour"])
    def test_it_finds_those_that_say_every_word(self, client, ada, words):
        ResumeFactory(user=ada, full=True, title="Designer")
        ResumeFactory(user=ada, title="Other")

        assert self.titles(client, q=words) == ["Designer"]

    @pytest.mark.parametrize("words", ["companyx", "startDate", "100%", "a_b"])
    def test_it_finds_none_by_what_they_do_not_say(self, client, ada, words):
        ResumeFactory(user=ada, full=True)

        page = client.get(INDEX, {"q": words}).content.decode()

        assert "No résumé matches" in page
        assert f'value="{words}"' in page

    @pytest.mark.parametrize(
        ("sort", "expected"), [("title", ["a", "b"]), ("downloads", ["b", "a"]), ("none", ["b", "a"])]
    )
    def test_it_is_sorted_as_wished(self, client, ada, sort, expected):
        ResumeFactory(user=ada, title="a", download_count=1)
        ResumeFactory(user=ada, title="b", download_count=2)

        assert self.titles(client, sort=sort) == expected

    def test_it_says_where_a_resume_went(self, client, ada):
        resume = ResumeFactory(user=ada)
        for number in range(5):
            JobApplicationFactory(user=ada, company=f"Gull & Sons {number}", resume=resume)

        page = client.get(INDEX).content.decode()

        assert page.count("Gull &amp; Sons") == 3
        assert "and 2 more" in page

    def test_a_card_asks_for_the_first_page(self, client, ada):
        resume = ResumeFactory(user=ada, full=True)

        answer = client.get(act("thumbnail", resume))

        assert f'src="{act("thumbnail", resume)}?state=' in client.get(INDEX).content.decode()
        assert answer["Content-Type"] == "image/png"

    def test_a_strangers_first_page_is_not_there(self, client, ada):
        assert client.get(act("thumbnail", ResumeFactory(public=True))).status_code == 404


class TestArchive:
    def test_it_leaves_the_list_and_can_be_undone(self, client, ada):
        resume = ResumeFactory(user=ada, title="Old one")

        page = client.post(act("archive", resume), follow=True)

        assert list(page.context["page"]) == []
        assert f'action="{act("unarchive", resume)}"' in page.content.decode()
        assert list(client.get(f"{INDEX}?archived").context["page"]) == [resume]

    def test_it_comes_back(self, client, ada):
        resume = ResumeFactory(user=ada, archived_at=timezone.now())

        client.post(act("unarchive", resume))

        assert list(client.get(INDEX).context["page"]) == [resume]

    @pytest.mark.parametrize("name", ["archive", "unarchive"])
    def test_a_strangers_cannot_be_touched(self, client, ada, name):
        assert client.post(act(name, ResumeFactory(public=True))).status_code == 404

    @pytest.mark.parametrize("name", ["archive", "unarchive", "starting_point"])
    def test_another_method_is_refused(self, client, ada, name):
        assert client.get(act(name, ResumeFactory(user=ada))).status_code == 405


class TestStartingPoint:
    def test_new_ones_may_begin_with_it(self, client, ada):
        start = ResumeFactory(user=ada, full=True, title="Base")
        client.post(act("starting_point", start), {"on": "on"})

        client.post(
            CREATE,
            {
                "key": str(uuid4()),
                "title": "Begun",
                "first_name": "Ada",
                "last_name": "Person",
                "email": "ada@example.org",
                "start": str(start.pk),
                "template": "modern-professional",
            },
        )

        begun = ada.resumes.get(title="Begun")
        assert begun.work_experience == start.work_experience
        assert (begun.personal_info["firstName"], begun.personal_info["headline"]) == ("Ada", "Data engineer")
        assert not begun.is_template

    def test_it_is_one_no_more(self, client, ada):
        start = ResumeFactory(user=ada, is_template=True)

        client.post(act("starting_point", start))

        start.refresh_from_db()
        assert not start.is_template

    def test_a_strangers_is_none(self, client, ada):
        stranger = ResumeFactory(is_template=True, public=True)
        form = {
            "key": str(uuid4()),
            "title": "Begun",
            "start": str(stranger.pk),
            "template": "modern-professional",
        }

        assert client.post(CREATE, form).status_code == 422
        assert client.post(act("starting_point", stranger), {"on": "on"}).status_code == 404


class TestDelete:
    def test_it_goes_into_the_bin_and_can_be_undone(self, client, ada):
        resume = ResumeFactory(user=ada, title="Old one")

        page = client.post(act("delete", resume), follow=True).content.decode()

        resume.refresh_from_db()
        assert resume.deleted_at
        assert "“Old one” was deleted." in page
        assert f'action="{act("restore", resume)}"' in page
        assert ada.activities.filter(type="delete").count() == 1

    def test_restore_brings_it_back(self, client, ada):
        resume = ResumeFactory(user=ada, deleted=True)

        client.post(act("restore", resume))

        assert list(ada.resumes.live()) == [resume]

    @pytest.mark.parametrize("name", ["delete", "restore"])
    def test_twice_is_as_good_as_once(self, client, ada, name):
        resume = ResumeFactory(user=ada)

        answers = [client.post(act(name, resume)) for _ in range(2)]

        assert [answer.status_code for answer in answers] == [302, 302]
        assert UserActivity.objects.filter(type="delete").count() == (name == "delete")

    @pytest.mark.parametrize("name", ["delete", "restore"])
    def test_a_strangers_cannot_be_touched(self, client, ada, name):
        stranger = ResumeFactory(deleted=name == "restore")

        assert client.post(act(name, stranger)).status_code == 404
        assert bool(Resume.objects.get(pk=stranger.pk).deleted_at) == (name == "restore")

    @pytest.mark.parametrize("name", ["delete", "restore"])
    def test_asking_for_it_is_refused(self, client, ada, name):
        assert client.get(act(name, ResumeFactory(user=ada))).status_code == 405


@pytest.mark.django_db(transaction=True)
class TestAtTheSameTime:
    def test_fifty_equal_forms_make_one_resume(self, designs):
        user = UserFactory()
        client = Client()
        client.force_login(user)
        typed = {"key": str(uuid4()), "title": "One", "template": "modern-professional"}

        answers = at_once(50, client, CREATE, typed)

        assert {answer.status_code for answer in answers} == {302}
        assert {answer.url for answer in answers} == {user.resumes.get().get_absolute_url()}
        assert user.activities.filter(type="create").count() == 1

    def test_ten_that_all_found_none_make_one_resume(self, designs):
        """Those above may come one after the other; these have all looked before the first may write."""
        user = UserFactory()
        client = Client()
        client.force_login(user)
        typed = {"key": str(uuid4()), "title": "One", "template": "modern-professional"}

        answers = all_at_once(
            [lambda: post(client, CREATE, typed)] * 10, lock="lock table resumes in share mode"
        )

        assert {answer.status_code for answer in answers} == {302}
        assert {answer.url for answer in answers} == {user.resumes.get().get_absolute_url()}
        assert user.activities.filter(type="create").count() == 1


def post(client, path, data):
    """The answer to a post of the same person in a browser of its own."""
    one = Client()
    one.cookies["sessionid"] = client.cookies["sessionid"].value
    return one.post(path, data)


def at_once(times, client, path, data):
    """The answers to so many posts of one person, sent by ten threads with a connection each."""

    def send(_number):
        try:
            return post(client, path, data)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=10) as threads:
        return list(threads.map(send, range(times)))
