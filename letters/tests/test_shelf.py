"""The list of letters, and what is done with one as a whole."""

from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.models import UserActivity
from applications.tests.factories import JobApplicationFactory
from jobs.tests.factories import SavedJobFactory
from letters import printing
from letters.models import CoverLetter
from letters.tests.factories import CoverLetterFactory
from resumes.tests.factories import ResumeFactory
from saaska.documents.frames import THUMBNAIL

pytestmark = pytest.mark.django_db
INDEX = "/letters/"
CREATE = "/letters/new/"


def act(name, letter):
    return reverse(f"letters:{name}", args=[letter.pk])


class TestIndex:
    def test_it_shows_title_design_and_first_words(self, client, ada):
        CoverLetterFactory(user=ada, title="To the harbour", content="Dear harbour.", download_count=3)

        page = client.get(INDEX).content.decode()

        assert "To the harbour" in page
        assert "Modern Professional" in page
        assert "Dear harbour." in page
        assert "downloaded 3 times" in page

    def test_it_greets_whoever_has_none_with_a_way_to_begin(self, client, ada):
        page = client.get(INDEX).content.decode()

        assert "No cover letter yet" in page
        assert CREATE in page

    def test_it_shows_nobody_elses(self, client, ada):
        CoverLetterFactory(title="Somebody’s secret")

        assert "secret" not in client.get(INDEX).content.decode()

    def test_deleted_ones_have_a_list_of_their_own(self, client, ada):
        gone, kept = CoverLetterFactory(user=ada, deleted=True), CoverLetterFactory(user=ada)

        live, deleted = client.get(INDEX), client.get(f"{INDEX}?deleted")

        assert [letter.pk for letter in live.context["page"]] == [kept.pk]
        assert [letter.pk for letter in deleted.context["page"]] == [gone.pk]
        assert act("restore", gone) in deleted.content.decode()

    @pytest.mark.parametrize("words", ["harbour", "DATA harb", "engineer harbour", "to the"])
    def test_it_finds_those_with_every_word(self, client, ada, words):
        found = CoverLetterFactory(
            user=ada, title="To the north", company_name="Harbour Data", job_title="Engineer"
        )
        CoverLetterFactory(user=ada, title="Other", company_name="Data Ltd", job_title="Engineer")

        assert [letter.pk for letter in client.get(INDEX, {"q": words}).context["page"]] == [found.pk]

    def test_a_search_without_a_find_says_so(self, client, ada):
        CoverLetterFactory(user=ada)

        page = client.get(INDEX, {"q": "100%"}).content.decode()

        assert "No letter matches" in page
        assert 'value="100%"' in page

    @pytest.mark.parametrize(
        ("sort", "expected"), [("title", ["a", "b"]), ("company", ["b", "a"]), ("none", ["b", "a"])]
    )
    def test_it_is_sorted_as_wished(self, client, ada, sort, expected):
        CoverLetterFactory(user=ada, title="a", company_name="Z")
        CoverLetterFactory(user=ada, title="b", company_name="Y")

        page = client.get(INDEX, {"sort": sort}).context["page"]

        assert [letter.title for letter in page] == expected

    def test_it_says_where_a_letter_went(self, client, ada):
        letter = CoverLetterFactory(user=ada)
        JobApplicationFactory(user=ada, company="Gull & Sons", cover_letter=letter)

        assert "Gull &amp; Sons" in client.get(INDEX).content.decode()

    def test_it_asks_as_often_for_ten_as_for_one(self, client, ada, count_queries):
        CoverLetterFactory(user=ada)
        client.get(INDEX)
        with count_queries() as for_one:
            client.get(INDEX)
        CoverLetterFactory.create_batch(9, user=ada)

        with count_queries() as for_ten:
            client.get(INDEX)

        assert len(for_ten) == len(for_one)

    def test_another_method_is_refused(self, client, ada):
        assert client.post(INDEX).status_code == 405


class TestCreate:
    @pytest.fixture
    def typed(self):
        return {
            "key": str(uuid4()),
            "company_name": "Harbour Data",
            "job_title": "Data Engineer",
            "title": "",
            "header": "",
            "start": "",
            "template": "classic-elegant",
        }

    def test_it_makes_a_letter_named_by_its_job_and_goes_on_to_write_it(self, client, ada, typed):
        answer = client.post(CREATE, typed)

        letter = ada.cover_letters.get()
        assert answer.url == letter.get_absolute_url()
        assert (letter.title, letter.template) == ("Data Engineer at Harbour Data", "classic-elegant")
        assert letter.personal_info["email"] == "ada@example.org"
        assert ada.activities.get(type="create").feature == "cover_letter"

    def test_its_header_is_that_of_the_chosen_resume(self, client, ada, typed):
        resume = ResumeFactory(user=ada, full=True)
        resume.personal_info["layout"] = {"language": "de", "pageSize": "letter"}
        resume.save()

        client.post(CREATE, {**typed, "header": str(resume.pk)})

        person = ada.cover_letters.get().personal_info
        assert (person["lastName"], person["phone"]) == (
            resume.personal_info["lastName"],
            resume.personal_info["phone"],
        )
        assert person["sections"] == []
        assert (person["layout"]["language"], person["layout"]["pageSize"]) == ("de", "letter")

    def test_a_strangers_resume_is_no_header(self, client, ada, typed):
        answer = client.post(CREATE, {**typed, "header": str(ResumeFactory(public=True).pk)})

        assert answer.status_code == 422
        assert not ada.cover_letters.exists()

    def test_it_begins_with_a_starting_point(self, client, ada, typed):
        start = CoverLetterFactory(user=ada, is_template=True, content="Dear {{company}},")

        client.post(CREATE, {**typed, "start": str(start.pk)})

        assert ada.cover_letters.get(is_template=False).content == "Dear {{company}},"

    def test_it_knows_the_application_and_the_saved_job(self, client, ada):
        application = JobApplicationFactory(user=ada, company="Tern", position="Driver")
        job = SavedJobFactory(user=ada, company="Gull", position="Pilot")

        first = client.get(CREATE, {"application": str(application.pk)}).content.decode()
        second = client.get(CREATE, {"job": str(job.pk)}).content.decode()

        assert 'value="Tern"' in first
        assert 'value="Driver"' in first
        assert 'value="Gull"' in second

    @pytest.mark.parametrize("name", ["application", "job"])
    @pytest.mark.parametrize("value", ["nothing", "00000000-0000-4000-8000-000000000000"])
    def test_one_that_there_is_not_is_ignored(self, client, ada, name, value):
        assert client.get(CREATE, {name: value}).context["form"]["company_name"].value() is None

    def test_the_application_it_is_written_for_has_it_then(self, client, ada, typed):
        application = JobApplicationFactory(user=ada)

        client.post(f"{CREATE}?application={application.pk}", typed)

        application.refresh_from_db()
        assert application.cover_letter == ada.cover_letters.get()

    def test_its_header_is_that_of_the_resume_the_application_went_out_with(self, client, ada):
        sent = ResumeFactory(user=ada)
        ResumeFactory(user=ada)
        application = JobApplicationFactory(user=ada, resume=sent)

        form = client.get(CREATE, {"application": str(application.pk)}).context["form"]

        assert form["header"].value() == str(sent.pk)

    def test_an_application_that_has_one_keeps_it(self, client, ada, typed):
        first = CoverLetterFactory(user=ada)
        application = JobApplicationFactory(user=ada, cover_letter=first)

        client.post(f"{CREATE}?application={application.pk}", typed)

        application.refresh_from_db()
        assert application.cover_letter == first

    def test_a_strangers_application_gets_none(self, client, ada, typed):
        application = JobApplicationFactory()

        client.post(f"{CREATE}?application={application.pk}", typed)

        application.refresh_from_db()
        assert application.cover_letter is None

    def test_a_strangers_application_is_not_told(self, client, ada):
        application = JobApplicationFactory(company="Secret Ltd")

        assert "Secret Ltd" not in client.get(CREATE, {"application": str(application.pk)}).content.decode()

    @pytest.mark.parametrize(
        ("wished", "chosen"), [("classic-elegant", "classic-elegant"), ("none", "modern-professional")]
    )
    def test_it_begins_with_the_design_chosen_in_the_gallery(self, client, ada, wished, chosen):
        assert client.get(CREATE, {"template": wished}).context["form"]["template"].value() == chosen

    def test_sent_twice_it_makes_one(self, client, ada, typed):
        first, second = client.post(CREATE, typed), client.post(CREATE, typed)

        assert first.url == second.url
        assert ada.cover_letters.count() == 1
        assert ada.activities.filter(type="create").count() == 1

    def test_the_id_of_somebody_elses_letter_is_no_key(self, client, ada, typed):
        stranger = CoverLetterFactory(title="Theirs")

        assert client.post(CREATE, {**typed, "key": str(stranger.pk)}).status_code == 404

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"company_name": " ", "job_title": ""}, "Name the company or the job"),
            ({"company_name": "x" * 256}, "at most 255"),
            ({"template": "none"}, "Choose one of these designs."),
        ],
    )
    def test_an_invalid_form_says_so_and_writes_nothing(self, client, ada, typed, change, words):
        answer = client.post(CREATE, {**typed, **change})

        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert not ada.cover_letters.exists()

    def test_another_method_is_refused(self, client, ada):
        assert client.put(CREATE).status_code == 405


class TestDuplicate:
    @pytest.fixture
    def letter(self, ada):
        return CoverLetterFactory(
            user=ada,
            company_name="Harbour Data",
            job_title="Engineer",
            content="Dear Harbour Data,\n\nan Engineer writes to you.",
            download_count=7,
        )

    def test_the_copy_is_for_the_other_company(self, client, ada, letter):
        typed = {"key": str(uuid4()), "company_name": "Tern", "job_title": "Analyst"}

        answer = client.post(act("duplicate", letter), typed)

        copy = ada.cover_letters.exclude(pk=letter.pk).get()
        assert answer.url == copy.get_absolute_url()
        assert (copy.title, copy.company_name, copy.job_title) == ("Analyst at Tern", "Tern", "Analyst")
        assert copy.content == "Dear Tern,\n\nan Analyst writes to you."
        assert (copy.download_count, copy.version) == (0, 1)
        assert copy.personal_info == letter.personal_info

    def test_names_are_changed_at_once_and_as_whole_words(self, client, ada):
        letter = CoverLetterFactory(
            user=ada, company_name="Go", job_title="Tern", content="Going to Go (Go!), a Tern."
        )
        typed = {"key": str(uuid4()), "company_name": "Tern", "job_title": "Go"}

        client.post(act("duplicate", letter), typed)

        assert ada.cover_letters.get(company_name="Tern").content == "Going to Tern (Tern!), a Go."

    def test_without_a_company_it_asks_for_one(self, client, ada, letter):
        answer = client.post(act("duplicate", letter), {"company_name": ""})

        assert answer.status_code == 422
        assert "Name the company." in answer.content.decode()
        assert ada.cover_letters.count() == 1

    def test_sent_twice_it_makes_one(self, client, ada, letter):
        typed = {"key": str(uuid4()), "company_name": "Tern", "job_title": ""}

        client.post(act("duplicate", letter), typed)
        client.post(act("duplicate", letter), typed)

        assert ada.cover_letters.count() == 2

    def test_a_strangers_cannot_be_copied(self, client, ada):
        stranger = CoverLetterFactory()

        assert client.get(act("duplicate", stranger)).status_code == 404
        assert client.post(act("duplicate", stranger), {"company_name": "Tern"}).status_code == 404

    def test_another_method_is_refused(self, client, letter):
        assert client.put(act("duplicate", letter)).status_code == 405


class TestDelete:
    def test_it_goes_into_the_bin_and_can_be_undone(self, client, ada):
        letter = CoverLetterFactory(user=ada, title="Old one")

        page = client.post(act("delete", letter), follow=True).content.decode()

        letter.refresh_from_db()
        assert letter.deleted_at
        assert "“Old one” was deleted." in page
        assert f'action="{act("restore", letter)}"' in page

    def test_restore_brings_it_back(self, client, ada):
        letter = CoverLetterFactory(user=ada, deleted=True)

        client.post(act("restore", letter))

        assert list(ada.cover_letters.live()) == [letter]

    @pytest.mark.parametrize("name", ["delete", "restore"])
    def test_twice_is_as_good_as_once(self, client, ada, name):
        letter = CoverLetterFactory(user=ada)

        answers = [client.post(act(name, letter)) for _ in range(2)]

        assert [answer.status_code for answer in answers] == [302, 302]
        assert UserActivity.objects.filter(type="delete").count() == (name == "delete")

    @pytest.mark.parametrize("name", ["delete", "restore"])
    def test_a_strangers_cannot_be_touched(self, client, ada, name):
        stranger = CoverLetterFactory(deleted=name == "restore")

        assert client.post(act(name, stranger)).status_code == 404
        assert bool(CoverLetter.objects.get(pk=stranger.pk).deleted_at) == (name == "restore")

    @pytest.mark.parametrize("name", ["delete", "restore"])
    def test_asking_for_it_is_refused(self, client, ada, name):
        assert client.get(act(name, CoverLetterFactory(user=ada))).status_code == 405


class TestArchive:
    def test_it_is_off_the_list_and_comes_back(self, client, ada):
        letter = CoverLetterFactory(user=ada)

        client.post(act("archive", letter))
        listed, archived = client.get(INDEX), client.get(f"{INDEX}?archived")
        client.post(act("unarchive", letter))

        assert list(listed.context["page"]) == []
        assert [found.pk for found in archived.context["page"]] == [letter.pk]
        assert [found.pk for found in client.get(INDEX).context["page"]] == [letter.pk]
        kinds = ada.activities.filter(feature="cover_letter").values_list("type", flat=True)
        assert sorted(kinds) == ["archive", "unarchive"]

    def test_one_in_the_bin_is_not_archived(self, client, ada):
        assert client.post(act("archive", CoverLetterFactory(user=ada, deleted=True))).status_code == 404

    @pytest.mark.parametrize("name", ["archive", "unarchive"])
    def test_a_strangers_is_not_there(self, client, ada, name):
        letter = CoverLetterFactory()

        assert client.post(act(name, letter)).status_code == 404
        assert client.get(act(name, letter)).status_code == 405


class TestThumbnail:
    def test_it_is_the_first_page_small(self, client, ada):
        letter = CoverLetterFactory(user=ada)

        image = client.get(act("thumbnail", letter))

        assert image["Content-Type"] == "image/png"
        assert image.content == printing.page_image(letter, 1, THUMBNAIL)

    def test_a_strangers_is_not_there(self, client, ada):
        assert client.get(act("thumbnail", CoverLetterFactory())).status_code == 404


class TestSender:
    def test_it_shows_what_differs_and_changes_nothing(self, client, ada):
        letter = CoverLetterFactory(user=ada)
        resume = ResumeFactory(user=ada, personal_info={"firstName": "Zoë", "phone": "+1 312 555 0142"})

        page = client.get(act("sender", letter), {"header": str(resume.pk)}).content.decode()

        letter.refresh_from_db()
        assert "<ins>+1 312 555 0142</ins>" in page
        assert letter.version == 1

    def test_it_takes_name_and_contacts_and_leaves_the_rest(self, client, ada):
        letter = CoverLetterFactory(user=ada, content="I stay.")
        letter.save_over(1, {}, unfinished={"person-website": "x y", "title": ""})
        resume = ResumeFactory(
            user=ada, personal_info={"firstName": "Zoë", "links": [{"url": "https://a.io"}]}
        )

        answer = client.post(act("sender", letter), {"header": str(resume.pk), "version": 2})

        letter.refresh_from_db()
        assert answer.url == letter.get_absolute_url()
        assert letter.personal_info["firstName"] == "Zoë"
        assert letter.personal_info["links"][0]["url"] == "https://a.io"
        assert (letter.content, letter.unfinished) == ("I stay.", {"title": ""})

    def test_what_was_saved_meanwhile_is_not_overwritten(self, client, ada):
        letter = CoverLetterFactory(user=ada)
        letter.save_over(1, {"content": "Elsewhere."})

        answer = client.post(act("sender", letter), {"header": "", "version": 1})

        letter.refresh_from_db()
        assert (answer.status_code, letter.version) == (409, 2)

    def test_a_strangers_resume_is_no_choice(self, client, ada):
        letter = CoverLetterFactory(user=ada)
        stranger = ResumeFactory()

        answer = client.post(act("sender", letter), {"header": str(stranger.pk), "version": 1})

        letter.refresh_from_db()
        assert (answer.status_code, letter.version) == (422, 1)

    def test_a_strangers_letter_is_not_there(self, client, ada):
        assert client.get(act("sender", CoverLetterFactory())).status_code == 404
