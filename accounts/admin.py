"""Staff look after accounts: tiers, access, who is staff. Passwords, tokens, sessions are not theirs to see or set."""

from typing import TYPE_CHECKING, Any

from allauth.account import admin as account_admin  # noqa: F401  # registers what is unregistered below
from allauth.account.models import EmailAddress
from allauth.usersessions import admin as usersessions_admin  # noqa: F401  # likewise
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth import admin as auth_admin
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts import sessions
from accounts.models import User, UserActivity, UserPreferences
from saaska.db.lists import BY_PERSON, OwnedAdmin, ReadOnly, TableAdmin, ValuesInUse, json_block

if TYPE_CHECKING:
    TabularInline = admin.TabularInline[EmailAddress, User]
else:
    TabularInline = admin.TabularInline

# allauth registers both: addresses stand on the person's own page here, and a session's key would open the account.
admin.site.unregister([EmailAddress, UserSession, Group])


@admin.register(Group)
class RoleAdmin(auth_admin.GroupAdmin):
    """What the members of staff may do. Who may change that may do everything, so it takes a superuser."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_superuser)

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission


class AddressInline(ReadOnly, TabularInline):
    model = EmailAddress
    fields = ("email", "verified", "primary")
    verbose_name_plural = _("e-mail addresses")


RIGHTS = ("is_active", "is_staff", "is_superuser", "groups")


@admin.register(User)
class UserAdmin(TableAdmin):
    list_display = (
        "email",
        "first_name",
        "last_name",
        "subscription_tier",
        "email_verified",
        "is_staff",
        "created_at",
    )
    list_filter = ("subscription_tier", "email_verified", "is_active", "is_staff")
    date_hierarchy = "created_at"
    ordering = ("-created_at",)
    sortable_by = ("email", "created_at")
    search_fields = ("email",)
    search_help_text = BY_PERSON
    filter_horizontal = ("groups",)
    inlines = (AddressInline,)
    fieldsets = (
        (
            None,
            {"fields": ("email", "first_name", "last_name", "profile_picture_url", "email_verified", "rows")},
        ),
        (
            _("Subscription"),
            {"fields": ("subscription_tier", "subscription_status", "subscription_expires_at")},
        ),
        (_("Rights"), {"fields": RIGHTS}),
        (_("Times"), {"fields": ("created_at", "updated_at", "last_login")}),
    )
    readonly_fields = (
        "email", "profile_picture_url", "email_verified", "rows", "created_at", "updated_at", "last_login",
    )  # fmt: skip

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Accounts begin with a sign-up: nobody else knows the password."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Staff deactivate. Superusers erase one account at a time, for who asks for it, and none of staff."""
        return bool(request.user.is_superuser and obj and not obj.is_staff)

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[Any], dict[Any, Any], set[str], list[str]]:
        """The database's cascades delete all that is theirs: nothing is gathered to be shown."""
        return [*map(str, objs), _("everything that is theirs, for good")], {}, set(), []

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        sessions.end(obj)
        User.objects.filter(pk=obj.pk)._raw_delete("default")

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (request.user.is_superuser or not (obj and obj.is_superuser))

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[Any]:
        """Rights are given by superusers, and by nobody to themselves."""
        readonly = [*super().get_readonly_fields(request, obj)]
        if not request.user.is_superuser or obj == request.user:
            readonly += RIGHTS
        return readonly

    @admin.display(description=_("rows"))
    def rows(self, user: User) -> SafeString:
        """Ways to this person's rows in the other tables that the admin has."""
        owned = [
            model._meta
            for model in self.admin_site._registry
            if any(
                field.name == "user" and field.related_model is User for field in model._meta.concrete_fields
            )
        ]
        return format_html_join(
            ", ",
            '<a href="{}?user__id__exact={}">{}</a>',
            (
                (
                    reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist"),
                    user.pk,
                    meta.verbose_name_plural,
                )
                for meta in owned
            ),
        )


@admin.register(UserPreferences)
class UserPreferencesAdmin(OwnedAdmin):
    list_display = (
        "user",
        "theme",
        "language",
        "timezone",
        "privacy_level",
        "notification_email",
        "notification_push",
    )
    ordering = ("user_id",)
    search_fields = ("user__email",)
    search_help_text = BY_PERSON
    readonly_fields = ("created_at", "updated_at")


class TypeFilter(ValuesInUse):
    title = _("type")
    parameter_name = "type"
    column = "type"


class FeatureFilter(ValuesInUse):
    title = _("feature")
    parameter_name = "feature"
    column = "feature"


@admin.register(UserActivity)
class UserActivityAdmin(ReadOnly, TableAdmin):
    list_display = ("timestamp", "user", "type", "feature", "ip_address")
    list_filter = (TypeFilter, FeatureFilter)
    date_hierarchy = "timestamp"
    ordering = ("-timestamp",)
    search_fields = ("user__email",)
    search_help_text = BY_PERSON
    fields = ("timestamp", "user", "type", "feature", "facts", "duration", "ip_address", "user_agent")
    readonly_fields = ("facts",)

    @admin.display(description=_("details"))
    def facts(self, activity: UserActivity) -> SafeString:
        return json_block(activity.details)
