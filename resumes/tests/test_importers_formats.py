"""Each format in our own file of it: what becomes of its values, and that none is lost."""

from pathlib import Path

import pytest

from resumes import importers
from resumes.tests.imports import (
    FILES,
    assert_accounted,
    assert_valid,
    line,
    read,
    read_file,
    section,
    tree_of,
)

OWN = {
    "reactive-resume-3.json": "reactive-resume-3",
    "reactive-resume-4.json": "reactive-resume-4",
    "reactive-resume-5.json": "reactive-resume-5",
    "rendercv.yaml": "rendercv",
    "yamlresume.yml": "yamlresume",
    "fresh.json": "fresh",
    "mac.json": "mac",
    "europass-3.json": "europass-3",
    "europass-3.xml": "europass-3",
    "europass-candidate.xml": "europass",
}
HERE = Path(__file__).resolve().parents[2]
SAMPLES = next(
    (parent / "shared/samples/resumes" for parent in HERE.parents[:2] if (parent / "shared").is_dir()), FILES
)
SAMPLE_FILES = sorted(path for path in SAMPLES.iterdir() if path.suffix in (".json", ".yaml", ".yml", ".xml"))


class TestOwnFiles:
    @pytest.mark.parametrize("name", OWN)
    def test_every_value_is_accounted_for(self, name):
        found = read_file(name)

        assert_accounted(found, tree_of(FILES / name))
        assert_valid(found)

    @pytest.mark.parametrize("name", OWN)
    def test_the_format_is_told_by_what_the_file_holds(self, name):
        data = (FILES / name).read_bytes()

        assert importers.read(data, file_name="upload").format == OWN[name]
        assert importers.read(data, file_name="").format == OWN[name]

    @pytest.mark.parametrize("name", OWN)
    def test_no_value_of_the_format_is_unknown(self, name):
        assert [line.source for line in read_file(name).report.lines if line.why == "unknown"] == []


@pytest.mark.parametrize("path", SAMPLE_FILES, ids=lambda path: path.name)
def test_other_peoples_files_are_read_with_every_value_accounted_for(path):
    found = importers.read(path.read_bytes(), file_name=path.name)

    assert_accounted(found, tree_of(path))
    assert_valid(found)


class TestReactiveResume3:
    @pytest.fixture
    def found(self):
        return read_file("reactive-resume-3.json")

    def test_a_period_in_parts_without_an_end_lasts_until_today(self, found):
        job = found.work_experience[0]

        assert (job["startDate"], job["endDate"], job["current"]) == ("2018-03-01", "", True)

    def test_the_list_that_ends_a_text_becomes_bullets_without_markdown(self, found):
        job = found.work_experience[0]

        assert job["description"] == "Owns the lab."
        assert job["achievements"] == ["Cut solvent by 40 %", "Wrote the safety book"]

    def test_a_level_in_numbers_stands_where_no_word_says_it(self, found):
        assert [skill["level"] for skill in found.skills] == ["8/10", "Good"]
        assert section(found, "languages")[1]["level"] == ""

    def test_a_hidden_part_stays_hidden(self, found):
        assert found.personal_info["layout"]["hidden"] == ["education"]
        assert found.education[0]["institution"] == "Universiteit Twente"

    def test_a_user_name_becomes_an_address(self, found):
        assert found.personal_info["links"] == [
            {
                "id": "link_1",
                "label": "ResearchGate",
                "url": "https://www.researchgate.net/profile/Noor-Brandsma",
            }
        ]

    def test_a_section_of_the_persons_own_keeps_its_heading(self, found):
        (part,) = (part for part in found.personal_info["sections"] if part["kind"] == "custom")

        assert part["title"] == "Exhibitions"
        assert part["items"][0]["date"] == "2021 – 2022"


class TestReactiveResume4:
    @pytest.fixture
    def found(self):
        return read_file("reactive-resume-4.json")

    def test_a_period_in_words_of_any_language_is_read(self, found):
        job = found.work_experience[0]

        assert (job["startDate"], job["current"]) == ("2019-01", True)
        assert job["achievements"] == ["Mixed 40 records", "Built room B"]

    def test_a_period_nobody_can_read_stays_in_the_text(self, found):
        assert found.work_experience[2]["description"] == "a few summers\n\nCarried amps."
        assert line(found, "sections.experience.items[2].date")[2] == "period_text"

    def test_hidden_entries_stay_hidden(self, found):
        assert [job["company"] for job in found.work_experience if not job["hidden"]] == [
            "Estúdio Foz",
            "Freelance",
        ]
        assert line(found, "sections.experience.items[1].visible") == (
            "changed",
            "work_experience[1].hidden",
            "hidden",
        )
        assert [skill["name"] for skill in found.skills if not skill["hidden"]] == ["Pro Tools"]
        assert line(found, "sections.skills.items[1].name")[0] == "taken"

    def test_parts_keep_their_headings_and_the_order_of_the_pages(self):
        tree = tree_of(FILES / "reactive-resume-4.json")
        tree["sections"]["experience"]["name"] = "Gigs"
        tree["metadata"]["layout"] = [[["skills", "summary", "experience"], ["languages"]]]

        layout = read(tree).personal_info["layout"]

        assert layout["headings"]["work"] == "Gigs"
        assert layout["order"][:3] == ["skills", "summary", "work"]

    def test_hidden_sections_become_invisible(self, found):
        (awards,) = (part for part in found.personal_info["sections"] if part["kind"] == "awards")

        assert (awards["title"], awards["visible"]) == ("Prémios", False)
        assert found.personal_info["layout"]["hidden"] == ["summary"]

    def test_custom_fields_become_links(self, found):
        assert found.personal_info["links"][:2] == [
            {"id": "link_1", "label": "Showreel", "url": "https://reel.example/ines"},
            {"id": "link_2", "label": "Driving licence: B", "url": ""},
        ]

    def test_it_may_stand_within_what_a_program_answers(self):
        data = b'{"id": "1", "title": "CV", "data": ' + (FILES / "reactive-resume-4.json").read_bytes() + b"}"

        found = importers.read(data, file_name="answer.json")

        assert found.format == "reactive-resume-4"
        assert found.personal_info["firstName"] == "Ines"


class TestReactiveResume5:
    @pytest.fixture
    def found(self):
        return read_file("reactive-resume-5.json")

    def test_each_role_at_a_company_is_a_position(self, found):
        jobs = [
            (job["company"], job["position"], job["startDate"], job["endDate"])
            for job in found.work_experience
        ]

        assert jobs == [
            ("Tro Tro Data", "Lead engineer", "2021", ""),
            ("Tro Tro Data", "Engineer", "2017", "2021"),
        ]
        assert found.work_experience[0]["description"] == "Buses, live."
        assert found.work_experience[1]["description"] == "Built the feed."

    def test_the_roles_say_what_the_whole_says_less_well(self, found):
        assert line(found, "sections.experience.items[0].period") == ("left_out", "", "alternative")

    def test_own_sections_of_a_known_type_are_read_as_such(self, found):
        assert section(found, "projects")[0]["name"] == "GTFS in Ghana"
        assert section_titled(found, "Motto")[0]["text"] == "Measure twice."

    def test_a_cover_letter_is_none_of_a_resumes_parts(self, found):
        assert line(found, "customSections[2].items[0].content") == ("left_out", "", "letter")

    def test_the_same_link_twice_is_one(self, found):
        assert found.personal_info["github"] == "https://github.com/kofim"
        assert found.personal_info["links"] == []


class TestRenderCV:
    @pytest.fixture
    def found(self):
        return read_file("rendercv.yaml")

    def test_a_value_is_found_by_its_line_of_the_file(self, found):
        (known,) = (line for line in found.report.lines if line.source == "cv.sections.education[0].degree")

        assert (
            known.row == (FILES / "rendercv.yaml").read_text().splitlines().index("        degree: PhD") + 1
        )

    def test_the_keys_of_an_entry_tell_what_it_is(self, found):
        assert [job["company"] for job in found.work_experience] == ["SMHI", "SMHI", "Älvkonsult"]
        assert section(found, "volunteering")[0]["organization"] == "Röda Korset"
        assert found.education[0]["degree"] == "PhD"
        assert section(found, "publications")[0]["url"] == "https://doi.org/10.1000/182"

    def test_an_alias_takes_over_what_it_does_not_say_itself(self, found):
        assert found.work_experience[1]["location"] == "Norrköping"
        assert found.work_experience[1]["position"] == "Hydrologist"

    def test_a_date_in_words_stays_in_the_text(self, found):
        assert found.work_experience[2]["description"] == "Summer 2012\n\nMeasured, mostly."

    def test_the_summary_is_told_by_its_heading(self, found):
        assert found.summary.startswith(
            "Fifteen years of rivers.\n\nWrites models (https://lindgren.example/models)"
        )

    def test_a_name_that_is_a_link_gives_the_address(self, found):
        project = section(found, "projects")[0]

        assert (project["name"], project["url"]) == ("Snöbilder", "https://sno.example")

    def test_details_are_split_at_their_commas_but_not_in_brackets(self, found):
        assert [skill["name"] for skill in found.skills] == ["Python (NumPy, pandas)", "Fortran", "R", "QGIS"]
        assert line(found, "cv.sections.technologies[0].details")[2] == "split_list"

    def test_a_section_with_any_heading_keeps_it(self, found):
        titles = [part["title"] for part in found.personal_info["sections"] if part["kind"] == "custom"]

        assert titles == ["Selected talks", "Exhibitions", "Fun facts"]


class TestYAMLResume:
    @pytest.fixture
    def found(self):
        return read_file("yamlresume.yml")

    def test_lists_in_markdown_become_bullets(self, found):
        assert found.work_experience[0]["achievements"] == [
            "Rebound 300 volumes",
            "Trained two apprentices who stayed",
        ]
        assert found.summary.endswith("• Care for small archives")

    def test_no_end_means_until_today(self, found):
        assert found.work_experience[0]["current"] is True

    def test_what_a_language_was_examined_for_stands_behind_its_level(self, found):
        assert section(found, "languages")[1]["level"] == "Full Professional Proficiency (CAE, TOEFL 110)"

    def test_the_address_stands_beside_the_person(self, found):
        assert found.personal_info["location"] == "Na Hrázi 3, 180 00 Praha, Czech Republic"


class TestFRESH:
    @pytest.fixture
    def found(self):
        return read_file("fresh.json")

    def test_sets_put_skills_of_the_list_under_their_name(self, found):
        assert [(skill["name"], skill["category"], skill["years"]) for skill in found.skills] == [
            ("IPA", "Transcription", 12),
            ("Praat", "Transcription", 10),
            ("Shorthand", "Transcription", None),
        ]

    def test_private_entries_are_left_out(self, found):
        assert line(found, "references[0].name") == ("left_out", "", "hidden")
        assert section_titled(found, "References")[0]["reference"] == "paul@nagy.example"

    def test_parts_with_no_name_of_ours_have_headings_that_say_what_they_are(self, found):
        assert section_titled(found, "Governance")[0]["position"] == "Member"
        assert section_titled(found, "Talks")[0]["subtitle"] == "LangConf, Keynote, Nice"

    def test_the_summaries_are_one(self, found):
        assert found.summary == "Records small languages.\n\nListen first.\n\nNine years in the field."


class TestMAC:
    @pytest.fixture
    def found(self):
        return read_file("mac.json")

    def test_each_role_in_an_organization_is_a_position(self, found):
        assert [(job["company"], job["position"], job["endDate"]) for job in found.work_experience] == [
            ("Marea", "Directora de producto", ""),
            ("Marea", "Jefa de proyecto", "2020-02-28"),
            ("Puerto SL", "Becaria", "2009-09-01"),
        ]

    def test_a_challenge_is_a_bullet_with_what_was_done_below(self, found):
        assert found.work_experience[0]["achievements"] == [
            "Escalar reservas\n• Rediseño del flujo\n• Pruebas A/B",
            "Abrir Portugal",
        ]

    def test_a_certification_is_no_education(self, found):
        assert [study["degree"] for study in found.education] == ["Ingeniería informática"]
        assert section(found, "certificates")[0]["name"] == "CSPO"

    def test_a_language_is_named_by_its_code_when_nothing_else_says_it(self, found):
        assert [language["name"] for language in section(found, "languages")] == ["Español", "English"]
        assert line(found, "knowledge.languages[1].name")[2] == "language_code"

    def test_what_somebody_earns_is_left_out(self, found):
        assert line(found, "aboutMe.relevantYearsOfExperience") == ("left_out", "", "no_place")


class TestEuropass3:
    @pytest.fixture(params=["europass-3.json", "europass-3.xml"])
    def found(self, request):
        return read_file(request.param)

    def test_json_and_xml_say_the_same(self, found):
        assert found.personal_info["location"] == "5 Vitosha, 1000 Sofia, Bulgaria"
        assert found.work_experience[0]["startDate"] == "2012-08"
        assert found.work_experience[0]["current"] is True
        assert found.education[0]["endDate"] == "2006"

    def test_mother_tongues_are_marked(self, found):
        assert section(found, "languages")[0]["level"] == "Mother tongue"

    def test_names_between_commas_are_skills_and_sentences_a_text(self, found):
        assert [skill["name"] for skill in found.skills][:2] == ["Excel", "R"]
        assert section_titled(found, "Skills")[0]["text"].endswith((". It was loud.", ". Nobody slept."))

    def test_a_birthday_is_left_out(self, found):
        assert {line.why for line in found.report.left_out if "Birthdate" in line.source} == {"no_place"}


def test_the_levels_of_a_language_are_one_where_they_are_the_same():
    levels = [language["level"] for language in section(read_file("europass-3.json"), "languages")]

    assert levels[1:] == [
        "listening C1, reading C2, conversation B2, speaking C1, writing C2 (DALF)",
        "A2 (Goethe A2)",
    ]


class TestCandidate:
    @pytest.fixture
    def found(self):
        return read_file("europass-candidate.xml")

    def test_each_position_with_an_employer_is_a_job(self, found):
        assert [(job["company"], job["position"], job["location"]) for job in found.work_experience] == [
            ("Port Gdańsk", "Planner", "Gdańsk, PL"),
            ("Port Gdańsk", "Trainee", ""),
            ("Stocznia", "", ""),
        ]
        assert found.work_experience[0]["achievements"] == ["Berth plans", "Tide tables"]

    def test_the_first_of_each_way_to_reach_somebody_counts(self, found):
        info = found.personal_info

        assert (info["email"], info["phone"]) == ("marta@kowalczyk.example", "+48 22 5550 100")
        assert info["linkedin"] == "https://www.linkedin.com/in/martak"
        assert info["links"] == [{"id": "link_1", "label": "Scholar", "url": "https://scholar.example/marta"}]

    def test_languages_are_named_by_their_codes(self, found):
        assert [(language["name"], language["level"]) for language in section(found, "languages")] == [
            ("Polish", "Mother tongue"),
            ("Kashubian", "Mother tongue"),
            ("English", "listening C1, writing B2"),
        ]

    def test_every_other_part_has_its_section(self, found):
        titles = [part["title"] for part in found.personal_info["sections"]]

        assert titles[1:] == [
            "Driving licence",
            "Publications",
            "References",
            "Hobbies and interests",
            "Projects",
            "Networks and memberships",
            "Volunteering",
            "Courses",
            "Awards of mine",
        ]


def section_titled(found, title):
    (known,) = (part for part in found.personal_info["sections"] if part["title"] == title)
    return known["items"]


def test_skills_of_europass_in_words_are_read_from_xml_as_from_json():
    said = "<Communication><Description>Clear words</Description></Communication>"
    said += "<Other><Description>Beekeeping</Description></Other>"
    data = f"""<?xml version="1.0"?><SkillsPassport locale="fr"><LearnerInfo><Identification><PersonName>
    <FirstName>Luc</FirstName></PersonName></Identification><Skills>{said}</Skills></LearnerInfo></SkillsPassport>"""

    found = importers.read(data.encode(), file_name="cv.xml")

    assert {"Clear words", "Beekeeping"} <= {
        item["text"] or item["title"] for item in section(found, "custom")
    } | {skill["name"] for skill in found.skills}
    assert found.personal_info["layout"]["language"] == "fr"
