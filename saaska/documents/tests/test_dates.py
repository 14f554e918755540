"""Dates as they are printed."""

import pytest

from saaska.documents import dates


class TestPeriod:
    @pytest.mark.parametrize(
        ("start", "end", "current", "printed"),
        [
            ("2022-01-15", "", True, "Jan 2022 – Present"),
            ("2022-01", "2024-09-01", False, "Jan 2022 – Sep 2024"),
            ("2019", "2022", False, "2019 – 2022"),
            ("2019", "2022-05", False, "2019 – May 2022"),
            ("2020-05-01", "2020-05-31", False, "May 2020"),
            ("2020-05", "", False, "May 2020"),
            ("", "2015-06", False, "Jun 2015"),
            ("", "", True, "Present"),
            ("2022-01", "2023-01", True, "Jan 2022 – Present"),
            ("", "", False, ""),
        ],
    )
    def test_it_is_written_as_readers_and_machines_expect(self, start, end, current, printed):
        assert dates.period({"startDate": start, "endDate": end, "current": current}) == printed

    def test_it_needs_no_dates_at_all(self):
        assert dates.period({}) == ""

    @pytest.mark.parametrize(
        ("form", "printed"),
        [
            ("", "Jan 2022 – 2023"),
            ("short", "Jan 2022 – 2023"),
            ("long", "January 2022 – 2023"),
            ("numeric", "01/2022 – 2023"),
            ("year", "2022 – 2023"),
        ],
    )
    def test_the_form_of_dates_can_be_chosen(self, form, printed):
        with dates.dates_as(form):
            written = dates.period({"startDate": "2022-01-31", "endDate": "2023"})

        assert written == printed

    def test_years_that_are_the_same_are_written_once(self):
        with dates.dates_as("year"):
            assert dates.period({"startDate": "2022-01", "endDate": "2022-11"}) == "2022"
