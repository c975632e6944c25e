"""What a record may hold: one frozen model a kind. A link is declared once, in a field's type."""

from __future__ import annotations

from collections.abc import Mapping

from macros.models.base import DAYS_OF_WORK, INDEX, Described, Fact, Hours, Part, Record, Reviewed, Successions
from macros.models.currencies import CURRENCIES
from macros.models.facts import Certification, Claim, Pay, Resource, SourceOfFacts, Term, Tool
from macros.models.fields import ID, MissingCode, Reference, is_id, is_web_address, slug
from macros.models.learning import (
    LEVELS,
    Characteristic,
    Exercise,
    Responsibility,
    Role,
    Skill,
    Stage,
    Start,
    Step,
    Task,
    Topic,
)
from macros.models.questions import Mistake, Option, Question
from macros.models.shape import part_in, reading_order, reference_in, texts_in, values_in

MODELS: Mapping[str, type[Record]] = {
    model.kind: model
    for model in (
        Skill,
        Topic,
        Start,
        Exercise,
        Characteristic,
        Responsibility,
        Step,
        Role,
        Task,
        Tool,
        Certification,
        Pay,
        Resource,
        Term,
        SourceOfFacts,
        Claim,
        Question,
    )
}
"""Every kind of record, by name."""

FOLDERS: Mapping[str, type[Record]] = {model.folder: model for model in MODELS.values()}
"""Every kind of record, by its folder in `data/`."""

__all__ = [
    "CURRENCIES",
    "DAYS_OF_WORK",
    "FOLDERS",
    "ID",
    "INDEX",
    "LEVELS",
    "MODELS",
    "Certification",
    "Characteristic",
    "Claim",
    "Described",
    "Exercise",
    "Fact",
    "Hours",
    "MissingCode",
    "Mistake",
    "Option",
    "Part",
    "Pay",
    "Question",
    "Record",
    "Reference",
    "Resource",
    "Responsibility",
    "Reviewed",
    "Role",
    "Skill",
    "SourceOfFacts",
    "Stage",
    "Start",
    "Step",
    "Successions",
    "Task",
    "Term",
    "Tool",
    "Topic",
    "is_id",
    "is_web_address",
    "part_in",
    "reading_order",
    "reference_in",
    "slug",
    "texts_in",
    "values_in",
]
