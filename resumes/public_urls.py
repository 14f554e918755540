"""Public résumés, for whoever knows their address."""

from django.urls import path

from resumes.views import shared

app_name = "shared"
urlpatterns = [
    path("<slug:address>/", shared.page, name="page"),
    path("<slug:address>/style.css", shared.style, name="style"),
    path("<slug:address>/photo.jpg", shared.photo, name="photo"),
    path("<slug:address>/resume.pdf", shared.pdf, name="pdf"),
]
