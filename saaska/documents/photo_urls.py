"""People's photos."""

from django.urls import path

from saaska.documents import views

app_name = "photos"
urlpatterns = [path("<str:digest>/<str:signature>.jpg", views.photo, name="show")]
