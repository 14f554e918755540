"""Cover letters."""

from django.urls import path

from letters.views import designing, downloading, editing, shelf

app_name = "letters"
urlpatterns = [
    path("", shelf.index, name="index"),
    path("new/", shelf.create, name="create"),
    path("<uuid:pk>/edit/", editing.edit, name="edit"),
    path("<uuid:pk>/preview/<str:key>/<str:name>.jpg", editing.page_image, name="page"),
    path("<uuid:pk>/download/", downloading.download, name="download"),
    path("<uuid:pk>/design/", designing.design, name="design"),
    path("<uuid:pk>/duplicate/", shelf.duplicate, name="duplicate"),
    path("<uuid:pk>/delete/", shelf.delete, name="delete"),
    path("<uuid:pk>/restore/", shelf.restore, name="restore"),
]
