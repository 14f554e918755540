"""The admin's site: staff log in, change their password and log out where everybody does."""

from typing import Any, Final

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import get_script_prefix
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

LISTS: Final = 256  # of tables that a process keeps: roles, times languages, times the pages of single apps


class StaffSite(AdminSite):
    site_header = _("SaaSka staff")
    site_title = _("SaaSka staff")
    index_title = _("Tables")
    site_url = "/dashboard/"

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self._lists: dict[object, list[dict[str, Any]]] = {}

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """The tables in the bar of every page, worked out once for all who may see the same. Views and templates
        only read it."""
        person = request.user
        rights = person.is_superuser or frozenset(person.get_all_permissions())
        key = (app_label, rights, person.is_active, get_language(), get_script_prefix())
        found = self._lists.get(key)
        if found is None:
            if len(self._lists) >= LISTS:
                self._lists.clear()
            found = self._lists[key] = super().get_app_list(request, app_label)
        return found

    @method_decorator((never_cache, login_not_required))
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """To the login page of everybody; 403 for somebody logged in who is not staff."""
        answer: HttpResponse = secure_admin_login(super().login)(request, extra_context)
        return answer

    def password_change(  # type: ignore[override]  # a redirect is no TemplateResponse
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("account_change_password")

    def logout(  # type: ignore[override]  # as above
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("account_logout")
