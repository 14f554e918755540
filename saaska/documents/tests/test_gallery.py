"""The gallery: every active design, kept in Redis, open to everybody."""

import pytest
from django.core.cache import cache, caches
from django.db import transaction
from django.test import override_settings
from django.urls import reverse

from accounts.models import User
from accounts.tests.factories import UserFactory
from saaska.documents import gallery
from saaska.documents.models import Template
from saaska.documents.tests.factories import TemplateFactory

pytestmark = pytest.mark.django_db
INDEX = "/designs/"
NO_REDIS = {
    "default": {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": "redis://127.0.0.1:1/0",
        "OPTIONS": {"IGNORE_EXCEPTIONS": True, "SOCKET_CONNECT_TIMEOUT": 0.3},
    }
}


def names():
    return [design.name for design in gallery.active()]


class TestKept:
    def test_the_table_is_read_once(self, count_queries):
        TemplateFactory(name="Kept")
        gallery.active()

        with count_queries() as queries:
            assert names() == ["Kept"]

        assert queries == []

    def test_a_change_shows_once_it_is_committed(self, django_capture_on_commit_callbacks):
        design = TemplateFactory(name="Before")
        gallery.active()

        with django_capture_on_commit_callbacks(execute=True):
            Template.objects.filter(pk=design.pk).update(name="After")
            transaction.on_commit(gallery.forget)
            assert names() == ["Before"]

        assert names() == ["After"]

    def test_what_was_read_before_a_change_and_kept_after_it_is_never_shown(self, monkeypatch):
        """The race: somebody reads the table, the change is committed, then they write what they read."""
        design = TemplateFactory(name="Before")
        redis = caches["default"]
        keep = redis.set

        def keep_late(key, value, *args):
            monkeypatch.setattr(redis, "set", keep)
            Template.objects.filter(pk=design.pk).update(name="After")
            gallery.forget()
            keep(key, value, *args)

        cache.get_or_set(gallery.GENERATION, "first", None)
        monkeypatch.setattr(redis, "set", keep_late)
        gallery.active()

        assert names() == ["After"]

    @override_settings(CACHES=NO_REDIS)
    def test_without_redis_the_table_is_read(self):
        TemplateFactory(name="Still there")

        gallery.forget()

        assert names() == ["Still there"]

    def test_retired_designs_are_not_among_them(self):
        TemplateFactory(retired=True)

        assert gallery.active() == []

    def test_resumes_come_first_then_the_order_of_staff(self):
        TemplateFactory(letter=True, name="Letter", position=0)
        TemplateFactory(name="Second", position=2)
        TemplateFactory(name="First", position=1)

        assert names() == ["First", "Second", "Letter"]


class TestIndex:
    def test_it_shows_every_design(self, client):
        TemplateFactory(name="Nordic", category="modern")
        TemplateFactory(letter=True, name="Formal", premium=True)

        page = client.get(INDEX).content.decode()

        assert "Nordic" in page
        assert "Formal" in page
        assert "Premium" in page

    def test_it_filters_by_kind_and_category(self, client):
        TemplateFactory(name="Nordic", category="modern")
        TemplateFactory(name="Scholar", category="academic")
        TemplateFactory(letter=True, name="Formal", category="modern")

        page = client.get(INDEX, {"kind": "resume", "category": "modern"})

        assert [design.name for design in page.context["designs"]] == ["Nordic"]

    def test_the_categories_are_those_of_the_kind(self, client):
        TemplateFactory(category="academic")
        TemplateFactory(letter=True, category="house style")

        page = client.get(INDEX, {"kind": "letter"})

        assert page.context["categories"] == [("house style", "House style")]

    def test_nothing_that_matches_leads_back_to_all(self, client):
        TemplateFactory()

        page = client.get(INDEX, {"category": "none"}).content.decode()

        assert "No design matches" in page
        assert f'href="{INDEX}">Show all designs' in page

    def test_without_designs_it_says_so(self, client):
        assert "No designs yet" in client.get(INDEX).content.decode()

    def test_an_image_that_is_not_made_yet_is_announced(self, client):
        TemplateFactory()

        assert "The image is being made." in client.get(INDEX).content.decode()

    def test_somebody_signed_in_keeps_their_navigation(self, client):
        client.force_login(UserFactory())

        assert reverse("resumes:index") in client.get(INDEX).content.decode()

    def test_it_refuses_other_methods(self, client):
        assert client.post(INDEX).status_code == 405

    @pytest.mark.parametrize("designs", [1, 10])
    def test_it_asks_the_database_once_at_most(self, client, count_queries, designs):
        TemplateFactory.create_batch(designs)

        with count_queries() as queries:
            client.get(INDEX)

        assert len(queries) == 1


class TestDetail:
    def test_it_shows_the_design_and_its_letter(self, client):
        TemplateFactory(slug="nordic", name="Nordic", config={"layout": "modern", "colors": ["#2f6f73"]})
        TemplateFactory(letter=True, slug="nordic", name="Nordic")

        page = client.get("/designs/resume/nordic/").content.decode()

        assert 'fill="#2f6f73"' in page
        assert "/designs/letter/nordic/" in page

    def test_signed_out_it_leads_over_the_sign_up_into_the_form(self, client):
        TemplateFactory(slug="nordic")

        page = client.get("/designs/resume/nordic/").content.decode()

        assert "/accounts/signup/?next=%2Fresumes%2Fnew%2F%3Ftemplate%3Dnordic" in page

    def test_signed_in_it_leads_into_the_form(self, client):
        TemplateFactory(slug="nordic")
        client.force_login(UserFactory())

        assert (
            'href="/resumes/new/?template=nordic"' in client.get("/designs/resume/nordic/").content.decode()
        )

    @pytest.mark.parametrize(
        ("tier", "opens"),
        [(User.Tier.FREE, False), (User.Tier.BASIC, False), (User.Tier.PREMIUM, True)],
    )
    def test_a_premium_design_is_for_those_who_have_premium(self, client, tier, opens):
        TemplateFactory(slug="gold", premium=True)
        client.force_login(UserFactory(subscription_tier=tier))

        page = client.get("/designs/resume/gold/").content.decode()

        assert ("?template=gold" in page) is opens
        assert ("for accounts with Premium" in page) is not opens

    def test_a_letters_design_leads_into_a_new_letter(self, client):
        TemplateFactory(letter=True, slug="nordic")
        client.force_login(UserFactory())

        page = client.get("/designs/letter/nordic/").content.decode()

        assert 'href="/letters/new/?template=nordic"' in page
        assert "/resumes/new/?template" not in page

    @pytest.mark.parametrize(
        "path", ["/designs/resume/none/", "/designs/letter/nordic/", "/designs/poster/nordic/"]
    )
    def test_what_is_not_there_is_404(self, client, path):
        TemplateFactory(slug="nordic")

        assert client.get(path).status_code == 404

    def test_a_retired_design_is_404(self, client):
        TemplateFactory(slug="old", retired=True)

        assert client.get("/designs/resume/old/").status_code == 404

    def test_it_refuses_other_methods(self, client):
        TemplateFactory(slug="nordic")

        assert client.post("/designs/resume/nordic/").status_code == 405


class TestPicture:
    @pytest.mark.parametrize(
        "path",
        [
            f"{'0' * 32}/thumbnail.webp",
            f"{'0' * 32}/1-of-1.png",
            "short/thumbnail.webp",
            "../thumbnail.webp",
            "..%2f..%2fsecret/thumbnail.webp",
        ],
    )
    def test_anything_but_an_image_that_is_there_is_404(self, client, path):
        assert client.get(f"/designs/pictures/{path}").status_code == 404

    def test_it_refuses_other_methods(self, client):
        assert client.post(f"/designs/pictures/{'0' * 32}/thumbnail.webp").status_code == 405


class TestEscaping:
    def test_names_and_categories_are_text(self, client):
        TemplateFactory(name="<b>bold</b>", category='"><script>')

        page = client.get(INDEX).content.decode()

        assert "&lt;b&gt;bold" in page
        assert "<script>" not in page.partition("<main")[2]
