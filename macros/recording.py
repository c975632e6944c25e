"""The examples run again: what they give now is judged, compared with what stands beside them, and written there.

Only `make examples`, the tests and the nightly workflow come here.
"""

from __future__ import annotations

import ast
import importlib.metadata
import platform
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from macros.diagnostics import Diagnostic
from macros.examples import Example, ExampleRecord, clean_figure, difference, fingerprint, to_yaml
from macros.handbook import today_in_utc
from macros.running import SECONDS, Run, run
from macros.source import HIDDEN, MAX_BYTES, Span

CODES: Mapping[str, str] = {
    "opens-network": "An example needs no network.",
    "writes-outside": "An example writes in its own folder alone.",
    "starts-process": "An example starts no other program.",
    "runs-too-long": "An example takes at most ten seconds of processor time.",
    "changing-output": "An example gives the same each time.",
    "failing-example": "An example comes to its end without a warning, and prints what came out.",
    "stray-file": "An example leaves nothing but a figure of its own name.",
    "other-output": "An example gives what stands beside it.",
}
"""What can be wrong with an example that runs; `check`, which runs nothing, knows none of these."""

HINTS: Mapping[str, str] = {
    "opens-network": "make the data in the script, or load a set that scikit-learn brings",
    "writes-outside": "write into the folder it runs in, and only a figure of its own name",
    "starts-process": "do it in the script itself, in one process",
}
SEEDS = (0, 1)
"""The seeds of Python's hashes: whatever depends on the order of a set differs between two runs."""
LENIENCE = 3
"""So many times longer may an example take where it is only compared: a busy machine is no fault of its own."""
AT_ONCE = 2


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What an example gave, and what is wrong with it."""

    example: Example
    output: str
    figure: str | None
    seconds: float
    diagnostics: tuple[Diagnostic, ...]


def run_example(example: Example, *, twice: bool = False) -> Outcome:
    """Run an example; `twice`, where it is to be seen whether it gives the same each time."""
    seconds = SECONDS if twice else SECONDS * LENIENCE
    ran = _run(example, SEEDS[0], seconds)
    found = list(judge(example, ran))
    if twice and not found:
        again = _run(example, SEEDS[1], seconds)
        found = [*judge(example, again), *_changing(example, ran, again)]
    return Outcome(
        example=example,
        output=_output(ran),
        figure=_figure(example, ran),
        seconds=ran.seconds,
        diagnostics=tuple(found),
    )


def _run(example: Example, seed: int, seconds: float) -> Run:
    name = f"{example.id}.py"
    return run(name, files={name: example.text}, seconds=seconds, hash_seed=seed)


def run_examples(examples: Iterable[Example], *, twice: bool = False) -> Iterator[Outcome]:
    """Run examples side by side; each outcome in the order given, as soon as it is there."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield from pool.map(lambda example: run_example(example, twice=twice), examples)


# --- what is wrong with a run --------------------------------------------------------------------------------------


def judge(example: Example, ran: Run) -> Iterator[Diagnostic]:
    """Everything that is wrong with a run, whatever stands beside the example."""
    for refusal in ran.refusals:
        yield _at(example, refusal.line, refusal.code, f"{WORDS[refusal.code]}: {refusal.what}", HINTS[refusal.code])
    if ran.too_long:
        hint = "take less data or fewer steps, and say in the text what more would change"
        yield _at(example, 1, "runs-too-long", f"not done after {SECONDS:g} seconds", hint)
    elif not ran.refusals:
        yield from _failing(example, ran)
    for name in ran.files.keys() - {f"{example.id}.svg"}:
        yield _at(
            example, 1, "stray-file", f"it leaves '{name}'", f"a figure is '{example.id}.svg'; write nothing else"
        )


WORDS: Mapping[str, str] = {
    "opens-network": "it opens the network",
    "writes-outside": "it writes outside its folder",
    "starts-process": "it starts another program",
}


def _failing(example: Example, ran: Run) -> Iterator[Diagnostic]:
    """It ends badly, warns, or prints nothing that a page can show."""
    output = _output(ran)
    if ran.status:
        message = ran.raised or f"it ends with status {ran.status}: {_last(ran.errors)}"
        yield _at(example, ran.line, "failing-example", message, _remedy(ran.raised))
    elif ran.errors.strip():
        message, hint = f"it writes to standard error: {_last(ran.errors)}", "mend what it warns of"
        yield _at(example, 1, "failing-example", message, hint)
    elif not output.strip():
        yield _at(
            example, 1, "failing-example", "it prints nothing", "print what came out, and say what each number is"
        )
    elif len(_figure(example, ran) or "") > MAX_BYTES:
        message, hint = f"its figure is larger than {MAX_BYTES // 1000} KB", "draw fewer points, or rasterized=True"
        yield _at(example, 1, "failing-example", message, hint)
    elif HIDDEN.search(output):
        yield _at(example, 1, "failing-example", "it prints a character that nobody sees", "print plain text")


def _remedy(raised: str) -> str:
    """What to do about an exception."""
    if raised.startswith("ModuleNotFoundError"):
        return "make examples installs what requirements/examples.in names; other packages are not to be used"
    if "Warning:" in raised.split(" ", maxsplit=1)[0]:
        return "mend what it warns of, or show it: with warnings.catch_warnings(record=True)"
    return "mend it, then run: make examples"


def _changing(example: Example, first: Run, second: Run) -> Iterator[Diagnostic]:
    """It gives something else when it runs again."""
    found = difference(_output(first), _output(second), tolerance=0)
    if not found and _figure(example, first) != _figure(example, second):
        found = "the figure is another one"
    if found:
        hint = (
            "seed it: np.random.default_rng(0); sort sets before printing; print no times and no addresses of objects"
        )
        yield _at(example, 1, "changing-output", f"run twice, it gives something else: {found}", hint)


def differing(outcome: Outcome) -> Iterator[Diagnostic]:
    """An example gives what stands beside it; a figure is compared where the same matplotlib drew it."""
    example, record = outcome.example, outcome.example.record
    if outcome.diagnostics or record is None:
        return
    found = difference(record.output, outcome.output, record.tolerance)
    if not found and (outcome.figure is None) != (example.figure is None):
        found = "it draws a figure, or none, other than before"
    elif not found and record.libraries.get("matplotlib") == versions(example.text).get("matplotlib"):
        moved = difference(example.figure or "", outcome.figure or "", FIGURE_TOLERANCE)
        found = f"in the figure {moved}" if moved else ""
    if found:
        hint = "if it is right so, run: make examples; if machines differ there, write a tolerance beside it"
        yield _at(example, 1, "other-output", found, f"{hint} ({example.name.removesuffix('.py')}.yml)")


FIGURE_TOLERANCE = 0.05
"""How far anything in a figure may move, in points: too little to be seen."""


def _at(example: Example, line: int, code: str, message: str, hint: str) -> Diagnostic:
    """A finding at a line of an example."""
    text = example.text.split("\n")[max(line, 1) - 1]
    start = len(text) - len(text.lstrip())
    span = Span(line=max(line, 1), column=start + 1, end=max(len(text), start + 1) + 1)
    return Diagnostic(path=example.name, code=code, message=message, span=span, hint=hint, line=text)


def _last(errors: str) -> str:
    """The last line of what a program said of its end."""
    return next((line.strip() for line in reversed(errors.split("\n")) if line.strip()), "nothing was said")[:200]


# --- what stands beside it -----------------------------------------------------------------------------------------


Tell = Callable[[Outcome, bool], None]
"""Hears of each example as it ends, and whether anything was written."""


def record_examples(root: Path, examples: Iterable[Example], tell: Tell) -> list[Diagnostic]:
    """Run examples twice, and write what they gave beside those that are sound."""
    found: list[Diagnostic] = []
    for outcome in run_examples(examples, twice=True):
        found += outcome.diagnostics
        tell(outcome, not outcome.diagnostics and _write(root, outcome))
    return found


def check_examples(_root: Path, examples: Iterable[Example], tell: Tell) -> list[Diagnostic]:
    """Run examples, and compare what they give with what stands beside them; nothing is written."""
    found: list[Diagnostic] = []
    for outcome in run_examples(examples):
        other = replace(outcome, diagnostics=(*outcome.diagnostics, *differing(outcome)))
        found += other.diagnostics
        tell(other, False)
    return found


def _write(root: Path, outcome: Outcome) -> bool:
    """Write what an example gave; nothing where it stands there already, as on the day of the earlier run."""
    example, new = outcome.example, create_record(outcome)
    old = example.record
    if old is not None and new == old.model_copy(update={"run_on": new.run_on}) and example.figure == outcome.figure:
        return False
    path = root / example.name
    path.with_suffix(".yml").write_text(to_yaml(new), encoding="utf-8")
    if outcome.figure is not None:
        path.with_suffix(".svg").write_text(outcome.figure, encoding="utf-8")
    else:
        path.with_suffix(".svg").unlink(missing_ok=True)
    return True


def create_record(outcome: Outcome) -> ExampleRecord:
    """What goes beside an example; a tolerance that somebody wrote there stays."""
    example = outcome.example
    return ExampleRecord(
        code=fingerprint(example.text),
        run_on=today_in_utc().isoformat(),  # type: ignore[arg-type]  # as it stands in the file
        python=platform.python_version(),
        libraries=dict(versions(example.text)),
        tolerance=example.record.tolerance if example.record else None,
        figure=fingerprint(outcome.figure) if outcome.figure is not None else None,
        output=outcome.output,
    )


def versions(code: str) -> Mapping[str, str]:
    """The packages that code imports, beyond Python's own, with their versions here."""
    names = {name.split(".")[0] for name in _imports(code)} - sys.stdlib_module_names
    packages = sorted({package for name in names for package in _distributions().get(name, ())[:1]})
    return {package: importlib.metadata.version(package) for package in packages}


def _imports(code: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


@cache
def _distributions() -> Mapping[str, list[str]]:
    return importlib.metadata.packages_distributions()


def _output(ran: Run) -> str:
    """What was printed, without blanks at the ends of lines and without empty lines around it."""
    lines = [line.rstrip() for line in ran.output.split("\n")]
    return "\n".join(lines).strip("\n") + "\n"


def _figure(example: Example, ran: Run) -> str | None:
    """The figure of its own name, as it is kept."""
    drawn = ran.files.get(f"{example.id}.svg")
    return clean_figure(drawn.decode("utf-8", "replace")) if drawn is not None else None
