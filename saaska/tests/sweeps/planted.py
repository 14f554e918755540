"""Faults on purpose, each of which a sweep must find: a URL configuration that only the tests load."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import include, path
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.csrf import csrf_exempt

from accounts.activity import record
from accounts.models import User
from applications.models.planner import CalendarFeed
from resumes.models import Resume
from saaska.db.scope import scope
from saaska.documents.models import Template

BUTTON = '<form method="post"><button>Do it</button></form>'


def unscoped_look_up(request: HttpRequest, pk: Any) -> HttpResponse:
    """Shows whatever résumé the path names."""
    with scope("staff"):
        return HttpResponse(get_object_or_404(Resume, pk=pk).personal_info["firstName"])


def unscoped_query(request: HttpRequest) -> HttpResponse:
    """Shows whatever résumé the query names."""
    with scope("staff"):
        resume = Resume.objects.filter(pk=_key(request.GET.get("resume"))).first()
        return HttpResponse(resume.personal_info["firstName"] if resume else "")


def unscoped_write(request: HttpRequest) -> HttpResponse:
    """Renames whatever résumé the body names."""
    with scope("staff"):
        Resume.objects.filter(pk=_key(request.POST.get("id"))).update(title="Mine now")
    return HttpResponse()


def unscoped_way_back(request: HttpRequest) -> HttpResponse:
    """Goes on to whatever résumé is named where an address is expected."""
    with scope("staff"):
        return HttpResponse(str(Resume.objects.filter(pk=_key(request.GET.get("next"))).exists()))


def _key(given: str | None) -> str | None:
    return given if given and len(given) == 36 else None


@csrf_exempt
def without_token(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def writing_get(request: HttpRequest) -> HttpResponse:
    """Writes because somebody looked."""
    record(request, "look")
    return HttpResponse()


def cached(request: HttpRequest) -> HttpResponse:
    """Lets every cache between us and the person keep the page."""
    return HttpResponse(request.user.email, headers={"Cache-Control": "max-age=600"})


def loose_policy(request: HttpRequest) -> HttpResponse:
    response = HttpResponse("<p>")
    response._csp_update = {"script-src": ["'unsafe-inline'"]}  # type: ignore[attr-defined]  # django-csp reads it
    return response


@login_not_required
def anywhere(request: HttpRequest) -> HttpResponse:
    """Goes wherever it is told."""
    there = request.GET.get("next") or request.POST.get("next") or "/"
    return redirect(there.replace("\r", "").replace("\n", ""))


def back(request: HttpRequest) -> HttpResponse:
    """Goes back to where the browser says it was."""
    return redirect(request.headers.get("Referer", "/"))


def everything_given(request: HttpRequest) -> HttpResponse:
    """A form of one field whose view stores every field that was sent."""
    if request.method == "POST":
        known = {field.attname for field in Resume._meta.concrete_fields}
        given = {name: value for name, value in request.POST.items() if name in known - {"id", "user_id"}}
        given.pop("template", None)
        request.user.resumes.update(
            title=given.get("title", ""), download_count=given.get("download_count", 0)
        )
        return redirect("/")
    return HttpResponse('<form method="post"><input name="title" value="A"><button>Save</button></form>')


def making(request: HttpRequest) -> HttpResponse:
    """Makes a thing and notes something else."""
    if request.method == "POST":
        record(request, "look")
        request.user.job_applications.create(company="A", position="B", date_applied=timezone.localdate())
        return redirect("/")
    return HttpResponse(BUTTON)


def setting_once(request: HttpRequest) -> HttpResponse:
    """Makes a thing the first time, changes it from then on, and notes neither."""
    if request.method == "POST":
        CalendarFeed.renew(request.user)
        return redirect("/")
    return HttpResponse(BUTTON)


def giving_out(request: HttpRequest) -> HttpResponse:
    """Gives out a file and notes nothing."""
    if request.method == "POST":
        return looking_gives(request)
    return HttpResponse(BUTTON)


def looking_gives(request: HttpRequest) -> HttpResponse:
    """Gives out a file to whoever looks."""
    return HttpResponse("a", headers={"Content-Disposition": 'attachment; filename="a.txt"'})


def brittle(request: HttpRequest) -> HttpResponse:
    """A form whose view believes what it gets."""
    if request.method == "POST":
        return HttpResponse(str(int(request.POST["years"])))
    return HttpResponse('<form method="post"><input name="years" value="1"><button>Save</button></form>')


def joined_sql(request: HttpRequest) -> HttpResponse:
    """A search that writes what it is given into its SQL."""
    wanted = request.GET.get("category", "")
    return HttpResponse(Template.objects.extra(where=[f"name = '{wanted}'"]).count())


def form_of_any_method(request: HttpRequest) -> HttpResponse:
    """A form whose view takes its fields from wherever they come."""
    if "title" in request.POST or "title" in request.GET:
        record(request, "look")
    return HttpResponse('<form method="post"><input name="title" value="A"><button>Save</button></form>')


def inline_code(request: HttpRequest) -> HttpResponse:
    return HttpResponse('<style>p {}</style><p style="color: red" onclick="a()">A</p><script>a()</script>')


def unescaped(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"<title>x</title><p>{mark_safe(request.user.first_name)}</p>")


def ambiguous(request: HttpRequest) -> HttpResponse:
    """Markup that can be understood in two ways."""
    return HttpResponse('<p id="a"><input id="a" type="text" type="email"><label for="b">B</label>')


def failing(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("planted")


def with_argument(request: HttpRequest, key: str) -> HttpResponse:
    return HttpResponse(User._meta.label)


urlpatterns = [
    path("planted/ambiguous/", ambiguous, name="ambiguous"),
    path("planted/anywhere/", anywhere, name="anywhere"),
    path("planted/back/", back, name="back"),
    path("planted/brittle/", brittle, name="brittle"),
    path("planted/cached/", cached, name="cached"),
    path("planted/everything-given/", everything_given, name="everything_given"),
    path("planted/failing/", failing, name="failing"),
    path("planted/form-of-any-method/", form_of_any_method, name="form_of_any_method"),
    path("planted/giving-out/", giving_out, name="giving_out"),
    path("planted/inline-code/", inline_code, name="inline_code"),
    path("planted/joined-sql/", joined_sql, name="joined_sql"),
    path("planted/looking-gives/", looking_gives, name="looking_gives"),
    path("planted/loose-policy/", loose_policy, name="loose_policy"),
    path("planted/making/", making, name="making"),
    path("planted/query/", unscoped_query, name="unscoped_query"),
    path("planted/setting-once/", setting_once, name="setting_once"),
    path("planted/unclassified/<str:key>/", with_argument, name="unclassified"),
    path("planted/unescaped/", unescaped, name="unescaped"),
    path("planted/without-token/", without_token, name="without_token"),
    path("planted/write/", unscoped_write, name="unscoped_write"),
    path("planted/way-back/", unscoped_way_back, name="unscoped_way_back"),
    path("planted/writing-get/", writing_get, name="writing_get"),
    path("planted/<uuid:pk>/", unscoped_look_up, name="unscoped_look_up"),
    path("", include("saaska.urls")),
]
handler400 = "saaska.views.bad_request"
handler403 = "saaska.views.permission_denied"
handler404 = "saaska.views.not_found"
handler500 = "saaska.views.server_error"
