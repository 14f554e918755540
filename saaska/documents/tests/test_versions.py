"""Versions of designs: published by commands and by a trigger, pinned by documents, changed by nobody."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from accounts.tests.factories import UserFactory
from letters.models import CoverLetter
from letters.tests.factories import CoverLetterFactory
from resumes import printing
from resumes.models import Resume
from resumes.tests.factories import ResumeFactory
from saaska.db.scope import scope
from saaska.documents import designs, versions
from saaska.documents.designs import Options, UnknownDesignError
from saaska.documents.models import DesignSource, DesignVersion, Template
from saaska.documents.tests.factories import TemplateFactory

pytestmark = pytest.mark.django_db

SLUG = "classic-elegant"


@pytest.fixture
def folders(settings: LazySettings, tmp_path: Path) -> Path:
    """The designs' folders, as a copy that a test may change. Returns the one of SLUG."""
    source = Path(settings.BASE_DIR) / "templates" / "pdf"
    shutil.copytree(source, tmp_path / "templates" / "pdf")
    settings.BASE_DIR = tmp_path
    return tmp_path / "templates" / "pdf" / "resume" / SLUG


@pytest.fixture
def template() -> Template:
    return TemplateFactory(slug=SLUG, config={"layout": "classic"})


def numbers(template: Template) -> list[int]:
    return list(template.versions.order_by("number").values_list("number", flat=True))


def change(folder: Path) -> None:
    with (folder / "document.css").open("a") as file:
        file.write("body { color: #123456 }")


class TestPublish:
    def test_the_folder_becomes_the_first_version(self, template):
        assert versions.publish(template)

        (version,) = template.versions.all()
        assert (version.number, version.config) == (1, {"layout": "classic"})
        assert version.source.files == designs.read("resume", SLUG)

    def test_what_is_published_already_is_not_published_again(self, template):
        versions.publish(template)

        assert not versions.publish(template)
        assert numbers(template) == [1]

    def test_changed_files_are_the_next_version(self, template, folders):
        versions.publish(template)
        change(folders)

        assert versions.publish(template)
        assert numbers(template) == [1, 2]
        assert versions.find("resume", SLUG, 1).design != versions.find("resume", SLUG, 2).design

    def test_a_design_without_a_folder_keeps_its_versions(self, template, folders):
        versions.publish(template)
        shutil.rmtree(folders)

        assert not versions.publish(template)
        assert versions.find("resume", SLUG).number == 1

    def test_two_designs_of_the_same_files_share_them(self, template):
        versions.publish(template)
        DesignVersion.objects.all().delete()

        versions.publish(template)

        assert DesignSource.objects.count() == 1

    def test_the_command_publishes_what_is_new(self, folders, capsys):
        call_command("seed_templates")
        first = capsys.readouterr().out
        change(folders)

        call_command("seed_templates")
        second = capsys.readouterr().out
        call_command("seed_templates")

        assert "New versions: Modern Professional, Classic Elegant, " in first
        assert "New versions: Classic Elegant." in second
        assert capsys.readouterr().out == "All designs are there.\n"


class TestConfiguration:
    def test_saving_another_one_publishes_a_version_with_the_same_files(self, template):
        versions.publish(template)

        template.config = {"layout": "classic", "fonts": "sans"}
        template.save()

        one, two = template.versions.order_by("number")
        assert (two.number, two.config) == (2, {"layout": "classic", "fonts": "sans"})
        assert two.source == one.source
        assert one.config == {"layout": "classic"}

    def test_saving_the_same_publishes_none(self, template):
        versions.publish(template)

        template.name = "Another"
        template.save()

        assert numbers(template) == [1]

    def test_a_design_that_was_never_published_still_is_not(self, template):
        template.config = {"layout": "modern"}
        template.save()

        assert numbers(template) == []

    def test_staff_may_do_so(self, template):
        versions.publish(template)

        with scope("staff", UserFactory(staff=True).pk):
            Template.objects.filter(pk=template.pk).update(config={"layout": "modern"})

        assert numbers(template) == [1, 2]


class TestRights:
    @pytest.mark.parametrize("role", ["user", "anon", "auth", "staff"])
    @pytest.mark.parametrize(
        "statement",
        [
            "update design_sources set files = '{}'",
            "delete from design_sources",
            "insert into design_sources (id, files) values (gen_random_uuid(), '{}')",
            "update design_versions set config = '{}'",
            "delete from design_versions",
            "insert into design_versions (template_id, number, source_id, config)"
            " select template_id, 2, source_id, '{}' from design_versions",
        ],
    )
    def test_nobody_writes_versions_by_hand(self, template, role, statement):
        versions.publish(template)

        with (
            scope(role),
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)

    @pytest.mark.parametrize("role", ["user", "anon", "auth", "staff"])
    def test_everybody_reads_them(self, template, role):
        versions.publish(template)

        with scope(role):
            assert versions.find("resume", SLUG).number == 1


class TestFind:
    def test_the_newest_is_found_without_a_number(self, template):
        versions.publish(template)
        template.config = {"layout": "modern"}
        template.save()

        assert versions.find("resume", SLUG).number == 2
        assert versions.find("resume", SLUG, 1).config == {"layout": "classic"}

    def test_a_version_that_never_was_is_the_newest(self, template):
        versions.publish(template)

        assert versions.find("resume", SLUG, 7).number == 1

    def test_an_unpublished_design_comes_from_its_folder_with_its_configuration(self, template):
        found = versions.find("resume", SLUG, 1)

        assert found.number == versions.NEWEST
        assert found.config == {"layout": "classic"}
        assert found.design == designs.find("resume", SLUG)

    def test_one_that_is_nowhere_is_named(self):
        with pytest.raises(UnknownDesignError, match="no design “nowhere”"):
            versions.find("resume", "nowhere")

    def test_a_letters_design_is_another_one(self, template):
        versions.publish(template)

        found = versions.find("letter", SLUG)
        assert found.number == versions.NEWEST
        assert found.design == designs.find("letter", SLUG)


class TestPins:
    @pytest.fixture(params=["resume", "letter"])
    def document(self, request):
        """A maker of documents of both kinds, and the two designs they may have: the first has two versions."""
        of_letters = request.param == "letter"
        type = Template.Type.COVER_LETTER if of_letters else Template.Type.RESUME
        source = DesignSource.objects.create(digest=designs.digest_of({}), files={})
        for slug, count in (("one", 2), ("other", 3)):
            design = TemplateFactory(type=type, slug=slug)
            for number in range(1, count + 1):
                design.versions.create(number=number, source=source, config={})
        return CoverLetterFactory if of_letters else ResumeFactory

    def test_a_new_document_pins_the_newest(self, document):
        made = document(template="one")

        assert made.template_version == 2
        assert stored(made) == 2

    def test_a_version_that_is_given_stays(self, document):
        assert stored(document(template="one", template_version=1)) == 1

    def test_a_newer_version_changes_no_pin(self, document):
        made = document(template="one")

        Template.objects.get(slug="one").versions.create(
            number=3, source=DesignSource.objects.get(), config={}
        )

        assert stored(made) == 2

    def test_another_design_pins_its_newest(self, document):
        made = document(template="one", template_version=1)

        made.template = "other"
        made.save()

        assert stored(made) == 3

    def test_other_changes_leave_the_pin(self, document):
        made = document(template="one", template_version=1)

        made.title = "Other"
        made.save()

        assert stored(made) == 1

    def test_version_0_asks_for_the_newest(self, document):
        made = document(template="one", template_version=1)

        type(made).objects.filter(pk=made.pk).update(template_version=versions.NEWEST)

        assert stored(made) == 2

    def test_a_design_without_versions_is_pinned_at_its_first(self, document):
        assert stored(document(template="unpublished")) == 1

    def test_people_pin_in_their_own_name(self, document):
        made = document(template="one", template_version=1)

        with scope("user", made.user_id):
            type(made).objects.filter(pk=made.pk).update(template="other")

        assert stored(made) == 3


def stored(document: Resume | CoverLetter) -> int:
    return type(document).objects.values_list("template_version", flat=True).get(pk=document.pk)


class TestPrinting:
    def printed(self, number: int) -> bytes:
        version = versions.find("resume", SLUG, number)
        context = printing.context(ResumeFactory.build(full=True))
        return version.design.print(context, Options.of(version.config, None)).pdf

    def test_a_changed_folder_changes_no_pinned_document(self, template, folders):
        versions.publish(template)
        before = self.printed(1)
        change(folders)
        versions.publish(template)

        assert self.printed(1) == before
        assert self.printed(2) != before

    def test_a_folder_that_is_gone_changes_no_pinned_document(self, template, folders):
        versions.publish(template)
        before = self.printed(1)
        shutil.rmtree(folders.parent.parent)

        assert self.printed(1) == before

    def test_without_stored_files_both_would_show(self, template, folders):
        before = self.printed(1)
        change(folders)

        assert self.printed(1) != before

        shutil.rmtree(folders)
        with pytest.raises(UnknownDesignError):
            self.printed(1)


class TestNewer:
    def test_there_is_none_beyond_the_newest(self, template):
        versions.publish(template)

        assert versions.newer("resume", SLUG, 1) == 0

    def test_it_is_the_newest_of_those_that_follow(self, template, folders):
        versions.publish(template)
        template.config = {"layout": "classic", "fonts": "serif"}
        template.save()
        change(folders)
        versions.publish(template)

        assert versions.newer("resume", SLUG, 1) == 3

    def test_another_kind_of_the_same_name_is_another_design(self, template):
        versions.publish(template)

        assert versions.newer("letter", SLUG, 0) == 0


class TestRemembered:
    """A version never changes, so a process asks for it once, when nobody can undo its publishing any more."""

    @pytest.fixture(autouse=True)
    def forgetful(self, monkeypatch):
        monkeypatch.setattr(versions, "_settled", {})

    @pytest.fixture
    def settled(self, monkeypatch):
        monkeypatch.setattr(versions, "SETTLING", timedelta(seconds=-1))

    def test_one_that_is_settled_is_asked_for_once(self, template, settled, count_queries):
        versions.publish(template)
        first = versions.find("resume", SLUG, 1)

        with count_queries() as queries:
            assert versions.find("resume", SLUG, 1) is first

        assert queries == []

    def test_one_just_published_is_asked_for_again(self, template, count_queries):
        versions.publish(template)
        versions.find("resume", SLUG, 1)

        with count_queries() as queries:
            versions.find("resume", SLUG, 1)

        assert len(queries) == 1

    def test_the_newest_is_asked_for_each_time(self, template, settled):
        versions.publish(template)
        versions.find("resume", SLUG)
        template.config = {"layout": "classic", "fonts": "serif"}
        template.save()

        assert versions.find("resume", SLUG).config["fonts"] == "serif"

    def test_a_number_that_is_none_is_not_remembered_as_another(self, template, settled):
        versions.publish(template)
        assert versions.find("resume", SLUG, 2).number == 1
        template.config = {"layout": "classic", "fonts": "serif"}
        template.save()

        assert versions.find("resume", SLUG, 2).number == 2

    def test_no_more_are_kept_than_a_few(self, template, settled, monkeypatch):
        monkeypatch.setattr(versions, "SETTLED", 1)
        versions.publish(template)
        template.config = {"layout": "classic", "fonts": "serif"}
        template.save()

        for number in (1, 2):
            versions.find("resume", SLUG, number)

        assert list(versions._settled) == [("resume", SLUG, 2)]
