"""The macros of one page: its methods are what `{{ ... }}` calls, and its state is what that page has said so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, get_args

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from macros.drawing import NOTE, TITLE, Graph, lay_out, pay_panels, roadmap_graph, skill_graph
from macros.models import LEVELS, Claim, Fact, Record, Stage
from macros.render.downloads import create_place
from macros.render.quiz import Item, create_quiz, number
from macros.render.tables import LEDGER, TABLES, facts_by_day, matrix
from macros.render.text import address, aged, day, due, fence, in_sentence, money, plain, prose, reading
from macros.render.view import View


def _finalize(value: object) -> Markup:
    """Whatever a template prints: escaped unless it is markup already; nothing is printed for nothing."""
    if value is None:
        raise TypeError("a template printed None")
    return value if isinstance(value, Markup) else plain(str(value))


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("macros.render"),
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # noqa: S701 - _finalize escapes for Markdown and HTML at once
        auto_reload=False,  # an edit of a template restarts the live server, as one of code does (macros/fresh.py)
    )
    environment.filters.update(prose=prose, day=day, aged=aged, due=due, address=address, reading=reading, fence=fence)
    environment.filters.update(number=number)
    environment.globals.update(money=money, LEVELS=LEVELS, STAGES=get_args(Stage))
    environment.globals.update(TABLES=TABLES, LEDGER=LEDGER, matrix=matrix, facts_by_day=facts_by_day)
    environment.globals.update(roadmap_graph=roadmap_graph, skill_graph=skill_graph, TITLE=TITLE, NOTE=NOTE)
    environment.globals.update(pay_panels=pay_panels)
    return environment


templates = _environment()


@dataclass(kw_only=True)
class PageRenderer(View):
    """Renders the macros of the page at `path` (in `docs/`), in the order in which they stand."""

    defined: set[str] = field(default_factory=set)
    cited: list[str] = field(default_factory=list)

    # --- what pages call -------------------------------------------------------------------------------------------

    def term(self, record_id: str, words: str = "") -> Markup:
        """A glossary term: its definition at the first use on a page, a link after that."""
        term = self.record("term", record_id)
        if record_id in self.defined:
            return self.mention("term", record_id, words or in_sentence(term.title))
        self.defined.add(record_id)
        return self._render("term.md.j2", term=term, words=words or in_sentence(term.title)).strip()

    def claim(self, record_id: str) -> Markup:
        """The value of a claim, with a note that gives its source, its dates and its age."""
        claim = self.record("claim", record_id)
        assert isinstance(claim, Claim)
        if record_id not in self.cited:
            self.cited.append(record_id)
        return Markup(f"{plain(claim.value)}[^{record_id}]")

    def equation(self, name: str) -> Markup:
        """A link to a named equation of the page, by its number."""
        return Markup(f"[equation ({self.prose.pages[self.path].equations[name]})](#{name})")

    def records(self, kind: str) -> Markup:
        """All records of a kind."""
        return self._render(f"records/{kind}.md.j2", records=self.catalog.records(kind))

    def example(self, example_id: str, figure: str = "") -> Markup:
        """A worked example: its code, what it gave, where and when; and its figure, with words for what it shows."""
        example = self.examples[example_id]
        return self._render("example.md.j2", example=example, record=example.record, figure=figure)

    def download(self, kind: str) -> Markup:
        """The place for what there is to say of a download once it is made (macros/book/listing.py)."""
        return Markup(create_place(kind))

    # --- what the build puts around a page -------------------------------------------------------------------------

    def page_head(self, kind: str, record_id: str) -> Markup:
        """What the data says before a record's body."""
        return self._render("head.md.j2", record=self.record(kind, record_id))

    def page_foot(self, kind: str = "", record_id: str = "") -> Markup:
        """What the data says after a page: links, sources, dates, ways to mend it."""
        record = self.record(kind, record_id) if kind else None
        return self._render("foot.md.j2", record=record, claims=self._cited())

    def record_page(self, kind: str, record_id: str) -> Markup:
        """The whole page of a record without a body."""
        return self.page_head(kind, record_id) + Markup("\n\n") + self.page_foot(kind, record_id)

    # --- what templates ask -------------------------------------------------------------------------------------------

    def last_checked(self, record: Record | None) -> Any:
        """The oldest day on which something that this page states was checked, or nothing."""
        facts = [self.record("claim", name) for name in self.cited] + ([record] if record else [])
        return min((fact.checked_on for fact in facts if isinstance(fact, Fact)), default=None)

    def quiz(self, topic: Record) -> list[Item]:
        """The questions about a topic, as the page asks them."""
        return create_quiz(self.questions_on([topic]))

    def map(self, graph: Graph, name: str) -> Markup:
        """A graph as a picture in a frame that scrolls by itself; the list beside it says the same in words."""
        return self._render("map.md.j2", name=name, layout=lay_out(graph))

    def html(self, caller: Callable[[], str]) -> Markup:
        """What a template writes that is HTML alone: Markdown has nothing to do in it."""
        html = caller().rstrip("\n")
        return Markup(html if self.aside is None else self.aside.block(html))

    def _render(self, template: str, **context: object) -> Markup:
        return Markup(templates.get_template(template).render(page=self, **context))

    def _cited(self) -> list[Claim]:
        return [claim for name in self.cited if isinstance(claim := self.record("claim", name), Claim)]
