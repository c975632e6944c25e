"""The graph of the handbook's own records."""

from macros.handbook import Handbook
from macros.models import MODELS, Topic


def test_every_link_leads_to_a_record(real: Handbook) -> None:
    assert [link for link in real.catalog.links if link.target_key not in real.catalog.entries] == []


def test_prerequisites_come_before_what_needs_them(real: Handbook) -> None:
    place = {name: index for index, name in enumerate(real.catalog.learning_order("topic"))}
    wrong = [
        (topic.id, requirement.topic)
        for topic in real.catalog.records("topic")
        if isinstance(topic, Topic)
        for requirement in topic.requires
        if place[requirement.topic] >= place[topic.id]
    ]
    assert wrong == []


def test_no_kind_has_a_circle(real: Handbook) -> None:
    assert [
        real.catalog.cycles(kind, "prerequisite") for kind in MODELS if real.catalog.cycles(kind, "prerequisite")
    ] == []


def test_every_record_has_an_address_of_its_own(real: Handbook) -> None:
    addresses = [entry.record.location for entry in real.catalog.entries.values()]
    assert len(addresses) == len(set(addresses))
