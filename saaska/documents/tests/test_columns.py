"""What stands beside what."""

from saaska.documents import columns
from saaska.documents.blocks import Entry, Group, Item, Section
from saaska.documents.links import Link
from saaska.documents.words import Words


class TestLinesOfContacts:
    def test_they_are_parted_into_lines_that_fit(self):
        contacts = [Link(Words("x" * 40)) for _ in range(5)]

        assert [len(line) for line in columns.in_lines(contacts)] == [2, 2, 1]

    def test_lines_are_about_as_long_as_each_other(self):
        contacts = [Link(Words("x" * 20)) for _ in range(5)]

        assert [len(line) for line in columns.balanced(contacts, 95)] == [3, 2]
        assert columns.balanced([], 95) == []

    def test_a_contact_longer_than_a_line_has_one_of_its_own(self):
        contacts = [Link(Words("x" * 20)), Link(Words("y" * 200)), Link(Words("z" * 20))]

        assert [len(line) for line in columns.balanced(contacts, 95)] == [1, 1, 1]


class TestBeside:
    def test_chosen_kinds_stand_beside_the_others(self):
        work = Section("work", Words("Work"), "work", entries=[Entry(title=Words("Engineer"))])
        skills = Section("skills", Words("Skills"), "skills", groups=[Group(Words(), [Item(Words("Go"))])])

        found = columns.beside([work, skills], ["skills"], lines=40, characters=30)

        assert (found.side, found.main) == ([skills], [work])

    def test_what_does_not_fit_stays_in_the_main_column(self):
        long = Section("a", Words("Interests"), "interests", paragraphs=[Words("x" * 900)])
        short = Section("b", Words("Languages"), "languages", groups=[Group(Words(), [Item(Words("Go"))])])

        found = columns.beside([long, short], ["interests", "languages"], lines=20, characters=30)

        assert (found.side, found.main) == ([short], [long])

    def test_two_that_fit_alone_but_not_together_are_parted(self):
        sections = [Section(str(n), Words("Talks"), "custom", paragraphs=[Words("x" * 300)]) for n in "ab"]

        found = columns.beside(sections, ["custom"], lines=20, characters=30)

        assert (found.side, found.main) == (sections[:1], sections[1:])
