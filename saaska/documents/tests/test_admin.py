"""Designs in the admin: a form of choices, a preview that saves nothing, versions and images from saving."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.tests.factories import UserFactory
from saaska.db.scope import scope
from saaska.documents import drawing, gallery, versions
from saaska.documents.forms import ConfigForm, DesignForm
from saaska.documents.models import DesignSource, DesignVersion, Template
from saaska.documents.tests.factories import DesignVersionFactory, TemplateFactory

pytestmark = pytest.mark.django_db
CONFIG = {"layout": "modern", "colors": ["#2563eb", "#1e40af"]}


@pytest.fixture
def as_staff(client):
    client.force_login(UserFactory(staff=True))
    return client


@pytest.fixture
def design():
    made = TemplateFactory(slug="modern-professional", name="Modern", config=CONFIG)
    versions.publish(made)
    return made


def change(design):
    return reverse("admin:documents_template_change", args=[design.pk])


def preview(design):
    return reverse("admin:documents_template_preview", args=[design.pk])


def filled(design, **changes):
    """What the form posts when it was opened and `changes` were made."""
    values = {"name": design.name, "category": design.category or "", "position": str(design.position)}
    values |= {"is_active": "on" if design.is_active else ""}
    values |= {
        key: "on" if value is True else value for key, value in ConfigForm.initial_of(design.config).items()
    }
    return {key: value for key, value in {**values, **changes}.items() if value not in ("", False)}


class TestForm:
    @pytest.mark.parametrize(
        "config",
        [
            {"layout": "modern"},
            CONFIG,
            {"layout": "bold", "colors": ["#111111"], "fonts": "serif"},
            {"layout": "modern", "colors": ["#111111", "#222222", "#333333"]},
            {"layout": "modern", "options": {"order": ["skills", "section_7", "work"], "showPhoto": False}},
        ],
        ids=str,
    )
    def test_a_form_that_was_not_touched_changes_nothing(self, config):
        design = TemplateFactory(slug="minimal", config=config)
        form = DesignForm({**filled(design), "type": "resume", "slug": "minimal"}, instance=design)

        assert form.is_valid(), form.errors
        assert form.instance.config == config

    @pytest.mark.parametrize(
        ("name", "value", "config"),
        [
            ("fonts", "garamond", {**CONFIG, "fonts": "garamond"}),
            ("spacing", "airy", {**CONFIG, "options": {"spacing": "airy"}}),
            ("page_size", "letter", {**CONFIG, "options": {"pageSize": "letter"}}),
            ("text_size", "small", {**CONFIG, "options": {"textSize": "small"}}),
            ("date_format", "year", {**CONFIG, "options": {"dateFormat": "year"}}),
            ("first_part", "skills", {**CONFIG, "options": {"order": ["skills"]}}),
            ("show_photo", "", {**CONFIG, "options": {"showPhoto": False}}),
            ("main_colour", "#b3261e", {**CONFIG, "colors": ["#b3261e", "#1e40af"]}),
            ("own_colours", "on", {"layout": "modern"}),
        ],
    )
    def test_each_choice_is_one_key(self, design, name, value, config):
        form = ConfigForm(filled(design, **{name: value}))

        assert form.is_valid(), form.errors
        assert form.config(design.config) == config

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("fonts", "comic"),
            ("spacing", "wide"),
            ("layout", "own.html"),
            ("main_colour", "red"),
            ("main_colour", "#fff}b{"),
            ("first_part", "section_1"),
        ],
    )
    def test_what_is_not_on_the_list_is_refused(self, design, name, value):
        assert not ConfigForm(filled(design, **{name: value})).is_valid()

    def test_a_part_has_one_place(self, design):
        form = ConfigForm(filled(design, first_part="work", second_part="work"))

        assert form.non_field_errors() == ["A part has one place only."]


class TestChange:
    def test_it_shows_no_json(self, as_staff, design):
        page = as_staff.get(change(design)).content.decode()

        assert 'type="color" name="main_colour" value="#2563eb"' in page
        assert "&quot;colors&quot;" not in page

    def test_saving_another_configuration_publishes_a_version_and_draws_later(self, as_staff, design):
        response = as_staff.post(change(design), filled(design, fonts="garamond"))

        assert response.status_code == 302
        assert versions.find("resume", design.slug).number == 2
        assert versions.find("resume", design.slug).config == {**CONFIG, "fonts": "garamond"}
        assert [job.args for job in ProcrastinateJob.objects.all()] == [{"pk": str(design.pk)}]

    def test_another_name_is_no_version(self, as_staff, design):
        as_staff.post(change(design), filled(design, name="Contemporary"))

        design.refresh_from_db()
        assert (design.name, versions.find("resume", design.slug).number) == ("Contemporary", 1)
        assert not ProcrastinateJob.objects.exists()

    def test_an_invalid_form_says_so_and_writes_nothing(self, as_staff, design):
        response = as_staff.post(change(design), filled(design, fonts="comic", name="Contemporary"))

        design.refresh_from_db()
        assert "fonts" in response.context["adminform"].form.errors
        assert (design.name, design.config) == ("Modern", CONFIG)

    def test_kind_and_folder_stay(self, as_staff, design):
        as_staff.post(change(design), filled(design, slug="minimal", type="cover_letter"))

        design.refresh_from_db()
        assert (design.type, design.slug) == ("resume", "modern-professional")

    def test_the_gallery_shows_it_once_committed(self, as_staff, design, django_capture_on_commit_callbacks):
        gallery.active()

        with django_capture_on_commit_callbacks(execute=True):
            as_staff.post(change(design), filled(design, name="Contemporary"))

        assert [shown.name for shown in gallery.active()] == ["Contemporary"]

    def test_what_is_rolled_back_never_shows(self, as_staff, design):
        gallery.active()

        with transaction.atomic():
            as_staff.post(change(design), filled(design, name="Contemporary"))
            transaction.set_rollback(True)

        assert [shown.name for shown in gallery.active()] == ["Modern"]
        assert not ProcrastinateJob.objects.exists()

    def test_the_list_switches_designs_off_and_orders_them(self, as_staff, design):
        data = {
            "form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-id": str(design.pk),
            "form-0-position": "7", "_save": "Save",
        }  # fmt: skip

        as_staff.post(reverse("admin:documents_template_changelist"), data)

        design.refresh_from_db()
        assert (design.position, design.is_active) == (7, False)

    def test_the_list_shows_the_thumbnail(self, as_staff, design):
        drawing.draw(design.pk)

        page = as_staff.get(reverse("admin:documents_template_changelist")).content.decode()

        assert "/thumbnail.webp" in page

    def test_a_design_without_a_folder_is_not_added(self, as_staff):
        data = filled(TemplateFactory.build(), type="resume", slug="not-there")

        response = as_staff.post(reverse("admin:documents_template_add"), data)

        assert "There is no folder" in response.content.decode()
        assert not Template.objects.exists()

    def test_a_folder_without_a_row_gets_one(self, as_staff):
        data = filled(TemplateFactory.build(name="Plain"), type="resume", slug="minimal")

        as_staff.post(reverse("admin:documents_template_add"), data)

        assert Template.objects.get().name == "Plain"


class TestPreview:
    def test_it_is_the_first_page_in_what_the_form_says(self, as_staff, design):
        drawn = as_staff.post(preview(design), filled(design))
        other = as_staff.post(preview(design), filled(design, main_colour="#b3261e"))

        assert drawn["Content-Type"] == other["Content-Type"] == "image/png"
        assert drawn.content.startswith(b"\x89PNG")
        assert drawn.content != other.content

    def test_it_saves_nothing(self, as_staff, design):
        as_staff.post(preview(design), filled(design, fonts="garamond", name="Contemporary"))

        design.refresh_from_db()
        assert (design.name, design.config) == ("Modern", CONFIG)
        assert versions.find("resume", design.slug).number == 1

    def test_what_is_wrong_is_said(self, as_staff, design):
        response = as_staff.post(preview(design), filled(design, fonts="comic"))

        assert (response.status_code, response["Content-Type"]) == (422, "text/plain; charset=utf-8")
        assert "comic" in response.content.decode()

    def test_a_design_without_a_folder_is_said(self, as_staff):
        response = as_staff.post(preview(design := TemplateFactory(slug="gone")), filled(design))

        assert response.status_code == 422
        assert "There is no design “gone”" in response.content.decode()

    def test_it_refuses_other_methods(self, as_staff, design):
        assert as_staff.get(preview(design)).status_code == 405

    def test_it_is_for_staff(self, client, design):
        client.force_login(UserFactory())

        assert client.post(preview(design), filled(design)).status_code in (302, 403)

    def test_it_is_for_staff_who_may_change_designs(self, client, design):
        client.force_login(UserFactory(is_staff=True))

        assert client.post(preview(design), filled(design)).status_code == 403


class TestRights:
    @pytest.mark.parametrize(
        "statement",
        [
            "update templates set slug = 'other'",
            "update templates set type = 'cover_letter'",
            "delete from templates",
            "update design_versions set config = '{}'",
            "delete from design_versions",
        ],
    )
    def test_staff_may_not(self, design, statement):
        refused = pytest.raises(DatabaseError, match="permission denied")

        with scope("staff"), connection.cursor() as cursor, refused, transaction.atomic():
            cursor.execute(statement)

    @pytest.mark.parametrize("role", ["user", "anon", "auth"])
    def test_others_change_nothing(self, design, role):
        refused = pytest.raises(DatabaseError, match="permission denied")

        with scope(role), connection.cursor() as cursor, refused, transaction.atomic():
            cursor.execute("update templates set name = 'mine'")


class TestPublished:
    """The lists of versions, and of the files behind them."""

    @staticmethod
    def rows(client, model, **query):
        response = client.get(reverse(f"admin:documents_{model._meta.model_name}_changelist"), query)
        return [row.pk for row in response.context["cl"].result_list]

    @pytest.mark.parametrize("word", ["ELEgant", "c-elegant"], ids=["name", "folder"])
    def test_they_are_found_by_their_design(self, as_staff, design, word):
        other = DesignVersionFactory(template__name="Plain & elegant", template__slug="classic-elegant")

        assert self.rows(as_staff, DesignVersion, q=word) == [other.pk]
        assert self.rows(as_staff, DesignSource, q=word) == [other.source_id]

    def test_they_are_found_by_their_id(self, as_staff, design):
        version = DesignVersionFactory()

        assert self.rows(as_staff, DesignVersion, q=str(version.pk)) == [version.pk]
        assert self.rows(as_staff, DesignSource, q=str(version.source_id)) == [version.source_id]

    def test_those_of_letters_can_be_shown_alone(self, as_staff, design):
        letter = DesignVersionFactory(template__letter=True)

        chosen = {"template__type__exact": "cover_letter"}
        of_sources = {f"versions__{name}": value for name, value in chosen.items()}
        assert self.rows(as_staff, DesignVersion, **chosen) == [letter.pk]
        assert self.rows(as_staff, DesignSource, **of_sources) == [letter.source_id]

    def test_those_of_one_design_can_be_shown_alone(self, as_staff, design):
        DesignVersionFactory()

        assert self.rows(as_staff, DesignVersion, design=str(design.pk)) == [design.versions.get().pk]

    def test_a_design_that_is_none_has_no_versions(self, as_staff, design):
        assert self.rows(as_staff, DesignVersion, design="none") == []

    def test_files_are_listed_once_with_all_they_were_published_as(self, as_staff, design):
        Template.objects.filter(pk=design.pk).update(config={**CONFIG, "fonts": "serif"})

        page = as_staff.get(reverse("admin:documents_designsource_changelist")).content.decode()

        assert page.count("Modern 1, Modern 2") == 1

    def test_the_text_of_each_file_is_shown(self, as_staff):
        version = DesignVersionFactory(source__files={"document.html": "<b>{{ name }}</b>", "a.css": "h1{}"})

        page = as_staff.get(reverse("admin:documents_designsource_change", args=[version.source_id]))

        assert "<b>a.css</b></p><pre>h1{}</pre>" in page.content.decode()
        assert "<pre>&lt;b&gt;{{ name }}&lt;/b&gt;</pre>" in page.content.decode()

    def test_a_version_leads_to_its_design_and_files(self, as_staff, design):
        version = design.versions.get()

        page = as_staff.get(reverse("admin:documents_designversion_change", args=[version.pk]))

        links = [change(design), reverse("admin:documents_designsource_change", args=[version.source_id])]
        assert all(f'href="{link}"' in page.content.decode() for link in links)
