"""Cover letters."""

from typing import Any, Final, Self

from django.conf import settings
from django.contrib.postgres.functions import TransactionNow
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, Left
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from saaska.addresses import address_of
from saaska.db.models import Index, UuidModel, json_is
from saaska.documents.models import Document, DocumentQuerySet, State, Template

ORDERS: Final = {"": ("-updated_at",), "title": ("title",), "company": ("company_name", "title")}


class CoverLetterQuerySet(DocumentQuerySet):
    def matching(self, words: str) -> Self:
        """Those whose title, company or job has each of the words."""
        found = self
        for word in words.split():
            found = found.filter(
                models.Q(title__icontains=word)
                | models.Q(company_name__icontains=word)
                | models.Q(job_title__icontains=word)
            )
        return found

    def sorted_by(self, name: str) -> Self:
        """In one of ORDERS; those that changed last come first when there is no such order."""
        return self.order_by(*ORDERS.get(name, ORDERS[""]), "id")

    def for_cards(self) -> Self:
        """With the words that a card draws and without the JSON."""
        words = {
            "first_name": KT("personal_info__firstName"),
            "last_name": KT("personal_info__lastName"),
            "headline": KT("personal_info__headline"),
            "opening": Left("content", 300),
        }
        design = Template.objects.filter(type=Template.Type.COVER_LETTER, slug=models.OuterRef("template"))
        name = Coalesce(models.Subquery(design.values("name")[:1]), "template")
        return self.defer("content", "personal_info").annotate(**words, design_name=name)


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

    CONTENT = ("title", "template", "personal_info", "company_name", "job_title", "content")

    objects = CoverLetterQuerySet.as_manager()

    class Meta:
        db_table = "cover_letters"
        verbose_name = _("cover letter")
        verbose_name_plural = _("cover letters")
        constraints = [
            models.UniqueConstraint(fields=["user", "id"], name="cover_letters_user_id_id_key"),
            json_is("cover_letters", "personal_info", "object"),
            json_is("cover_letters", "unfinished", "object"),
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
            Index(fields=["deleted_at"], name="cover_letters_bin", condition=~models.Q(deleted_at=None)),
            Index(fields=["created_at"], name="cover_letters_created"),
            GinIndex(fields=["company_name"], name="cover_letters_company_trgm", opclasses=["gin_trgm_ops"]),
        ]

    def get_absolute_url(self) -> str:
        return address_of("letters:edit", self.pk)

    @property
    def siblings(self) -> Any:
        return self.user.cover_letters


class CoverLetterState(State):
    # The database deletes states with their document; nobody else may.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="cover_letter_states",
        editable=False,
    )
    cover_letter = models.ForeignKey(
        CoverLetter,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="states",
        editable=False,
    )

    class Meta:
        db_table = "cover_letter_states"
        verbose_name = _("state of a cover letter")
        verbose_name_plural = _("states of cover letters")
        constraints = [
            models.UniqueConstraint(
                fields=["cover_letter", "number"], name="cover_letter_states_cover_letter_id_number_key"
            ),
            json_is("cover_letter_states", "steps", "array"),
        ]
        indexes = [
            Index(fields=["cover_letter", "sitting"], name="cover_letter_states_sitting"),
            Index(fields=["cover_letter"], name="cover_letter_states_named", condition=~models.Q(name="")),
            Index(fields=["user"], name="cover_letter_states_user"),
        ]


class Enclosure(UuidModel):
    """A PDF of a person's own, such as a certificate, to be bound behind their letters: enclosures.py takes it in.

    Nobody changes one. Its file is named by what it holds, in the folder of its owner.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="enclosures",
        editable=False,
    )
    title = models.CharField(_("title"), max_length=255)
    sha256 = models.CharField(_("SHA-256"), max_length=64, editable=False)
    size = models.PositiveIntegerField(_("bytes"), editable=False)
    pages = models.PositiveSmallIntegerField(_("pages"), editable=False)
    created_at = models.DateTimeField(_("uploaded at"), auto_now_add=True, db_default=TransactionNow())

    class Meta:
        db_table = "letter_enclosures"
        verbose_name = _("enclosure")
        verbose_name_plural = _("enclosures")
        constraints = [
            models.UniqueConstraint(fields=["user", "sha256"], name="letter_enclosures_user_id_sha256_key")
        ]
        indexes = [Index(fields=["created_at"], name="letter_enclosures_created")]

    def __str__(self) -> str:
        return self.title

    @property
    def key(self) -> str:
        """What its file is called in the storage."""
        return f"enclosures/{self.user_id}/{self.sha256}.pdf"

    def get_absolute_url(self) -> str:
        return reverse("letters:enclosure", args=[self.pk])
