"""Job applications and what is kept about each: its dated history, interviews, people, tasks and what was sent."""

from applications.models.application import JobApplication
from applications.models.goals import WeeklyGoal
from applications.models.imports import ApplicationImport, ApplicationImportPart
from applications.models.planner import CalendarFeed
from applications.models.records import ApplicationContact, ApplicationTask, InterviewRound
from applications.models.reminders import Reminder, ReminderChoices
from applications.models.removed import RemovedRecord
from applications.models.sent import PostingText, SentDocument
from applications.models.table import BulkChange, SavedView
from applications.models.timeline import ApplicationEvent

__all__ = [
    "ApplicationContact",
    "ApplicationEvent",
    "ApplicationImport",
    "ApplicationImportPart",
    "ApplicationTask",
    "BulkChange",
    "CalendarFeed",
    "InterviewRound",
    "JobApplication",
    "PostingText",
    "Reminder",
    "ReminderChoices",
    "RemovedRecord",
    "SavedView",
    "SentDocument",
    "WeeklyGoal",
]
