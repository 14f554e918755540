"""Résumés."""

from django.urls import path

from resumes.views import (
    designing,
    downloading,
    editing,
    history,
    importing,
    photo,
    preview,
    reading,
    redesigning,
    sharing,
    shelf,
)

app_name = "resumes"
urlpatterns = [
    path("", shelf.index, name="index"),
    path("design/", designing.put_design, name="put_design"),
    path("new/", shelf.create, name="create"),
    path("import/", importing.upload, name="import"),
    path("import/<uuid:pk>/", importing.review, name="import_review"),
    path("<uuid:pk>/edit/", editing.edit, name="edit"),
    path("<uuid:pk>/download/", downloading.download, name="download"),
    path("<uuid:pk>/fields/", downloading.fields, name="fields"),
    path("<uuid:pk>/reading/", reading.reading, name="reading"),
    path("<uuid:pk>/preview/<str:key>/<str:name>.jpg", preview.page, name="page"),
    path("<uuid:pk>/design/", designing.design, name="design"),
    path("<uuid:pk>/design/update/", redesigning.update_design, name="update_design"),
    path("<uuid:pk>/design/<str:number>.jpg", redesigning.design_page, name="design_page"),
    path("<uuid:pk>/photo/", photo.photo, name="photo"),
    path("<uuid:pk>/photo/remove/", photo.remove_photo, name="remove_photo"),
    path("<uuid:pk>/photo/<str:digest>/", photo.put_photo, name="put_photo"),
    path("<uuid:pk>/history/", history.history, name="history"),
    path("<uuid:pk>/history/<str:number>/", history.state, name="state"),
    path("<uuid:pk>/history/<str:number>/<str:name>.jpg", history.state_page, name="state_page"),
    path("<uuid:pk>/history/<str:number>/restore/", history.restore_state, name="restore_state"),
    path("<uuid:pk>/history/<str:number>/name/", history.name_state, name="name_state"),
    path("<uuid:pk>/history/<str:number>/copy/", history.copy_state, name="copy_state"),
    path("<uuid:pk>/duplicate/", shelf.duplicate, name="duplicate"),
    path("<uuid:pk>/share/", sharing.share, name="share"),
    path("<uuid:pk>/share/code.svg", sharing.code, name="share_code"),
    path("<uuid:pk>/share/end/", sharing.unshare, name="unshare"),
    path("<uuid:pk>/thumbnail.jpg", shelf.thumbnail, name="thumbnail"),
    path("<uuid:pk>/starting-point/", shelf.starting_point, name="starting_point"),
    path("<uuid:pk>/archive/", shelf.archive, name="archive"),
    path("<uuid:pk>/unarchive/", shelf.unarchive, name="unarchive"),
    path("<uuid:pk>/delete/", shelf.delete, name="delete"),
    path("<uuid:pk>/restore/", shelf.restore, name="restore"),
]
