"""Every form class of our apps, and how to make one of it."""

import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from django import forms
from django.apps import apps
from django.conf import settings
from django.forms.forms import BaseForm


def form_classes() -> list[type[BaseForm]]:
    """Those of our own apps that a page may show, the admin's apart."""
    for config in apps.get_app_configs():
        if config.path.startswith(str(settings.BASE_DIR)) and "site-packages" not in config.path:
            _import_all(config.name, config.path)
    ours = {
        config.name.partition(".")[0]
        for config in apps.get_app_configs()
        if "site-packages" not in config.path
    }
    found = {
        form
        for form in _below(BaseForm)
        if form.__module__.partition(".")[0] in ours and not _apart(form.__module__)
    }
    return sorted(found, key=lambda form: f"{form.__module__}.{form.__qualname__}")


def _apart(module: str) -> bool:
    return ".tests" in module or module.endswith(".admin") or ".admin." in module


def _import_all(name: str, path: str) -> None:
    for module in pkgutil.walk_packages([path], prefix=f"{name}."):
        if not any(part in module.name for part in (".tests", ".migrations", ".management")):
            import_module(module.name)


def _below(form: type) -> Iterator[type]:
    for subclass in form.__subclasses__():
        yield subclass
        yield from _below(subclass)


def strangers_taken(form: type[BaseForm], given: dict[str, Any], stranger: dict[str, object]) -> list[str]:
    """The choices of rows in which the form takes a row of a stranger. `given` is what its signature may ask for,
    `stranger` the keys of the stranger's rows by kind."""
    wanted = inspect.signature(form.__init__).parameters
    known = {name: value for name, value in given.items() if name in wanted}
    fields = form(**known).fields
    return [
        f"{form.__module__}.{form.__qualname__}.{name} takes a stranger's {kind}"
        for name, field in fields.items()
        if isinstance(field, forms.ModelChoiceField)
        for kind, key in stranger.items()
        if _takes(form, known, name, [key] if isinstance(field, forms.ModelMultipleChoiceField) else key)
    ]


def _takes(form: type[BaseForm], known: dict[str, Any], name: str, key: object) -> bool:
    bound = form(data={name: key}, **known)
    bound.is_valid()
    return name not in bound.errors


def has_choice_of_rows(form: type[BaseForm]) -> bool:
    return any(isinstance(field, forms.ModelChoiceField) for field in form.base_fields.values())
