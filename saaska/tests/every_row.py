"""The product, and beside it a page that asks for every résumé there is and filters nothing, and pages that lose their
connection (saaska.tests.cut_off).

What that page shows is what the database's policies let its connection see: an identity that another request left
behind would show another person's rows, where the product's own pages would show none.
"""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from saaska.wsgi import application

__all__ = ["application", "urlpatterns"]


def every_row(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("select title from resumes")
        return HttpResponse("\n".join(title for (title,) in cursor))


settings.ROOT_URLCONF = __name__
urlpatterns = [
    path("every-row/", every_row),
    path("", include("saaska.tests.cut_off")),
    path("", include("saaska.urls")),
]
