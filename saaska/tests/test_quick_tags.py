"""Tags whose answer is kept: they say what Django's say, and notice what may change."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django import forms
from django.core.files.storage import storages
from django.forms.renderers import DjangoTemplates
from django.template import Context, Engine
from django.test import RequestFactory
from django.urls import NoReverseMatch, path, set_script_prefix
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from saaska import quick_tags
from saaska.form_renderer import FormRenderer

DJANGOS = Engine(libraries={"i18n": "django.templatetags.i18n", "static": "django.templatetags.static"})
OURS = Engine(
    libraries={"i18n": "saaska.quick_tags", "static": "saaska.quick_tags"}, builtins=["saaska.quick_tags"]
)
VALUES = {
    "id": UUID(int=7),
    "other": UUID(int=1),  # stands for itself in the pattern of two
    "day": date(2026, 3, 1),
    "moment": datetime(2026, 3, 1, 12, tzinfo=UTC),
    "nothing": None,
}
urlpatterns = [path("elsewhere/", lambda request: None, name="dashboard")]


def said(engine, source, **context):
    request = RequestFactory().get("/")
    drawn = engine.from_string("{% load i18n static %}" + source)
    made = Context({"name": "x & y", "page": "home", "file": "icons.svg", **VALUES, **context})
    made.request = request
    return [drawn.render(made) for _ in range(2)]


class TestTags:
    @pytest.mark.parametrize(
        "source",
        [
            "{% url 'dashboard' %}",
            "{% url page %}",
            "{% url 'applications:edit' id %}",
            "{% url 'applications:edit_task' id other as here %}[{{ here }}]",
            "{% url 'accounts:kept' id as here %}[{{ here }}]",
            "{% url 'documents:detail' 'resume' 'x' %}",
            "{{ day|date }}, {{ day|date:'l, j F Y' }}, {{ moment|date:'c' }}, {{ nothing|date:'j' }}",
            "{% url 'dashboard' as here %}[{{ here }}]",
            "{% url 'no-such-page' as here %}[{{ here }}]",
            "{% url 'documents:detail' kind='resume' slug='x' %}",
            "{% static 'icons.svg' %}",
            "{% static file %}",
            "{% static 'a&b.css' as here %}[{{ here }}]",
            "{% autoescape off %}{% static 'a&b.css' %}{% endautoescape %}",
            '{% translate "Log in & out, 100%% free" %}',
            "{% trans 'It’s <b>bold</b>' %}",
            "{% translate name %}",
            '{% translate "Log in"|upper %}',
            '{% translate "Log in" as here %}[{{ here }}]',
            '{% translate "May" context "month" %}',
            '{% translate "Log in" noop %}',
            "{% get_current_language as here %}{{ here }}",
            "{% blocktranslate %}For {{ name }}{% endblocktranslate %}",
        ],
    )
    def test_they_say_what_djangos_say(self, source):
        assert said(OURS, source) == said(DJANGOS, source)

    def test_a_page_that_does_not_exist_is_an_error(self):
        with pytest.raises(NoReverseMatch):
            said(OURS, "{% url 'no-such-page' %}")

    def test_a_text_is_said_in_each_readers_language(self):
        drawn = OURS.from_string('{% load i18n %}{% translate "Log in" %}')  # Django's own catalogue has it

        texts = []
        for language in ("en", "de", "en"):
            with translation.override(language):
                texts.append((drawn.render(Context()), gettext("Log in")))

        assert all(ours == theirs for ours, theirs in texts)
        assert texts[0] != texts[1]

    def test_so_is_a_day(self):
        drawn = OURS.from_string("{{ day|date:'F' }}")

        texts = []
        for language in ("en", "de", "en"):
            with translation.override(language):
                texts.append(drawn.render(Context(VALUES)))

        assert texts == ["March", "März", "March"]

    def test_an_address_follows_the_urls_in_use(self, settings):
        before = said(OURS, "{% url 'dashboard' %}")
        settings.ROOT_URLCONF = __name__

        after = said(OURS, "{% url 'dashboard' %}")

        assert (before[0], after[0]) == ("/dashboard/", "/elsewhere/")

    def test_an_address_follows_what_the_server_puts_before_it(self):
        try:
            set_script_prefix("/app/")
            below = said(OURS, "{% url 'dashboard' %}")
        finally:
            set_script_prefix("/")

        assert below[0] == "/app/dashboard/"
        assert said(OURS, "{% url 'dashboard' %}")[0] == "/dashboard/"

    def test_a_files_address_follows_the_storage_in_use(self, settings):
        before = said(OURS, "{% static 'icons.svg' %}")
        settings.STATIC_URL = "/elsewhere/"

        after = said(OURS, "{% static 'icons.svg' %}")

        assert (before[0], after[0]) == ("/static/icons.svg", "/elsewhere/icons.svg")

    def test_a_files_address_is_worked_out_once(self, monkeypatch):
        asked = []
        storage = storages["staticfiles"]
        url = storage.url
        monkeypatch.setattr(storage, "url", lambda name: asked.append(name) or url(name))

        said(OURS, "{% static 'once.svg' %}{% static 'once.svg' %}")

        assert asked == ["once.svg"]

    def test_ours_are_the_ones_that_pages_use(self, client):
        from django.template import engines

        engine = engines["django"].engine

        loaded = engine.from_string(
            "{% load i18n static %}{% translate 'a' %}{% static 'b' %}{% url 'home' %}"
        )

        kinds = [type(node) for node in loaded.nodelist][1:]
        assert kinds == [quick_tags.TextNode, quick_tags.FileNode, quick_tags.PathNode]


class TestWidgets:
    ATTRS = {
        "id": "id_x",
        "required": True,
        "disabled": False,
        "maxlength": 1000,
        "placeholder": "a \"b\" <c> & 'd'",
        "title": gettext_lazy("Log in"),
        "data-safe": SafeString("a&amp;b"),
        "data-none": None,
        "<odd>": 1.5,
    }
    CHOICES = [("a", "A & B"), ("", "–"), ("Group", [("b", "<B>"), ("c", "C")])]

    @pytest.mark.parametrize(
        "widget",
        [
            forms.TextInput(ATTRS),
            forms.NumberInput(),
            forms.EmailInput(),
            forms.URLInput(),
            forms.PasswordInput(),
            forms.HiddenInput(),
            forms.DateInput(),
            forms.FileInput(ATTRS),
            forms.Textarea(ATTRS),
            forms.Select(ATTRS, choices=CHOICES),
            forms.SelectMultiple(choices=CHOICES),
            forms.RadioSelect(ATTRS, choices=CHOICES),
            forms.CheckboxInput(ATTRS),
            forms.ClearableFileInput(ATTRS),
        ],
        ids=lambda widget: type(widget).__name__,
    )
    @pytest.mark.parametrize("value", ["", "a", '"<&>', None, 5])
    def test_they_are_drawn_as_djangos_own_templates_draw_them(self, widget, value):
        ours, djangos = (widget.render("x", value, renderer=way()) for way in (FormRenderer, DjangoTemplates))

        assert ours == djangos
