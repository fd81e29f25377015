"""``duly why``: one decision, finding by finding."""

from pathlib import Path
from typing import Annotated

import typer

from duly.cli import common
from duly.cli.common import JsonFlag
from duly.gateway.reopen import Row, open_row
from duly.match import MATCH_REASONS
from duly.match.gate import REASONS
from duly.render.data import explanation_data
from duly.render.doors import door_data, doors_page
from duly.render.terminal import decision


def why(
    row: Annotated[str, typer.Argument(help="request_id, reference, or row number in the file.")],
    in_: Annotated[
        Path | None, typer.Option("--in", help="Folder of the run (default: the last one here).")
    ] = None,
    json: JsonFlag = False,
) -> None:
    """Explain one decision: every element, the words of the law, the readings, what to do."""
    folder = common.run_folder(in_)
    found = open_row(folder, row)
    if json:
        content = {
            "request_id": found.decision["request_id"],
            "reference": found.decision["reference"],
            "row": found.decision["row"],
            "law_as_of": found.applied.as_of.isoformat(),
            "decided_on": found.applied.decided_on.isoformat(),
            "orders_last_verified": str(found.registry.last_verified_on),
            **explanation_data(found.explanation),
            "profile": explanation_data(found.profile) if found.profile else None,
            "evidence": evidence(found),
            "doors": [door_data(door) for door in found.doors] or None,
        }
        common.print_json(content)
        return
    console = common.out()
    console.print(
        decision(
            f"Request {found.decision['request_id']}, row {found.decision['row']}",
            found.explanation,
            found.applied.provision,
            basis=f"Law as of {found.applied.as_of}, orders last verified "
            f"{found.registry.last_verified_on}, decided on {found.applied.decided_on}. "
            f"Forum {found.applied.policy.forum}",
            evidence=evidence(found),
            check_with=f"{common.program()} verify {folder}",
        )
    )
    if found.doors:
        console.print(doors_page("Every door", found.doors))


def evidence(found: Row) -> dict[str, str]:
    """What the address gate, the roster and the agreement's profile say about the row."""
    decided = found.decision
    shown = {
        "address": " ".join(
            [
                f"{str(decided['address_class']).replace('_', ' ')}.",
                *(
                    REASONS.get(code, code)
                    for code in str(decided["address_reasons"] or "").split(";")
                    if code
                ),
            ]
        ),
    }
    if decided["match_answer"]:
        reason = MATCH_REASONS.get(decided["match_reason"], decided["match_reason"] or "")
        shown["roster"] = f"{decided['match_answer']}. {reason}"
        if decided.get("match_cell"):
            shown["kind of match"] = f"{decided['match_cell']} (see duly match explain)"
    else:
        compared = found.case.get("address_comparison")
        shown["roster"] = f"compared by hand: {compared}" if compared else "not compared"
    if found.profile is not None:
        lacking = [f.because for f in found.profile.findings if f.value is not True]
        shown[found.profile.cite] = " ".join([found.profile.operating + ".", *lacking])
    shown["reference"] = str(decided["reference"])
    return shown
