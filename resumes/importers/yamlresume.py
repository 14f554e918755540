"""YAMLResume: https://yamlresume.dev

JSON Resume's parts under `content`, with texts in Markdown.
"""

from typing import Any, Final

from resumes.importers import json_resume
from resumes.importers.draft import Draft
from resumes.importers.json_resume import read_basics, read_links, read_parts
from resumes.importers.texts import MARKDOWN

PLAINER: Final = MARKDOWN


def recognises(tree: dict[str, Any]) -> bool:
    content = tree.get("content")
    return isinstance(content, dict) and json_resume.recognises(content)


def read(draft: Draft) -> str:
    draft.speaks("locale", "language")
    draft.leave("file", "layout", "layouts", "locale")
    draft.root = draft.at("content")
    around = draft.entry(target="personal_info")
    around.line("location", "location")
    read_basics(draft, known=around.fields)
    read_links(draft, around, "profiles")
    read_parts(draft)
    return "yamlresume"
