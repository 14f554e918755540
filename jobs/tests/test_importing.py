"""The jobs of LinkedIn's export: its applications and its saved jobs, each by its own import."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jobs.tests.factories import SavedJobFactory

pytestmark = pytest.mark.django_db
FILES = {
    "Profile.csv": "First Name,Last Name\nAda,Byron\n",
    "Jobs/Job Applications.csv": (
        "Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url,Resume Name,"
        'Question And Answers\n"11/20/24, 8:15 AM",hr@air.example,,Air Gamma,Captain,,,\n'
    ),
    "Jobs/Saved Jobs.csv": (
        "Saved Date,Job Url,Job Title,Company Name\n"
        '"11/21/24, 9:00 AM",https://jobs.example/7,Pilot,Air Gamma\n'
        '"11/22/24, 9:00 AM",nonsense,Clerk,Acme\n'
        '"11/22/24, 9:00 AM",,clerk,ACME\n'
        '"11/23/24, 9:00 AM",,Cook,\n'
        '"11/24/24, 9:00 AM",https://jobs.example/1,Baker,Bolt\n'
    ),
}


def packed(files=FILES):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return SimpleUploadedFile("export.zip", written.getvalue())


@pytest.fixture
def report(client, ada):
    """The report of the résumé that an export became."""
    return client.get(client.post("/resumes/import/", {"file": packed()}).url)


class TestExport:
    def test_its_report_leads_to_both_and_nothing_is_made_yet(self, client, ada, report):
        offered = report.context["offered"]

        assert "Applications you sent through LinkedIn" in report.content.decode()
        assert {name: row.file_name for name, row in offered.items()} == {
            "applications": "Job Applications.csv",
            "saved_jobs": "Saved Jobs.csv",
        }
        assert not ada.job_applications.exists()
        assert not ada.saved_jobs.exists()

    def test_its_applications_are_read_by_their_known_columns(self, client, ada, report):
        page = client.get(report.context["offered"]["applications"].get_absolute_url())

        (row,) = page.context["preview"]
        assert (row.columns["company"], str(row.columns["date_applied"])) == ("Air Gamma", "2024-11-20")
        assert row.contact["email"] == "hr@air.example"

    def test_its_saved_jobs_come_in_once_doubles_named_and_go_back_as_one(self, client, ada, report):
        SavedJobFactory(user=ada, position="Baker II", company="Bolt & Co", url="https://jobs.example/1")
        url = report.context["offered"]["saved_jobs"].get_absolute_url()

        look = client.get(url).content.decode()
        for _press in range(2):
            client.post(url)
        made = {job.position: (job.url, job.source) for job in ada.saved_jobs.exclude(position="Baker II")}
        told = client.get(url).content.decode()
        client.post(f"{url}undo/")

        assert made == {"Pilot": ("https://jobs.example/7", "LinkedIn"), "Clerk": (None, "LinkedIn")}
        assert "2 jobs will be saved" in look
        assert "You have it already: Baker II, Bolt &amp; Co" in look
        assert "Left out, no web address: nonsense" in told
        assert "The same as line 3." in told
        assert "The company or the position is missing." in told
        assert ada.saved_jobs.live().count() == 1

    def test_the_import_of_applications_takes_the_whole_export_too(self, client, ada):
        page = client.get(client.post("/applications/import/", {"file": packed()}).url)

        assert [row.columns["position"] for row in page.context["preview"]] == ["Captain"]

    def test_an_import_of_applications_is_no_import_of_jobs(self, client, ada, report):
        offered = report.context["offered"]
        of_applications, of_jobs = offered["applications"], offered["saved_jobs"]

        assert client.get(f"/jobs/import/{of_applications.pk}/").status_code == 404
        assert client.get(f"/applications/import/{of_jobs.pk}/")["Location"] == of_jobs.get_absolute_url()

    def test_a_stranger_sees_none(self, client, report):
        client.force_login(SavedJobFactory().user)

        assert client.get(report.context["offered"]["saved_jobs"].get_absolute_url()).status_code == 404


JOBS_ALONE = {name: text for name, text in FILES.items() if name != "Profile.csv"}


class TestWithoutAResume:
    @pytest.mark.parametrize("place", ["/resumes/import/", "/applications/import/"])
    def test_an_export_with_jobs_alone_leads_to_its_applications_and_from_there_to_its_saved_jobs(
        self, client, ada, place
    ):
        page = client.get(client.post(place, {"file": packed(JOBS_ALONE)}).url)

        assert page.context["preview"][0].columns["company"] == "Air Gamma"
        saved = page.context["saved_jobs"].get_absolute_url()
        assert f'href="{saved}"' in page.content.decode()
        client.post(saved)
        assert ada.saved_jobs.filter(company="Air Gamma").exists()

    @pytest.mark.parametrize("name", ["export.zip", "Saved Jobs.csv"])
    def test_saved_jobs_alone_are_known_packed_or_not(self, client, ada, name):
        table = FILES["Jobs/Saved Jobs.csv"]
        file = (
            SimpleUploadedFile(name, table.encode())
            if name.endswith("csv")
            else packed({"Saved Jobs.csv": table})
        )

        page = client.get(client.post("/applications/import/", {"file": file}).url)

        assert page.resolver_match.view_name == "jobs:import_saved"
        assert page.context["made"] == 3
