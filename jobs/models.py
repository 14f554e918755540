"""Jobs a person keeps to look at or apply for later."""

from itertools import chain
from typing import Any, Final, Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.models import JobApplication
from applications.schema import validate_tags
from jobs import salaries
from saaska.addresses import address_of
from saaska.db.fields import EncryptedTextField
from saaska.db.models import Index, Shelved, ShelvedQuerySet, Stamped, json_is, one_of
from saaska.db.partitions import PartitionedByUser

SEARCHED: Final = ("position", "company", "location", "source", "tags")
TEXTS: Final = ("job_description", "requirements", "benefits")
CLOSING: Final = 7  # days before its last day from which on a job is told to close soon


class SavedJobQuerySet(ShelvedQuerySet):
    def matching(self, words: str) -> Self:
        """Those that say each of the words: in position, company, location, source or tags."""
        text = models.TextField()
        texts = [(Coalesce(Cast(name, text), Value("", text)), Value(" ", text)) for name in SEARCHED]
        said = Concat(*chain.from_iterable(texts))
        found = self.alias(said=said) if words else self
        for word in words.split():
            found = found.filter(said__icontains=word)
        return found


class SavedJob(PartitionedByUser, Shelved, Stamped):
    """One kept job. The table has 16 partitions by user_id; its primary key in the database is (id, user_id)."""

    class Period(models.TextChoices):
        UNSAID = "", _("Not said")
        YEAR = "year", _("a year")
        MONTH = "month", _("a month")
        WEEK = "week", _("a week")
        DAY = "day", _("a day")
        HOUR = "hour", _("an hour")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="saved_jobs",
    )
    external_job_id = models.CharField(_("id at its source"), max_length=255, null=True, blank=True)
    company = models.CharField(_("company"), max_length=255)
    position = models.CharField(_("position"), max_length=255)
    location = models.CharField(_("location"), max_length=255, null=True, blank=True)
    salary_min = models.DecimalField(_("salary from"), max_digits=10, decimal_places=2, null=True, blank=True)
    salary_max = models.DecimalField(_("salary to"), max_digits=10, decimal_places=2, null=True, blank=True)
    salary_currency = models.CharField(_("currency"), max_length=3, default="USD", db_default="USD")
    job_description = models.TextField(_("posting"), null=True, blank=True)
    requirements = models.TextField(_("requirements"), null=True, blank=True)
    benefits = models.TextField(_("benefits"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=100, null=True, blank=True)
    url = models.CharField(_("address"), max_length=500, null=True, blank=True)
    applied = models.BooleanField(_("applied"), default=False, db_default=False)
    notes = EncryptedTextField(_("private notes"), null=True, blank=True)
    salary_period = models.CharField(
        _("salary for"), max_length=5, choices=Period, blank=True, default="", db_default=""
    )
    posted_on = models.DateField(_("posted on"), null=True, blank=True)
    closes_on = models.DateField(_("closes on"), null=True, blank=True)
    tags = models.JSONField(_("tags"), default=list, db_default=[], blank=True, validators=[validate_tags])
    application = models.ForeignKey(
        JobApplication,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        db_index=False,
        db_constraint=False,
        related_name="saved_jobs",
    )

    match: Any = None  # with a résumé, where a list was ordered by it

    objects = SavedJobQuerySet.as_manager()

    class Meta:
        db_table = "saved_jobs"
        verbose_name = _("saved job")
        verbose_name_plural = _("saved jobs")
        constraints = [
            one_of("saved_jobs", "salary_period", "", "year", "month", "week", "day", "hour"),
            json_is("saved_jobs", "tags", "array"),
            models.CheckConstraint(
                condition=models.Q(salary_max__gte=models.F("salary_min")), name="saved_jobs_salary_order"
            ),
        ]
        indexes = [
            Index(fields=["user"], name="idx_saved_jobs_user_id"),
            Index(fields=["company"], name="idx_saved_jobs_company"),
            Index(fields=["applied"], name="idx_saved_jobs_applied"),
            Index("user", models.F("created_at").desc(), "id", name="saved_jobs_page"),
            Index(fields=["created_at"], name="saved_jobs_created"),
            Index(fields=["user", "closes_on", "id"], name="saved_jobs_closing"),
            Index(
                fields=["user", "application"],
                name="saved_jobs_application",
                condition=models.Q(application__isnull=False),
            ),
            GinIndex(fields=["company"], name="saved_jobs_company_trgm", opclasses=["gin_trgm_ops"]),
            GinIndex(fields=["position"], name="saved_jobs_position_trgm", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return f"{self.position}, {self.company}"

    def get_absolute_url(self) -> str:
        return address_of("jobs:detail", self.pk)

    @property
    def title(self) -> str:
        return self.position

    @property
    def pay(self) -> str:
        """The salary in words; "" when none is known."""
        period = self.get_salary_period_display() if self.salary_period else ""
        return salaries.in_words(self.salary_min, self.salary_max, self.salary_currency, str(period))

    @property
    def posting(self) -> str:
        """Its texts as one, as they are kept when others replace them."""
        return "\n\n".join(filter(None, (getattr(self, name) for name in TEXTS)))

    @property
    def days_left(self) -> int | None:
        """Until its last day: 0 on it, less than 0 when it is over."""
        return (self.closes_on - timezone.localdate()).days if self.closes_on else None

    @property
    def is_closed(self) -> bool:
        return self.days_left is not None and self.days_left < 0

    @property
    def closes_soon(self) -> bool:
        return self.days_left is not None and 0 <= self.days_left <= CLOSING

    def put_to(self, application: JobApplication) -> None:
        """Applied for by this application."""
        self.rows().update(applied=True, application=application, version=models.F("version") + 1)
        self.applied, self.application = True, application


class SavedPosting(Stamped):
    """A text that the posting of a saved job had. A trigger writes each that replaces another, and that other."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="saved_postings",
    )
    saved_job = models.ForeignKey(
        SavedJob, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="postings"
    )
    text = models.TextField(_("text"))
    url = models.CharField(_("address"), max_length=500, blank=True, default="", db_default="")

    class Meta:
        db_table = "saved_postings"
        verbose_name = _("posting of a saved job")
        verbose_name_plural = _("postings of saved jobs")
        indexes = [
            Index("user", "saved_job", models.F("created_at").desc(), name="saved_postings_of_one"),
            Index(fields=["created_at"], name="saved_postings_created"),
        ]

    def __str__(self) -> str:
        return self.text[:60]
