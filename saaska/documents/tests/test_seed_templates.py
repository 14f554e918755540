"""The designs the product comes with, as a command that may run at every start."""

import pytest
from django.core.management import call_command

from saaska.documents import designs
from saaska.documents.models import Template

pytestmark = pytest.mark.django_db


class TestSeedTemplates:
    def test_it_adds_the_two_designs_of_the_specification(self):
        call_command("seed_templates")

        rows = Template.objects.filter(slug__in=["modern-professional", "classic-elegant"], type="resume")
        assert list(rows.order_by("name").values_list("name", "category", "config")) == [
            ("Classic Elegant", "elegant", {"layout": "classic", "colors": ["#374151", "#6b7280"]}),
            ("Modern Professional", "professional", {"layout": "modern", "colors": ["#2563eb", "#1e40af"]}),
        ]

    def test_each_design_of_the_folders_is_there(self):
        call_command("seed_templates")

        resumes = Template.objects.filter(type="resume")
        letters = Template.objects.filter(type="cover_letter")
        assert {row.slug for row in resumes} == set(designs.known("resume"))
        assert {row.slug for row in letters} == set(designs.known("letter"))

    def test_they_pass_the_checks_of_the_form(self):
        call_command("seed_templates")

        for design in Template.objects.all():
            design.full_clean()

    def test_a_second_run_adds_nothing(self, capsys):
        call_command("seed_templates")
        before = list(Template.objects.order_by("id").values())

        call_command("seed_templates")

        assert list(Template.objects.order_by("id").values()) == before
        assert capsys.readouterr().out.endswith("All designs are there.\n")

    def test_it_keeps_what_staff_have_changed(self):
        call_command("seed_templates")
        Template.objects.filter(type="resume", slug="classic-elegant").update(name="Formal", is_active=False)

        call_command("seed_templates")

        design = Template.objects.get(type="resume", slug="classic-elegant")
        assert (design.name, design.is_active) == ("Formal", False)
