"""The examples of rules/legal.yaml are what the file does with them."""

import pytest

from licensecheck.knowledge.knowledge import installed
from licensecheck.knowledge.legal import Topic, load_legal

TOPICS = load_legal()


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.topic)
def test_a_topic_has_expressions_with_examples_or_labels_that_there_are(topic: Topic) -> None:
    assert topic.match or topic.labels
    assert bool(topic.match) == bool(topic.examples) == bool(topic.other)
    assert set(topic.labels) <= installed().rules.labels.keys()
    assert all("(?P<value>" in expression for expression in topic.match)


def test_who_wrote_the_text_of_a_licence_grants_nothing() -> None:
    own = "Copyright (C) 2007 Zebra Foundation, Inc."
    about = "Everyone may copy and pass on verbatim copies of this license document."
    topic = next(one for one in TOPICS if one.topic == "licensor")
    assert topic.named([own, about]) is None
    assert topic.named([own, "You may use it."]) == (0, "Zebra Foundation")
