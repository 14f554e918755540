"""Private calendars, for the programs that know their address."""

from django.urls import path

from applications.views import feed

app_name = "feed"
urlpatterns = [path("<slug:token>.ics", feed.calendar, name="calendar")]
