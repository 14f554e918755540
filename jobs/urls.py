"""Saved jobs."""

from django.urls import path

from jobs.views import editing, importing, matching, pasting, postings, shelf

app_name = "jobs"
urlpatterns = [
    path("", shelf.index, name="index"),
    path("csv/", shelf.export, name="export"),
    path("new/", editing.create, name="create"),
    path("paste/", pasting.paste, name="paste"),
    path("clip/", pasting.clip, name="clip"),
    path("compare/", matching.compare, name="compare"),
    path("import/<uuid:pk>/", importing.review, name="import_saved"),
    path("import/<uuid:pk>/undo/", importing.undo, name="undo_import"),
    path("<uuid:pk>/match/", matching.page, name="match"),
    path("<uuid:pk>/terms/<uuid:resume_pk>/", matching.terms, name="terms"),
    path("<uuid:pk>/", shelf.detail, name="detail"),
    path("<uuid:pk>/edit/", editing.edit, name="edit"),
    path("<uuid:pk>/postings/", postings.page, name="postings"),
    path("paste/for/<uuid:pk>/", pasting.keep_for, name="keep_for"),
    path("<uuid:pk>/apply/", shelf.apply, name="apply"),
    path("<uuid:pk>/archive/", shelf.archive, name="archive"),
    path("<uuid:pk>/unarchive/", shelf.unarchive, name="unarchive"),
    path("<uuid:pk>/delete/", shelf.delete, name="delete"),
    path("<uuid:pk>/restore/", shelf.restore, name="restore"),
]
