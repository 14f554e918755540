"""Files within files: LinkedIn's ZIP, and PDFs that carry their data."""

import io
import json
import zipfile

import pytest

from resumes import importers
from resumes.exporters import json_resume
from resumes.importers import UnreadableFile
from resumes.schema import WORK_EXPERIENCE
from resumes.tests.factories import ResumeFactory
from resumes.tests.imports import FILES, assert_valid, line, section
from saaska.documents import renderer

PROFILE = (
    "\ufeffFirst Name,Last Name,Headline,Summary,Geo Location,Websites,Twitter Handles,Birth Date\r\n"
    'Ada,Okoye,"Pilot, Cessna","Line one\nLine two &amp; more",Lagos,[https://okoye.example],[@adaokoye],1990-01-01\r\n'
)
POSITIONS = (
    "Company Name,Title,Description,Location,Started On,Finished On\n"
    "Air Delta,Pilot,Flies. \u2022 Trained six \u2022 Wrote the checklist,Lagos,Jan 2020,\n"
    "Air Beta,Copilot,,Accra,01 Oct 2017,2019\n"
)
EXPORT = {
    "Profile.csv": PROFILE,
    "Positions.csv": POSITIONS,
    "Education.csv": "School Name,Start Date,End Date,Notes,Degree Name\nFlight School,2012,2014,,Licence\n",
    "Skills.csv": "Name\nNavigation\n\nRadio\n",
    "Languages.csv": "Name,Proficiency\nIgbo,Native or bilingual proficiency\n",
    "Email Addresses.csv": "Email Address,Primary\nold@okoye.example,No\nada@okoye.example,Yes\n",
    "PhoneNumbers.csv": "Extension,Number,Type\n+234,1 5550 100,Mobile\n",
    "Jobs/Job Applications.csv": 'Application Date,Company Name,Job Title\n"11/20/24, 8:15 AM",Air Gamma,Captain\n',
}


def zipped(files, folder=""):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in files.items():
            packed.writestr(folder + name, text)
    return held.getvalue()


class TestLinkedIn:
    @pytest.mark.parametrize("folder", ["", "Basic_LinkedInDataExport/", "../../"])
    def test_it_is_read_in_one_step_wherever_its_files_are(self, folder):
        found = importers.read(zipped(EXPORT, folder), file_name="export.zip")

        assert_valid(found)
        assert found.format == "linkedin"
        assert found.title == "Ada Okoye – Pilot, Cessna"
        assert found.summary == "Line one\nLine two & more"
        assert [skill["name"] for skill in found.skills] == ["Navigation", "Radio"]
        assert section(found, "languages")[0]["name"] == "Igbo"

    def test_files_that_are_no_part_of_a_resume_are_named(self):
        more = {
            "Ads Clicked.csv": "Ad\n1\n",
            "Recommendations_Received.csv": "First Name,Last Name,Company,Job Title,Text,Status\n"
            "Bo,Li,Air Delta,Chief,A safe hand.,VISIBLE\nEd,Ng,Air Beta,Chief,Fine.,HIDDEN\n",
            "Profile.csv": PROFILE.replace(
                "[https://okoye.example]", '"[BLOG:https://a.example,OTHER:https://b.example]"'
            ),
        }

        found = importers.read(zipped(EXPORT | more, "Basic/"), file_name="export.zip")

        assert line(found, "Basic/Ads Clicked.csv") == ("left_out", "", "other_file")
        kept = [(item["name"], item["hidden"]) for item in section(found, "references")]
        assert kept == [("Bo Li, Chief, Air Delta", False), ("Ed Ng, Chief, Air Beta", True)]
        assert [link["url"] for link in found.personal_info["links"]][:2] == [
            "https://a.example",
            "https://b.example",
        ]

    def test_positions_have_their_bullets_and_dates(self):
        jobs = importers.read(zipped(EXPORT), file_name="export.zip").work_experience

        assert (jobs[0]["description"], jobs[0]["achievements"]) == (
            "Flies.",
            ["Trained six", "Wrote the checklist"],
        )
        assert (jobs[0]["startDate"], jobs[0]["current"]) == ("2020-01", True)
        assert (jobs[1]["startDate"], jobs[1]["endDate"]) == ("2017-10-01", "2019")

    def test_the_primary_address_and_the_links_are_taken(self):
        info = importers.read(zipped(EXPORT), file_name="export.zip").personal_info

        assert (info["email"], info["phone"]) == ("ada@okoye.example", "+234 1 5550 100")
        assert [link["url"] for link in info["links"]] == ["https://okoye.example", "https://x.com/adaokoye"]

    def test_no_value_of_the_files_it_reads_is_unknown_or_lost(self):
        found = importers.read(zipped(EXPORT), file_name="export.zip")

        assert [each.source for each in found.report.lines if each.why == "unknown"] == []
        assert line(found, "Job Applications.csv[0].Company Name") == ("left_out", "", "jobs")
        assert line(found, "Profile.csv[0].Birth Date") == ("left_out", "", "no_place")

    @pytest.mark.parametrize("name", ["Profile.csv", "Positions.csv", "Skills.csv"])
    def test_any_of_its_files_is_enough(self, name):
        assert importers.read(zipped({name: EXPORT[name]}), file_name="export.zip").format == "linkedin"

    def test_a_broken_row_does_not_lose_the_others(self):
        rows = POSITIONS + 'Air Gamma,"Captain\n'

        found = importers.read(zipped({"Positions.csv": rows}), file_name="export.zip")

        assert [job["company"] for job in found.work_experience] == ["Air Delta", "Air Beta", "Air Gamma"]

    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            (zipped({"Skills.csv": "Name\n" + "x" * 21_000_000}), "larger than 20 MB"),
            (zipped({"Skills.csv": "Name\n" + "x\n" * 300_000}), "more than 200,000 values"),
            (zipped({"Skills.csv": "Name\n"}), "There is nothing in this file"),
            (zipped({"messages.csv": "FROM\nx\n"}), "cannot be imported"),
            (zipped(EXPORT)[:200], "cannot be imported"),
        ],
    )
    def test_a_hostile_or_empty_one_gets_a_sentence(self, data, sentence):
        with pytest.raises(UnreadableFile) as caught:
            importers.read(data, file_name="export.zip")

        assert sentence in str(caught.value)


class TestPDF:
    def test_our_own_comes_back_exactly(self):
        jobs = WORK_EXPERIENCE.clean([{"company": "Air Delta", "description": "Flies"}])
        data = json_resume.written(ResumeFactory.build(title="Mine", work_experience=jobs))

        found = importers.read(
            renderer.render("<p>x", "", attachments={"resume.json": data}).pdf, file_name="m.pdf"
        )

        assert found.work_experience == jobs
        assert {each.why for each in found.report.lines if each.kind == "changed"} == set()

    @pytest.mark.parametrize("name", ["mira-okafor.json", "europass-candidate.xml", "europass-3.xml"])
    def test_anybodys_is_read_by_the_data_in_it(self, name):
        data = (FILES / name).read_bytes()
        printed = renderer.render("<p>x", "", attachments={"notes.txt": b"Milk", name: data}).pdf

        found = importers.read(printed, file_name="cv.pdf")

        assert found.report == importers.read(data, file_name=name).report

    @pytest.mark.parametrize("attached", [{}, {"a.json": b"{}"}, {"a.json": json.dumps({"a": 1}).encode()}])
    def test_one_without_such_data_is_left_to_others(self, attached):
        printed = renderer.render("<p>x", "", attachments=attached).pdf

        with pytest.raises(UnreadableFile):
            importers.read(printed, file_name="cv.pdf")
