"""What holds of every provision in every case, proved with a solver.

Each theorem is a claim in one sentence, with a verdict and, where it fails or where it is a
"there is a case" claim, a case that the evaluator has replayed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

import z3

from duly.law import forms
from duly.law.evaluate import evaluate
from duly.law.fact import Case, Fact
from duly.law.node import FALSE, TRUE, All, Matches, Node, facts_of
from duly.law.pattern import Chars, Pattern
from duly.law.prove import Term, Undecided, World, language, solve
from duly.law.provision import AnyOf, Element, Part, Provision, Unit, node_of


@dataclass(frozen=True, slots=True)
class Theorem:
    """One claim about one provision. ``holds`` is None where the solver gave no answer."""

    id: str
    says: str
    holds: bool | None
    witness: Case | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome of a provision in one world, as solver terms."""

    met: Term
    not_met: Term
    barred: Term
    unknown: Term


def answer(provision: Provision, world: World) -> Answer:
    """The precedence of outcomes: a false element, a bar, something unknown, the effect."""
    necessary = [world.rails(unit.node) for unit in provision.units() if not unit.bar]
    bars = [world.rails(unit.node) for unit in provision.units() if unit.bar]
    gap = z3.Or([z3.Not(z3.Or(r.true, r.false)) for r in (*necessary, *bars)])
    not_met = z3.Or([r.false for r in necessary])
    barred = z3.And(z3.Not(not_met), z3.Or([r.false for r in bars]))
    unknown = z3.And(z3.Not(not_met), z3.Not(barred), gap)
    return Answer(z3.Not(z3.Or(not_met, barred, unknown)), not_met, barred, unknown)


def prove_all(provision: Provision) -> Iterator[Theorem]:
    """Every theorem, for the provision as written and under each other reading."""
    world = World(provision.facts())
    yield from _core(provision, world, "")
    for question in provision.questions:
        for reading in question.readings:
            if reading.id != question.operate_on:
                chosen = {question.id: reading.id}
                suffix = f" under {question.id}={reading.id}"
                yield from _core(provision.under(chosen), world, suffix)
    yield from _asked_somewhere(provision)
    yield from _ordered_readings(provision, world)
    yield from _strong_forms(provision)


def narrows(base: Provision, overlaid: Provision) -> Theorem:
    """An overlay lets nothing out that the provision alone would not."""
    world = World(tuple(dict.fromkeys((*base.facts(), *overlaid.facts()))))
    more = z3.And(answer(overlaid, world).met, z3.Not(answer(base, world).met))
    return _never(
        "narrows", "The orders let nothing out that the law alone would not.", world, more
    )


def implies(provision: Provision, node: Node, says: str) -> Theorem:
    """Whatever the provision lets out, this surely holds."""
    world = World(tuple(dict.fromkeys((*provision.facts(), *facts_of(node)))))
    escapes = z3.And(answer(provision, world).met, z3.Not(world.rails(node).true))
    return _never("implies", says, world, escapes)


def never_both(one: Provision, two: Provision, says: str) -> Theorem:
    """No case is let out under both provisions."""
    world = World(tuple(dict.fromkeys((*one.facts(), *two.facts()))))
    return _never("apart", says, world, answer(one, world).met, answer(two, world).met)


def _core(provision: Provision, world: World, suffix: str) -> Iterator[Theorem]:
    result = answer(provision, world)
    rails = {unit.part.id: world.rails(unit.node) for unit in provision.units()}
    yield from _each_never(
        "implies",
        f"whatever is answered {provision.words.met}, it surely holds{suffix}",
        world,
        {id_: z3.And(result.met, z3.Not(r.true)) for id_, r in rails.items()},
        suffix,
    )
    yield from _each_never(
        "consistent",
        f"it is never both met and not met{suffix}",
        world,
        {id_: z3.And(r.true, r.false) for id_, r in rails.items()},
        suffix,
    )
    words = [result.met, result.not_met, result.barred, result.unknown]
    pairs = [z3.And(a, b) for place, a in enumerate(words) for b in words[:place]]
    yield _never(
        f"one-answer{suffix}",
        f"Each case has exactly one answer{suffix}.",
        world,
        z3.Or(*pairs, z3.Not(z3.Or(words))),
    )
    yield _learning(provision, suffix)
    for unit in provision.units():
        yield from _alive(provision, unit, world, suffix)


def _learning(provision: Provision, suffix: str) -> Theorem:
    less, more = World(provision.facts(), "less"), World(provision.facts(), "more")
    before, after = answer(provision, less), answer(provision, more)
    overturned = z3.Or(
        z3.And(before.met, z3.Not(after.met)),
        z3.And(before.not_met, z3.Not(after.not_met)),
        z3.And(before.barred, z3.Not(z3.Or(after.barred, after.not_met))),
    )
    terms = [*more.knows_more(less), overturned]
    return _never(
        f"learning{suffix}", f"Learning a fact never overturns a firm answer{suffix}.", less, *terms
    )


def _alive(provision: Provision, unit: Unit, world: World, suffix: str) -> Iterator[Theorem]:
    """There is a case that this element alone decides; dropping it changes the answer there.

    Elements that ask nothing under these readings (constants) are passed over here; that
    each asks something under some reading is a theorem of its own.
    """
    others = [world.rails(other.node).true for other in provision.units() if other != unit]
    if not _asks_nothing(unit.part):
        refused = [*others, z3.Not(world.rails(unit.node).true)]
        says = f"{unit.part.id} alone can refuse; without it something unlawful passes{suffix}."
        yield _replayed(
            provision,
            unit.part,
            value=TRUE,
            says=says,
            world=world,
            terms=refused,
            suffix=suffix,
        )
    if not isinstance(unit.part, AnyOf):
        return
    for inner in unit.part.parts:
        if _asks_nothing(inner):
            continue
        without = node_of(_replace_part(unit.part, inner.id, FALSE))
        passed = [*others, world.rails(unit.node).true, z3.Not(world.rails(without).true)]
        says = f"{inner.id} alone can fulfil its group; without it a lawful case fails{suffix}."
        yield _replayed(
            provision, inner, value=FALSE, says=says, world=world, terms=passed, suffix=suffix
        )


def _replayed(
    provision: Provision,
    part: Part,
    *,
    value: Node,
    says: str,
    world: World,
    terms: list[Term],
    suffix: str,
) -> Theorem:
    """Find a case in the solver, then let the evaluator decide it with and without the part."""
    id_ = f"alive:{part.id}{suffix}"
    try:
        model = solve(*world.domain(), *world.complete(), *terms)
    except Undecided:
        return Theorem(id_, says, None)
    if model is None:
        return Theorem(id_, says, False)
    case = world.case(model)
    dropped = replace(
        provision,
        elements=tuple(_replace_part(one, part.id, value) for one in provision.elements),
        bars=tuple(_replace_part(one, part.id, value) for one in provision.bars),
        questions=(),
    )
    return Theorem(id_, says, permitted(provision, case) != permitted(dropped, case), case)


def _asks_nothing(part: Part) -> bool:
    return isinstance(part, Element) and part.holds in {TRUE, FALSE}


def permitted(provision: Provision, case: Case) -> bool:
    """Tell, with the evaluator and not the solver, whether every deciding unit surely holds."""
    return all(evaluate(unit.node, case) is True for unit in provision.units())


def _replace_part(part: Part, id_: str, value: Node) -> Part:
    if part.id == id_:
        return Element(part.id, part.says, part.cite, part.mark, value, "")
    if isinstance(part, Element):
        return part
    return replace(part, parts=tuple(_replace_part(inner, id_, value) for inner in part.parts))


def _asked_somewhere(provision: Provision) -> Iterator[Theorem]:
    """An element that asks nothing as written must ask something under some reading."""
    asking: dict[str, list[Node]] = {}
    for question in provision.questions:
        for reading in question.readings:
            for id_, node in reading.overrides:
                asking.setdefault(id_, []).append(node)
    for leaf in provision.leaves():
        if leaf.holds in {TRUE, FALSE}:
            alive = any(node not in {TRUE, FALSE} for node in asking.get(leaf.id, []))
            yield Theorem(f"asked:{leaf.id}", f"{leaf.id} asks something in some reading.", alive)


def _ordered_readings(provision: Provision, world: World) -> Iterator[Theorem]:
    """Readings are listed strictest first: the bounds that SPLIT rests on are true bounds."""
    for question in provision.questions:
        under = [provision.under({question.id: r.id}) for r in question.readings]
        for strict, loose in pairwise(under):
            escapes = []
            for one, two in zip(strict.units(), loose.units(), strict=True):
                a, b = world.rails(one.node), world.rails(two.node)
                escapes.append(
                    z3.Or(z3.And(a.true, z3.Not(b.true)), z3.And(b.false, z3.Not(a.false)))
                )
            yield _never(
                f"ordered:{question.id}",
                f"The readings of {question.id} run from strict to loose.",
                world,
                z3.Or(escapes),
            )


CONTROL = Chars(("\x00", "\x1f"), ("\x7f", "\x9f"))


def _strong_forms(provision: Provision) -> Iterator[Theorem]:
    """No required form accepts a text without letter or digit, or with a control character."""
    seen: set[Pattern] = set()
    for leaf in provision.leaves():
        for fact, patterns in _required_forms(leaf.holds).items():
            if set(patterns) <= seen:
                continue
            seen.update(patterns)
            yield from _strong_form(leaf.id, fact, patterns)


def _strong_form(leaf: str, fact: Fact, patterns: list[Pattern]) -> Iterator[Theorem]:
    text = z3.String(fact.name)
    accepted = [z3.InRe(text, language(pattern)) for pattern in patterns]
    anything = z3.Full(z3.ReSort(z3.StringSort()))
    weak = {
        "without a letter or digit": z3.InRe(
            text, z3.Complement(z3.Concat(anything, language(forms.SIGN), anything))
        ),
        "with a control character": z3.InRe(text, z3.Concat(anything, language(CONTROL), anything)),
    }
    for what, term in weak.items():
        says = f"{leaf} accepts no text {what}."
        try:
            model = solve(*accepted, term)
        except Undecided:
            yield Theorem(f"form:{leaf}:{what}", says, None)
            continue
        witness = None if model is None else {fact.name: str(model.eval(text))}
        yield Theorem(f"form:{leaf}:{what}", says, model is None, witness)


def _required_forms(node: Node) -> Mapping[Fact, list[Pattern]]:
    """The patterns that a text must have, by fact, in the positive parts of a conjunction."""
    found: dict[Fact, list[Pattern]] = {}
    parts = node.parts if isinstance(node, All) else (node,)
    for part in parts:
        if isinstance(part, Matches):
            found.setdefault(part.fact, []).append(part.pattern)
    return found


def _each_never(
    kind: str, claim: str, world: World, terms: Mapping[str, Term], suffix: str
) -> Iterator[Theorem]:
    """One question to the solver for all; only if it fails, one for each."""
    together = _never("", "", world, z3.Or(list(terms.values())))
    for id_, term in terms.items():
        says = f"{id_}: {claim}."
        if together.holds:
            yield Theorem(f"{kind}:{id_}{suffix}", says, True)
        else:
            yield _never(f"{kind}:{id_}{suffix}", says, world, term)


def _never(id_: str, says: str, world: World, *terms: Term) -> Theorem:
    try:
        model = solve(*world.domain(), *terms)
    except Undecided:
        return Theorem(id_, says, None)
    return Theorem(id_, says, model is None, None if model is None else world.case(model))
