"""What must hold across records: one generator a rule, its name the code, its docstring the sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from macros.catalog import Catalog
from macros.checks import coverage, facts, formulas, graph, questions, resources, roles
from macros.checks.finding import Finding, Rule, code_of, diagnostic
from macros.diagnostics import CODES, Diagnostic, Severity, at, suggest
from macros.examples import CODES as EXAMPLE_CODES

RULES: Mapping[Rule, Severity] = {
    graph.unknown_reference: Severity.ERROR,
    graph.self_reference: Severity.ERROR,
    graph.repeated_reference: Severity.ERROR,
    graph.prerequisite_cycle: Severity.ERROR,
    graph.successor_cycle: Severity.ERROR,
    graph.taken_id: Severity.ERROR,
    graph.reserved_id: Severity.ERROR,
    graph.ambiguous_term: Severity.ERROR,
    facts.future_check: Severity.ERROR,
    facts.recheck_before_check: Severity.ERROR,
    facts.listed_fact: Severity.ERROR,
    facts.copy_without_via: Severity.ERROR,
    facts.retired_without_date: Severity.ERROR,
    facts.successor_missing: Severity.ERROR,
    facts.successor_retired: Severity.ERROR,
    facts.price_without_currency: Severity.ERROR,
    questions.misfit_field: Severity.ERROR,
    questions.missing_answer: Severity.ERROR,
    questions.number_of_options: Severity.ERROR,
    questions.no_right_option: Severity.ERROR,
    questions.no_wrong_option: Severity.ERROR,
    questions.several_right_options: Severity.ERROR,
    questions.equal_options: Severity.ERROR,
    questions.right_mistake: Severity.ERROR,
    questions.right_position: Severity.ERROR,
    questions.longest_is_right: Severity.ERROR,
    roles.role_twice: Severity.ERROR,
    roles.role_without_task: Severity.ERROR,
    formulas.bad_formula: Severity.ERROR,
    formulas.open_formula: Severity.ERROR,
    formulas.misplaced_formula: Severity.ERROR,
    resources.resource_without_price: Severity.ERROR,
    resources.resource_without_hours: Severity.ERROR,
    resources.too_many_resources: Severity.ERROR,
    coverage.skill_without_free_path: Severity.ERROR,
    coverage.step_without_free_path: Severity.ERROR,
    coverage.incomplete_skill: Severity.ERROR,
    coverage.incomplete_topic: Severity.ERROR,
    coverage.unused_source: Severity.WARNING,
    facts.overdue_fact: Severity.REPORT,
    coverage.unfinished_skill: Severity.REPORT,
    coverage.unfinished_topic: Severity.REPORT,
    questions.common_position: Severity.REPORT,
}


EXCUSABLE = {
    "ambiguous-term",
    "successor-retired",
    "unused-source",
    "overdue-fact",
    "unfinished-skill",
    "unfinished-topic",
}
"""The rules that `data/exceptions.yml` may excuse records from: matters of judgement, none of safety or of links."""


def all_codes() -> Mapping[str, str]:
    """Every code that a diagnostic may have, with the sentence it stands for."""
    return {**CODES, **EXAMPLE_CODES, **{code_of(rule): (rule.__doc__ or "").strip() for rule in RULES}}


def check(catalog: Catalog) -> Iterator[Diagnostic]:
    """Every rule over the whole catalog, without what the exceptions excuse; exceptions that excuse nothing."""
    excuses = _excuses(catalog)
    used: set[tuple[str, str]] = set()
    for rule, severity in RULES.items():
        for finding in rule(catalog):
            name = (code_of(rule), finding.entry.record.key)
            if name in excuses and name[0] in EXCUSABLE:
                used.add(name)
            else:
                yield diagnostic(finding, name[0], severity)
    yield from _stale(catalog, excuses.keys() - used)


def _excuses(catalog: Catalog) -> Mapping[tuple[str, str], str]:
    """(Code, record) -> reason, from `data/exceptions.yml`."""
    rules = (catalog.exceptions.value or {}) if catalog.exceptions else {}
    return {(code, record): reason for code, records in rules.items() for record, reason in records.items()}


def _stale(catalog: Catalog, unused: set[tuple[str, str]]) -> Iterator[Diagnostic]:
    """An exception excuses something that a rule would find."""
    source, codes = catalog.exceptions, [code_of(rule) for rule in RULES]
    for code, record in sorted(unused):
        assert source is not None
        known = code in codes
        excusable = "needs no exception" if code in EXCUSABLE else "can have no exception"
        message = f"'{record}' {excusable} from '{code}'" if known else f"no rule '{code}'"
        hint = "remove it" if known else suggest(code, codes)
        loc = (code, record) if known else (code,)
        yield at(source, loc, "stale-exception", message, hint, Severity.ERROR, key=True)


__all__ = ["RULES", "Finding", "Rule", "all_codes", "check", "code_of"]
