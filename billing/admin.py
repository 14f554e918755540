from django.contrib import admin

from billing.models import Subscription
from saaska.db.lists import BY_PERSON, OwnedAdmin


@admin.register(Subscription)
class SubscriptionAdmin(OwnedAdmin):
    list_display = ("user", "plan_type", "status", "current_period_end", "cancel_at_period_end", "created_at")
    list_filter = ("status",)
    date_hierarchy = "created_at"
    ordering = ("-created_at",)
    search_fields = ("user__email",)
    search_help_text = BY_PERSON
    readonly_fields = ("created_at", "updated_at")
