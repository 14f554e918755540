"""The start page, the health check, and what is shown when something fails."""

import gzip
from io import BytesIO
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import connection
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from psycopg.pq import TransactionStatus

from accounts.tests.factories import UserFactory
from saaska import views
from saaska.documents import gallery
from saaska.http import CompressMiddleware


@pytest.mark.django_db
class TestHome:
    def test_everybody_may_read_it(self, client: Client) -> None:
        response = client.get("/")

        assert response.status_code == 200
        assert reverse("account_signup") in response.text

    def test_a_signed_in_person_is_led_to_the_dashboard(self, client: Client) -> None:
        client.force_login(UserFactory())

        response = client.get("/")

        assert reverse("dashboard") in response.text
        assert reverse("account_signup") not in response.text

    def test_it_refuses_other_methods(self, client: Client) -> None:
        assert client.post("/").status_code == 405

    @pytest.mark.parametrize("theme", ["light", "dark", "system"])
    def test_the_server_writes_the_theme(self, client: Client, theme: str) -> None:
        client.cookies["theme"] = theme

        assert f'data-theme="{theme}"' in client.get("/").text

    def test_it_asks_the_database_nothing_once_the_designs_are_kept(
        self, client: Client, count_queries
    ) -> None:
        client.get("/")

        with count_queries() as queries:
            client.get("/")

        assert queries == []


@pytest.mark.django_db
class TestCompression:
    def test_a_page_travels_compressed_to_a_browser_that_reads_it(self, client: Client) -> None:
        plain = client.get("/")

        compressed = client.get("/", headers={"Accept-Encoding": "gzip, br"})

        assert gzip.decompress(compressed.content).startswith(b"<!doctype html>")
        assert len(compressed.content) < len(plain.content) / 2
        assert "Content-Encoding" not in plain
        assert "Accept-Encoding" in plain["Vary"]

    def test_two_answers_of_the_same_page_differ_in_length(self, client: Client) -> None:
        answers = [client.get("/", headers={"Accept-Encoding": "gzip"}) for _ in range(20)]

        assert len({len(answer.content) for answer in answers}) > 1

    @pytest.mark.parametrize(
        "answer",
        [
            HttpResponse(b"P" * 1000, content_type="application/pdf"),
            StreamingHttpResponse([b"P" * 1000, b"P" * 1000], content_type="text/html"),
        ],
        ids=["what is compressed by itself", "an answer in pieces"],
    )
    def test_other_answers_stay_as_they_are(self, rf: RequestFactory, answer: HttpResponse) -> None:
        request = rf.get("/", headers={"Accept-Encoding": "gzip"})

        assert "Content-Encoding" not in CompressMiddleware(lambda _: answer)(request)

    def test_files_of_a_machine_without_collected_ones_are_compressed(self, rf: RequestFactory) -> None:
        file = FileResponse(BytesIO(b"a { color: inherit }" * 500), content_type="text/css")

        answer = CompressMiddleware(lambda _: file)(rf.get("/", headers={"Accept-Encoding": "gzip"}))

        assert gzip.decompress(answer.getvalue()) == b"a { color: inherit }" * 500


@pytest.mark.django_db
class TestHealth:
    def test_it_says_ok_to_everybody(self, client: Client) -> None:
        response = client.get("/health/")

        assert response.status_code == 200
        assert response.json() == {"status": "ok"}

    def test_it_refuses_other_methods(self, client: Client) -> None:
        assert client.post("/health/").status_code == 405

    @pytest.mark.django_db(transaction=True)
    def test_it_has_spoken_to_the_database(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        spoken = []

        def answer(content: object) -> HttpResponse:
            spoken.append(connection.connection.info.transaction_status)
            return HttpResponse(str(content))

        monkeypatch.setattr(views, "JsonResponse", answer)

        client.get("/health/")

        assert spoken == [TransactionStatus.INTRANS]


class TestErrorPages:
    @pytest.fixture
    def failing_start(self, client: Client, settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> None:
        """The start page fails while DEBUG is on."""
        settings.DEBUG = True
        client.raise_request_exception = False
        monkeypatch.setattr(gallery, "active", lambda: 1 / 0)

    @pytest.mark.django_db
    @pytest.mark.parametrize("debug", [False, True], ids=["product", "debug"])
    def test_an_unknown_address_gets_a_way_on(
        self, client: Client, settings: LazySettings, debug: bool
    ) -> None:
        settings.DEBUG = debug

        response = client.get("/no-such-page/")

        assert response.status_code == 404
        assert "There is no page here" in response.text
        assert 'href="/"' in response.text

    @pytest.mark.django_db
    @pytest.mark.parametrize("debug", [False, True], ids=["product", "debug"])
    @pytest.mark.parametrize(
        "path", ["/no-such-page/", f"/resumes/{uuid4()}/edit/"], ids=["unknown", "nobody's"]
    )
    def test_an_unknown_address_leads_a_signed_in_person_back(
        self, client: Client, settings: LazySettings, path: str, debug: bool
    ) -> None:
        settings.DEBUG = debug
        client.force_login(UserFactory())

        response = client.get(path)

        assert response.status_code == 404
        assert "There is no page here" in response.text
        assert reverse("dashboard") in response.text

    @pytest.mark.django_db
    def test_a_developer_reads_why_a_view_failed(self, client: Client, failing_start: None) -> None:
        response = client.get("/")

        assert response.status_code == 500
        assert "ZeroDivisionError" in response.text

    @pytest.mark.django_db
    def test_a_developer_reads_no_password(
        self, client: Client, settings: LazySettings, failing_start: None
    ) -> None:
        secret = settings.DATABASES["default"]["PASSWORD"]
        settings.SPARE_CACHES = {"default": {"LOCATION": f"redis://:{secret}@cache.example"}}

        page = client.get("/", DATABASE_URL=f"postgresql://saaska_web:{secret}@db.example/saaska").text

        assert "DATABASE_URL" in page
        assert "SPARE_CACHES" in page
        assert secret not in page

    @pytest.mark.django_db
    @pytest.mark.parametrize("debug", [False, True], ids=["product", "debug"])
    @pytest.mark.parametrize(
        ("path", "sent", "says"),
        [
            ("/accounts/login/", {"login": "a" * 3_000_000}, "too much at once"),
            ("/accounts/login/", dict.fromkeys(map(str, range(20_000)), "1"), "cannot be understood"),
        ],
        ids=["long", "many"],
    )
    def test_what_a_browser_sends_wrong_is_answered_by_our_page(
        self, client: Client, settings: LazySettings, path: str, sent: dict[str, str], says: str, debug: bool
    ) -> None:
        settings.DEBUG = debug

        response = client.post(path, urlencode(sent), "application/x-www-form-urlencoded")

        assert response.status_code in {400, 413}
        assert says in response.text

    @pytest.mark.django_db
    def test_a_forbidden_page_says_so(self, rf: RequestFactory, client: Client) -> None:
        request = client.get("/").wsgi_request

        response = views.permission_denied(request, PermissionDenied())

        assert response.status_code == 403
        assert "not open to you" in response.text

    def test_a_failure_needs_no_database_and_names_the_request(self, rf: RequestFactory) -> None:
        request = rf.get("/")
        request.id = "f00dcafe"

        response = views.server_error(request)

        assert response.status_code == 500
        assert "f00dcafe" in response.text
        assert "<script" not in response.text

    def test_a_bad_request_needs_no_database(self, rf: RequestFactory) -> None:
        response = views.bad_request(rf.get("/"), SuspiciousOperation())

        assert response.status_code == 400

    def test_too_much_data_says_so(self, rf: RequestFactory) -> None:
        response = views.bad_request(rf.post("/"), RequestDataTooBig())

        assert response.status_code == 413
        assert "smaller file" in response.text
