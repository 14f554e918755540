"""What résumés and letters share: the design that prints them, its versions, the columns every document has."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar, Final, NamedTuple, Self
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import TransactionNow
from django.core.signing import BadSignature, TimestampSigner
from django.db import models
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saaska.db import downloads
from saaska.db.models import Index, Stamped, UuidModel, json_is, one_of
from saaska.documents import schema, texts
from saaska.documents.designs import Kind
from saaska.keys import create_once

DAYS_IN_BIN: Final = 30
SIGNER: Final = TimestampSigner(salt="photos")
SHOWN_FOR: Final = 300  # seconds that an address of a photo is good for


class Template(Stamped):
    """A design: `slug` names its folder under templates/pdf/, `config` parameterises it."""

    class Type(models.TextChoices):
        RESUME = "resume", _("Résumé")
        COVER_LETTER = "cover_letter", _("Cover letter")

    name = models.CharField(_("name"), max_length=255)
    type = models.CharField(_("type"), max_length=20, choices=Type)
    category = models.CharField(_("category"), max_length=50, null=True, blank=True)
    thumbnail_url = models.CharField(_("thumbnail"), max_length=500, null=True, blank=True)
    preview_url = models.CharField(_("preview"), max_length=500, null=True, blank=True)
    config = models.JSONField(_("configuration"), validators=[schema.validate_template_config])
    is_active = models.BooleanField(_("active"), default=True, db_default=True)
    is_premium = models.BooleanField(_("premium"), default=False, db_default=False)
    slug = models.SlugField(_("folder"), max_length=100, db_index=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0, db_default=0)

    class Meta:
        db_table = "templates"
        verbose_name = _("design")
        verbose_name_plural = _("designs")
        constraints = [
            one_of("templates", "type", "resume", "cover_letter"),
            json_is("templates", "config", "object"),
            models.UniqueConstraint(fields=["type", "slug"], name="templates_type_slug_key"),
        ]
        indexes = [
            Index(fields=["type"], name="idx_templates_type"),
            Index(fields=["category"], name="idx_templates_category"),
            Index(fields=["is_active"], name="idx_templates_is_active"),
            Index(fields=["type", "name"], name="templates_live", condition=models.Q(is_active=True)),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kind(self) -> Kind:
        """What its folder's folder is called: templates/pdf/<kind>/<slug>/."""
        return "resume" if self.type == self.Type.RESUME else "letter"


class DesignSource(models.Model):
    """The files of a design as they were when it was published: their names and texts. Only commands write them."""

    digest = models.UUIDField(_("digest"), primary_key=True, db_column="id", editable=False)
    files = models.JSONField(_("files"), editable=False)
    created_at = models.DateTimeField(_("published at"), auto_now_add=True, db_default=TransactionNow())

    class Meta:
        db_table = "design_sources"
        verbose_name = _("files of a design")
        verbose_name_plural = _("files of designs")
        indexes = [Index(fields=["created_at"], name="design_sources_created")]
        constraints = [json_is("design_sources", "files", "object")]

    def __str__(self) -> str:
        return str(self.digest)


class DesignVersion(UuidModel):
    """A design as documents pin it: its files and its configuration at that time. No version ever changes.

    `seed_templates` publishes one when the files are others; a trigger does when staff change the configuration.
    """

    template = models.ForeignKey(
        Template,
        on_delete=models.PROTECT,
        db_index=False,
        related_name="versions",
        editable=False,
        verbose_name=_("design"),
    )
    number = models.PositiveIntegerField(_("number"), editable=False)
    source = models.ForeignKey(
        DesignSource,
        on_delete=models.PROTECT,
        db_index=False,
        related_name="versions",
        editable=False,
        verbose_name=_("files"),
    )
    config = models.JSONField(_("configuration"), editable=False)
    created_at = models.DateTimeField(_("published at"), auto_now_add=True, db_default=TransactionNow())

    class Meta:
        db_table = "design_versions"
        verbose_name = _("version of a design")
        verbose_name_plural = _("versions of designs")
        indexes = [Index(fields=["created_at"], name="design_versions_created")]
        constraints = [
            json_is("design_versions", "config", "object"),
            models.UniqueConstraint(
                fields=["template", "number"], name="design_versions_template_number_key"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.number}"


class DocumentQuerySet(models.QuerySet[Any]):
    """Where documents lie: on the shelf, in the archive, or in the bin."""

    def live(self) -> Self:
        """Without those in the bin."""
        return self.filter(deleted_at=None)

    def shelved(self) -> Self:
        """Neither archived nor in the bin."""
        return self.filter(archived_at=None, deleted_at=None)

    def archived(self) -> Self:
        return self.live().exclude(archived_at=None)

    def deleted(self) -> Self:
        return self.exclude(deleted_at=None)


class Photo(UuidModel):
    """A portrait of a person, for their documents; photos.py makes them.

    `personal_info.photo` of a document is the `digest` of its JPEG. Nobody changes one, and replaced ones stay, so that
    a document prints tomorrow as it did.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="photos",
        editable=False,
    )
    digest = models.CharField(_("digest"), max_length=32, editable=False)
    width = models.PositiveSmallIntegerField(_("width"), editable=False)
    height = models.PositiveSmallIntegerField(_("height"), editable=False)
    size = models.PositiveIntegerField(_("bytes"), editable=False)
    created_at = models.DateTimeField(_("uploaded at"), auto_now_add=True, db_default=TransactionNow())

    class Meta:
        db_table = "photos"
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="photos_user_id_digest_key")]
        indexes = [Index(fields=["created_at"], name="photos_created")]

    def __str__(self) -> str:
        return self.digest

    @property
    def key(self) -> str:
        """What its file is called in the storage."""
        return f"photos/{self.user_id}/{self.digest}.jpg"

    def get_absolute_url(self) -> str:
        """Good for some minutes, and in its owner's hands alone."""
        signature = SIGNER.sign(self.key).removeprefix(f"{self.key}:")
        return reverse("photos:show", args=[self.digest, signature])

    @property
    def small_url(self) -> str:
        """The same of a smaller image, for a screen."""
        return f"{self.get_absolute_url()}?size=small"

    def is_opened_by(self, signature: str) -> bool:
        """Whether an address with that signature was made for it a few minutes ago."""
        try:
            SIGNER.unsign(f"{self.key}:{signature}", max_age=SHOWN_FOR)
        except BadSignature:
            return False
        return True


class Writer(NamedTuple):
    """An open editor page (`page` is a name it made up) and the step of its text that it sends; steps only grow."""

    page: str = ""
    step: int = 0


NOBODY = Writer()


class Document(Stamped):
    """A résumé or letter. `version` counts its saved states: who saves names the one they started from.

    `template` and `template_version` pin its design; a trigger gives a new document, and one whose design is
    changed or whose version is set to 0, the newest version there is.

    `unfinished` holds what was typed into fields that are not right yet, by the names the fields have when the
    editor opens. `saved_by` and `saved_step` are the Writer of the state, if a page saved it by itself.
    """

    title = models.CharField(_("title"), max_length=255)
    template = models.CharField(_("design"), max_length=100)
    template_version = models.IntegerField(
        _("version of the design"), default=0, db_default=0, editable=False
    )
    personal_info = models.JSONField(_("personal details"), validators=[schema.validate_personal_info])
    is_template = models.BooleanField(_("starting point"), default=False, db_default=False)
    download_count = models.IntegerField(_("downloads"), default=0, db_default=0)
    last_downloaded_at = models.DateTimeField(_("last download"), null=True, blank=True)
    version = models.IntegerField(default=1, db_default=1, editable=False)
    archived_at = models.DateTimeField(_("archived at"), null=True, blank=True, editable=False)
    deleted_at = models.DateTimeField(_("deleted at"), null=True, blank=True, editable=False)
    unfinished = models.JSONField(
        _("unfinished fields"),
        default=dict,
        db_default={},
        blank=True,
        editable=False,
        validators=[schema.validate_unfinished],
    )
    saved_by = models.CharField(max_length=32, default="", db_default="", blank=True, editable=False)
    saved_step = models.IntegerField(default=0, db_default=0, editable=False)

    user_id: UUID  # each kind has its own relation
    CONTENT: ClassVar[tuple[str, ...]]  # the columns that a copy takes along

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    @property
    def siblings(self) -> Any:
        """The documents of its owner, this one among them."""
        raise NotImplementedError

    def copy_once(self, key: UUID, **columns: Any) -> tuple[Self, bool]:
        """The copy with that key, and whether it was made now. `columns` differ from the original's."""
        kept = {name: getattr(self, name) for name in (*self.CONTENT, "unfinished")}
        if columns.get("template", self.template) == self.template:
            kept["template_version"] = self.template_version
        own = {**kept, "title": self.title_of_copy(self.title), **columns}
        copy: tuple[Self, bool] = create_once(self.siblings, key, **own)
        return copy

    @staticmethod
    def title_of_copy(title: str) -> str:
        return gettext("%(title)s (copy)") % {"title": title[: texts.LINE - 30]}

    def save_over(
        self,
        version: int,
        content: Mapping[str, Any],
        *,
        restoring: bool = False,
        writer: Writer = NOBODY,
        unfinished: Mapping[str, str] | None = None,
    ) -> bool:
        """Store the content as the state that follows `version`; False when another one was stored meanwhile.

        `content` names columns. A deleted document takes it only when it is restored by it. A writer follows their
        own earlier steps too, whatever their version: the answer that named it may never have reached the page.
        """
        follows = models.Q(version=version)
        if writer.page:
            follows |= models.Q(version__gt=version, saved_by=writer.page, saved_step__lt=writer.step)
        rows = type(self)._base_manager.filter(follows, pk=self.pk)
        if not restoring:
            rows = rows.filter(deleted_at=None)
        return bool(
            rows.update(
                **content,
                unfinished=dict(unfinished or {}),
                version=models.F("version") + 1,
                saved_by=writer.page,
                saved_step=writer.step,
                updated_at=TransactionNow(),
                deleted_at=None,
            )
        )

    def wear(self, design: str) -> bool:
        """Be printed in the newest version of that design; False when another state was stored meanwhile."""
        return self.save_over(self.version, {"template": design}, unfinished=self.unfinished)

    def has_step_of(self, writer: Writer) -> bool:
        """Whether what is stored came from that page, from this step of its text or a later one."""
        return bool(writer.page) and self.saved_by == writer.page and self.saved_step >= writer.step

    def count_download(self) -> None:
        """One more download, right under concurrent ones; the version and updated_at stay."""
        downloads.count(self._meta.db_table, self.pk)

    def delete_for_now(self) -> None:
        """Into the bin: out of every list, until restore() or the end of its days there."""
        type(self)._base_manager.filter(pk=self.pk).update(deleted_at=Now())

    def restore(self) -> None:
        type(self)._base_manager.filter(pk=self.pk).update(deleted_at=None)

    def archive(self) -> None:
        """Off the shelf, as it is: it can be written and downloaded as before."""
        type(self)._base_manager.filter(pk=self.pk).update(archived_at=Now())

    def unarchive(self) -> None:
        type(self)._base_manager.filter(pk=self.pk).update(archived_at=None)

    @property
    def goes_at(self) -> datetime | None:
        """When the bin is emptied of it."""
        return self.deleted_at + timedelta(days=DAYS_IN_BIN) if self.deleted_at else None


class State(models.Model):
    """A document as it was after a change: a trigger writes it (saaska/db/document_states.py), people only name it.

    `steps` lead to it from the state before, which states.py follows; `parts` says what they change. Numbers count
    the states of a document, sittings those that came without a pause. `version` is the document's own count.
    """

    id = models.BigAutoField(primary_key=True)
    number = models.PositiveIntegerField(_("number"), editable=False)
    sitting = models.PositiveIntegerField(editable=False)
    version = models.IntegerField(_("version"), editable=False)
    at = models.DateTimeField(_("time"), editable=False, db_default=TransactionNow())
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        null=True,
        related_name="+",
        editable=False,
    )
    name = models.CharField(_("name"), max_length=255, default="", db_default="", blank=True)
    parts = ArrayField(models.TextField(), editable=False)
    steps = models.JSONField(editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name or str(self.number)
