"""The person, what they prefer, what they did."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.functions import TransactionNow
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts import schema
from saaska.db.models import Index, Stamped, UuidModel, json_is, one_of


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(Stamped, AbstractBaseUser, PermissionsMixin):
    class Tier(models.TextChoices):
        FREE = "free", _("Free")
        BASIC = "basic", _("Basic")
        PREMIUM = "premium", _("Premium")

    class SubscriptionStatus(models.TextChoices):
        ACTIVE = "active", _("Active")
        CANCELLED = "cancelled", _("Cancelled")
        EXPIRED = "expired", _("Expired")

    email = models.EmailField(_("e-mail"), max_length=255)
    password = models.CharField(_("password"), max_length=255, db_column="password_hash")
    first_name = models.CharField(_("first name"), max_length=100)
    last_name = models.CharField(_("last name"), max_length=100)
    profile_picture_url = models.CharField(_("profile picture"), max_length=500, null=True, blank=True)
    subscription_tier = models.CharField(max_length=20, choices=Tier, default=Tier.FREE, db_default=Tier.FREE)
    subscription_status = models.CharField(
        max_length=20,
        choices=SubscriptionStatus,
        default=SubscriptionStatus.ACTIVE,
        db_default=SubscriptionStatus.ACTIVE,
    )
    subscription_expires_at = models.DateTimeField(null=True, blank=True)
    email_verified = models.BooleanField(_("e-mail verified"), default=False, db_default=False)
    email_verification_token = models.CharField(max_length=255, null=True, blank=True)
    reset_password_token = models.CharField(max_length=255, null=True, blank=True)
    reset_password_expires_at = models.DateTimeField(null=True, blank=True)
    last_login = models.DateTimeField(_("last login"), null=True, blank=True, db_column="last_login_at")
    is_active = models.BooleanField(_("active"), default=True, db_default=True)
    is_staff = models.BooleanField(_("staff"), default=False, db_default=False)
    is_superuser = models.BooleanField(_("superuser"), default=False, db_default=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["first_name", "last_name"]

    class Meta:
        db_table = "users"
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(fields=["email"], name="users_email_key"),
            one_of("users", "subscription_tier", "free", "basic", "premium"),
            one_of("users", "subscription_status", "active", "cancelled", "expired"),
        ]
        indexes = [
            Index(fields=["email"], name="idx_users_email"),
            Index(fields=["subscription_tier"], name="idx_users_subscription_tier"),
            Index(fields=["created_at"], name="idx_users_created_at"),
            GinIndex(fields=["email"], name="users_email_trigram", opclasses=["gin_trgm_ops"]),
            Index(fields=["created_at"], name="users_staff", condition=models.Q(is_staff=True)),
            Index(fields=["created_at"], name="users_inactive", condition=models.Q(is_active=False)),
            Index(fields=["created_at"], name="users_unverified", condition=models.Q(email_verified=False)),
        ]

    def __str__(self) -> str:
        return self.email

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self) -> str:
        return self.first_name

    def may_take(self, email: str) -> bool:
        """Whether no other account has this address."""
        return not User.objects.exclude(pk=self.pk).filter(email=email).exists()

    @property
    def preferences(self) -> "UserPreferences":
        """The person's preferences; the row is made the first time it is asked for."""
        return self.preferences_in(UserPreferences.Theme.LIGHT)

    def preferences_in(self, theme: str, timezone: str = "UTC") -> "UserPreferences":
        """As above; a row that is made begins with that theme and that zone."""
        begin = {"theme": theme, "timezone": timezone}
        preferences, _created = UserPreferences.objects.get_or_create(user=self, defaults=begin)
        return preferences


class UserPreferences(Stamped):
    class Theme(models.TextChoices):
        SYSTEM = "system", _("Same as this device")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    class Privacy(models.TextChoices):
        PRIVATE = "private", _("Private: name only")
        CONTACTS = "contacts", _("Name, e-mail and links")
        PUBLIC = "public", _("Everything on the résumé")

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="preferences_rows"
    )
    theme = models.CharField(
        _("theme"), max_length=20, choices=Theme, default=Theme.LIGHT, db_default=Theme.LIGHT
    )
    language = models.CharField(_("language"), max_length=10, default="en", db_default="en")
    timezone = models.CharField(_("time zone"), max_length=50, default="UTC", db_default="UTC")
    notification_email = models.BooleanField(_("notifications by e-mail"), default=True, db_default=True)
    notification_push = models.BooleanField(_("notifications in the browser"), default=True, db_default=True)
    privacy_level = models.CharField(
        _("privacy"), max_length=20, choices=Privacy, default=Privacy.PRIVATE, db_default=Privacy.PRIVATE
    )

    class Meta:
        db_table = "user_preferences"
        verbose_name = _("preferences")
        verbose_name_plural = _("preferences")
        constraints = [
            models.UniqueConstraint(fields=["user"], name="user_preferences_user_id_key"),
            one_of("user_preferences", "theme", "system", "light", "dark"),
            one_of("user_preferences", "privacy_level", "private", "contacts", "public"),
        ]
        indexes = [Index(fields=["user"], name="idx_user_preferences_user_id")]

    def __str__(self) -> str:
        return f"{self.user}"


class UserActivity(UuidModel):
    """Something a person did. Append-only; partitioned by month: the key in the database is (id, timestamp)."""

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="activities"
    )
    type = models.CharField(_("type"), max_length=50)
    feature = models.CharField(_("feature"), max_length=50, null=True, blank=True)
    details = models.JSONField(
        _("details"), default=dict, db_default={}, blank=True, validators=[schema.validate_activity_details]
    )
    duration = models.IntegerField(_("duration in seconds"), null=True, blank=True)
    ip_address = models.GenericIPAddressField(_("address"), null=True, blank=True)
    user_agent = models.TextField(_("browser"), null=True, blank=True)
    timestamp = models.DateTimeField(_("time"), auto_now_add=True, db_default=TransactionNow())

    class Meta:
        db_table = "user_activities"
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        constraints = [json_is("user_activities", "details", "object")]
        indexes = [
            Index(fields=["user"], name="idx_user_activities_user_id"),
            Index(fields=["type"], name="idx_user_activities_type"),
            Index(fields=["feature"], name="idx_user_activities_feature"),
            Index(fields=["timestamp"], name="idx_user_activities_timestamp"),
            Index("user", models.F("timestamp").desc(), name="user_activities_recent"),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.feature or ''}".strip()
