"""Jobs a person keeps to look at or apply for later."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from saaska.db.fields import EncryptedTextField
from saaska.db.models import Index, Stamped
from saaska.db.partitions import PartitionedByUser


class SavedJob(PartitionedByUser, Stamped):
    """One kept job. The table has 16 partitions by user_id; its primary key in the database is (id, user_id)."""

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

    class Meta:
        db_table = "saved_jobs"
        verbose_name = _("saved job")
        verbose_name_plural = _("saved jobs")
        indexes = [
            Index(fields=["user"], name="idx_saved_jobs_user_id"),
            Index(fields=["company"], name="idx_saved_jobs_company"),
            Index(fields=["applied"], name="idx_saved_jobs_applied"),
            Index("user", models.F("created_at").desc(), "id", name="saved_jobs_page"),
            Index(fields=["created_at"], name="saved_jobs_created"),
            GinIndex(fields=["company"], name="saved_jobs_company_trgm", opclasses=["gin_trgm_ops"]),
            GinIndex(fields=["position"], name="saved_jobs_position_trgm", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return f"{self.position}, {self.company}"
