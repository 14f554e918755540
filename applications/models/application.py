"""Job applications, from Applied to Hired."""

from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple, Self

from django.conf import settings
from django.contrib.postgres.functions import TransactionNow
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Coalesce, Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications import schema
from letters.models import CoverLetter
from resumes.models import HEAVY, Resume
from saaska.addresses import address_of
from saaska.db.fields import EncryptedTextField
from saaska.db.models import Index, Shelved, ShelvedQuerySet, Stamped, json_is, one_of
from saaska.db.partitions import PartitionedByUser
from saaska.db.stage_history import happening

TEXTS: Final = {
    "resume": HEAVY,
    "cover_letter": ("content", "personal_info"),
}  # columns that say what is in one
SILENT: Final = 7  # days without a word after which an application counts as silent


class NextStep(NamedTuple):
    """`kind` is "answer" with the last day for it, "interview" with its moment, "silence" with its days."""

    kind: str
    when: Any


class JobApplicationQuerySet(ShelvedQuerySet):
    def silent(self) -> Self:
        """Open ones without an interview ahead and without a word for SILENT days."""
        last_word = Coalesce("last_contact_on", "date_applied", output_field=models.DateField())
        return self.alias(last_word=last_word).filter(
            models.Q(interview_date=None) | models.Q(interview_date__lt=Now()),
            status__in=["Applied", "Interview", "Offer"],
            last_word__lte=timezone.localdate() - timedelta(days=SILENT),
        )

    def with_documents(self, *names: str) -> Self:
        """With the "resume" or "cover_letter" they name, without what it says."""
        heavy = (f"{name}__{column}" for name in names for column in TEXTS[name])
        return self.select_related(*names).defer(*heavy) if names else self

    def upcoming_interviews(self) -> Self:
        """Those with an interview still to come, the next one first."""
        from_now_on = self.filter(interview_date__gte=Now())
        return from_now_on.exclude(status__in=["Rejected", "Hired"]).order_by("interview_date", "id")


class JobApplication(PartitionedByUser, Shelved, Stamped):
    """One application. The table has 16 partitions by user_id; its primary key in the database is (id, user_id).

    `stage` is the person's own step within a status ("Phone screen"). A trigger dates every change of status or
    stage in the history (ApplicationEvent) and in `last_contact_on`.
    """

    class Status(models.TextChoices):
        APPLIED = "Applied", _("Applied")
        INTERVIEW = "Interview", _("Interview")
        OFFER = "Offer", _("Offer")
        REJECTED = "Rejected", _("Rejected")
        HIRED = "Hired", _("Hired")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="job_applications",
    )
    company = models.CharField(_("company"), max_length=255)
    position = models.CharField(_("position"), max_length=255)
    status = models.CharField(
        _("status"), max_length=20, choices=Status, default=Status.APPLIED, db_default=Status.APPLIED
    )
    date_applied = models.DateField(_("applied on"))
    interview_date = models.DateTimeField(_("interview"), null=True, blank=True)
    city = models.CharField(_("city"), max_length=100, null=True, blank=True)
    state = models.CharField(_("state"), max_length=50, null=True, blank=True)
    country = models.CharField(
        _("country"), max_length=100, default="United States", db_default="United States"
    )
    offer_salary = models.DecimalField(
        _("salary offered"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    offer_currency = models.CharField(_("currency"), max_length=3, default="USD", db_default="USD")
    resume = models.ForeignKey(
        Resume, null=True, blank=True, on_delete=models.SET_NULL, db_index=False, db_constraint=False
    )
    cover_letter = models.ForeignKey(
        CoverLetter, null=True, blank=True, on_delete=models.SET_NULL, db_index=False, db_constraint=False
    )
    job_description = models.TextField(_("posting"), null=True, blank=True)
    notes = EncryptedTextField(_("private notes"), null=True, blank=True)
    answers = EncryptedTextField(_("answers"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=100, null=True, blank=True)
    stage = models.CharField(_("stage"), max_length=50, blank=True, default="", db_default="")
    url = models.CharField(_("address of the posting"), max_length=500, null=True, blank=True)
    tags = models.JSONField(
        _("tags"), default=list, db_default=[], blank=True, validators=[schema.validate_tags]
    )
    offer_deadline = models.DateField(_("answer the offer by"), null=True, blank=True)
    offer_terms = models.JSONField(
        _("terms of the offer"),
        default=dict,
        db_default={},
        blank=True,
        validators=[schema.validate_offer_terms],
    )
    last_contact_on = models.DateField(_("last word on"), null=True, blank=True)

    objects = JobApplicationQuerySet.as_manager()

    class Meta:
        db_table = "job_applications"
        verbose_name = _("job application")
        verbose_name_plural = _("job applications")
        constraints = [
            one_of("job_applications", "status", "Applied", "Interview", "Offer", "Rejected", "Hired"),
            json_is("job_applications", "tags", "array"),
            json_is("job_applications", "offer_terms", "object"),
        ]
        indexes = [
            Index(fields=["user"], name="idx_job_applications_user_id"),
            Index(fields=["status"], name="idx_job_applications_status"),
            Index(fields=["company"], name="idx_job_applications_company"),
            Index(fields=["date_applied"], name="idx_job_applications_date_applied"),
            Index(fields=["city", "state"], name="idx_job_applications_city_state"),
            Index("user", models.F("date_applied").desc(), "id", name="job_applications_page"),
            Index(fields=["user", "status"], name="job_applications_user_status"),
            Index(
                "user",
                "status",
                models.F("date_applied").desc(),
                "id",
                name="job_applications_lane",
                condition=models.Q(archived_at=None, deleted_at=None),
            ),
            Index(
                fields=["user", "interview_date"],
                name="job_applications_interviews",
                condition=models.Q(interview_date__isnull=False),
            ),
            Index(
                "user",
                models.Case(
                    models.When(last_contact_on__isnull=False, then="last_contact_on"), default="date_applied"
                ),  # saaska.db.calendar_rows says why it is no Coalesce
                name="job_applications_follow_up",
                condition=models.Q(archived_at=None, deleted_at=None, status__in=["Applied", "Interview"]),
            ),
            Index(
                fields=["resume"], name="job_applications_resume", condition=models.Q(resume__isnull=False)
            ),
            Index(
                fields=["cover_letter"],
                name="job_applications_letter",
                condition=models.Q(cover_letter__isnull=False),
            ),
            GinIndex(fields=["company"], name="job_applications_company_trgm", opclasses=["gin_trgm_ops"]),
            GinIndex(fields=["position"], name="job_applications_position_trgm", opclasses=["gin_trgm_ops"]),
            GinIndex(fields=["tags"], name="job_applications_tags", opclasses=["jsonb_path_ops"]),
        ]

    def __str__(self) -> str:
        return f"{self.position}, {self.company}"

    def get_absolute_url(self) -> str:
        return address_of("applications:detail", self.pk)

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to answer."""
        return self.status in (self.Status.APPLIED, self.Status.INTERVIEW, self.Status.OFFER)

    @property
    def place(self) -> str:
        return self.city or self.country

    @property
    def whole_place(self) -> str:
        return ", ".join(part for part in (self.city, self.state, self.country) if part)

    @property
    def silent_days(self) -> int | None:
        """Days since the last word on an open application, once they are worth a thought."""
        days = (timezone.localdate() - (self.last_contact_on or self.date_applied)).days
        return days if self.is_open and not self.has_interview_ahead and days >= SILENT else None

    @property
    def next_step(self) -> NextStep | None:
        """What comes next: an offer to answer before an interview, an interview before silence."""
        if self.status == self.Status.OFFER and self.offer_deadline:
            return NextStep("answer", self.offer_deadline)
        if self.has_interview_ahead:
            return NextStep("interview", self.interview_date)
        days = self.silent_days
        return NextStep("silence", days) if days else None

    @property
    def has_interview_ahead(self) -> bool:
        return bool(self.interview_date and self.interview_date >= timezone.now())

    @property
    def has_offer(self) -> bool:
        return bool(self.offer_salary is not None or self.offer_deadline or any(self.offer_terms.values()))

    @property
    def days_since_sent(self) -> int:
        return max(0, (timezone.localdate() - self.date_applied).days)

    def move(self, status: str, stage: str = "", *, at: datetime | None = None) -> bool:
        """Into another status or stage, now or at a time before; False when it stands there already."""
        there = models.Q(status=status, stage=stage)
        with happening(at):
            moved = (
                self.rows()
                .live()
                .exclude(there)
                .update(
                    status=status, stage=stage, version=models.F("version") + 1, updated_at=TransactionNow()
                )
            )
        self.status, self.stage = status, stage
        return bool(moved)
