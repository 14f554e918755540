"""Every URL of the product; each app lists its own."""

from django.contrib import admin
from django.urls import include, path

from saaska import views

urlpatterns = [
    path("", views.home, name="home"),
    path("dashboard/", views.dashboard, name="dashboard"),
    path("search/", views.search, name="search"),
    path("health/", views.health, name="health"),
    path("accounts/", include("accounts.entrance")),
    path("settings/", include("accounts.urls")),
    path("designs/", include("saaska.documents.urls")),
    path("photos/", include("saaska.documents.photo_urls")),
    path("resumes/", include("resumes.urls")),
    path("r/", include("resumes.public_urls")),
    path("letters/", include("letters.urls")),
    path("applications/", include("applications.urls")),
    path("jobs/", include("jobs.urls")),
    path("calendar/", include("applications.feed_urls")),
    path("admin/", admin.site.urls),
]

handler400 = "saaska.views.bad_request"
handler403 = "saaska.views.permission_denied"
handler404 = "saaska.views.not_found"
handler500 = "saaska.views.server_error"
