"""Each request works in its visitor's name, as one transaction."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection, transaction
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import path

from accounts.models import User
from accounts.tests.factories import UserFactory
from resumes.models import Resume
from resumes.tests.factories import ResumeFactory
from saaska.db.scope import SessionMiddleware, become_staff, scope
from saaska.http import RequestIdFilter, request_id
from saaska.urls import handler404, handler500, urlpatterns  # noqa: F401  # a URL configuration needs them

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def identity() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("select current_user::text, coalesce(current_setting('app.user_id', true), '')")
        return cursor.fetchone()


@login_not_required
def who(request):
    return HttpResponse(" ".join(identity()))


def write_and_fail(request):
    Resume.objects.update(title="half done")
    raise {"404": Http404, "500": ValueError}[request.GET["with"]]


def fail_in_sql(request):
    Resume.objects.update(title="half done")
    with connection.cursor() as cursor:
        cursor.execute("select 1 / 0")


def take_too_long(request):
    """In a part of its own, so that the connection is well when the error comes out."""
    Resume.objects.update(title="half done")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local statement_timeout = 5; select pg_sleep(1)")


def sign_out_and_write(request):
    Session.objects.all().delete()
    request.session["theme"] = "dark"
    return HttpResponse()


urlpatterns = [
    *urlpatterns,
    path("sign-out-and-write/", sign_out_and_write),
    path("who/", who),
    path("accounts/who/", who),
    path("admin-who/", who),
    path("fail/", write_and_fail),
    path("fail-in-sql/", fail_in_sql),
    path("take-too-long/", take_too_long),
]
urlpatterns.insert(0, path("admin/who/", who))


class TestScope:
    def test_it_sets_role_and_person_for_its_block(self):
        ada = UserFactory()

        with scope("user", ada.pk):
            inside = identity()

        assert inside == ("saaska_user", str(ada.pk))
        assert identity()[1] == ""

    @pytest.mark.django_db(transaction=True)
    def test_nothing_of_it_stays_with_the_connection(self):
        """Promise 4: also where whoever comes next would not say who they are."""
        ada = UserFactory()

        with scope("user", ada.pk):
            identity()

        with connection.cursor() as cursor:
            cursor.execute(
                "select current_setting('role'), current_setting('app.user_id', true),"
                " current_setting('app.request_id', true)"
            )
            assert cursor.fetchone() == ("none", "", "")

    def test_an_inner_scope_puts_back_the_outer(self):
        ada, berta = UserFactory(), UserFactory()

        with scope("user", ada.pk):
            with scope("auth", berta.pk):
                inner = identity()
            outer = identity()

        assert inner == ("saaska_auth", str(berta.pk))
        assert outer == ("saaska_user", str(ada.pk))

    def test_an_inner_scope_that_fails_puts_back_the_outer(self):
        ada = UserFactory()

        with scope("user", ada.pk):
            with pytest.raises(ValueError, match="x"), scope("anon"):
                raise ValueError("x")
            outer = identity()

        assert outer == ("saaska_user", str(ada.pk))

    def test_an_inner_scope_of_the_same_person_asks_for_nothing_but_a_savepoint(self):
        ada = UserFactory()

        with scope("user", ada.pk):
            with CaptureQueriesContext(connection) as asked, scope("user", ada.pk):
                inner = identity()
            outer = identity()

        assert inner == outer == ("saaska_user", str(ada.pk))
        assert not any("set_config" in query["sql"] for query in asked)

    def test_an_inner_scope_of_another_person_sets_both_however_deep(self):
        ada, berta = UserFactory(), UserFactory()

        with scope("user", ada.pk), scope("user", berta.pk):
            with scope("user", ada.pk):
                innermost = identity()
            inner = identity()

        assert (innermost[1], inner[1]) == (str(ada.pk), str(berta.pk))

    def test_staff_who_are_asked_for_as_themselves_are_no_staff(self):
        chief = UserFactory(staff=True)

        with scope("user", chief.pk):
            become_staff(chief.pk)
            with scope("user", chief.pk):
                inner = identity()
            outer = identity()

        assert (inner[0], outer[0]) == ("saaska_user", "saaska_staff")

    def test_outside_every_scope_the_web_is_refused(self):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("set local role saaska_web")
            with pytest.raises(Exception, match="permission denied"), transaction.atomic():
                User.objects.count()
            cursor.execute("set local role none")


class TestMiddleware:
    def test_a_visitor_is_anonymous(self, client):
        assert client.get("/who/").content == b"saaska_anon "

    def test_a_person_is_themselves(self, client):
        ada = UserFactory()
        client.force_login(ada)

        assert client.get("/who/").content.decode() == f"saaska_user {ada.pk}"

    def test_sign_up_and_login_have_their_own_role(self, client):
        assert client.get("/accounts/who/").content == b"saaska_auth "

    def test_staff_works_as_staff_in_the_admin_alone(self, client):
        staff = UserFactory(staff=True)
        client.force_login(staff)

        assert client.get("/admin/who/").content.decode() == f"saaska_staff {staff.pk}"
        assert client.get("/who/").content.decode() == f"saaska_user {staff.pk}"
        assert client.get("/admin-who/").content.decode() == f"saaska_user {staff.pk}"

    def test_the_path_alone_makes_nobody_staff(self, client):
        ada = UserFactory()
        client.force_login(ada)

        assert client.get("/admin/who/").content.decode() == f"saaska_user {ada.pk}"

    @pytest.mark.parametrize("debug", [False, True], ids=["product", "debug"])
    @pytest.mark.parametrize("error", ["404", "500"])
    def test_an_exception_undoes_what_the_view_wrote(self, client, settings, error, debug):
        settings.DEBUG = debug
        resume = ResumeFactory(title="whole")
        client.force_login(resume.user)
        client.raise_request_exception = False

        response = client.get(f"/fail/?with={error}")

        resume.refresh_from_db()
        assert (response.status_code, resume.title) == (int(error), "whole")

    @pytest.mark.parametrize("path", ["/fail-in-sql/", "/take-too-long/"])
    def test_so_does_an_error_of_the_database_which_is_no_lost_server(self, client, path):
        resume = ResumeFactory(title="whole")
        client.force_login(resume.user)
        client.raise_request_exception = False

        response = client.get(path)

        resume.refresh_from_db()
        assert (response.status_code, resume.title) == (500, "whole")

    def test_the_error_page_shows_the_requests_id(self, client):
        client.force_login(UserFactory())
        client.raise_request_exception = False

        response = client.get("/fail/?with=500")

        assert response["X-Request-Id"] in response.content.decode()


class Absent:
    """A session whose database is away the first `times` times it is asked."""

    def __init__(self, times: int) -> None:
        self.times = times

    def get(self, name: str) -> None:
        if self.times:
            self.times -= 1
            raise OperationalError("the connection is lost")


class TestSessionMiddleware:
    def answer(self, session: Absent) -> HttpResponse | None:
        request = RequestFactory().post("/resumes/")
        request.session = session
        return SessionMiddleware.load(request)

    def test_it_asks_again_when_the_server_went_away_under_it(self):
        assert self.answer(Absent(1)) is None

    def test_a_server_that_stays_away_is_told_as_503(self, settings):
        settings.DATABASE_PATIENCE = 0

        assert self.answer(Absent(1000)).status_code == 503

    def test_that_page_names_the_request_as_the_log_does(self, settings, caplog):
        """Promise 20."""
        settings.DATABASE_PATIENCE = 0
        token = request_id.set("request-1234")

        page = self.answer(Absent(1000)).content.decode()
        RequestIdFilter().filter(caplog.records[0])
        request_id.reset(token)

        assert caplog.records[0].getMessage().startswith("PostgreSQL did not answer")
        assert caplog.records[0].request_id == "request-1234"
        assert "<code>request-1234</code>" in page

    def test_who_was_signed_out_meanwhile_is_told_so(self, client):
        client.force_login(UserFactory())
        client.raise_request_exception = False

        assert client.get("/sign-out-and-write/").status_code == 400
