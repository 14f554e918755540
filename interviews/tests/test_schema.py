"""The shapes of an interview practice session's columns."""

import pytest
from django.core.exceptions import ValidationError

from interviews.schema import (
    ANSWER_LIST,
    FEEDBACK,
    QUESTION_LIST,
    validate_answers,
    validate_feedback,
    validate_questions,
)


def test_a_session_is_accepted():
    validate_questions([{"id": "question_1", "text": "Why bridges?", "kind": "motivation"}])
    validate_answers([{"questionId": "question_1", "text": "They hold.", "seconds": 41.5}])
    validate_feedback(
        {"summary": "Clear.", "strengths": ["Short"], "answers": [{"questionId": "question_1", "score": 80}]}
    )


def test_cleaning_gives_questions_their_ids():
    assert QUESTION_LIST.clean([{"id": "", "text": "Why?"}])[0]["id"] == "question_1"


def test_a_session_without_feedback_is_accepted():
    validate_feedback({})


@pytest.mark.parametrize(
    ("shape", "value", "sentence"),
    [
        (QUESTION_LIST, [{"id": "a"}], "Question 1: the text is missing."),
        (
            ANSWER_LIST,
            [{"questionId": "a", "text": "x" * 20_001}],
            "Answer 1: the text is longer than 20,000 characters.",
        ),
        (
            ANSWER_LIST,
            [{"questionId": "a", "text": "", "seconds": -1}],
            "Answer 1: the time taken has to be between 0 and 86,400.",
        ),
        (
            FEEDBACK,
            {"answers": [{"questionId": "a", "score": 101}]},
            "Remark 1: the score has to be between 0 and 100.",
        ),
    ],
)
def test_anything_else_is_refused(shape, value, sentence):
    with pytest.raises(ValidationError) as caught:
        shape.check(value)

    assert caught.value.messages == [sentence]
