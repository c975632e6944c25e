"""What must hold across records: one generator a rule, its name the code, its docstring the sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from macros.catalog import Catalog
from macros.checks import bare, coverage, endings, facts, figures, formulas, graph, questions, resources, roles
from macros.checks.excuses import Excuses
from macros.checks.finding import Finding, Rule, code_of, diagnostic
from macros.diagnostics import CODES, Diagnostic, Severity
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
    facts.recheck_too_late: Severity.ERROR,
    facts.unreachable_source: Severity.ERROR,
    facts.unreachable_resource: Severity.ERROR,
    endings.retired_without_date: Severity.ERROR,
    endings.retired_in_future: Severity.ERROR,
    endings.past_retirement: Severity.ERROR,
    endings.successor_missing: Severity.ERROR,
    endings.successor_retired: Severity.ERROR,
    endings.successor_of_current: Severity.ERROR,
    figures.price_without_currency: Severity.ERROR,
    figures.pay_without_year: Severity.ERROR,
    figures.impossible_percentage: Severity.ERROR,
    bare.bare_fact: Severity.ERROR,
    facts.other_day: Severity.ERROR,
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
    facts.long_overdue_fact: Severity.REPORT,
    endings.ended_since_check: Severity.REPORT,
    coverage.unfinished_skill: Severity.REPORT,
    coverage.unfinished_topic: Severity.REPORT,
    questions.common_position: Severity.REPORT,
}


def all_codes() -> Mapping[str, str]:
    """Every code that a diagnostic may have, with the sentence it stands for."""
    return {**CODES, **EXAMPLE_CODES, **{code_of(rule): (rule.__doc__ or "").strip() for rule in RULES}}


def check(catalog: Catalog, excuses: Excuses) -> Iterator[Diagnostic]:
    """Every rule over the whole catalog, without what is excused."""
    for rule, severity in RULES.items():
        for finding in rule(catalog):
            if not excuses.cover(code_of(rule), finding.name):
                yield diagnostic(finding, code_of(rule), severity)


__all__ = ["RULES", "Excuses", "Finding", "Rule", "all_codes", "check", "code_of"]
