"""Settings and everything a person sees of their account beside allauth."""

from django.urls import URLPattern

app_name = "accounts"
urlpatterns: list[URLPattern] = []
