"""Job applications."""

from django.urls import path

from applications.views import (
    board,
    calendar,
    editing,
    feed,
    goals,
    insights,
    records,
    reminders,
    sent,
    shelf,
)

app_name = "applications"
urlpatterns = [
    path("", board.index, name="index"),
    path("new/", editing.create, name="create"),
    path("calendar/", calendar.index, name="calendar"),
    path("calendar/feed/", feed.page, name="feed"),
    path("calendar/<slug:kind>/<uuid:pk>.ics", calendar.event, name="event"),
    path("reminders/", reminders.edit, name="reminders"),
    path("reminders/end/<str:signed>/", reminders.unsubscribe, name="unsubscribe"),
    path("goal/", goals.edit, name="goal"),
    path("insights/", insights.index, name="insights"),
    path("away/", shelf.put_away, name="put_away"),
    path("<uuid:pk>/", shelf.detail, name="detail"),
    path("<uuid:pk>/sent/", sent.freeze, name="freeze"),
    path("<uuid:pk>/sent/<uuid:document_pk>/", sent.download, name="sent"),
    path("<uuid:pk>/packet/", sent.packet, name="packet"),
    path("<uuid:pk>/edit/", editing.edit, name="edit"),
    path("<uuid:pk>/move/", board.move, name="move"),
    path("<uuid:pk>/move/<uuid:event_pk>/undo/", board.undo_move, name="undo_move"),
    path("<uuid:pk>/archive/", shelf.archive, name="archive"),
    path("<uuid:pk>/unarchive/", shelf.unarchive, name="unarchive"),
    path("<uuid:pk>/delete/", shelf.delete, name="delete"),
    path("<uuid:pk>/restore/", shelf.restore, name="restore"),
    path("<uuid:pk>/interviews/new/", records.add, {"kind": "round"}, name="add_round"),
    path("<uuid:pk>/interviews/<uuid:record_pk>/", records.edit, {"kind": "round"}, name="edit_round"),
    path(
        "<uuid:pk>/interviews/<uuid:record_pk>/delete/",
        records.delete,
        {"kind": "round"},
        name="delete_round",
    ),
    path("<uuid:pk>/contacts/new/", records.add, {"kind": "contact"}, name="add_contact"),
    path("<uuid:pk>/contacts/<uuid:record_pk>/", records.edit, {"kind": "contact"}, name="edit_contact"),
    path(
        "<uuid:pk>/contacts/<uuid:record_pk>/delete/",
        records.delete,
        {"kind": "contact"},
        name="delete_contact",
    ),
    path("<uuid:pk>/tasks/new/", records.add, {"kind": "task"}, name="add_task"),
    path("<uuid:pk>/tasks/<uuid:record_pk>/", records.edit, {"kind": "task"}, name="edit_task"),
    path("<uuid:pk>/tasks/<uuid:record_pk>/delete/", records.delete, {"kind": "task"}, name="delete_task"),
    path("<uuid:pk>/tasks/<uuid:record_pk>/tick/", records.tick, name="tick"),
    path("<uuid:pk>/removed/<uuid:removed_pk>/undo/", records.bring_back, name="bring_back"),
]
