"""One case explained: findings, element by element, with citation, mark and missing facts.

The same findings are built from a result vector, so a million rows are explained once per
distinct vector and not once per row.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from duly.law.evaluate import conjunction, evaluate, missing
from duly.law.fact import Case, Fact
from duly.law.layout import (
    OPERATING,
    Layout,
    Vector,
    layout,
    live_readings,
    outcome,
    variants,
)
from duly.law.node import facts_of
from duly.law.provision import (
    AllOf,
    Element,
    Mark,
    Part,
    Provision,
    Question,
    Role,
    node_of,
    overridden,
    walk,
)

SPLIT = "SPLIT"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one element comes to in one case.

    ``value`` is True (met), False (not met) or None (unknown); ``applies`` is False where
    the element does not speak about this case. ``because`` is the sentence to show,
    ``missing`` the facts that would settle an unknown.
    """

    id: str
    role: Role
    value: bool | None
    applies: bool
    says: str
    because: str
    cite: str
    mark: Mark
    question: str
    words: str
    next_step: str
    person: str
    missing: tuple[Fact, ...]
    parts: tuple["Finding", ...]


@dataclass(frozen=True, slots=True)
class ReadingOutcome:
    """What one reading of a contested question would come to, the others as operated on.

    ``value`` is what the elements that the question is about come to under this reading.
    """

    question: str
    reading: str
    value: bool | None
    outcome: str
    operating: bool
    live: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """A decision with its reasons.

    ``operating`` is what is acted on; ``outcome`` is SPLIT where live readings differ.
    """

    cite: str
    outcome: str
    operating: str
    findings: tuple[Finding, ...]
    readings: tuple[ReadingOutcome, ...]


def explain(provision: Provision, case: Case, *, forum: str, day: int) -> Explanation:
    """Explain one case as of a day (days since 1970-01-01) in a forum."""
    live = live_readings(provision, forum, day)
    plan = layout(provision, variants(provision, live))
    return explain_vector(plan, vector_of(plan, case), live, case)


def vector_of(plan: Layout, case: Case) -> Vector:
    """Evaluate every condition of a layout for one case."""
    true = unknown = 0
    for position, node in enumerate(plan.nodes):
        value = evaluate(node, case)
        true |= (value is True) << position
        unknown |= (value is None) << position
    return Vector(true, unknown)


def explain_vector(
    plan: Layout,
    vector: Vector,
    live: Mapping[str, tuple[str, ...]],
    case: Case | None = None,
) -> Explanation:
    """Explain a result vector; with the case, missing facts are named one by one."""
    provision = plan.provision
    operating = outcome(provision, plan.plans[OPERATING], vector)
    roles = provision.roles()
    return Explanation(
        cite=provision.cite,
        outcome=overall(plan, vector),
        operating=operating,
        findings=tuple(
            _finding(roles, part, plan, vector, case)
            for part in (*provision.elements, *provision.bars)
        ),
        readings=tuple(
            reading
            for question in provision.questions
            for reading in _readings(question, plan, vector, live, case or {})
        ),
    )


def overall(plan: Layout, vector: Vector) -> str:
    """SPLIT where the strictest and the loosest live readings differ, else the one outcome."""
    operating = outcome(plan.provision, plan.plans[OPERATING], vector)
    if "strictest" not in plan.plans:
        return operating
    bounds = {outcome(plan.provision, plan.plans[n], vector) for n in ("strictest", "loosest")}
    return SPLIT if len(bounds | {operating}) > 1 else operating


def _readings(
    question: Question,
    plan: Layout,
    vector: Vector,
    live: Mapping[str, tuple[str, ...]],
    case: Case,
) -> list[ReadingOutcome]:
    written = _about(question, plan.provision)
    found = []
    for reading in question.readings:
        operating = reading.id == question.operate_on
        name = OPERATING if operating else f"{question.id}={reading.id}"
        found.append(
            ReadingOutcome(
                question.id,
                reading.id,
                conjunction(
                    evaluate(node_of(overridden(part, dict(reading.overrides))), case)
                    for part in written
                ),
                outcome(plan.provision, plan.plans[name], vector),
                operating,
                operating or reading.id in live[question.id],
            )
        )
    return found


def _about(question: Question, provision: Provision) -> list[Part]:
    """The outermost elements or groups that are marked as turning on the question."""
    found: list[Part] = []
    inside: set[str] = set()
    for part in provision.parts():
        if part.question == question.id and part.id not in inside:
            found.append(part)
            inside |= {inner.id for inner in walk(part)}
    return found


def _finding(
    roles: Mapping[str, Role], part: Part, plan: Layout, vector: Vector, case: Case | None
) -> Finding:
    value = vector.value(plan.positions[part.id])
    asked = plan.applies.get(part.id)
    inner = (
        ()
        if isinstance(part, Element)
        else tuple(_finding(roles, one, plan, vector, case) for one in part.parts)
    )
    gaps = missing(node_of(part), case) if case is not None and value is None else ()
    applies = asked is None or vector.value(asked) is not False
    if isinstance(part, AllOf):
        applies = any(one.applies for one in inner)
    role = roles[part.id]
    return Finding(
        id=part.id,
        role=role,
        value=value,
        applies=applies,
        says=part.says,
        because=_because(part, value, gaps),
        cite=part.cite,
        mark=part.mark,
        question=part.question,
        words=part.words,
        next_step=_next_step(part, value, role),
        person=part.person if isinstance(part, Element) and value is None else "",
        missing=gaps,
        parts=inner,
    )


def _next_step(part: Part, value: bool | None, role: Role) -> str:
    """What to do. A bar that is only unknown asks for its facts, not for its lifting."""
    if isinstance(part, AllOf) or value:
        return ""
    if value is None:
        if isinstance(part, Element) and part.next_unknown:
            return part.next_unknown
        if role is Role.BAR:
            hows = dict.fromkeys(fact.how for fact in facts_of(node_of(part)) if fact.how)
            return " ".join(hows) or part.next_step
    return part.next_step


def _because(part: Part, value: bool | None, gaps: tuple[Fact, ...]) -> str:
    if value is True or isinstance(part, AllOf):
        return part.says
    if value is False:
        return part.unmet
    if part.unknown:
        return part.unknown
    if gaps:
        return f"It is not known {' and '.join(fact.says for fact in gaps)}."
    return f"Not known: {part.says[0].lower()}{part.says[1:]}"


def deciding(explanation: Explanation) -> tuple[Finding, ...]:
    """The findings that stand in the way: not met first, then unknown, in the law's order.

    Groups whose parts all must hold are taken apart; an any-of stays whole.
    """
    flat: list[Finding] = []

    def walk(finding: Finding) -> None:
        if finding.parts and all(one.role is not Role.ALTERNATIVE for one in finding.parts):
            for one in finding.parts:
                walk(one)
        else:
            flat.append(finding)

    for top in explanation.findings:
        walk(top)
    return tuple(f for f in flat if f.value is False) + tuple(f for f in flat if f.value is None)
