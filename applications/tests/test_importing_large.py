"""Tables too large for one request: a job makes what they become, part by part."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications import tasks
from applications.importing import large, sheet, stepwise
from applications.models import ApplicationImportPart
from applications.tests.factories import JobApplicationFactory
from applications.tests.test_importing import HEAD, posted, uploaded

pytestmark = pytest.mark.django_db
ROWS = [
    "Acme,Clerk,2026-01-02,Applied",
    "Bolt,Cook,2026-01-03,Rejected",
    "Cask,Baker,31/1/2026,",
    "Dune,Guard,2026-01-05,Simmering",
    "Elm,Nurse,3/2/2026,",
    "acme,clerk,2026-01-02,Applied",
    "Fjord,Pilot,2099-01-01,Applied",
    "Harbour Data,Data Engineer,2026-01-08,Offer",
]
TABLE = HEAD + "\n".join(ROWS) + "\n"


@pytest.fixture(autouse=True)
def small_parts(monkeypatch):
    """Large begins at six rows, and a part has two."""
    monkeypatch.setattr(sheet, "ROWS", 5)
    monkeypatch.setattr(large, "PART", 2)


def begun(client, text=TABLE, **told):
    url = uploaded(client, text).url
    client.post(url, posted(client.get(url), **told, action="import"))
    return url


class TestReading:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
    def test_any_encoding_is_read_row_by_row(self, encoding):
        file = SimpleUploadedFile("a.csv", TABLE.replace("Acme", "Müller").replace(",", ";").encode(encoding))

        source = large.Source(file.file)
        head = source.head()
        _columns, rows = source.table()

        assert (head.columns, head.total, len(head.rows)) == (
            ["Company", "Role", "Date Applied", "Status"],
            8,
            2,
        )
        assert head.rows[0] == (2, ["Müller", "Clerk", "2026-01-02", "Applied"])
        assert [line for line, _cells in rows] == list(range(2, 10))

    def test_a_quote_that_never_closes_is_told(self, client, ada):
        page = client.get(uploaded(client, TABLE + 'Bolt,"Cook,2026-01-03,\n' + "x" * 140_000).url)

        assert "From line 10 on the file cannot be read" in page.content.decode()

    def test_a_file_of_more_bytes_than_others_is_taken_and_one_of_too_many_is_not(self, client, ada):
        rows = "".join(f"Company {n},Clerk,2026-01-02,{'x' * 60_000}\n" for n in range(90))

        taken = uploaded(client, HEAD + rows)
        refused = uploaded(client, HEAD + rows * 4)

        assert taken.status_code == 302
        assert "The file is larger than 20 MB." in refused.content.decode()
        assert ada.application_imports.count() == 1


class TestImport:
    def test_it_runs_as_a_job_and_its_report_names_every_row(self, client, ada, run_jobs):
        known = JobApplicationFactory(user=ada, company="Harbour Data GmbH", position="Data Engineer")

        url = begun(client, twins="merge")
        running = client.get(url).content.decode()
        before = ada.job_applications.count()
        run_jobs()
        pages = [client.get(url, {"page": number}).content.decode() for number in (1, 2, 3)]

        assert "The import is running" in running
        assert before == 1
        assert sorted(ada.job_applications.exclude(pk=known.pk).values_list("company", flat=True)) == [
            *("Acme", "Bolt", "Cask", "Elm"),
        ]
        assert str(ada.job_applications.get(company="Elm").date_applied) == "2026-02-03"
        assert "4 applications were made" in pages[0]
        assert "Nobody knows this status" in pages[0]
        assert "The same as line 2." in pages[1]
        assert "The day is still to come" in pages[2]
        assert {part.data for part in ApplicationImportPart.objects.all()} == {""}

    def test_a_script_gets_how_far_it_is_then_the_way_to_the_report(self, client, ada, run_jobs):
        url = begun(client)

        running = client.get(url, headers={"HX-Request": "true"})
        run_jobs()
        ended = client.get(url, headers={"HX-Request": "true"})

        assert 'hx-trigger="every 2s"' in running.content.decode()
        assert "<html" not in running.content.decode()
        assert ended["HX-Redirect"] == url

    def test_a_worker_that_dies_leaves_it_to_the_next_which_makes_nothing_twice(self, client, ada, run_jobs):
        begun(client)
        row = ada.application_imports.get()
        with stepwise.working_for(ada.pk) as user:
            stepwise.Making(row.pk).next(user)

        run_jobs()
        tasks.import_table(str(ada.pk), str(row.pk))

        assert ada.job_applications.filter(company__iexact="acme").count() == 1
        assert ada.job_applications.count() == 5

    def test_one_press_takes_all_of_it_back_once(self, client, ada, run_jobs):
        url = begun(client)
        run_jobs()

        for _press in range(2):
            client.post(f"{url}undo/")
        going_back = client.get(url).content.decode()
        jobs = run_jobs()

        assert "The import is being taken back" in going_back
        assert jobs == 1
        assert not ada.job_applications.live().exists()
        assert "This import was taken back." in client.get(url).content.decode()

    def test_what_it_asks_does_not_grow_with_its_parts(self, client, ada, run_jobs, count_queries):
        url = begun(client, TABLE + "".join(f"C{n},Clerk,2026-01-02,\n" for n in range(40)))
        run_jobs()
        client.get(url)

        with count_queries() as queries:
            client.get(url)

        assert len(queries) <= 6, queries

    def test_a_stranger_sees_none(self, client, ada):
        url = begun(client)
        client.force_login(JobApplicationFactory().user)

        assert client.get(url).status_code == 404
