"""JSON Resume files: what becomes of each value, whatever the file holds."""

import json
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resumes import importers
from resumes.importers import Import, UnreadableFile
from resumes.tests.imports import (
    FILES,
    anything,
    assert_accounted,
    assert_read_or_refused,
    assert_valid,
    line,
    put_anything_somewhere,
    read,
    read_file,
    resume,
    section,
)


def seconds_to_read(summary: str) -> float:
    """Of computing, the least of three times."""
    times = []
    for _time in range(3):
        began = process_time()
        read({"basics": {"name": "Eva", "summary": summary}})
        times.append(process_time() - began)
    return min(times)


class TestVersion1:
    @pytest.fixture
    def found(self) -> Import:
        return read_file("mira-okafor.json")

    def test_it_accounts_for_every_value(self, found):
        assert_accounted(found, json.loads((FILES / "mira-okafor.json").read_bytes()))
        assert_valid(found)

    def test_it_is_titled_by_name_and_headline(self, found):
        assert found.title == "Mira Adaeze Okafor – Civil engineer"

    def test_it_reads_the_person(self, found):
        info = {key: value for key, value in found.personal_info.items() if key not in ("sections", "layout")}

        assert info == {
            "firstName": "Mira Adaeze",
            "lastName": "Okafor",
            "headline": "Civil engineer",
            "email": "mira@mira-okafor.example",
            "phone": "+49 351 5550 142",
            "location": "Alaunstraße 7, 01099 Dresden, Sachsen, DE",
            "linkedin": "https://www.linkedin.com/in/mira-okafor",
            "github": "https://github.com/miraokafor",
            "website": "https://mira-okafor.example",
            "summary": "",
            "photo": "",
            "links": [
                {
                    "id": "link_1",
                    "label": "Mastodon: @mira@bruecken.example",
                    "url": "https://bruecken.example/@mira",
                }
            ],
        }

    def test_it_reads_the_summary_as_plain_text(self, found):
        assert (
            found.summary
            == "Bridges and water. Twelve years between Dresden and Lagos.\nI calculate, and I go and look."
        )
        assert line(found, "basics.summary") == ("changed", "summary", "markup")

    def test_it_reads_jobs(self, found):
        assert found.work_experience[0] == {
            "id": "exp_1",
            "company": "Elbwerk Ingenieure",
            "position": "Lead engineer, bridges",
            "location": "Dresden, Germany",
            "url": "https://elbwerk.example",
            "startDate": "2019-04",
            "endDate": "",
            "current": True,
            "description": "Engineering office of forty people\n\n"
            "Responsible for the inspection and repair of 31 road bridges.",
            "achievements": [
                "Kept the Loschwitz detour at nine days instead of sixty",
                "Trained six junior engineers",
            ],
            "technologies": [],
            "hidden": False,
        }
        assert found.work_experience[1]["current"] is False
        assert found.work_experience[1]["achievements"] == ["Drainage for 4,200 households"]

    def test_it_says_that_a_job_without_an_end_became_current(self, found):
        (remark,) = (line for line in found.report.lines if not line.leaves)

        assert (remark.source, remark.target, remark.why) == (
            "work[0]",
            "work_experience[0].current",
            "no_end",
        )
        assert remark.place == "Experience 1: “current”"

    def test_it_reads_education(self, found):
        assert found.education == [
            {
                "id": "edu_1",
                "institution": "Technische Universität Dresden",
                "degree": "Dipl.-Ing.",
                "field": "Civil engineering",
                "location": "",
                "url": "https://tu.example",
                "startDate": "2007-10",
                "endDate": "2013-06",
                "current": False,
                "gpa": "1.4",
                "description": "",
                "courses": ["Hydraulics II", "Steel structures"],
                "hidden": False,
            }
        ]

    def test_each_keyword_becomes_a_skill_of_its_category(self, found):
        assert [(skill["name"], skill["category"], skill["level"]) for skill in found.skills] == [
            ("Finite elements", "Structures", "Expert"),
            ("Steel", "Structures", "Expert"),
            ("Prestressed concrete", "Structures", "Expert"),
            ("Site management", "", "Advanced"),
        ]
        assert line(found, "skills[0].name") == ("changed", "skills[0].category", "category")

    def test_it_keeps_what_has_no_column_in_sections_in_the_order_of_the_file(self, found):
        assert [section["kind"] for section in found.personal_info["sections"]] == [
            "volunteering",
            "awards",
            "certificates",
            "publications",
            "languages",
            "interests",
            "references",
            "projects",
        ]

    def test_it_reads_a_project_whole(self, found):
        assert section(found, "projects") == [
            {
                "id": "item_1",
                "name": "Pegel",
                "description": "Open water level data for small rivers",
                "url": "https://pegel.example",
                "startDate": "2020-01-15",
                "endDate": "2022-08",
                "current": False,
                "entity": "Pegel e. V.",
                "type": "application",
                "roles": ["Founder"],
                "highlights": ["212 gauges", "Read by three fire brigades"],
                "technologies": ["Python", "LoRaWAN"],
                "hidden": False,
            }
        ]

    def test_it_says_in_words_where_a_section_s_value_went(self, found):
        (award,) = (line for line in found.report.lines if line.source == "awards[0].title")

        assert award.place == "Award 1: the title"

    def test_it_leaves_out_the_picture_and_what_is_about_the_file(self, found):
        assert line(found, "basics.image") == ("left_out", "", "picture")
        assert line(found, "meta.version") == ("left_out", "", "file")
        assert line(found, "$schema") == ("left_out", "", "file")

    def test_it_keeps_unknown_values_in_the_report(self, found):
        (known,) = (line for line in found.report.left_out if line.source == "drivingLicence.since")

        assert (known.value, known.reason) == ("2006", "Not a field of this format.")

    def test_it_counts_each_value_once(self, found):
        assert found.report.counts == {
            "taken": 77,
            "changed": 15,
            "guessed": 0,
            "left_out": 6,
            "offered": 0,
            "empty": 2,
        }
        assert sum(found.report.counts.values()) == found.report.leaves

    def test_it_comes_back_from_what_is_stored(self, found):
        stored = json.loads(json.dumps([found.as_content(), found.report.as_json()]))

        assert Import.from_content(stored[0], report=stored[1], format="json-resume") == found


class TestVersion0:
    @pytest.fixture
    def found(self) -> Import:
        return read_file("tomas-lindqvist-0x.json")

    def test_it_accounts_for_every_value(self, found):
        assert_accounted(found, json.loads((FILES / "tomas-lindqvist-0x.json").read_bytes()))
        assert_valid(found)

    def test_it_knows_the_older_keys(self, found):
        assert found.personal_info["website"] == "http://bageri.example"
        assert found.work_experience[0]["company"] == "Bageri Vasa"
        assert found.work_experience[0]["url"] == "http://vasa.example"
        assert section(found, "publications")[0]["url"] == "http://surdeg.example"

    def test_a_number_keeps_its_digits(self, found):
        assert found.education[0]["gpa"] == "4.50"
        assert line(found, "education[0].gpa") == ("changed", "education[0].gpa", "number")


class TestWrongTypes:
    @pytest.fixture
    def found(self) -> Import:
        return read_file("awkward.json")

    def test_it_accounts_for_every_value(self, found):
        assert_accounted(found, json.loads((FILES / "awkward.json").read_bytes()))
        assert_valid(found)

    def test_a_number_becomes_text(self, found):
        assert found.personal_info["firstName"] == "4711"
        assert found.personal_info["phone"] == "4930123456"

    def test_texts_in_a_list_are_put_together(self, found):
        assert found.personal_info["email"] == "eva@kaos.example, eva2@kaos.example"

    def test_a_script_is_no_address(self, found):
        assert found.personal_info["website"] == ""
        assert line(found, "basics.url") == ("left_out", "", "no_address")

    def test_control_characters_and_half_characters_go(self, found):
        assert found.summary == "Line one\nLine two & three"

    def test_one_object_is_a_list_of_one(self, found):
        assert found.work_experience[0]["company"] == "Kaos & Sons"

    def test_present_means_current(self, found):
        assert found.work_experience[0]["current"] is True
        assert line(found, "work.endDate") == ("changed", "work_experience[0].current", "current")

    def test_lines_of_one_text_become_entries(self, found):
        assert found.work_experience[0]["achievements"] == ["First", "Second"]

    def test_an_unreadable_date_is_left_out_with_its_text(self, found):
        (known,) = (line for line in found.report.left_out if line.source == "education[0].endDate")

        assert (known.value, known.why) == ("sometime", "date")
        assert found.education[0]["current"] is False

    def test_an_ambiguous_date_keeps_its_year(self, found):
        assert found.education[0]["startDate"] == "2011"

    def test_a_list_instead_of_an_object_is_left_out_value_by_value(self, found):
        assert line(found, "education[1][2]") == ("left_out", "", "no_object")

    def test_texts_stand_for_skills_and_awards(self, found):
        assert found.skills[0]["name"] == "Juggling"
        assert section(found, "awards")[0]["title"] == "Golden spoon"

    def test_objects_by_name_are_entries(self, found):
        assert [item["name"] for item in section(found, "languages")] == ["Czech", "Romani"]


class TestDates:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("2019", "2019"),
            ("2019-05", "2019-05"),
            ("2019-05-31", "2019-05-31"),
            ("2019-5", "2019-05"),
            ("2019/05/03", "2019-05-03"),
            ("2019-05-31T08:00:00.000Z", "2019-05-31"),
            ("2019-05-31 08:00:00 +02:00", "2019-05-31"),
            ("20190531", "2019-05-31"),
            ("05/2019", "2019-05"),
            ("31.05.2019", "2019-05-31"),
            ("05/31/2019", "2019-05-31"),
            ("03/03/2019", "2019-03-03"),
            ("May 2019", "2019-05"),
            ("Sept. 2019", "2019-09"),
            ("May 3rd, 2019", "2019-05-03"),
            ("3. März 2019", "2019-03-03"),
            ("1 de mayo de 2019", "2019-05-01"),
            ("août 2019", "2019-08"),
            ("2019年5月", "2019-05"),
            ("٢٠١٩", "2019"),
            ("Summer 2019", "2019"),
            ("Q3 2019", "2019"),
            ("since 2019", "2019"),
            ("2019-00-00", "2019"),
            ("2019-02-30", ""),
            ("2019-13", ""),
            ("0099", ""),
            ("2019 – 2021", ""),
            ("1546300800000", ""),
            ("soon", ""),
            ("Present", ""),
            (" ", ""),
            ("9" * 500, ""),
        ],
    )
    def test_it_reads(self, text, expected):
        found = read({"work": [{"name": "Elbwerk", "endDate": "2020", "startDate": text}]})

        assert found.work_experience[0]["startDate"] == expected

    def test_a_year_may_be_a_number(self):
        found = read({"work": [{"name": "Elbwerk", "startDate": 2019, "endDate": 2020}]})

        assert found.work_experience[0]["startDate"] == "2019"
        assert line(found, "work[0].startDate") == ("changed", "work_experience[0].startDate", "number")

    @pytest.mark.parametrize("end", ["", None])
    def test_an_empty_end_means_current(self, end):
        found = read({"work": [{"name": "Elbwerk", "startDate": "2019", "endDate": end}]})

        assert found.work_experience[0]["current"] is True
        assert line(found, "work[0].endDate")[2] == "empty"

    def test_no_dates_at_all_say_nothing_about_today(self):
        found = read({"work": [{"name": "Elbwerk"}]})

        assert found.work_experience[0]["current"] is False

    def test_an_end_wins_over_a_mark_as_current(self):
        found = read({"work": [{"name": "Elbwerk", "startDate": "2019", "endDate": "2020", "current": True}]})

        assert found.work_experience[0]["current"] is False
        assert line(found, "work[0].current") == ("left_out", "", "busy")

    def test_an_end_today_wins_over_a_mark_as_not_current(self):
        job = {"name": "Elbwerk", "startDate": "2019", "endDate": "Present", "current": False}

        found = read({"work": [job]})

        assert found.work_experience[0]["current"] is True
        assert line(found, "work[0].current") == ("left_out", "", "alternative")

    def test_a_mark_as_not_current_is_believed(self):
        found = read({"work": [{"name": "Elbwerk", "startDate": "2019", "current": False}]})

        assert found.work_experience[0]["current"] is False


class TestNames:
    @pytest.mark.parametrize(
        ("name", "first", "last"),
        [
            ("Cher", "Cher", ""),
            ("Ada King", "Ada", "King"),
            ("Ada Byron King", "Ada Byron", "King"),
            ("Ludwig van Beethoven", "Ludwig", "van Beethoven"),
            ("María de la Cruz", "María", "de la Cruz"),
            ("Ada King, PhD", "Ada", "King, PhD"),
            ("Martin King Jr.", "Martin", "King Jr."),
            ("King, Ada", "Ada", "King"),
            ("山田太郎", "山田太郎", ""),
            ("山田 太郎", "太郎", "山田"),
            ("محمد الأمين", "محمد", "الأمين"),
        ],
    )
    def test_a_name_is_parted(self, name, first, last):
        info = read({"basics": {"name": name}}).personal_info

        assert (info["firstName"], info["lastName"]) == (first, last)

    def test_a_name_that_is_too_long_is_shortened_and_said_to_be(self):
        found = read({"basics": {"name": "x" * 150 + " King"}})

        assert found.personal_info["firstName"] == "x" * 100
        assert line(found, "basics.name")[2] == "cut"


class TestAddress:
    def test_the_postal_code_stands_where_its_country_puts_it(self):
        place = {"city": "Springfield", "region": "IL", "postalCode": "62701", "countryCode": "US"}

        assert read({"basics": {"location": place}}).personal_info["location"] == "Springfield, IL 62701, US"

    def test_what_the_street_says_already_is_not_repeated(self):
        found = read({"basics": {"location": {"address": "Hafenweg 3\n20457 Hamburg", "city": "Hamburg"}}})

        assert found.personal_info["location"] == "Hafenweg 3, 20457 Hamburg"
        assert line(found, "basics.location.city") == ("changed", "personal_info.location", "same")

    def test_a_city_alone_is_taken_as_it_is(self):
        found = read({"basics": {"location": {"city": "Uppsala"}}})

        assert line(found, "basics.location.city") == ("taken", "personal_info.location", "")


class TestMarkup:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("<ul><li><p>One</p></li><li>Two</li></ul>", "• One\n• Two"),
            ("Tom &amp; Jerry&nbsp;Ltd", "Tom & Jerry Ltd"),
            ('See <a href="https://pegel.example">Pegel</a>', "See Pegel (https://pegel.example)"),
            ('<a href="https://pegel.example">https://pegel.example</a>', "https://pegel.example"),
            ("a<br/>b<br>c", "a\nb\nc"),
            ("before<script>alert(1)</script>after", "beforeafter"),
            ("<!-- note -->text", "text"),
            ("List<String> and a < b", "List<String> and a < b"),
            ("write to <eva@kaos.example>", "write to <eva@kaos.example>"),
            ("Map<S> only", "Map<S> only"),
            ("a <script> that never ends", "a <script> that never ends"),
            ("<![CDATA[kept]]>", "<![CDATA[kept]]>"),
            ("&#0;&#xd800;safe", "\ufffd\ufffdsafe"),
        ],
    )
    def test_it_becomes_plain_text(self, text, expected):
        assert read({"basics": {"summary": text}}).summary == expected

    @pytest.mark.parametrize("piece", ["<script>", "<!--", "<a href=", "<b", "&lt;", "</a><a>", "<style><"])
    def test_a_text_made_to_be_slow_is_not(self, piece):
        shorter, longer = (seconds_to_read(piece * count) for count in (5_000, 50_000))

        assert longer / shorter < 50  # ten when it grows like the text, a hundred when like its square

    def test_right_to_left_text_stays_and_reversing_marks_go(self):
        found = read({"basics": {"name": "מירה", "summary": "שלום \u200fworld \u202egnp"}})

        assert found.personal_info["firstName"] == "מירה"
        assert found.summary == "שלום \u200fworld gnp"

    @pytest.mark.parametrize("end", ["\r", "\r\n", "\x0b", "\x0c", "\x85", "\u2028"])
    def test_every_line_end_parts_words(self, end):
        found = read({"basics": {"label": f"Cook{end}Baker", "summary": f"One{end}Two"}})

        assert found.personal_info["headline"] == "Cook Baker"
        assert found.summary == "One\nTwo"
        assert line(found, "basics.label") == ("changed", "personal_info.headline", "one_line")
        assert line(found, "basics.summary") == ("taken", "summary", "")


class TestLimits:
    def test_a_long_text_is_shortened_and_stays_whole_in_the_report(self):
        found = read({"work": [{"name": "Elbwerk", "summary": "word " * 1_200}]})
        (known,) = found.report.changed

        assert len(found.work_experience[0]["description"]) <= 5_000
        assert known.reason == "Longer than 5,000 characters: shortened."
        assert len(known.value) == 5_999

    def test_ten_thousand_jobs_give_forty_and_a_short_report(self):
        found = read(
            {"work": [{"name": f"Company {number}", "position": "Clerk"} for number in range(10_000)]}
        )
        (rest,) = found.report.left_out

        assert len(found.work_experience) == 40
        assert (rest.source, rest.leaves) == ("work[40].name … work[9999].position", 19_920)
        assert found.report.leaves == 20_000
        assert_valid(found)

    def test_more_skills_than_fit_are_left_out(self):
        found = read({"skills": [{"name": "All", "keywords": [f"Skill {number}" for number in range(250)]}]})

        assert len(found.skills) == 200
        assert line(found, "skills[0].keywords[200]") == ("left_out", "", "too_many")

    def test_a_job_without_room_is_left_out_whole_and_a_smaller_one_still_fits(self):
        jobs = [{"name": f"Company {number}", "summary": "x" * 4_900} for number in range(13)]
        found = read({"work": [*jobs, {"name": "Small"}]})

        assert [job["company"] for job in found.work_experience][-1] == "Small"
        assert line(found, "work[12].name") == ("left_out", "", "size")
        assert_valid(found)

    def test_the_longest_basics_leave_the_rest_valid(self):
        texts = dict.fromkeys(("name", "label", "email", "phone", "summary"), "𝕏" * 6_000)
        profiles = [{"network": "𝕏" * 300, "url": f"https://x.example/{'ü' * 1_900}"} for _ in range(30)]
        tree = {"basics": {**texts, "profiles": profiles}, "skills": ["x" * 255] * 200}
        found = read(tree)

        assert_accounted(found, tree)
        assert_valid(found)

    def test_repeated_keys_keep_the_last_and_report_the_others(self):
        data = b'{"basics": {"name": "Eva Old", "name": "Eva Older", "name": "Eva New"}}'
        found = importers.read(data, file_name="file.json")

        assert found.personal_info["lastName"] == "New"
        assert [(line.value, line.why) for line in found.report.left_out] == [
            ("Eva Old", "repeated"),
            ("Eva Older", "repeated"),
        ]

    def test_numbers_that_are_none_are_left_out(self):
        found = importers.read(
            b'{"basics": {"name": "Eva", "phone": NaN, "label": -Infinity}}', file_name="f.json"
        )

        assert found.personal_info["phone"] == ""
        assert line(found, "basics.label") == ("left_out", "", "no_text")

    def test_a_number_of_a_million_digits_is_shortened(self):
        data = b'{"basics": {"name": "Eva", "phone": ' + b"9" * 1_000_000 + b"}}"

        assert importers.read(data, file_name="f.json").personal_info["phone"] == "9" * 255


class TestEncoding:
    TREE = {"basics": {"name": "Zoë Müller"}}

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
    def test_unicode_is_read(self, encoding):
        data = json.dumps(self.TREE, ensure_ascii=False).encode(encoding)

        assert importers.read(data, file_name="zoe.json").personal_info["lastName"] == "Müller"

    def test_anything_else_is_read_as_western_european_and_said_to_be(self):
        data = json.dumps(self.TREE, ensure_ascii=False).encode("latin-1")
        found = importers.read(data, file_name="zoe.json")

        assert found.personal_info["lastName"] == "Müller"
        assert [line.why for line in found.report.lines if not line.leaves] == ["encoding"]

    @pytest.mark.parametrize("wrong", [b"caf\xe9", b"caf\xc3", b"\x81\x8d", b"\xed\xa0\x80", b"\x80 50"])
    def test_a_wrong_byte_spoils_no_other_letter(self, wrong):
        data = json.dumps(self.TREE | {"skills": ["?"]}, ensure_ascii=False).encode().replace(b"?", wrong)
        found = importers.read(data, file_name="zoe.json")

        assert found.personal_info["lastName"] == "Müller"
        assert [line.why for line in found.report.lines if not line.leaves] == ["encoding"]

    def test_the_wrong_byte_is_the_letter_that_windows_writes_so(self):
        found = importers.read(b'{"basics": {"summary": "Zo\xc3\xab, 50 \x80"}}', file_name="zoe.json")

        assert found.summary == "Zoë, 50 €"


class TestUnreadable:
    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            (b"", "The file is empty."),
            (b" \n", "The file is empty."),
            (b"\xef\xbb\xbf", "The file is empty."),
            (b"%PDF-1.7", "The PDF is damaged"),
            (b"Mira Okafor, engineer", "No part of a résumé was found in this text"),
            (b"[]", "holds no résumé of a format we know"),
            (b'{"foo": 1}', "holds no résumé of a format we know"),
            (b'["basics"]', "holds no résumé of a format we know"),
            (b"{}", "holds no résumé of a format we know"),
            (b'{"basics": {}}', "There is nothing in this file"),
            (b'{"work": [{"name": null}], "basics": ""}', "There is nothing in this file"),
            (b'{"basics": {}, "sections": {}}', "There is nothing in this file"),
            (b'{"basics": true, "sections": {}}', "There is nothing in this file"),
            (b'{"basics": {"name": "Eva', "The file ends in the middle of its data"),
            (b'{"basics": {"name": "Eva"}', "The file ends in the middle of its data"),
            (b'{"basics": {"name": "Eva"}} tail', "line 1, column 29 is not JSON"),
            (b"{'basics': {}}", "line 1, column 2 is not JSON"),
            (b"[" * 200_000, "nested more than 100 levels deep"),
            (b'{"basics":' * 101 + b"1" + b"}" * 101, "nested more than 100 levels deep"),
            (b"[" + b"1," * 300_000 + b"1]", "holds no résumé of a format we know"),
            (b'{"work": [' + b"1," * 300_000 + b"1]}", "more than 200,000 values"),
            (b"\xff\xfe{\x00\x00\xd8\x00", "cannot be read"),
            (b" " * 5_000_001, "larger than 5 MB"),
        ],
    )
    def test_it_says_so_in_one_sentence(self, data, sentence):
        with pytest.raises(UnreadableFile) as caught:
            importers.read(data, file_name="upload")

        assert sentence in str(caught.value)

    def test_json_is_expected_of_a_json_file(self):
        with pytest.raises(UnreadableFile, match="line 1, column 1 is not JSON"):
            importers.read(b"Mira Okafor", file_name="Mira.JSON")


class TestAnyFile:
    @given(tree=anything)
    @settings(max_examples=100, deadline=None)
    def test_any_value_is_read_or_refused(self, tree):
        assert_read_or_refused(tree)

    @given(tree=resume)
    @settings(max_examples=100, deadline=None)
    def test_any_resume_is_read_or_refused(self, tree):
        assert_read_or_refused(tree)

    @given(data=st.data())
    @settings(max_examples=100, deadline=None)
    def test_a_resume_with_anything_in_wrong_places_is_read_or_refused(self, data):
        tree = json.loads((FILES / "mira-okafor.json").read_bytes())

        for _change in range(data.draw(st.integers(1, 5))):
            put_anything_somewhere(tree, data)

        assert_read_or_refused(tree)

    @given(data=st.binary(max_size=200) | st.text(max_size=50).map(str.encode))
    @settings(max_examples=100, deadline=None)
    def test_any_bytes_are_refused(self, data):
        with pytest.raises(UnreadableFile):
            importers.read(data, file_name="upload.json")
