"""Django's url, static, translate and date, each answer worked out once where no request can change it.

A page of ours names some ten files, thirty addresses and forty texts that are always the same; asking for them anew
was a third of the time that a page took. The address of a page about a row is a pattern with the row's id in it, and
days are few. What depends on anything else is Django's to answer, as before. The module stands in for the libraries
"i18n" and "static" (settings.TEMPLATES), so that {% load i18n %} brings these too.
"""

from datetime import date
from functools import lru_cache
from html import escape
from typing import Any, Final
from uuid import UUID

from django import template
from django.conf import STATICFILES_STORAGE_ALIAS
from django.core.files.storage import storages
from django.template.base import FilterExpression, Parser, Token
from django.template.context import Context
from django.template.defaultfilters import date as django_date
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as django_url
from django.templatetags import i18n
from django.templatetags import static as django_static
from django.urls import NoReverseMatch
from django.utils.formats import date_format
from django.utils.html import conditional_escape
from django.utils.translation import get_language

from saaska.addresses import address_of

register = template.Library()
register.tags = {**i18n.register.tags, **django_static.register.tags}
register.filters = {**i18n.register.filters}


def is_literal(expression: FilterExpression) -> bool:
    """Whether it is a text in quotes and nothing else."""
    return expression.token[:1] in ("'", '"') and not expression.filters


class PathNode(URLNode):
    """The address of a page without arguments, or about rows that ids name."""

    def render(self, context: Context) -> str:
        ids = [arg.resolve(context) for arg in self.args]
        if not all(isinstance(one, UUID) for one in ids):
            return super().render(context)
        try:
            path = address_of(str(self.view_name.var), *ids, current_app=_current_app(context))
        except NoReverseMatch:
            return super().render(context)
        if self.asvar:
            context[self.asvar] = path
            return ""
        return conditional_escape(path) if context.autoescape else path


def _current_app(context: Context) -> str | None:
    """As Django's own tag finds it."""
    request = getattr(context, "request", None)
    found = getattr(request, "current_app", None) or getattr(
        getattr(request, "resolver_match", None), "namespace", None
    )
    return str(found) if found else None


@register.tag
def url(parser: Parser, token: Token) -> URLNode:
    node = django_url(parser, token)
    if is_literal(node.view_name) and not node.kwargs:
        return PathNode(node.view_name, node.args, node.kwargs, node.asvar)
    return node


_files: Final[dict[str, tuple[Any, str]]] = {}  # by path: whose answer it is, and the answer


def address_of_file(path: str) -> str:
    """The address of a static file, by the storage that is in use."""
    storage = storages[STATICFILES_STORAGE_ALIAS]
    of, address = _files.get(path, (None, ""))
    if of is not storage:
        address = storage.url(path)
        _files[path] = (storage, address)
    return address


class FileNode(django_static.StaticNode):
    @classmethod
    def handle_simple(cls, path: str) -> str:
        return address_of_file(path)


@register.tag
def static(parser: Parser, token: Token) -> django_static.StaticNode:
    return FileNode.handle_token(parser, token)


class TextNode(i18n.TranslateNode):
    """A text that says the same to everybody who reads the language."""

    def __init__(self, filter_expression: FilterExpression) -> None:
        super().__init__(filter_expression, noop=False)
        self.said: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        language = get_language()
        said = self.said.get(language)
        if said is None:
            said = self.said[language] = super().render(context)
        return said


@register.tag("trans")
@register.tag("translate")
def translate(parser: Parser, token: Token) -> i18n.TranslateNode:
    node = i18n.do_translate(parser, token)
    same = is_literal(node.filter_expression) and not (node.noop or node.asvar or node.message_context)
    return TextNode(node.filter_expression) if same else node


def said_day(day: date, written: str | None = None) -> str:
    """A day in the reader's language, as Django's filter "date" writes it: pages name the same days all the time."""
    return _said_day(day, written, get_language())


@lru_cache(5000)
def _said_day(day: date, written: str | None, language: str | None) -> str:
    return date_format(day, written)


@register.filter("date", expects_localtime=True, is_safe=False)
def date_as(value: Any, written: str | None = None) -> Any:
    return said_day(value, written) if type(value) is date else django_date(value, written)


class AttributesNode(template.Node):
    """The attributes of a form's field, as Django's template of that name writes them in thirty steps."""

    def __init__(self, attributes: FilterExpression) -> None:
        self.attributes = attributes

    def render(self, context: Context) -> str:
        return attributes_of(self.attributes.resolve(context))


def attributes_of(given: dict[str, Any]) -> str:
    """HTML's attributes, a space before each; True stands alone and False is left out."""
    return "".join(
        f" {text_of(name)}" if value is True else f' {text_of(name)}="{text_of(value)}"'
        for name, value in given.items()
        if value is not False
    )


def text_of(value: Any) -> str:
    """A value for HTML, as a template writes it; the many plain strings on the short way."""
    return escape(value) if type(value) is str else str(conditional_escape(value))


@register.tag
def attributes(parser: Parser, token: Token) -> AttributesNode:
    _name, found = token.split_contents()
    return AttributesNode(parser.compile_filter(found))
