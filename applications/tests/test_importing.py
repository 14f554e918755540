"""From any tracker's table to applications."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from applications.importing import days, likeness, plan, sheet
from applications.importing.choices import Choices
from applications.importing.statuses import NOT_SENT, status_of
from applications.models import ApplicationImport, JobApplication
from applications.tests.factories import ApplicationImportFactory, JobApplicationFactory

pytestmark = pytest.mark.django_db
UPLOAD = "/applications/import/"
HEAD = "Company,Role,Date Applied,Status\n"
LINKEDIN = (
    "Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url,Resume Name,"
    "Question And Answers\n"
    '"11/20/24, 8:15 AM",hr@harbour.example,,Harbour Data,Data Engineer,https://jobs.example/1,cv.pdf,'
    '"Q: Permit?\nA: Yes"\n'
    "03 Mar 2025,,,Quay & Sons,Analyst,not an address,,\n"
)


def uploaded(client, text, name="jobs.csv"):
    data = text if isinstance(text, bytes) else text.encode()
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, data)})


def posted(page, **told):
    """What a browser sends from the page's form."""
    form = page.context["form"]
    return {field.html_name: field.value() or "" for field in form} | told


def imported(client, text, **told):
    """The page after a table was uploaded, read with these choices, and imported."""
    url = uploaded(client, text).url
    client.post(url, posted(client.get(url), **told))
    client.post(url, posted(client.get(url), **told, action="import"))
    return client.get(url)


class TestUpload:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    def test_any_encoding_and_delimiter_is_read(self, client, ada, encoding, delimiter):
        text = (HEAD + "Müller & Söhne,Entwickler,31.1.2026,Beworben\n").replace(",", delimiter)

        page = client.get(uploaded(client, text.encode(encoding)).url)

        assert [row.columns["company"] for row in page.context["preview"]] == ["Müller & Söhne"]

    @pytest.mark.parametrize(
        ("data", "told"),
        [
            (b"", "The file is empty."),
            (b"PK\x03\x04 workbook", "save the table as CSV"),
            (b"%PDF-1.7", "This is no table"),
            (b"just a word", "No table was found"),
            (HEAD.encode(), "No table was found"),
            (b"a,b\n" + b"1,2\n" * 100_001, "The table has more than 100,000 rows"),
            (b"a," * 70 + b"\n1,2\n", "60 at most"),
            (b"\xff\xfea", "cannot be read"),
        ],
    )
    def test_what_is_no_table_says_why_and_keeps_nothing(self, client, ada, data, told):
        answer = uploaded(client, data)

        assert (answer.status_code, ApplicationImport.objects.count()) == (422, 0)
        assert told in answer.content.decode()

    def test_rows_before_a_quote_that_never_closes_are_read(self, client, ada):
        text = HEAD + "Acme,Clerk,2026-01-02,\n" + 'Bolt,"Cook,2026-01-03,\n' + "x" * 140_000

        page = client.get(uploaded(client, text).url)

        assert [row.columns["company"] for row in page.context["preview"]] == ["Acme"]
        assert "From line 3 on the file cannot be read" in page.content.decode()

    def test_a_table_of_linkedin_is_known(self, client, ada):
        page = imported(client, LINKEDIN)

        first = ada.job_applications.get(company="Harbour Data")
        assert (first.date_applied, first.position) == (date(2024, 11, 20), "Data Engineer")
        assert first.url == "https://jobs.example/1"
        assert first.contacts.values_list("name", "email").get() == (
            "hr@harbour.example",
            "hr@harbour.example",
        )
        assert first.answers == "Q: Permit?\nA: Yes"
        assert first.country == ""
        assert "Left out, no web address: not an address" in page.content.decode()

    def test_another_method_is_refused(self, client, ada):
        assert client.put(UPLOAD).status_code == 405


class TestReview:
    def test_nothing_is_made_before_it_is_asked_for(self, client, ada):
        url = uploaded(client, HEAD + "Acme,Clerk,2026-01-02,Applied\n").url
        client.post(url, posted(client.get(url), action="look"))

        assert ada.job_applications.count() == 0

    def test_what_is_left_as_it_was_shown_is_imported_at_once(self, client, ada):
        text = HEAD + "Acme,Clerk,2026-01-02,Simmering\nBolt,Cook,3/4/2026,\nGood,Baker,2026-01-02,\n"
        url = uploaded(client, text).url

        client.post(url, posted(client.get(url), action="import"))

        assert ada.job_applications.get().company == "Good"

    def test_columns_read_otherwise_are_shown_again_first(self, client, ada):
        url = uploaded(client, "Firm,Job,When\nAcme,Clerk,2026-01-02\n").url

        client.post(
            url, posted(client.get(url), column_2="date_applied", column_0="company", action="import")
        )
        before = ada.job_applications.count()
        client.post(url, posted(client.get(url), action="import"))

        assert (before, ada.job_applications.get().date_applied) == (0, date(2026, 1, 2))

    def test_the_order_of_day_and_month_is_asked_for_once(self, client, ada):
        text = HEAD + "Acme,Clerk,3/4/2026,\nBolt,Cook,5/6/2026,\n"
        page = client.get(uploaded(client, text).url)

        imported(client, text, order="dm")

        assert (page.context["asks_for_order"], len(page.context["left"])) == (True, 2)
        assert ada.job_applications.get(company="Acme").date_applied == date(2026, 4, 3)

    def test_a_word_nobody_knows_is_asked_for(self, client, ada):
        text = HEAD + "Acme,Clerk,2026-01-02,Simmering\n"
        page = client.get(uploaded(client, text).url)
        (field,) = [one.html_name for one in page.context["form"].statuses()]

        imported(client, text, **{field: "Interview"})

        made = ada.job_applications.get()
        assert len(page.context["left"]) == 1
        assert (made.status, made.stage) == ("Interview", "Simmering")

    def test_each_row_says_why_it_is_left_out(self, client, ada):
        rows = [
            "Acme,Clerk,2026-01-02,Wishlist",
            "Acme,,2026-01-02,Applied",
            "Bolt,Cook,soon,Applied",
            "Bolt,Cook,,Applied",
            "Bolt,Cook,2999-01-01,Applied",
            "Good,Baker,2026-01-02,Applied",
            "good,baker,2026-01-02,Applied",
        ]

        page = imported(client, HEAD + "\n".join(rows))

        assert [(line["line"], line["text"]) for line in page.context["page"]] == [
            (2, "Not sent yet: “Wishlist”."),
            (3, "The company or the position is missing."),
            (4, "The day cannot be read: soon"),
            (5, "Names no day of application."),
            (6, "The day cannot be read: 2999-01-01"),
            (8, "The same as line 7."),
        ]
        assert ada.job_applications.get().company == "Good"

    def test_a_day_for_rows_without_one_can_be_chosen(self, client, ada):
        imported(client, HEAD + "Acme,Clerk,,\n", day="2026-02-03")

        assert ada.job_applications.get().date_applied == date(2026, 2, 3)

    def test_a_wrong_day_is_told_and_keeps_the_choices(self, client, ada):
        url = uploaded(client, HEAD + "Acme,Clerk,2026-01-02,\n").url

        answer = client.post(url, posted(client.get(url), day="never", action="import"))

        assert (answer.status_code, ada.job_applications.count()) == (422, 0)
        assert "Write the date as 2026-05-31." in answer.content.decode()

    def test_it_asks_as_much_for_many(self, client, ada, count_queries):
        JobApplicationFactory.create_batch(10, user=ada)
        text = HEAD + "".join(f"Company {n},Data Engineer,2026-01-02,\n" for n in range(10))
        url = uploaded(client, text).url
        client.get(url)

        with count_queries() as queries:
            client.get(url)

        assert len(queries) <= 6, queries

    def test_a_strangers_is_not_found(self, client, ada):
        assert client.get(ApplicationImportFactory().get_absolute_url()).status_code == 404


class TestTwins:
    TEXT = "Company,Role,Date Applied,City,Source\nHarbor Data Inc,Data Engineer,2026-01-02,Kiel,LinkedIn\n"

    @pytest.fixture
    def mine(self, ada):
        return JobApplicationFactory(
            user=ada, company="Harbor Data, Inc.", position="Data engineer", city="Bonn"
        )

    def test_they_are_shown_and_left_out_at_first(self, client, ada, mine):
        page = client.get(uploaded(client, self.TEXT).url)

        assert [row.twin for row, _field in page.context["twins"]] == [mine]
        assert page.context["number"] == 0

    def test_merged_ones_get_what_they_lack_and_undo_takes_it_back(self, client, ada, mine):
        page = imported(client, self.TEXT, twins="merge")
        mine.refresh_from_db()
        merged = (mine.city, mine.source, ada.job_applications.count())

        client.post(f"{page.context['row'].get_absolute_url()}undo/")

        mine.refresh_from_db()
        assert merged == ("Bonn", "LinkedIn", 1)
        assert (mine.city, mine.source, mine.deleted_at) == ("Bonn", None, None)

    def test_a_contact_goes_to_who_has_none_and_leaves_with_undo(self, client, ada, mine):
        head, line = self.TEXT.splitlines()
        text = f"{head},Recruiter,Contact email\n{line},Robin Vale,nobody\n"

        page = imported(client, text, twins="merge")
        contact = mine.contacts.get()
        client.post(f"{page.context['row'].get_absolute_url()}undo/")

        assert (contact.name, contact.email) == ("Robin Vale", "")
        assert "Left out, no e-mail address: nobody" in page.content.decode()
        assert not mine.contacts.exists()

    def test_what_was_edited_since_is_not_taken_back(self, client, ada, mine):
        page = imported(client, self.TEXT, twins="merge")
        mine.refresh_from_db()
        mine.save_over(mine.version, {"source": "A friend"})

        client.post(f"{page.context['row'].get_absolute_url()}undo/")

        mine.refresh_from_db()
        assert mine.source == "A friend"

    def test_one_row_can_be_told_apart_from_the_others(self, client, ada, mine):
        imported(client, self.TEXT, twins="leave", row_2="add")

        assert ada.job_applications.count() == 2

    def test_it_measures_as_the_database_does(self):
        pairs = [
            ("Harbor Data, Inc.", "harbour data"),
            ("Quay & Söhne", "Quay und Söhne"),
            ("C++ dev", "c dev"),
        ]

        with connection.cursor() as cursor:
            cursor.execute(
                "select similarity(a, b) from unnest(%s::text[], %s::text[]) t(a, b)",
                list(map(list, zip(*pairs, strict=True))),
            )
            measured = [found for (found,) in cursor.fetchall()]

        assert [likeness.similarity(*pair) for pair in pairs] == pytest.approx(measured)


class TestImport:
    def test_a_status_is_dated_by_the_table_or_says_that_it_is_not(self, client, ada):
        head = "Company,Role,Date Applied,Status,Response date\n"
        imported(
            client, head + "Acme,Clerk,2026-01-02,Rejected,2026-02-03\nBolt,Cook,2026-01-02,Phone screen,\n"
        )

        told = {
            one.company: [
                (event.status, event.happened_at.date(), event.details)
                for event in one.events.order_by("created_at")
            ]
            for one in ada.job_applications.all()
        }
        assert told["Acme"] == [("Applied", date(2026, 1, 2), {}), ("Rejected", date(2026, 2, 3), {})]
        assert told["Bolt"][0] == ("Applied", date(2026, 1, 2), {})
        assert told["Bolt"][1][2] == {"text": "As the imported table says; it names no day."}

    def test_undo_puts_all_of_it_into_the_bin_once(self, client, ada):
        kept = JobApplicationFactory(user=ada)
        page = imported(client, HEAD + "Acme,Clerk,2026-01-02,\nBolt,Cook,2026-01-02,\n")
        undo = f"{page.context['row'].get_absolute_url()}undo/"

        first = client.post(undo, follow=True).content.decode()
        ada.job_applications.exclude(deleted_at=None).first().restore()
        client.post(undo)

        assert "2 applications are in the bin" in first
        assert ada.job_applications.live().count() == 2
        assert kept in ada.job_applications.live()

    def test_imported_twice_it_is_made_once_and_its_file_forgotten(self, client, ada):
        url = uploaded(client, HEAD + "Acme,Clerk,2026-01-02,\n").url
        told = posted(client.get(url), action="import")

        client.post(url, told)
        client.post(url, told)

        row = ada.application_imports.get()
        assert (ada.job_applications.count(), row.data) == (1, "")
        row.full_clean()

    def test_the_file_is_stored_encrypted_and_not_in_the_trail(self, client, ada):
        uploaded(client, HEAD + "Acme,Secret role,2026-01-02,\n")

        with connection.cursor() as cursor:
            cursor.execute(
                "select data from application_imports union all select changes::text from audit_log"
            )
            assert not [text for (text,) in cursor.fetchall() if "Secret role" in text]

    def test_undoing_a_strangers_is_not_found(self, client, ada):
        assert client.post(f"{ApplicationImportFactory().get_absolute_url()}undo/").status_code == 404

    def test_undo_is_done_by_a_post_alone(self, client, ada):
        assert client.get(f"{ApplicationImportFactory(user=ada).get_absolute_url()}undo/").status_code == 405


class TestGuess:
    @pytest.mark.parametrize(
        ("file", "fields"),
        [
            ("Name,Role,Applied\nAcme,Dev,2026-05-03", ["company", "position", "date_applied"]),
            ("Name,Company,Title\nAda,Acme,Dev", ["notes", "company", "position"]),
            ("Company,Title,List\nAcme,Dev,Applied", ["company", "position", "status"]),
            ("Company,Title,Stage\nAcme,Dev,Rejected", ["company", "position", "status"]),
            ("Company,Title,Stage\nAcme,Dev,Round with the team", ["company", "position", "stage"]),
        ],
    )
    def test_a_column_is_read_for_what_it_holds(self, file, fields):
        assert Choices.guess(sheet.read(file)).columns == fields

    @pytest.mark.parametrize(
        ("word", "status"),
        [
            ("Interview scheduled", "Interview"),
            ("1st interview", "Interview"),
            ("Rejected - after the second round", "Rejected"),
            ("Offer declined", "Rejected"),
            ("Not applied yet", NOT_SENT),
            ("Maybe rejected", ""),
        ],
    )
    def test_what_follows_a_known_word_says_more_of_the_same(self, word, status):
        assert status_of(word) == status


class TestDays:
    @pytest.mark.parametrize(
        ("text", "order", "day"),
        [
            ("2026-03-04", "", date(2026, 3, 4)),
            ("2026-03-04T08:00:00Z", "", date(2026, 3, 4)),
            ("2026/3/4", "", date(2026, 3, 4)),
            ("20260304", "", date(2026, 3, 4)),
            ("4.3.2026", "", date(2026, 3, 4)),
            ("04.03.26", "", date(2026, 3, 4)),
            ("3/4/2026", "md", date(2026, 3, 4)),
            ("3/4/2026", "dm", date(2026, 4, 3)),
            ("3/4/2026", "", None),
            ("3/3/2026", "", date(2026, 3, 3)),
            ("25/3/2026", "", date(2026, 3, 25)),
            ("3-25-26", "", date(2026, 3, 25)),
            ("11/20/24, 8:15 AM", "md", date(2024, 11, 20)),
            ("03 Mar 2025", "", date(2025, 3, 3)),
            ("3. März 2025", "", date(2025, 3, 3)),
            ("3 de marzo de 2025", "", date(2025, 3, 3)),
            ("1er avril 2026", "", date(2026, 4, 1)),
            ("Mon, March 3rd, 2025", "", date(2025, 3, 3)),
            ("45000", "", date(2023, 3, 15)),
            ("Mar 2025", "", None),
            ("2026-02-30", "", None),
            ("0001-01-01", "", None),
            ("yesterday", "", None),
            ("9" * 100_000, "", None),
        ],
    )
    def test_a_day_is_read_or_not_known(self, text, order, day):
        assert days.day_of(text, order) == day

    @pytest.mark.parametrize(
        ("texts", "order", "is_open"),
        [
            (["3/4/2026", "25/4/2026"], "dm", True),
            (["3/4/2026", "4/25/2026"], "md", True),
            (["25/4/2026", "4/25/2026", "3/4/2026"], "", True),
            (["3/4/2026"], "", True),
            (["3/3/2026", "2026-01-02"], "", False),
        ],
    )
    def test_a_column_tells_its_order(self, texts, order, is_open):
        assert (days.order_of(texts), days.is_open(texts)) == (order, is_open)


class TestCells:
    @pytest.mark.parametrize(
        ("text", "amount"),
        [
            ("$90,000.00", "90000.00"),
            ("90.000 €", "90000.00"),
            ("90k", "90000.00"),
            ("1234,5", "1234.50"),
            ("80-90k", None),
            ("negotiable", None),
            ("9" * 40, None),
        ],
    )
    def test_an_amount_is_one_number(self, text, amount):
        assert plan.amount_of(text) == (amount and Decimal(amount))

    @pytest.mark.parametrize(
        ("place", "told"),
        [
            ("Kiel", ("Kiel", None, "")),
            ("Kiel, Germany", ("Kiel", None, "Germany")),
            ("Austin, TX", ("Austin", "TX", "")),
            ("Austin, TX, United States", ("Austin", "TX", "United States")),
        ],
    )
    def test_a_place_has_up_to_three_parts(self, ada, place, told):
        table = sheet.read(f'Company;Role;Date;Location\nAcme;Clerk;2026-01-02;"{place}"\n')

        (row,) = plan.plan(table, Choices.guess(table), ada)

        made = JobApplication(**row.columns)
        assert (made.city, made.state, made.country) == told

    def test_what_is_too_long_is_cut_and_said(self, ada):
        table = sheet.read(f'Company,Role,Date,Tags\n{"a" * 300},Clerk,2026-01-02,"x, {"y" * 60}"\n')

        (row,) = plan.plan(table, Choices.guess(table), ada)

        assert (len(row.columns["company"]), row.columns["tags"]) == (255, ["x"])
        assert len(row.changes) == 2
