"""Files that nobody meant to be read, and files with anything in wrong places: a sentence or a whole report."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resumes import importers
from resumes.importers import Import, UnreadableFile, trees
from resumes.tests.imports import FILES, assert_whole, put_anything_somewhere, read_or_refusal, tree_of
from resumes.tests.test_importers_formats import OWN

SIGNS = [b"", b"{", b"[", b"cv:\n  name: ", b"content:\n  basics: ", b"<?xml version='1.0'?>", b"<Candidate>"]


class TestAnything:
    @pytest.mark.parametrize("name", OWN)
    @given(data=st.data())
    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    def test_a_file_with_anything_in_wrong_places_is_read_or_refused(self, name, data):
        tree = tree_of(FILES / name)
        for _change in range(data.draw(st.integers(1, 5))):
            put_anything_somewhere(tree, data)

        assert_whole(read_or_refusal(trees.read, tree, file_name="file"), tree)

    @given(sign=st.sampled_from(SIGNS), data=st.binary(max_size=200) | st.text(max_size=80).map(str.encode))
    @settings(max_examples=300, deadline=None)
    def test_any_bytes_are_read_or_refused(self, sign, data):
        found = read_or_refusal(importers.read, sign + data, file_name="upload")

        assert isinstance(found, Import) or found.endswith(".")

    @pytest.mark.parametrize("name", OWN)
    @given(data=st.data())
    @settings(max_examples=40, deadline=None)
    def test_a_file_with_damaged_bytes_is_read_or_refused(self, name, data):
        damaged = bytearray((FILES / name).read_bytes())
        for _hit in range(data.draw(st.integers(1, 8))):
            damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
        end = data.draw(st.integers(0, len(damaged)))

        found = read_or_refusal(importers.read, bytes(damaged[:end]), file_name="upload")

        assert isinstance(found, Import) or found.endswith(".")


LAUGHS = b"".join(
    b"a%d: &a%d [%s]\n" % (level, level, b",".join([b"*a%d" % (level - 1)] * 9)) for level in range(1, 10)
)
BOMB = b"cv:\n  name: x\na0: &a0 [lol]\n" + LAUGHS
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE c [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Candidate>&b;</Candidate>'
)
OUTSIDE = (
    b'<?xml version="1.0"?><!DOCTYPE c [<!ENTITY x SYSTEM "file:///etc/passwd">]><Candidate>&x;</Candidate>'
)
PERSON = b"<Candidate><CandidatePerson>"


class TestHostile:
    @pytest.mark.parametrize(
        ("data", "name", "sentence"),
        [
            (BOMB, "cv.yaml", "more than 200,000 values"),
            (b"cv: &x\n  name: *x\n", "cv.yaml", "Line 2 refers to something that is not there yet."),
            (b"cv: {a: *nowhere}\n", "cv.yaml", "refers to something that is not there yet"),
            (b"cv: " + b"[" * 500, "cv.yaml", "nested more than 100 levels deep"),
            (b"cv: " + b"{a: " * 500, "cv.yaml", "nested more than 100 levels deep"),
            (b"cv:\n  name: x\n---\ncv:\n  name: y\n", "cv.yaml", "several YAML documents"),
            (b"cv:\n  ? [a, b]\n  : c\n", "cv.yaml", "In line 2 a text was expected in front of the colon."),
            (b"cv:\n\tname: x\n", "cv.yaml", "line 2, column 1 is not YAML"),
            (b"cv: 'never closed", "cv.yaml", "is not YAML"),
            (b"just a text", "cv.yaml", "holds no résumé of a format we know"),
            (b"cv: x", "cv.yaml", "holds no résumé of a format we know"),
            (b"cv: {}", "cv.yaml", "There is nothing in this file"),
            (b"a: " + b"x" * 1_000_001, "cv.yaml", "larger than 1 MB"),
            (ENTITIES, "cv.xml", "declares a document type"),
            (OUTSIDE, "cv.xml", "declares a document type"),
            (OUTSIDE.decode().encode("utf-16"), "cv.xml", "declares a document type"),
            (b"<Candidate>" + b"<a>" * 5_000, "cv.xml", "nested more than 100 levels deep"),
            (PERSON + b"<a/>" * 500_000, "cv.xml", "more than 200,000 values"),
            (PERSON, "cv.xml", "line 1, column 29 is not XML"),
            (b"<Candidate><CandidatePerson/></Candidate>", "cv.xml", "holds no résumé of a format we know"),
            (b"<?xml version='1.0' encoding='nonsense'?><Candidate/>", "cv.xml", "."),
            (b"<?xml version='1.0'?><html><body/></html>", "cv.xml", "holds no résumé of a format we know"),
        ],
    )
    def test_it_says_so_in_one_sentence(self, data, name, sentence):
        with pytest.raises(UnreadableFile) as caught:
            importers.read(data, file_name=name)

        assert sentence in str(caught.value)
        assert str(caught.value).count(". ") <= 1

    def test_a_tag_of_yaml_makes_no_object(self):
        data = b"cv:\n  name: !!python/object/apply:os.system ['true']\n  headline: !!binary aGk=\n"

        found = importers.read(data, file_name="cv.yaml")

        assert found.personal_info["firstName"] == "true"
        assert found.personal_info["headline"] == "aGk="

    def test_a_number_in_yaml_keeps_its_digits_and_no_stays_a_word(self):
        found = importers.read(b"cv:\n  name: No\n  phone: 3.80\n  headline: on\n", file_name="cv.yaml")

        assert (found.personal_info["firstName"], found.personal_info["phone"]) == ("No", "3.80")
        assert found.personal_info["headline"] == "on"

    def test_a_key_twice_in_yaml_keeps_the_last(self):
        found = importers.read(b"cv:\n  name: Old One\n  name: New One\n", file_name="cv.yaml")

        assert found.personal_info["firstName"] == "New"
        assert [line.why for line in found.report.left_out] == ["repeated"]

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
    def test_yaml_of_any_encoding_is_read(self, encoding):
        found = importers.read("cv:\n  name: Zoë Müller\n".encode(encoding), file_name="cv.yaml")

        assert found.personal_info["lastName"] == "Müller"

    @pytest.mark.parametrize("end", [b"\r\n", b"\r"])
    def test_yaml_with_any_line_ends_is_read_without_a_remark(self, end):
        data = b"cv:\n  name: Zoe Mill\n  email: zoe@example.org\n".replace(b"\n", end)

        found = importers.read(data, file_name="cv.yaml")

        assert found.personal_info["email"] == "zoe@example.org"
        assert [line.why for line in found.report.lines] == ["split", ""]

    def test_a_large_yaml_is_read_in_time_that_grows_with_it(self):
        entry = "      - company: Firm {0}\n        position: Clerk\n"
        head = "cv:\n  name: Eva\n  sections:\n    experience:\n"
        times = []
        for count in (1_000, 10_000):
            data = (head + "".join(entry.format(number) for number in range(count))).encode()
            began = time.process_time()
            found = importers.read(data, file_name="cv.yaml")
            times.append(time.process_time() - began)

        assert len(found.work_experience) == 40
        assert times[1] / times[0] < 50
