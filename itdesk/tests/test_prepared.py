"""Questions whose SQL is written once: itdesk/prepared.py."""

import pytest

from activity.models import Event
from itdesk.prepared import prepared
from tickets.models import Category


def test_the_question_is_kept_and_the_answer_is_not(hardware):
    question = prepared(Category.objects.filter(slug__startswith="hard").values_list("slug", "name"))
    assert question.rows() == [("hardware", "Hardware")]
    Category.objects.create(slug="hard-to-say", name="Hard to say", position=200)
    assert question.rows() == [("hardware", "Hardware"), ("hard-to-say", "Hard to say")]


def test_a_column_that_django_converts_is_refused(db):
    with pytest.raises(TypeError):
        prepared(Event.objects.values_list("pk", "changes"))
