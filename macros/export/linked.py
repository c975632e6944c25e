"""What a page tells programs of its subject, in the words of schema.org, as JSON-LD.

It stands in a script element whose type no browser runs, so the policy has nothing to say of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from macros.catalog import Catalog
from macros.export.imprint import LICENCE, Imprint
from macros.formulas import without_marks
from macros.models import Exercise, Hours, Pay, Record, Role, Skill, Term, Topic

Thing = dict[str, Any]
"""An object of JSON-LD."""

DURATIONS = {"year": "P1Y", "day": "P1D"}
PERCENTILES = {"half": ("percentile25", "percentile75"), "four fifths": ("percentile10", "percentile90")}
"""The ends of the middle half, and of the middle four fifths."""

ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
"""What could end the element that the text stands in, or a line of it, written otherwise."""


def create_linked(path: str, catalog: Catalog, imprint: Imprint) -> str:
    """The JSON-LD of a page (its path in `docs/`), safe within HTML; nothing where the words do not fit."""
    thing = _glossary(catalog) if path == Term.page.partition("#")[0] else _thing(catalog.pages.get(path), catalog)
    if thing is None:
        return ""
    url = {"url": imprint.to(path.removesuffix(".md") + ".html")} if imprint.address else {}
    document = {"@context": "https://schema.org", **thing, **url}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)


def _thing(record: Record | None, catalog: Catalog) -> Thing | None:
    """What schema.org calls a record."""
    match record:
        case Role():
            return _occupation(record, catalog)
        case Topic():
            needs = [catalog.get("topic", required.topic) for required in record.requires]
            return _resource(record, "topic", record.hours, record.level, needs)
        case Exercise():
            return _resource(record, "exercise", record.hours, record.level, [catalog.get("topic", record.topic)])
        case Skill():
            return _resource(record, "skill")
    return None


def _resource(
    record: Topic | Exercise | Skill, what: str, hours: Hours | None = None, level: str = "", needs: Iterable[Any] = ()
) -> Thing:
    """Something to learn from: what it teaches, how long that takes at most, what should come first."""
    required = [other.title for other in needs if other is not None]
    return {
        "@type": "LearningResource",
        "name": record.title,
        "description": without_marks(record.summary),
        "learningResourceType": what,
        "teaches": record.title,
        **({"educationalLevel": level} if level else {}),
        **({"timeRequired": f"PT{round(hours.high * 60)}M"} if hours else {}),
        **({"competencyRequired": required} if required else {}),
        "dateModified": record.reviewed_on.isoformat(),
        "inLanguage": "en",
        "isAccessibleForFree": True,
        "license": LICENCE,
    }


def _occupation(role: Role, catalog: Catalog) -> Thing:
    """A job, with the pay of those who have exactly this one."""
    links = catalog.backlinks.get(("role", role.id), [])
    readings = [link.entry.record for link in links if isinstance(link.entry.record, Pay)]
    medians = [reading for reading in readings if reading.statistic == "median"]
    return {
        "@type": "Occupation",
        "name": role.title,
        "description": without_marks(role.summary),
        "skills": _titles(catalog, "skill", role.skills),
        "responsibilities": _titles(catalog, "responsibility", role.responsibilities),
        **(_pay(medians) if medians else {}),
    }


def _pay(readings: Sequence[Pay]) -> Thing:
    """Medians, and the places that they hold for, without which a salary says nothing."""
    places = dict.fromkeys(reading.region for reading in readings)
    return {
        "estimatedSalary": [_salary(reading) for reading in readings],
        "occupationLocation": [{"@type": "AdministrativeArea", "name": place} for place in places],
    }


def _salary(reading: Pay) -> Thing:
    """A median of pay, and whose it is."""
    return {
        "@type": "MonetaryAmountDistribution",
        "name": f"{reading.measure}, {reading.region}, {reading.period}: {reading.population}",
        "currency": reading.currency,
        "duration": DURATIONS[reading.per],
        "median": reading.amount,
        **_spread(reading),
    }


def _spread(reading: Pay) -> Thing:
    """Between which percentiles the middle of those counted lies, where that is known."""
    if reading.spread is None:
        return {}
    low, high = PERCENTILES[reading.spread.holds]
    return {low: reading.spread.low, high: reading.spread.high}


def _glossary(catalog: Catalog) -> Thing:
    """The terms, by their places on the page, which has their definitions."""
    terms = catalog.records("term")
    return {
        "@type": "DefinedTermSet",
        "name": Term.plural,
        "license": LICENCE,
        "hasDefinedTerm": [{"@type": "DefinedTerm", "@id": f"#{term.id}", "name": term.title} for term in terms],
    }


def _titles(catalog: Catalog, kind: str, ids: Sequence[str]) -> list[str]:
    return [record.title for name in ids if (record := catalog.get(kind, name)) is not None]
