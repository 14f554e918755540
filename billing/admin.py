from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from billing.models import Subscription
from saaska.db.lists import OwnedAdmin


@admin.register(Subscription)
class SubscriptionAdmin(OwnedAdmin):
    list_display = ("user", "plan_type", "status", "current_period_end", "cancel_at_period_end", "created_at")
    list_filter = ("status",)
    date_hierarchy = "created_at"
    ordering = ("-created_at",)
    search_fields = ("user__email",)
    search_help_text = _("Part of the person's e-mail address (with its @), or an id.")
    readonly_fields = ("created_at", "updated_at")
