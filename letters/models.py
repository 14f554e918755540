"""Cover letters."""

from typing import Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from saaska.db.models import Index, json_is
from saaska.documents.models import Document


class CoverLetterQuerySet(models.QuerySet["CoverLetter"]):
    def live(self) -> Self:
        """Without those in the bin."""
        return self.filter(deleted_at=None)


class CoverLetter(Document):
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="cover_letters",
    )
    company_name = models.CharField(_("company"), max_length=255)
    job_title = models.CharField(_("job title"), max_length=255)
    content = models.TextField(_("content"))

    objects = CoverLetterQuerySet.as_manager()

    class Meta:
        db_table = "cover_letters"
        verbose_name = _("cover letter")
        verbose_name_plural = _("cover letters")
        constraints = [
            models.UniqueConstraint(fields=["user", "id"], name="cover_letters_user_id_id_key"),
            json_is("cover_letters", "personal_info", "object"),
        ]
        indexes = [
            Index(fields=["user"], name="idx_cover_letters_user_id"),
            Index(fields=["template"], name="idx_cover_letters_template"),
            Index(fields=["company_name"], name="idx_cover_letters_company_name"),
            Index(
                "user",
                models.F("updated_at").desc(),
                "id",
                name="cover_letters_live",
                condition=models.Q(deleted_at=None),
            ),
            Index(fields=["created_at"], name="cover_letters_created"),
            GinIndex(fields=["company_name"], name="cover_letters_company_trgm", opclasses=["gin_trgm_ops"]),
        ]
