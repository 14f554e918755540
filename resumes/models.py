"""Résumés, and files on their way to becoming one."""

from typing import Any, Final, Self

from django.conf import settings
from django.contrib.postgres.functions import TransactionNow
from django.db import models, transaction
from django.db.models import Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce, Concat, Left
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from resumes import schema
from saaska.addresses import address_of
from saaska.db.models import Index, Stamped, Texts, UuidModel, json_is
from saaska.documents import versions
from saaska.documents.models import Document, DocumentQuerySet, State, Template

HEAVY: Final = ("personal_info", "work_experience", "education", "skills", "summary", "unfinished")
ORDERS: Final = {"": ("-updated_at",), "title": ("title",), "downloads": ("-download_count", "-updated_at")}


class ResumeQuerySet(DocumentQuerySet):
    def matching(self, words: str) -> Self:
        """Those that say each of the words somewhere: in the title, the summary, or a text of their JSON."""
        text = models.TextField()
        told = Concat(Cast("title", text), Value(" ", text), Coalesce("summary", Value("", text)))
        said = Concat(told, *map(Texts, HEAVY[:4]))
        found = self.alias(said=said) if words else self
        for word in words.split():
            found = found.filter(said__icontains=word)
        return found

    def sorted_by(self, name: str) -> Self:
        """In one of ORDERS; those that changed last come first when there is no such order."""
        return self.order_by(*ORDERS.get(name, ORDERS[""]), "id")

    def for_list(self) -> Self:
        """The newest first, without the JSON a list does not show."""
        return self.defer(*HEAVY).order_by("-updated_at", "id")

    def for_cards(self) -> Self:
        """With the words that a card draws: name, headline, the latest positions and school; without the JSON."""
        words = {
            "first_name": KT("personal_info__firstName"),
            "last_name": KT("personal_info__lastName"),
            "headline": KT("personal_info__headline"),
            "position": KT("work_experience__0__position"),
            "company": KT("work_experience__0__company"),
            "earlier_position": KT("work_experience__1__position"),
            "earlier_company": KT("work_experience__1__company"),
            "degree": KT("education__0__degree"),
            "institution": KT("education__0__institution"),
            "opening": Left("summary", 140),
        }
        design = Template.objects.filter(type=Template.Type.RESUME, slug=models.OuterRef("template"))
        name = Coalesce(models.Subquery(design.values("name")[:1]), "template")
        return self.defer(*HEAVY).annotate(**words, design_name=name)


class Resume(Document):
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="resumes",
    )
    work_experience = models.JSONField(
        _("work experience"),
        default=list,
        db_default=[],
        blank=True,
        validators=[schema.validate_work_experience],
    )
    education = models.JSONField(
        _("education"), default=list, db_default=[], blank=True, validators=[schema.validate_education]
    )
    skills = models.JSONField(
        _("skills"), default=list, db_default=[], blank=True, validators=[schema.validate_skills]
    )
    summary = models.TextField(_("summary"), null=True, blank=True)
    is_public = models.BooleanField(_("public"), default=False, db_default=False)
    declined_version = models.CharField(max_length=120, default="", db_default="", blank=True, editable=False)

    CONTENT = ("title", "template", "personal_info", "work_experience", "education", "skills", "summary")

    origin: "ResumeCopy | None"  # these two where tailoring.tell() said them
    tailored: list["ResumeCopy"]

    objects = ResumeQuerySet.as_manager()

    class Meta:
        db_table = "resumes"
        verbose_name = _("résumé")
        verbose_name_plural = _("résumés")
        constraints = [
            models.UniqueConstraint(fields=["user", "id"], name="resumes_user_id_id_key"),
            json_is("resumes", "personal_info", "object"),
            json_is("resumes", "work_experience", "array"),
            json_is("resumes", "education", "array"),
            json_is("resumes", "skills", "array"),
            json_is("resumes", "unfinished", "object"),
        ]
        indexes = [
            Index(fields=["user"], name="idx_resumes_user_id"),
            Index(fields=["template"], name="idx_resumes_template"),
            Index(fields=["created_at"], name="idx_resumes_created_at"),
            Index(fields=["is_public"], name="idx_resumes_is_public"),
            Index(
                "user",
                models.F("updated_at").desc(),
                "id",
                name="resumes_live",
                condition=models.Q(deleted_at=None),
            ),
            Index(fields=["deleted_at"], name="resumes_bin", condition=~models.Q(deleted_at=None)),
            Index(fields=["id"], name="resumes_public", condition=models.Q(is_public=True)),
        ]

    def get_absolute_url(self) -> str:
        return address_of("resumes:edit", self.pk)

    @property
    def newer_design(self) -> int:
        """The number of a newer version of its design that its owner was not offered or did not decline; else 0."""
        number = versions.newer("resume", self.template, self.template_version)
        return number if number and self.declined_version != self._design(number) else 0

    def decline_design(self, version: int) -> None:
        """That version of its design is not offered again; a still newer one is."""
        Resume.objects.filter(pk=self.pk).update(declined_version=self._design(version))

    def _design(self, version: int) -> str:
        return f"{self.template} {version}"

    def take_design(self, version: int) -> bool:
        """Print in that version of the design from now on; False when another design or version came meanwhile."""
        rows = Resume.objects.live().filter(
            pk=self.pk, template=self.template, template_version=self.template_version
        )
        return bool(rows.update(template_version=version, updated_at=TransactionNow()))

    @transaction.atomic
    def put_photo(self, digest: str) -> None:
        """Shows that photo of its owner's from now on; none when it is ""."""
        row = Resume.objects.select_for_update().get(pk=self.pk)
        person = {**row.personal_info, "photo": digest}
        if person != row.personal_info:
            row.save_over(row.version, {"personal_info": person}, unfinished=row.unfinished)

    @property
    def siblings(self) -> Any:
        return self.user.resumes


class ResumeState(State):
    # The database deletes states with their document; nobody else may.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="resume_states",
        editable=False,
    )
    resume = models.ForeignKey(
        Resume,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="states",
        editable=False,
    )

    class Meta:
        db_table = "resume_states"
        verbose_name = _("state of a résumé")
        verbose_name_plural = _("states of résumés")
        constraints = [
            models.UniqueConstraint(fields=["resume", "number"], name="resume_states_resume_id_number_key"),
            json_is("resume_states", "steps", "array"),
        ]
        indexes = [
            Index(fields=["resume", "sitting"], name="resume_states_sitting"),
            Index(fields=["resume"], name="resume_states_named", condition=~models.Q(name="")),
            Index(fields=["user"], name="resume_states_user"),
        ]


class ResumeCopy(Stamped):
    """Which résumé another one was tailored from. `base` is the source's content as far as it was decided on.

    At `checked_version` of the source nothing was left to decide. `undo_version` is the version of the copy that the
    last decisions made; with `undo_base` and the state `undo_state` of the copy they are taken back.

    A translation's base holds the texts that it translates, "" for one that is not translated yet.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="resume_copies",
    )
    resume = models.ForeignKey(
        Resume, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="origins"
    )
    source = models.ForeignKey(
        Resume,
        on_delete=models.SET_NULL,
        db_constraint=False,
        db_index=False,
        null=True,
        blank=True,
        related_name="copies",
    )
    source_title = models.CharField(_("title of the source"), max_length=255)
    base = models.JSONField(_("state of the source"), validators=[schema.validate_import_content])
    is_translation = models.BooleanField(_("translation"), default=False, db_default=False, editable=False)
    saved_job_id = models.UUIDField(null=True, blank=True, editable=False)  # that it was tailored for
    checked_version = models.IntegerField(default=0, db_default=0, editable=False)
    undo_base = models.JSONField(
        default=dict, db_default={}, blank=True, editable=False, validators=[schema.validate_import_content]
    )
    undo_state = models.IntegerField(default=0, db_default=0, editable=False)
    undo_version = models.IntegerField(default=0, db_default=0, editable=False)

    class Meta:
        db_table = "resume_copies"
        verbose_name = _("tailored copy")
        verbose_name_plural = _("tailored copies")
        constraints = [
            models.UniqueConstraint(fields=["user", "resume"], name="resume_copies_user_id_resume_id_key"),
            json_is("resume_copies", "base", "object"),
            json_is("resume_copies", "undo_base", "object"),
        ]
        indexes = [
            Index(fields=["user", "source"], name="resume_copies_source"),
            Index(fields=["created_at"], name="resume_copies_created"),
        ]

    def __str__(self) -> str:
        return self.source_title


class ResumeShare(Stamped):
    """The public address of a résumé. Who knows it sees the résumé, nobody else: saaska.db.shares.

    Without a `password_hash` none is asked for. The address ends at `expires_at`.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="resume_shares",
    )
    resume = models.ForeignKey(
        Resume, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="shares"
    )
    address = models.CharField(_("address"), max_length=60, unique=True)
    password_hash = models.CharField(_("password"), max_length=255, blank=True, default="", db_default="")
    expires_at = models.DateTimeField(_("ends"), null=True, blank=True)
    is_listed = models.BooleanField(_("may be found by search engines"), default=False, db_default=False)

    class Meta:
        db_table = "resume_shares"
        verbose_name = _("public address of a résumé")
        verbose_name_plural = _("public addresses of résumés")
        constraints = [
            models.UniqueConstraint(fields=["user", "resume"], name="resume_shares_user_id_resume_id_key"),
            models.UniqueConstraint(fields=["user", "id"], name="resume_shares_user_id_id_key"),
        ]
        indexes = [Index(fields=["created_at"], name="resume_shares_created")]

    def __str__(self) -> str:
        return self.address

    def get_absolute_url(self) -> str:
        return reverse("shared:page", args=[self.address])

    @property
    def is_over(self) -> bool:
        return self.expires_at is not None and self.expires_at <= timezone.now()


class ResumeShareDay(UuidModel):
    """How often a public résumé was looked at and downloaded on a day. Only the database counts (saaska.db.shares)."""

    # The database deletes days with their share; nobody else may.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="resume_share_days",
        editable=False,
    )
    share = models.ForeignKey(
        ResumeShare,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="days",
        editable=False,
    )
    day = models.DateField(_("day"))
    views = models.PositiveIntegerField(_("views"), default=0, db_default=0)
    downloads = models.PositiveIntegerField(_("downloads"), default=0, db_default=0)

    class Meta:
        db_table = "resume_share_days"
        verbose_name = _("day of a public résumé")
        verbose_name_plural = _("days of public résumés")
        constraints = [
            models.UniqueConstraint(fields=["user", "share", "day"], name="resume_share_days_once_key")
        ]
        indexes = [Index(fields=["day"], name="resume_share_days_day")]

    def __str__(self) -> str:
        return f"{self.day}: {self.views}"


class ResumeImport(Stamped):
    """A file that was read: what it would become (`content`) and what happened to each of its values (`report`).

    The report stays readable after the résumé was made, so nothing a file held is ever lost without a word.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="resume_imports",
    )
    file_name = models.CharField(_("file"), max_length=255)
    format = models.CharField(_("format"), max_length=50)
    content = models.JSONField(_("content"), validators=[schema.validate_import_content])
    report = models.JSONField(_("report"), validators=[schema.validate_import_report])
    resume = models.ForeignKey(
        Resume,
        on_delete=models.SET_NULL,
        db_constraint=False,
        db_index=False,
        null=True,
        blank=True,
        related_name="imports",
    )

    class Meta:
        db_table = "resume_imports"
        verbose_name = _("résumé import")
        verbose_name_plural = _("résumé imports")
        constraints = [
            json_is("resume_imports", "content", "object"),
            json_is("resume_imports", "report", "array"),
        ]
        indexes = [
            Index("user", models.F("created_at").desc(), name="resume_imports_recent"),
            Index(fields=["created_at"], name="resume_imports_created"),
            Index(fields=["resume"], name="resume_imports_resume", condition=models.Q(resume__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("resumes:import_review", args=[self.pk])
