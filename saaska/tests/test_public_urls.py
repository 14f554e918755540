"""Login is the default. What is open without one stands here, and nothing else is."""

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

PUBLIC = {
    "home",
    "health",
    "accounts:theme",
    "documents:index",
    "documents:detail",
    "documents:picture",
    "shared:page",
    "shared:style",
    "shared:photo",
    "shared:pdf",
    "feed:calendar",
    "applications:unsubscribe",
    "jobs:clip",
    "account_login",
    "account_logout",
    "account_signup",
    "account_inactive",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_confirm_login_code",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "admin:login",
}


def patterns(resolver, namespace=""):
    """Every view with its full name."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from patterns(pattern, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", pattern.callback


def open_views(resolver):
    return {name for name, view in patterns(resolver) if not getattr(view, "login_required", True)}


def test_these_are_open_and_nothing_else():
    assert open_views(get_resolver()) == PUBLIC


def test_a_view_opened_by_mistake_is_noticed(monkeypatch):
    """The planted fault."""
    views = dict(patterns(get_resolver()))
    monkeypatch.setattr(views["dashboard"], "login_required", False, raising=False)

    assert open_views(get_resolver()) - PUBLIC == {"dashboard"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/dashboard/", "/settings/", "/settings/sessions/", "/settings/history/", "/settings/kept/"]
)
def test_a_visitor_is_sent_to_the_login(path):
    assert Client().get(path)["Location"] == f"/accounts/login/?next={path}"
