"""Everything that the two articles of 2023 named has a place here, item by item."""

import re

import pytest

from macros.handbook import Handbook
from macros.models import Certification, Pay, Skill, Step
from tests.conftest import ROOT

POINTS = {
    "programming": (
        "algorithm-implementation model-customisation data-preprocessing integration-with-libraries "
        "debugging-and-optimisation scalability innovation"
    ),
    "data-science": ("informed-preprocessing practical-feature-engineering rigorous-evaluation robust-model-selection"),
    "mathematics": (
        "data-as-matrices dimensionality-and-features principal-components optimisation parameters-and-outcomes "
        "probability-and-inference"
    ),
    "frameworks": "tensorflow pytorch scikit-learn keras xgboost lightgbm caffe mxnet",
    "big-data": (
        "efficient-data-handling scalability real-time-data distributed-computing data-exploration "
        "resource-optimisation governance-and-security streamlined-pipelines"
    ),
    "problem-solving": (
        "feature-selection hyperparameter-tuning data-augmentation model-evaluation ensembles algorithm-selection "
        "ethical-considerations"
    ),
    "communication": (
        "simplifying-jargon visualising-data analogies storytelling regular-updates interactive-demonstrations "
        "feedback-incorporation ethical-and-legal-discussion"
    ),
}
"""The seven skills of the first article, and the points of each in its order."""

KINDS = {
    "skill": [*POINTS],
    "responsibility": ["build-models", "prepare-data", "evaluate-and-optimise", "scale-and-deploy", "collaborate"],
    "step": ["foundations", "degree", "frameworks", "stay-current", "certifications", "network"],
    "characteristic": [
        "analytical-problem-solving",
        "mathematics-and-statistics",
        "software-engineering",
        "tools-and-libraries",
        "curiosity",
        "adaptability",
        "communication-and-teamwork",
        "attention-to-detail",
    ],
}
"""The items of each kind, in the articles' order."""

CERTIFICATES = ["tensorflow-developer", "azure-ai-engineer-associate", "aws-machine-learning-specialty"]
FOCUS_POINTS = {
    "frameworks": ["methods-to-grasp", "algorithm-families"],
    "network": ["hands-on-experience", "portfolio"],
}
FACTORS = ["location", "experience", "company-size"]


@pytest.mark.parametrize(("kind", "names"), KINDS.items(), ids=KINDS)
def test_the_articles_items_stand_in_their_order(kind: str, names: list[str], real: Handbook) -> None:
    found = [record.id for record in real.catalog.records(kind) if getattr(record, "origin", None) == "article"]
    assert found == names


def test_there_are_48_points() -> None:
    assert sum(len(names.split()) for names in POINTS.values()) == 48


@pytest.mark.parametrize("name", POINTS)
def test_a_skill_has_the_articles_points_in_their_order(name: str, real: Handbook) -> None:
    skill = real.catalog.get("skill", name)
    assert isinstance(skill, Skill)
    assert [point.id for point in skill.points] == POINTS[name].split()


def test_each_framework_point_leads_to_its_tool(real: Handbook) -> None:
    skill = real.catalog.get("skill", "frameworks")
    assert isinstance(skill, Skill)
    assert [point.id for point in skill.points if point.id not in point.tools] == []


@pytest.mark.parametrize("name", CERTIFICATES)
def test_the_three_certificates_are_there_and_retired(name: str, real: Handbook) -> None:
    certificate = real.catalog.get("certification", name)
    assert isinstance(certificate, Certification)
    assert certificate.status == "retired"


def test_the_four_focus_points_are_points_of_steps(real: Handbook) -> None:
    for name, points in FOCUS_POINTS.items():
        step = real.catalog.get("step", name)
        assert isinstance(step, Step)
        assert [point.id for point in step.points] == points


def test_the_reading_of_2023_has_its_three_factors(real: Handbook) -> None:
    pay = real.catalog.get("pay", "glassdoor-2023")
    assert isinstance(pay, Pay)
    assert (pay.amount, pay.currency, pay.measure) == (118_000, "USD", "base")
    assert [factor.id for factor in pay.factors] == FACTORS


def test_every_item_has_its_place_on_the_page_that_lists_them() -> None:
    page = (ROOT / "docs" / "where-everything-is.md").read_text(encoding="utf-8")
    anchors = [f"{skill}.md#{point}" for skill, names in POINTS.items() for point in names.split()]
    assert [anchor for anchor in anchors if anchor not in page] == []


@pytest.mark.parametrize(("kind", "number"), [("skill", 9), ("role", 6), ("term", 100), ("resource", 50)])
def test_there_is_enough_of(kind: str, number: int, real: Handbook) -> None:
    assert len(real.catalog.records(kind)) >= number


def test_no_two_pages_open_or_close_alike() -> None:
    openings: dict[str, str] = {}
    for path in sorted((ROOT / "docs").rglob("*.md")):
        prose = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
        lines = [line for line in prose.split("\n") if line.strip()]
        text = [line for line in lines if not line.startswith(("---", "#", "reviewed_on", "title"))]
        for place, line in (("opens", text[0]), ("closes", text[-1])):
            words = f"{place} {' '.join(re.findall(r'[a-z]+', line.lower())[:4])}"
            assert openings.setdefault(words, path.name) == path.name, words
