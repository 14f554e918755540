"""Promise 33: every browser test also proves that the policy had nothing to refuse (csp_violations in conftest.py)."""

from typing import Any

import pytest
from playwright.sync_api import Page

from saaska.tests.sweeps.visitor import Visitor

ADDRESS = "http://planted.invalid/"


@pytest.mark.browser
class TestViolations:
    @pytest.mark.parametrize(
        "planted",
        [
            "<script>document.title = 'run'</script>",
            "<p style='color: red'>styled</p>",
            "<p onclick='1'>handler</p>",
            "<img src='http://elsewhere.invalid/a.png'>",
            "<base href='http://elsewhere.invalid/'>",
        ],
    )
    def test_what_the_policy_refuses_is_heard(
        self, planted: str, page: Page, csp_violations: list[str], db: None
    ) -> None:
        policy = Visitor().get("/")["Content-Security-Policy"]
        answer: Any = {"body": f"<!doctype html><title>Planted</title>{planted}", "content_type": "text/html"}
        page.route(
            ADDRESS, lambda route: route.fulfill(**answer, headers={"Content-Security-Policy": policy})
        )

        page.goto(ADDRESS)

        assert any("Content Security Policy" in violation for violation in csp_violations)
        csp_violations.clear()

    def test_an_error_of_a_script_is_heard(self, page: Page, csp_violations: list[str]) -> None:
        page.route(
            ADDRESS, lambda route: route.fulfill(body="<script>missing()</script>", content_type="text/html")
        )

        page.goto(ADDRESS)

        assert "missing is not defined" in csp_violations[0]
        csp_violations.clear()

    def test_a_page_without_a_fault_is_silent(self, page: Page, csp_violations: list[str]) -> None:
        page.route(
            ADDRESS, lambda route: route.fulfill(body="<title>Quiet</title>", content_type="text/html")
        )

        page.goto(ADDRESS)

        assert csp_violations == []
