"""For any orders and any case: an order can forbid or hold, and never allows."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from duly.law.compiled import compile_plan
from duly.law.fact import Fact, Kind, bits, days
from duly.law.layout import OPERATING, layout, outcome
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103.i_2 import HERE
from duly.orders.facts import order_facts
from duly.orders.load import Registry
from duly.orders.model import Order
from duly.orders.overlay import is_stale, overlay

from .order_cases import base_d, outcome_of

START = date(2026, 1, 1)
DECIDED = date(2026, 3, 1)
RUNS = settings(max_examples=150, deadline=None, database=None)
# What each outcome may become when one more bar is laid over it.
NEVER_MILDER = {
    "DENY": {"DENY"},
    "BARRED": {"BARRED"},
    "HOLD": {"HOLD", "BARRED"},
    "SHALL": {"SHALL", "HOLD", "BARRED"},
}
READINGS = [
    {question.id: reading.id} for question in HERE.questions for reading in question.readings
]
near = st.integers(0, 60).map(lambda number: START + timedelta(days=number))


def words(choices: tuple[str, ...]):
    return st.sets(st.sampled_from(choices), min_size=1, max_size=len(choices)).map(sorted)


@st.composite
def blocks(draw):
    act = draw(st.sampled_from(["disclose", "disclose", "use"]))
    use = act == "use"
    return {
        "act": act,
        "actor": draw(words(f.DEPARTMENTS if use else f.CUSTODIANS)),
        "recipient": "any" if use else draw(st.just("any") | words(f.DEPARTMENTS)),
        "made_under": draw(st.just("any") | words(f.MADE_UNDER)),
        "provisions": [HERE.cite],
        "says": "Something is restrained.",
    }


@st.composite
def orders(draw, order_id: str):
    since = draw(near)
    restrained = draw(st.lists(blocks(), min_size=1, max_size=3))
    dates = sorted(draw(st.sets(near.filter(lambda day: day >= since), max_size=3)))
    changes = [
        {
            "on": on,
            "status": draw(st.sampled_from(["in_force", "stayed", "unknown", "dissolved"])),
            "says": "A change.",
            "source": "a test",
        }
        for on in dates
    ]
    until = None
    if draw(st.booleans()):
        until = max([since, *dates]) + timedelta(days=draw(st.integers(1, 30)))
    status = changes[-1]["status"] if changes else draw(st.sampled_from(["in_force", "unknown"]))
    carve_outs = [
        {"id": f"c{number}", "says": "Something is left open.", "requires": needed}
        for number, needed in enumerate(
            draw(st.lists(words(("recorded", "notice_to_court")), max_size=2))
        )
    ]
    return Order.model_validate(
        {
            "order_id": order_id,
            "court": "Example Court",
            "docket": "0:00-cv-00000",
            "kind": draw(st.sampled_from(["preliminary_injunction", "stay", "ancillary"])),
            "title": "Invented for tests.",
            "effective_from": since,
            "effective_to": until,
            "status": status,
            "bound_parties": sorted({word for block in restrained for word in block["actor"]}),
            "provisions": [HERE.cite],
            "blocks": restrained,
            "carve_outs": carve_outs,
            "source": "invented for tests",
            "mark": "unverified",
            "last_verified_on": draw(st.sampled_from([DECIDED, DECIDED - timedelta(days=8)])),
            "verified_by": "a test",
            "changes": changes,
        }
    )


registries = (
    st.integers(0, 3)
    .flatmap(lambda count: st.tuples(*(orders(f"ORDER-{number}") for number in range(count))))
    .map(Registry)
)


def values(fact: Fact):
    match fact.kind:
        case Kind.FLAG:
            return st.booleans()
        case Kind.CHOICE:
            return st.sampled_from(fact.choices)
        case Kind.CHOICES:
            return st.sets(st.sampled_from(fact.choices)).map(lambda some: bits(fact, some))
        case Kind.DATE:
            return near.map(days)
        case _:
            return st.sampled_from(["", "x", "8 USC 1324d"])


@st.composite
def cases(draw, registry: Registry, *, known: bool = False):
    """A cured request with the orders' facts at random, and sometimes a few other facts."""
    gap = st.nothing() if known else st.none()
    turned_on = (f.custodian, f.department, f.made_under, f.as_of)
    case = base_d(START)
    for fact in turned_on:
        case[fact.name] = draw(values(fact) | gap)
    for fact in order_facts(registry):
        case[fact.name] = draw(values(fact) | st.none())
    others = () if known else draw(st.lists(st.sampled_from(HERE.facts()), max_size=2))
    for fact in others:
        case[fact.name] = draw(values(fact) | gap)
    return case


def lay(registry: Registry, act: str = "disclose", decided_on: date = DECIDED):
    return overlay(HERE, registry, decided_on=decided_on, act=act)


@RUNS
@given(st.data())
def test_orders_never_make_an_outcome_milder(data):
    registry = data.draw(registries)
    case = data.draw(cases(registry))
    act = data.draw(st.sampled_from(["disclose", "use"]))
    readings = data.draw(st.sampled_from([{}, *READINGS]))
    without = outcome_of(HERE, case, readings)
    assert outcome_of(lay(registry, act), case, readings) in NEVER_MILDER[without]


@RUNS
@given(st.data())
def test_one_more_order_never_makes_an_outcome_milder(data):
    registry = data.draw(registries)
    more = Registry((*registry.orders, data.draw(orders("ONE-MORE"))))
    case = data.draw(cases(more))
    before = outcome_of(lay(registry), case)
    assert outcome_of(lay(more), case) in NEVER_MILDER[before]


@RUNS
@given(st.data())
def test_going_stale_never_makes_an_outcome_milder(data):
    registry = data.draw(registries)
    case = data.draw(cases(registry))
    fresh = outcome_of(lay(registry, decided_on=START), case)
    assert outcome_of(lay(registry, decided_on=date(2030, 1, 1)), case) in NEVER_MILDER[fresh]


def barred_by_hand(order: Order, case: dict, on: date) -> bool:
    """The meaning of an order on a fully known case, in plain Python."""
    reached = any(
        block.act == "disclose"
        and case["custodian"] in block.actor
        and (block.recipient == ("any",) or case["department"] in block.recipient)
        and (block.made_under == ("any",) or case["made_under"] in block.made_under)
        for block in order.blocks
    )
    notice = case.get(f"order_{order.slug}_notice_on")
    timely = notice is not None and days(order.effective_from) <= notice <= days(on)
    needs = {
        "recorded": case.get(f"order_{order.slug}_carve_out") is True,
        "notice_to_court": timely,
    }
    asked = [word for carve_out in order.carve_outs for word in carve_out.requires]
    carved = bool(asked) and all(needs[word] for word in asked)
    return reached and order.in_force(on) and not carved


@RUNS
@given(st.data())
def test_on_known_facts_a_fresh_order_bars_exactly_what_it_says(data):
    registry = data.draw(registries)
    on = data.draw(near.filter(lambda day: day >= START))
    case = data.draw(cases(registry, known=True)) | {"as_of": days(on)}
    # Fixed so that every element of the provision holds on every date drawn.
    barred = any(barred_by_hand(order, case, on) for order in registry.orders)
    found = outcome_of(lay(registry, decided_on=START), case)
    assert not any(is_stale(order, START) for order in registry.orders)
    assert found == ("BARRED" if barred else "SHALL")


@RUNS
@given(st.data())
def test_the_compiled_function_agrees(data):
    registry = data.draw(registries)
    case = data.draw(cases(registry))
    provision = lay(registry)
    plan = layout(provision, {OPERATING: {}})
    compiled = outcome(provision, plan.plans[OPERATING], compile_plan(plan)(case))
    assert compiled == outcome_of(provision, case)
