"""Interview practice."""

from django.conf import settings
from django.contrib.postgres.functions import TransactionNow
from django.db import models
from django.utils.translation import gettext_lazy as _

from interviews import schema
from saaska.db.models import Index, UuidModel, json_is


class InterviewSession(UuidModel):
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="interview_sessions",
    )
    job_title = models.CharField(_("job title"), max_length=255, null=True, blank=True)
    company = models.CharField(_("company"), max_length=255, null=True, blank=True)
    questions = models.JSONField(
        _("questions"), default=list, db_default=[], blank=True, validators=[schema.validate_questions]
    )
    answers = models.JSONField(
        _("answers"), default=list, db_default=[], blank=True, validators=[schema.validate_answers]
    )
    feedback = models.JSONField(
        _("feedback"), default=dict, db_default={}, blank=True, validators=[schema.validate_feedback]
    )
    score = models.IntegerField(_("score"), null=True, blank=True)
    duration = models.IntegerField(_("duration in seconds"), null=True, blank=True)
    completed = models.BooleanField(_("completed"), default=False, db_default=False)
    created_at = models.DateTimeField(auto_now_add=True, db_default=TransactionNow())
    completed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "interview_sessions"
        verbose_name = _("practice session")
        verbose_name_plural = _("practice sessions")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(score__gte=0) & models.Q(score__lte=100),
                name="interview_sessions_score_check",
            ),
            json_is("interview_sessions", "questions", "array"),
            json_is("interview_sessions", "answers", "array"),
            json_is("interview_sessions", "feedback", "object"),
        ]
        indexes = [
            Index(fields=["user"], name="idx_interview_sessions_user_id"),
            Index(fields=["job_title"], name="idx_interview_sessions_job_title"),
            Index(fields=["completed"], name="idx_interview_sessions_completed"),
            Index(fields=["created_at"], name="interview_sessions_created"),
            Index(
                "user",
                models.F("created_at").desc(),
                name="interview_sessions_unfinished",
                condition=models.Q(completed=False),
            ),
        ]

    def __str__(self) -> str:
        return self.job_title or str(_("Practice"))
