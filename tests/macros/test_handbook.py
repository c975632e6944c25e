"""What a handbook knows of each of its pages."""

from __future__ import annotations

from dataclasses import replace

from macros.handbook import Handbook


def test_a_body_stands_between_what_the_data_says_before_and_after_it(small: Handbook) -> None:
    template = small.template("skills/sketching.md")
    assert template.startswith('{{ page_head("skill", "sketching") }}\n\n')
    assert template.endswith('\n\n{{ page_foot("skill", "sketching") }}')
    assert "It saves paper" in template


def test_a_page_without_a_record_has_only_what_comes_after_it(small: Handbook) -> None:
    template = small.template("index.md")
    assert template.startswith(small.prose.pages["index.md"].template())
    assert template.endswith("\n\n{{ page_foot() }}")
    assert "page_head" not in template


def test_a_record_without_a_body_has_a_page_that_is_one_call(small: Handbook) -> None:
    assert small.template("tools/pencil.md") == '{{ record_page("tool", "pencil") }}'


def test_every_page_is_named_once_with_a_body_or_without(small: Handbook) -> None:
    assert {"index.md", "skills/sketching.md", "tools/pencil.md"} <= set(small.pages)
    assert len(small.pages) == len(set(small.pages))


def test_the_title_is_the_record_s_unless_the_page_has_its_own(small: Handbook) -> None:
    path = "skills/sketching.md"
    page = replace(small.prose.pages[path], fields={"title": "Own & plain", "reviewed_on": "2026-11-20"})
    handbook = replace(small, prose=replace(small.prose, pages={**small.prose.pages, path: page}))
    record = small.catalog.pages[path]
    assert small.metadata(path)["title"] == record.title
    assert handbook.metadata(path) == {"title": "Own & plain", "description": record.summary}


def test_the_description_is_the_record_s_summary(small: Handbook) -> None:
    record = small.catalog.pages["tools/pencil.md"]
    assert small.metadata("tools/pencil.md") == {"title": record.title, "description": record.summary}
