"""Subscriptions: what a person pays for, projected from Stripe."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from saaska.db.models import Index, Stamped, one_of


class Subscription(Stamped):
    class Plan(models.TextChoices):
        FREE = "free", _("Free")
        BASIC = "basic", _("Basic")
        PREMIUM = "premium", _("Premium")

    class Status(models.TextChoices):
        ACTIVE = "active", _("Active")
        CANCELLED = "cancelled", _("Cancelled")
        PAST_DUE = "past_due", _("Past due")
        UNPAID = "unpaid", _("Unpaid")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="subscriptions",
    )
    stripe_subscription_id = models.CharField(max_length=255, null=True, blank=True)
    stripe_customer_id = models.CharField(max_length=255, null=True, blank=True)
    plan_type = models.CharField(_("plan"), max_length=20, choices=Plan)
    status = models.CharField(_("status"), max_length=20, choices=Status)
    current_period_start = models.DateTimeField(null=True, blank=True)
    current_period_end = models.DateTimeField(null=True, blank=True)
    cancel_at_period_end = models.BooleanField(default=False, db_default=False)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "subscriptions"
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        constraints = [
            models.UniqueConstraint(
                fields=["stripe_subscription_id"], name="subscriptions_stripe_subscription_id_key"
            ),
            one_of("subscriptions", "plan_type", "free", "basic", "premium"),
            one_of("subscriptions", "status", "active", "cancelled", "past_due", "unpaid"),
        ]
        indexes = [
            Index(fields=["user"], name="idx_subscriptions_user_id"),
            Index(fields=["stripe_subscription_id"], name="idx_subscriptions_stripe_subscription_id"),
            Index(fields=["status"], name="idx_subscriptions_status"),
            Index(fields=["created_at"], name="subscriptions_created"),
        ]

    def __str__(self) -> str:
        return f"{self.get_plan_type_display()} ({self.get_status_display()})"
