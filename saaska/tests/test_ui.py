"""The design's tags and filters."""

from datetime import timedelta

import pytest
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.base import Message
from django.template import engines
from django.test import RequestFactory
from django.urls import resolve, set_script_prefix
from django.utils import timezone, translation

from saaska import ui


def rendered(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render(context)


class TestIcon:
    def test_it_is_hidden_from_screen_readers_without_a_label(self) -> None:
        assert 'aria-hidden="true"' in rendered('{% icon "check" %}')

    def test_its_label_is_escaped(self) -> None:
        drawn = rendered('{% icon "check" label=label %}', label='"><script>')

        assert 'role="img"' in drawn
        assert "<script>" not in drawn


class TestAvatar:
    @pytest.mark.parametrize(
        ("name", "letters"),
        [("Maya Okafor", "MO"), ("zoë", "Z"), ("", "?"), ("  ", "?"), ("李 小龙", "李小")],
    )
    def test_it_shows_at_most_two_letters(self, name: str, letters: str) -> None:
        assert f">{letters}</span>" in rendered("{% avatar name %}", name=name)

    def test_its_tint_follows_the_name(self) -> None:
        assert rendered("{% avatar n %}", n="Tidepool") == rendered("{% avatar n %}", n="Tidepool")

    def test_a_name_cannot_bring_markup(self) -> None:
        assert "<b" not in rendered("{% avatar n %}", n="<b <i")


class TestStatusBadge:
    def test_it_says_the_word_beside_the_icon(self) -> None:
        drawn = rendered('{% status_badge "Offer" %}')

        assert 'data-status="offer"' in drawn
        assert "#hand-coins" in drawn
        assert "Offer" in drawn


class TestSameForAll:
    SOURCE = (
        '{% load i18n %}{% same_for_all %}{% nav_current "dashboard" %}|{% translate "Log in" %}|'
        '{% url "dashboard" %}|{% icon "plus" %}{% end_same_for_all %}'
    )
    VIEWS = ("/dashboard/", "/resumes/", "/dashboard/")

    def drawn(self, source: str) -> list[str]:
        """Of each view in two languages, from one template."""
        page, texts = engines["django"].from_string(source), []
        for view in self.VIEWS:
            request = RequestFactory().get(view)
            request.user, request.resolver_match = AnonymousUser(), resolve(view)
            for language in ("en", "de"):
                with translation.override(language):
                    texts.append(page.render({}, request))
        return texts

    def test_it_is_drawn_for_each_view_and_language(self) -> None:
        without = self.SOURCE.replace("{% same_for_all %}", "").replace("{% end_same_for_all %}", "")

        assert self.drawn(self.SOURCE) == self.drawn(without)
        assert len(set(self.drawn(self.SOURCE))) == 4

    def test_it_is_drawn_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked = []
        monkeypatch.setattr(ui, "is_any_of", lambda *names: asked.append(names))

        self.drawn(self.SOURCE)

        assert len(asked) == 4

    def test_it_follows_what_the_server_puts_before_an_address(self) -> None:
        page = engines["django"].from_string(self.SOURCE)
        try:
            set_script_prefix("/app/")
            below = page.render({})
        finally:
            set_script_prefix("/")

        assert "|/app/dashboard/|" in below
        assert "|/dashboard/|" in page.render({})


class TestTimes:
    @pytest.mark.parametrize(
        ("age", "words"),
        [
            (timedelta(seconds=20), "just now"),
            (timedelta(minutes=5, seconds=9), "5\xa0minutes ago"),
            (timedelta(days=3, hours=5), "3\xa0days ago"),
        ],
    )
    def test_ago_names_the_largest_unit(self, age: timedelta, words: str) -> None:
        assert ui.ago(timezone.now() - age) == words

    @pytest.mark.parametrize(("days", "words"), [(0, "today"), (1, "tomorrow"), (4, "in 4 days")])
    def test_in_days_counts_midnights(self, days: int, words: str) -> None:
        assert ui.in_days(timezone.now() + timedelta(days=days)) == words


class TestTheme:
    @pytest.mark.parametrize(
        ("cookie", "theme"), [("dark", "dark"), ("light", "light"), ("", "system"), ('"><script>', "system")]
    )
    def test_signed_out_the_cookie_decides(self, rf: RequestFactory, cookie: str, theme: str) -> None:
        request = rf.get("/")
        request.user = AnonymousUser()
        request.COOKIES["theme"] = cookie

        assert ui.shell(request)["theme"] == theme


class TestUndo:
    def test_a_message_offers_the_path_it_was_given(self) -> None:
        message = Message(messages.SUCCESS, "Deleted.", extra_tags="undo:/resumes/1/restore/")

        assert ui.undo_path(message) == "/resumes/1/restore/"

    def test_another_message_offers_nothing(self) -> None:
        assert ui.undo_path(Message(messages.SUCCESS, "Saved.")) == ""

    @pytest.mark.parametrize(
        "address", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""]
    )
    def test_an_address_elsewhere_is_refused(self, rf: RequestFactory, address: str) -> None:
        with pytest.raises(ValueError, match="not a path"):
            ui.success_with_undo(rf.get("/"), "Deleted.", address)

    def test_the_toast_is_a_form_that_works_without_script(self) -> None:
        message = Message(messages.SUCCESS, "“<b>” was deleted.", extra_tags="undo:/x/")

        drawn = rendered('{% include "components/messages.html" %}', messages=[message])

        assert '<form method="post" action="/x/">' in drawn
        assert "<b>" not in drawn
