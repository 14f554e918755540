"""How a letter looks, as a form, and how it comes to look like a résumé."""

from typing import TYPE_CHECKING, Any, Final

from django.http import QueryDict

from letters.models import CoverLetter
from saaska.documents import looks
from saaska.documents.choices import Designs, design_field
from saaska.documents.designs import Kind
from saaska.documents.schema import PERSONAL_INFO

if TYPE_CHECKING:
    from resumes.models import Resume

KIND: Final[Kind] = "letter"
TAKEN: Final = ("colors", "fonts", "textSize", "spacing", "pageSize", "language")  # keys of a résumé's layout


class Look(looks.Look[CoverLetter]):
    """Bound to `data` it shows what was chosen; content() is what would be saved of that."""

    kind = KIND

    template = design_field(KIND)

    def __init__(self, letter: CoverLetter, *, designs: Designs, data: QueryDict | None = None) -> None:
        person = PERSONAL_INFO.clean(letter.personal_info)
        super().__init__(letter, designs=designs, personal_info=person, data=data)


def look_of(resume: "Resume", letter: CoverLetter, designs: Designs) -> dict[str, Any]:
    """The columns of the letter in the look of that résumé: the design of its name, if the person may use that."""
    person = PERSONAL_INFO.clean(letter.personal_info)
    theirs = PERSONAL_INFO.clean(resume.personal_info)["layout"]
    layout = {**person["layout"], **{key: theirs[key] for key in TAKEN}}
    template = resume.template if resume.template in dict(designs) else letter.template
    return {"template": template, "personal_info": {**person, "layout": layout}}
