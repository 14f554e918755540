"""The shapes of an interview practice session: its questions, the answers given, and the feedback on them."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from saaska.documents.fields import (
    ID,
    SUMMED_UP,
    Bullets,
    Fields,
    Id,
    Label,
    Line,
    Text,
    at_most,
    limited_text,
    number,
    own_ids,
)
from saaska.documents.shapes import Shape

QUESTIONS = 100
ANSWER = 20_000  # characters: ten minutes of speech are about 9,000


class Question(Fields):
    id: Annotated[Id, ID]
    text: Annotated[Text, Label(_("the text"))]
    kind: Annotated[Line, Label(_("the kind"))] = ""


class Answer(Fields):
    questionId: Annotated[Id, Label(_("the question it answers"))]
    text: Annotated[str, limited_text(ANSWER, lines=True), Label(_("the text"))]
    seconds: Annotated[Any, number(0, 86_400), Label(_("the time taken"))] = None


class Remark(Fields):
    questionId: Annotated[Id, Label(_("the question it is about"))]
    text: Annotated[Text, Label(_("the text"))] = ""
    score: Annotated[Any, number(0, 100), Label(_("the score"))] = None


class Feedback(Fields):
    summary: Annotated[Text, SUMMED_UP] = ""
    strengths: Annotated[Bullets, Label(_("strengths"), one=_("strength"))] = []
    improvements: Annotated[Bullets, Label(_("improvements"), one=_("improvement"))] = []
    answers: Annotated[list[Remark], at_most(QUESTIONS), Label(_("remarks"), one=_("remark"))] = []


QUESTION_LIST: Shape[list[dict[str, Any]]] = Shape(
    Annotated[list[Question], at_most(QUESTIONS), own_ids("question")],
    label=Label(_("questions"), one=_("question")),
)
ANSWER_LIST: Shape[list[dict[str, Any]]] = Shape(
    Annotated[list[Answer], at_most(QUESTIONS)], label=Label(_("answers"), one=_("answer"))
)
FEEDBACK: Shape[dict[str, Any]] = Shape(Feedback, label=Label(_("the feedback")))


def validate_questions(value: object) -> None:
    QUESTION_LIST.check(value)


def validate_answers(value: object) -> None:
    ANSWER_LIST.check(value)


def validate_feedback(value: object) -> None:
    FEEDBACK.check(value)
