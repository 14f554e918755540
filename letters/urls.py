"""Cover letters."""

from django.urls import path

from letters.views import designing, downloading, editing, history, packet, sender, shelf

app_name = "letters"
urlpatterns = [
    path("", shelf.index, name="index"),
    path("design/", designing.put_design, name="put_design"),
    path("new/", shelf.create, name="create"),
    path("<uuid:pk>/edit/", editing.edit, name="edit"),
    path("<uuid:pk>/preview/<str:key>/<str:name>", editing.page_image, name="page"),
    path("<uuid:pk>/download/", downloading.download, name="download"),
    path("<uuid:pk>/design/", designing.design, name="design"),
    path("<uuid:pk>/history/", history.history, name="history"),
    path("<uuid:pk>/history/<str:number>/", history.state, name="state"),
    path("<uuid:pk>/history/<str:number>/<str:name>", history.state_page, name="state_page"),
    path("<uuid:pk>/history/<str:number>/restore/", history.restore_state, name="restore_state"),
    path("<uuid:pk>/history/<str:number>/name/", history.name_state, name="name_state"),
    path("<uuid:pk>/history/<str:number>/copy/", history.copy_state, name="copy_state"),
    path("<uuid:pk>/duplicate/", shelf.duplicate, name="duplicate"),
    path("<uuid:pk>/thumbnail", shelf.thumbnail, name="thumbnail"),
    path("<uuid:pk>/archive/", shelf.archive, name="archive"),
    path("<uuid:pk>/unarchive/", shelf.unarchive, name="unarchive"),
    path("<uuid:pk>/sender/", sender.sender, name="sender"),
    path("<uuid:pk>/packet/", packet.packet, name="packet"),
    path("<uuid:pk>/packet/enclose/", packet.enclose, name="enclose"),
    path("enclosures/<uuid:pk>/", packet.enclosure, name="enclosure"),
    path("enclosures/<uuid:pk>/delete/", packet.delete_enclosure, name="delete_enclosure"),
    path("<uuid:pk>/delete/", shelf.delete, name="delete"),
    path("<uuid:pk>/restore/", shelf.restore, name="restore"),
]
