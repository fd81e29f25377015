"""``duly check use``: whether a later use of something that left is lawful."""

from pathlib import Path
from typing import Annotated

import typer

from duly.cli import common
from duly.cli.common import JsonFlag
from duly.errors import InputError, NoVersionError, UsageError
from duly.gateway.policy import Policy
from duly.gateway.reopen import open_row
from duly.gateway.use import Use, allowed_use, check_use, tag
from duly.law import index
from duly.law.index import NotInForce
from duly.law.provision import FORUMS
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103.later_use import USERS
from duly.orders.load import load_registry
from duly.render.data import explanation_data
from duly.render.terminal import decision


def use(
    for_: Annotated[
        str | None, typer.Option("--for", help=f"The later use: {', '.join(f.USES)}.")
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", help=f"Who uses it: {', '.join(USERS)}.")
    ] = None,
    received_under: Annotated[
        str | None, typer.Option(help='The provision it came under, "26 USC 6103(m)(2)".')
    ] = None,
    row: Annotated[
        str | None, typer.Option(help="Take the provision from a decided request instead.")
    ] = None,
    in_: Annotated[Path | None, typer.Option("--in", help="Folder of that request's run.")] = None,
    completed: Annotated[
        str | None, typer.Option(help="Is the use it was given for completed (yes or no)?")
    ] = None,
    safeguards: Annotated[
        str | None, typer.Option(help="Are the (p)(4) safeguards met (yes or no)?")
    ] = None,
    approved: Annotated[
        str | None, typer.Option(help="Is the rule for passing it on met (yes or no)?")
    ] = None,
    department: Annotated[
        str | None, typer.Option(help=f"The user's department: {', '.join(f.DEPARTMENTS)}.")
    ] = None,
    made_under: Annotated[
        str | None, typer.Option(help=f"What it was asked under: {', '.join(f.MADE_UNDER)}.")
    ] = None,
    orders: Annotated[
        list[Path] | None, typer.Option(help="Your own folder of court orders (repeatable).")
    ] = None,
    as_of: Annotated[str | None, typer.Option(help="Law as of this date (default today).")] = None,
    json: JsonFlag = False,
) -> None:
    """Tell whether a later use of a received item is lawful, and why."""
    on = common.parse_date(as_of, "--as-of") or common.today()
    if row is not None and received_under is not None:
        raise UsageError(
            "a request and a provision are both given: the request says its own.",
            "Give --row, or --received-under.",
        )
    found = open_row(common.run_folder(in_), row) if row is not None else None
    cite = found.applied.provision.cite if found else received_under
    if cite is None:
        raise UsageError(
            "it is not said under which provision the item was received.",
            "Add --received-under, or --row REQUEST_ID --in FOLDER.",
        )
    kept = found.case if found else {}
    asked = Use(
        received_under=cite,
        use=_word(for_, "--for", f.USES),
        user=_word(by, "--by", USERS),
        completed=_flag(completed, "--completed"),
        safeguards_met=_flag(safeguards, "--safeguards"),
        passing_on_approved=_flag(approved, "--approved"),
        department=_word(department, "--department", f.DEPARTMENTS) or _text(kept, "department"),
        let_out=found.decision["operating"] in index.OPENS if found else None,
        made_under=_word(made_under, "--made-under", f.MADE_UNDER) or _text(kept, "made_under"),
    )
    registry = load_registry(*(orders or ()))
    policy = Policy(forum=FORUMS[0])
    try:
        provision, told = check_use(
            asked, registry, as_of=on, decided_on=max(on, common.today()), policy=policy
        )
    except NotInForce as error:
        raise NoVersionError(str(error), "Choose a later --as-of date.") from None
    except LookupError:
        raise InputError(
            "nothing leaves under this provision, or duly does not know it.",
            "See: duly law list --doors.",
            column="--received-under",
        ) from None
    travels = tag(allowed_use(cite))
    if json:
        common.print_json(
            {
                "law_as_of": on.isoformat(),
                "orders_last_verified": str(registry.last_verified_on),
                **explanation_data(told),
                "tag": travels,
            }
        )
        return
    console = common.out()
    evidence = {name.replace("_", " "): text.replace(";", ", ") for name, text in travels.items()}
    console.print(
        decision(
            f"Later use of what was received under {cite}",
            told,
            provision,
            basis=f"Law as of {on}, orders last verified {registry.last_verified_on}.",
            evidence=evidence,
            check_with=f'{common.program()} law show "{cite}"',
        )
    )


def _word(given: str | None, option: str, allowed: tuple[str, ...]) -> str | None:
    if given is None:
        return None
    word = given.strip().casefold().replace(" ", "_").replace("-", "_")
    if word not in allowed:
        raise UsageError(
            f"{option} is not one of the words allowed.", f"Write one of: {', '.join(allowed)}."
        )
    return word


def _flag(given: str | None, option: str) -> bool | None:
    if given is None:
        return None
    if given.casefold() not in {"yes", "no"}:
        raise UsageError(f"{option} is neither yes nor no.", f"Write {option} yes or {option} no.")
    return given.casefold() == "yes"


def _text(case: object, name: str) -> str | None:
    value = case.get(name) if hasattr(case, "get") else None
    return str(value) if value else None
