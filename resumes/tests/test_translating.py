"""A résumé in another language: its texts beside the source's, its structure that of the source."""

import re
from copy import deepcopy

import pytest
from django.urls import reverse

from resumes import tailoring, translating
from resumes.tests.factories import ResumeFactory
from resumes.tests.test_tailoring import KEY, add_job, comparison, url, write

pytestmark = pytest.mark.django_db
POSITION = ("work_experience", "exp_1", "position")


@pytest.fixture
def source(ada):
    return ResumeFactory(user=ada, full=True, title="Engineer")


@pytest.fixture
def twin(source):
    return tailoring.translate(source, KEY, "de")[0]


def asked(twin):
    """The texts that are to be translated, by their paths."""
    return {text.path: text for text in translating.texts(comparison(twin)) if text.is_behind}


def names(client, twin):
    """What the field of each text is called on the page, by its text."""
    page = client.get(url("translation", twin)).content.decode()
    paths = (text.path for text in translating.texts(comparison(twin)))
    return dict(zip(paths, re.findall(r'id="text-title-(\w+)"', page), strict=True))


def save(client, twin, texts=(), done=(), versions=None):
    """Post those texts and which are done as they are."""
    name = names(client, twin)
    twin.refresh_from_db()
    source = twin.origins.get().source
    data = {f"text-{name[path]}": text for path, text in dict(texts).items()}
    data |= {f"done-{name[path]}": "on" for path in done}
    sent = versions or f"{twin.version} {source.version}"
    answer = client.post(url("translation", twin), {**data, "versions": sent}, follow=True)
    twin.refresh_from_db()
    return answer


class TestTranslate:
    def test_it_makes_one_copy_in_that_language_to_be_translated(self, client, ada, source):
        for _again in range(2):
            client.post(url("translate", source), {"key": KEY, "language": "de"})

        [made] = ada.resumes.exclude(pk=source.pk)
        assert (made.title, made.personal_info["layout"]["language"]) == ("Engineer (Deutsch)", "de")
        assert POSITION in asked(made)
        assert comparison(made).pending == {}

    def test_its_own_language_and_none_are_refused(self, client, source):
        for language in ("", "en", "xx"):
            assert client.post(url("translate", source), {"language": language}).status_code == 422

    def test_english_can_be_translated_into(self, client, ada, source):
        twin = tailoring.translate(source, KEY, "de")[0]

        client.post(url("translate", twin), {"language": "en"})

        made = ada.resumes.latest("created_at")
        assert made.personal_info["layout"]["language"] == ""

    @pytest.mark.parametrize("name", ["translate", "translation"])
    def test_a_strangers_is_not_found(self, client, ada, name):
        assert client.post(url(name, ResumeFactory())).status_code == 404


class TestTexts:
    def test_a_text_that_was_written_is_translated(self, client, source, twin):
        save(client, twin, {POSITION: "Dateningenieurin"})

        assert twin.work_experience[0]["position"] == "Dateningenieurin"
        assert POSITION not in asked(twin)
        assert ("summary",) in asked(twin)

    def test_lists_are_written_as_in_the_editor(self, client, source, twin):
        path = ("work_experience", "exp_1", "achievements")

        save(client, twin, {path: "Eins\r\nZwei"})

        assert twin.work_experience[0]["achievements"] == ["Eins", "Zwei"]

    def test_a_text_that_stays_as_it_is_is_done(self, client, source, twin):
        path = ("work_experience", "exp_1", "company")

        save(client, twin, done=[path])

        assert path not in asked(twin)
        assert twin.work_experience == source.work_experience

    def test_a_text_that_changed_in_the_source_is_stale_until_it_is_done(self, client, source, twin):
        save(client, twin, {POSITION: "Dateningenieurin"})
        write(source, position="Chief Engineer")
        page = client.get(url("translation", twin)).content.decode()
        assert "stale" in page
        assert "<del>Data</del> Engineer" in page

        save(client, twin, done=[POSITION])

        assert POSITION not in asked(twin)
        assert twin.work_experience[0]["position"] == "Dateningenieurin"

    def test_what_was_saved_is_taken_back(self, client, source, twin):
        save(client, twin, {POSITION: "Dateningenieurin"})

        client.post(url("undo_changes", twin))

        twin.refresh_from_db()
        assert twin.work_experience[0]["position"] == "Data Engineer"
        assert POSITION in asked(twin)

    def test_nothing_is_saved_beside_a_text_that_is_too_long(self, client, source, twin):
        answer = save(client, twin, {POSITION: "x" * 300, ("summary",): "Kurz"})

        assert (answer.status_code, twin.version) == (422, 1)
        assert "x" * 300 in answer.content.decode()
        assert "Kurz" in answer.content.decode()

    def test_what_was_typed_beside_an_older_text_is_kept(self, client, source, twin):
        write(source, position="Chief Engineer")

        answer = save(client, twin, {POSITION: "Dateningenieurin"}, versions="1 1")

        assert (answer.status_code, twin.version) == (409, 1)
        assert "Dateningenieurin" in answer.content.decode()

    def test_only_what_is_stale_or_missing_is_shown_on_request(self, client, source, twin):
        asked_for = url("translation", twin) + "?waiting"
        texts = translating.texts(comparison(twin))
        save(client, twin, {text.path: f"{text.typed} (de)" for text in texts if text.path != POSITION})
        [name] = re.findall(r'id="text-title-(\w+)"', client.get(asked_for).text)

        answer = client.post(asked_for, {f"text-{name}": "T" * 10_000, "versions": "0 0"})
        assert "T" * 10_000 in answer.text
        source.refresh_from_db()
        twin.refresh_from_db()
        versions = f"{twin.version} {source.version}"
        done = client.post(asked_for, {f"text-{name}": "Ingenieurin", "versions": versions}, follow=True)

        assert done.redirect_chain == [(asked_for, 302)]
        assert "text-title" not in done.text
        assert "No text is stale or missing." in done.text

    def test_it_takes_the_same_queries_for_many_texts(self, client, source, twin, count_queries):
        client.get(url("translation", twin))
        with count_queries() as one:
            client.get(url("translation", twin))
        for resume in (source, twin):
            write(resume, skills=[{"id": f"skill_{n}", "name": f"Skill {n}"} for n in range(40)])

        with count_queries() as many:
            client.get(url("translation", twin))

        assert len(many) == len(one) <= 8


class TestStructure:
    def test_one_press_follows_dates_and_new_entries_and_no_text(self, client, source, twin):
        save(client, twin, {POSITION: "Dateningenieurin"})
        jobs = deepcopy(source.work_experience)
        jobs[0] |= {"startDate": "2020-01", "position": "Chief Engineer"}
        write(source, work_experience=jobs)
        source.refresh_from_db()
        add_job(source, company="Harbour", position="Pilot")

        client.post(url("changes", twin), {"rest": "take"})

        twin.refresh_from_db()
        assert [job["company"] for job in twin.work_experience] == ["Harbour Data", "Harbour"]
        assert twin.work_experience[0]["startDate"] == "2020-01"
        assert twin.work_experience[0]["position"] == "Dateningenieurin"
        assert asked(twin)[POSITION].before == "Data Engineer"
        assert asked(twin)["work_experience", "exp_2", "position"].is_new

    def test_an_entry_that_the_source_removed_is_asked(self, client, source, twin):
        write(source, education=[])

        assert "other change of the source" in client.get(url("translation", twin)).content.decode()
        [unit] = comparison(twin).pending.values()
        assert unit.is_conflict

    def test_the_list_says_how_much_waits(self, client, source, twin):
        waiting = len(asked(twin))

        page = client.get(reverse("resumes:index")).content.decode()

        assert "Translation of “Engineer”" in page
        assert page.count(f"{waiting} changes to look at") == 2

    def test_a_source_in_the_bin_is_told(self, client, source, twin):
        source.delete_for_now()

        page = client.get(url("translation", twin), follow=True).content.decode()

        assert "The source is deleted" in page
