"""Settings and everything a person sees of their account beside allauth."""

from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.settings, name="settings"),
    path("theme/", views.theme, name="theme"),
    path("sessions/", views.sessions, name="sessions"),
    path("history/", views.history, name="history"),
    path("export/", views.export, name="export"),
    path("delete/", views.delete, name="delete"),
    path("kept/", views.kept, name="kept"),
]
