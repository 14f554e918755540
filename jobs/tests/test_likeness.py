"""The optional order of saved jobs, with a package in the place of the real one, which the suite does not install."""

import sys
from importlib.machinery import ModuleSpec
from types import ModuleType, SimpleNamespace

import pytest

from jobs import likeness
from jobs.tests.factories import SavedJobFactory
from resumes.tests.factories import ResumeFactory

pytestmark = pytest.mark.django_db


def words_in_common(query, docs, *, sort):
    assert not sort
    return [(doc, len(set(query.lower().split()) & set(doc.lower().split()))) for doc in docs]


@pytest.fixture
def package(monkeypatch):
    """Has what we call of wordllama: load() from the package's own folder, without fetching, and rank()."""
    module = ModuleType("wordllama")
    module.__spec__ = ModuleSpec("wordllama", None)
    module.__file__ = "/packages/wordllama/__init__.py"
    loaded = []

    def load(**told):
        loaded.append(told)
        return SimpleNamespace(rank=words_in_common)

    module.WordLlama = SimpleNamespace(load=load)
    monkeypatch.setitem(sys.modules, "wordllama", module)
    likeness.model.cache_clear()
    yield loaded
    likeness.model.cache_clear()


@pytest.fixture
def jobs(ada):
    ResumeFactory(user=ada, title="Tides", summary="Reads tide gauges and mends them")
    return [
        SavedJobFactory(user=ada, position=position, job_description=text)
        for position, text in (
            ("Near", "You read tide gauges"),
            ("Far", "You drive a truck and load it"),
            ("Silent", ""),
        )
    ]


def test_the_list_is_ordered_by_it(client, ada, jobs, package):
    page = client.get("/jobs/?sort=alike")

    assert [job.position for job in page.context["piece"].rows] == ["Near", "Far", "Silent"]
    assert "Ordered by how alike the words are to those of “Tides”" in page.content.decode()
    assert package[0]["disable_download"]


def test_without_the_package_nothing_offers_it(client, ada, jobs):
    page = client.get("/jobs/?sort=alike")

    assert 'value="alike"' not in page.content.decode()
    assert page.context["wish"].sort == ""
