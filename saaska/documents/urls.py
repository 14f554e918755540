"""The gallery of designs."""

from django.urls import path

from saaska.documents import views

app_name = "documents"
urlpatterns = [
    path("", views.index, name="index"),
    path("pictures/<str:digest>/<str:name>", views.picture, name="picture"),
    path("<str:kind>/<slug:slug>/", views.detail, name="detail"),
]
