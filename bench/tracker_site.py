"""What bench/tracker.py has granian serve: the site, the least a page of it can be, and what the process has worked.

"Floor" is that least: session, user, one query, a table of 50 rows.
"""

# ruff: noqa: E402  # the settings come first

import os
import time
from collections.abc import Callable, Iterable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saaska.settings")

import django
from django.conf import settings

settings.ROOT_URLCONF = __name__
settings.STORAGES = {
    **settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
django.setup()

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from saaska import urls
from saaska.urls import handler400, handler403, handler404, handler500  # noqa: F401  # Django looks here for them

FLOOR = engines["django"].from_string(
    "<!doctype html><title>Floor</title><p>{{ user.email }}<table>{% for row in rows %}<tr><td>{{ row.position }}"
    "<td>{{ row.company }}<td>{{ row.status }}<td>{{ row.date_applied }}</tr>{% endfor %}</table>"
)


def floor(request: HttpRequest) -> HttpResponse:
    rows = request.user.job_applications.order_by("-date_applied", "id").defer("job_description")[:50]
    return HttpResponse(FLOOR.render({"rows": rows, "user": request.user}, request))


urlpatterns = [*urls.urlpatterns, path("floor/", floor)]

from saaska.wsgi import application as site

served = [0]  # nanoseconds by the clock from a request's arrival to its answer's end, of all requests


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The site; at /worked/ the nanoseconds of CPU of this process so far, all of its threads, and those that it
    served by the clock."""
    if environ["PATH_INFO"] == "/worked/":
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [f"{time.process_time_ns()} {served[0]}".encode()]
    began = time.perf_counter_ns()
    answer = site(environ, start_response)
    content = b"".join(answer)
    if close := getattr(answer, "close", None):
        close()
    served[0] += time.perf_counter_ns() - began
    return [content]
