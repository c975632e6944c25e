"""The kinds that describe learning and the job: skills, topics, steps, and what is asked, of whom, and who does it."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from macros.models.base import Hours, Part, Point, Reviewed
from macros.models.fields import (
    CertificationId,
    CharacteristicId,
    ClaimId,
    Level,
    Line,
    Many,
    MissingCode,
    Prose,
    Reference,
    ResourceId,
    ResponsibilityId,
    RoleId,
    SkillId,
    Slug,
    ToolId,
    TopicId,
)

LEVELS = ("aware", "working", "practitioner", "expert")
"""The four levels of a skill, lowest first."""


class LevelOfSkill(Part):
    """What someone at one level of a skill can do, and how a reviewer could tell."""

    can: Prose
    """A can-do sentence."""
    evidence: Prose
    """Something a reviewer could look at."""
    task: Prose
    """One task that shows the level."""


class Levels(Part):
    """The four levels of a skill."""

    aware: LevelOfSkill
    """Follows what others do with it, and asks the right questions."""
    working: LevelOfSkill
    """Does ordinary tasks alone."""
    practitioner: LevelOfSkill
    """Finds what is wrong, chooses between ways, helps others."""
    expert: LevelOfSkill
    """Sets the way that others follow."""


class Skill(Reviewed):
    """Something a machine learning engineer can do, at four levels."""

    kind: ClassVar = "skill"
    folder: ClassVar = "skills"
    plural: ClassVar = "Skills"
    page: ClassVar = "skills/{id}.md"
    body: ClassVar = "required"

    points: Many[Point] = ()
    """What the skill consists of, in a few points."""
    levels: Levels | None = None
    """Can-do sentences with evidence and a task, for aware, working, practitioner and expert."""
    order: Annotated[int, Field(ge=1, le=99)]
    """Its place among the skills, counted from 1."""
    complete: bool = False
    """Says that nothing is missing any more: from then on gaps are errors."""


class Requirement(Part):
    """A topic that should come first, and why."""

    topic: Annotated[Slug, Reference(kind="topic", order="prerequisite", inverse="What needs it")]
    """The topic that comes first."""
    because: Prose
    """What exactly of it is needed here."""


class Topic(Reviewed):
    """Something that can be learnt in one go: a few hours, one page."""

    kind: ClassVar = "topic"
    folder: ClassVar = "topics"
    plural: ClassVar = "Topics"
    page: ClassVar = "topics/{id}.md"
    body: ClassVar = "optional"

    skill: SkillId
    """The skill it belongs to."""
    level: Level
    """How much it asks of a newcomer to the skill."""
    hours: Hours
    """Hours to learn it, reading and practice together."""
    requires: Many[Requirement] = ()
    """Topics that come first, each with its reason; nothing is ever locked."""
    skip_if: Prose | None = None
    """What someone can do who may skip it."""
    tools: Many[ToolId] = ()
    """Tools it is practised with."""


class Start(Reviewed):
    """Where somebody may begin: what they know already, by topic."""

    kind: ClassVar = "start"
    folder: ClassVar = "starts"
    plural: ClassVar = "Common starts"
    page: ClassVar = "paths.md#{id}"

    order: Annotated[int, Field(ge=1, le=99)]
    """Its place among the starts, counted from 1: who knows least comes first."""
    knows: Many[TopicId] = ()
    """Topics that somebody who starts here may skip."""


class Characteristic(Reviewed):
    """A way of working that others can observe."""

    kind: ClassVar = "characteristic"
    folder: ClassVar = "characteristics"
    plural: ClassVar = "Characteristics"
    page: ClassVar = "characteristics/{id}.md"
    body: ClassVar = "required"

    order: Annotated[int, Field(ge=1, le=99)]
    """Its place among the characteristics, counted from 1."""
    skills: Many[SkillId] = ()
    """Skills that lean on it."""
    statements: Annotated[Many[Prose], Field(min_length=5, max_length=5)]
    """A self-check: five statements in the first person, each true or not yet."""


class Responsibility(Reviewed):
    """Something a machine learning engineer answers for."""

    kind: ClassVar = "responsibility"
    folder: ClassVar = "responsibilities"
    plural: ClassVar = "Responsibilities"
    page: ClassVar = "responsibilities/{id}.md"
    body: ClassVar = "required"

    order: Annotated[int, Field(ge=1, le=99)]
    """Its place among the responsibilities, counted from 1."""
    skills: Many[SkillId] = ()
    """Skills it asks for."""
    characteristics: Many[CharacteristicId] = ()
    """Characteristics it leans on."""
    topics: Many[TopicId] = ()
    """Topics that teach it."""
    tools: Many[ToolId] = ()
    """Tools it is done with."""


class StepRequirement(Part):
    """A step that should come first, and why."""

    step: Annotated[Slug, Reference(kind="step", order="prerequisite", inverse="What needs it")]
    """The step that comes first."""
    because: Prose
    """What of it is needed here."""


class Step(Reviewed):
    """One step of the roadmap."""

    kind: ClassVar = "step"
    folder: ClassVar = "steps"
    plural: ClassVar = "Roadmap steps"
    page: ClassVar = "roadmap/{id}.md"
    body: ClassVar = "required"

    order: Annotated[int, Field(ge=1, le=99)]
    """Its place on the roadmap, counted from 1."""
    hours: Hours
    """Hours of work."""
    requires: Many[StepRequirement] = ()
    """Steps that come first, each with its reason."""
    points: Many[Point] = ()
    """What to attend to on the way, in a few points."""
    outcomes: Annotated[Many[Prose], Field(min_length=1)]
    """What someone can do afterwards."""
    done_when: Annotated[Many[Prose], Field(min_length=1)]
    """How to know that it is done; each a thing one can check."""
    milestone: Prose
    """Something to show."""
    skills: Many[SkillId] = ()
    """Skills it builds."""
    topics: Many[TopicId] = ()
    """Topics it covers."""
    tools: Many[ToolId] = ()
    """Tools it uses."""
    certifications: Many[CertificationId] = ()
    """Certificates it speaks of."""
    resources: Many[ResourceId] = ()
    """Resources for it, in the order to use them; with free ones alone it can be finished."""


class Role(Reviewed):
    """A job title, and where its work ends and the next one's begins."""

    kind: ClassVar = "role"
    folder: ClassVar = "roles"
    plural: ClassVar = "Roles"
    page: ClassVar = "roles/{id}.md"
    body: ClassVar = "optional"

    boundary: Prose
    """Where this role's work ends and a machine learning engineer's begins."""
    skills: Many[SkillId] = ()
    """Skills it needs most."""
    responsibilities: Many[ResponsibilityId] = ()
    """Responsibilities it shares."""
    claims: Many[ClaimId] = ()
    """Dated facts about it."""


Stage = Literal["framing", "data", "modelling", "launch", "operation"]
"""The parts of a model's life, in their order."""


class Task(Reviewed):
    """A piece of the work on a model: which role leads it, which share it, which are told, and why."""

    kind: ClassVar = "task"
    folder: ClassVar = "tasks"
    plural: ClassVar = "Tasks"
    page: ClassVar = "who-does-what.md#{id}"

    order: Annotated[int, Field(ge=1, le=99)]
    """Its place in the life of a model, counted from 1."""
    stage: Stage
    """The part of a model's life that it belongs to."""
    leads: Annotated[Slug, Reference(kind="role"), MissingCode("task-without-lead")]
    """The one role that answers for it."""
    shares: Many[RoleId] = ()
    """Roles that do a part of it."""
    told: Many[RoleId] = ()
    """Roles that have to know what came of it."""
    because: Annotated[Prose, MissingCode("task-without-reason")]
    """Why this role leads it and not its neighbour, in one or two sentences."""
    topics: Many[TopicId] = ()
    """Topics that teach it."""

    def part_of(self, role: str) -> str:
        """What a role does in it: `leads`, `shares`, `told`, or nothing."""
        parts = {self.leads: "leads"} | dict.fromkeys(self.shares, "shares") | dict.fromkeys(self.told, "told")
        return parts.get(role, "")


class WrongAnswer(Part):
    """A plausible wrong answer, kept to prove that the tests catch it and say why."""

    file: Slug
    """The name of its file in `wrong/`, without the ending."""
    misconception: Prose
    """What someone who answers so believes, and why it is not so."""
    message: Line
    """A part of what the tests say of this answer and of no other."""


class Exercise(Reviewed):
    """Something to write: a statement on its page, and code in `exercises/<id>/` that proves itself."""

    kind: ClassVar = "exercise"
    folder: ClassVar = "exercises"
    plural: ClassVar = "Exercises"
    page: ClassVar = "exercises/{id}.md"
    body: ClassVar = "required"

    topic: TopicId
    """The topic it practises."""
    level: Level
    """How much it asks of someone who has read the topic."""
    hours: Hours
    """Hours it takes, looking things up included."""
    hints: Annotated[Many[Prose], Field(min_length=2)]
    """A ladder, from a nudge to nearly the answer."""
    wrong: Annotated[Many[WrongAnswer], Field(min_length=2)]
    """Plausible wrong answers, one for each file of `wrong/`."""
