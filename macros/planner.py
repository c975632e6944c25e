"""What the planner in a reader's browser knows: topics with their hours and prerequisites, and where people start."""

from __future__ import annotations

import json
from typing import Any

from macros.catalog import Catalog
from macros.models import Start, Topic
from macros.render import prose
from macros.searching import sections_of


def create_planner(catalog: Catalog) -> str:
    """The script that hands the topics to the planner: run and not fetched, so that it loads from `file://` too."""
    data = {
        "skills": [{"id": skill.id, "title": skill.title} for skill in catalog.records("skill")],
        "topics": [_topic(topic) for topic in catalog.records("topic") if isinstance(topic, Topic)],
        "starts": [_start(start) for start in catalog.records("start") if isinstance(start, Start)],
    }
    return f"window.handbookPaths = {json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n"


def _topic(topic: Topic) -> dict[str, Any]:
    """A topic; its reasons are text without markup."""
    return {
        "id": topic.id,
        "title": topic.title,
        "skill": topic.skill,
        "address": topic.location.removesuffix(".md") + ".html",
        "hours": [topic.hours.low, topic.hours.high],
        "requires": [[requirement.topic, _text(requirement.because)] for requirement in topic.requires],
    }


def _start(start: Start) -> dict[str, Any]:
    return {"title": start.title, "knows": list(start.knows)}


def _text(because: str) -> str:
    return sections_of(prose(because))[0].text
