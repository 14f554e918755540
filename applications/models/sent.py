"""What was sent, as it was sent, and what was answered to: bytes and texts that later edits never change."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from applications.models.application import JobApplication
from saaska.db.models import Index, Stamped, one_of


class SentDocument(Stamped):
    """A document of an application, frozen: its bytes lie in the private storage under their SHA-256.

    People may add and remove these rows; the database lets nobody but staff change one.
    """

    class Kind(models.TextChoices):
        RESUME = "resume", _("Résumé")
        LETTER = "letter", _("Cover letter")
        PACKET = "packet", _("Packet")
        ATTACHMENT = "attachment", _("Attachment")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="sent_documents",
    )
    application = models.ForeignKey(
        JobApplication,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="documents",
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    title = models.CharField(_("title"), max_length=255)
    file_name = models.CharField(_("file name"), max_length=255)
    content_type = models.CharField(_("type"), max_length=100)
    file = models.CharField(_("key in the storage"), max_length=255, editable=False)
    sha256 = models.CharField(_("SHA-256"), max_length=64, editable=False)
    size = models.PositiveIntegerField(_("bytes"), editable=False)
    pages = models.PositiveSmallIntegerField(_("pages"), null=True, blank=True, editable=False)
    source_id = models.UUIDField(null=True, blank=True, editable=False)  # of the résumé or letter
    source_version = models.IntegerField(null=True, blank=True, editable=False)
    sent_at = models.DateTimeField(_("sent at"))

    class Meta:
        db_table = "sent_documents"
        verbose_name = _("sent document")
        verbose_name_plural = _("sent documents")
        constraints = [
            one_of("sent_documents", "kind", "resume", "letter", "packet", "attachment"),
            models.UniqueConstraint(
                fields=["user", "application", "kind", "sha256"], name="sent_documents_once_key"
            ),
        ]
        indexes = [
            Index(fields=["user", "source_id"], name="sent_documents_source"),
            Index(fields=["user", "file"], name="sent_documents_file"),
            Index(fields=["created_at"], name="sent_documents_created"),
        ]

    def __str__(self) -> str:
        return self.title


class PostingText(Stamped):
    """The text of a posting as it was when it was saved; saving another text adds a row."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="posting_texts",
    )
    application = models.ForeignKey(
        JobApplication, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="postings"
    )
    text = models.TextField(_("text"))
    url = models.CharField(_("address"), max_length=500, blank=True, default="", db_default="")

    class Meta:
        db_table = "posting_texts"
        verbose_name = _("saved posting")
        verbose_name_plural = _("saved postings")
        indexes = [
            Index("user", "application", models.F("created_at").desc(), name="posting_texts_of_one"),
            Index(fields=["created_at"], name="posting_texts_created"),
        ]

    def __str__(self) -> str:
        return self.text[:60]
