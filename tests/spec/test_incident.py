"""The disclosure of 7 August 2025, replayed on invented people (dossier, section 5.5).

``duly demo`` makes the files and decides them. Nothing here relies on its own verdict: the
assertions are recomputed from the files that it leaves.
"""

import json
import resource
import shutil
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from rules_of_2025 import sent, table

from duly.gateway.incident import strata
from duly.law.evaluate import evaluate
from duly.law.provision import Provision
from duly.law.usc.t26.s6103.i_2 import HERE
from duly.orders.load import load_registry
from duly.orders.overlay import overlay

RELEASED = {"SHALL", "MAY"}
DEFICIENT = {f"X0{number}" for number in range(1, 9)}
OF_THE_ADDRESS = {"i2.addr.present", "i2.addr.complete", "i2.addr.locates"}
PERMISSIVE = {"Q1": "R1", "Q4": "A"}
CURED = "cured-decided"
LATER, NOTICED = "cured-decided-2026", "cured-decided-2026-with-notice"


@dataclass(frozen=True)
class Incident:
    """A folder of the demo and what stands in it."""

    folder: Path
    rows: int

    def decisions(self, run: str = "decided") -> dict[str, dict[str, str]]:
        """Decisions of one of its runs, by request_id."""
        rows = pq.read_table(self.folder / run / "decisions.parquet").to_pylist()
        return {row["request_id"]: row for row in rows}

    def truth(self, of: str = ".") -> dict[str, dict[str, str]]:
        """The labels: who was meant and what is wrong with each row."""
        return {row["request_id"]: row for row in table(self.folder / of / "truth.csv")}

    def summary(self, run: str = "decided") -> dict[str, Any]:
        """The numbers that a run wrote down."""
        return json.loads((self.folder / run / "summary.json").read_text())

    def assertion(self, id_: str) -> dict[str, str]:
        """What the demo itself says of an assertion."""
        said = json.loads((self.folder / "replay.json").read_text())
        return next(one for one in said["assertions"] if one["id"] == id_)

    def sent(self) -> dict[str, dict[str, str]]:
        """What duly decided on the rows that the rules of 2025 sent."""
        decided = self.decisions()
        return {id_: decided[id_] for id_ in sent(self.folder, "v-b")}


def ids(text: str) -> set[str]:
    """The element ids of a cell."""
    return {id_ for id_ in text.split(";") if id_}


@pytest.fixture(scope="module", params=[1_000, 12_800], ids="{:,} rows".format)
def incident(request, command, tmp_path_factory):
    home = tmp_path_factory.mktemp("incident")
    said = command(home)(
        "demo", "incident", "demo", "--rows", request.param, "--workers", 1, "--json"
    )
    assert (said.code, said.json["exit_code"], said.err) == (0, 0, "")
    yield Incident(home / "demo", request.param)
    shutil.rmtree(home)


@pytest.mark.parametrize("variant", ["v-a", "v-b"])
def test_b1_the_rules_of_2025_send_exactly_the_rows_built_for_them(incident, variant):
    meant = strata(incident.rows)
    built = {
        id_: row["legacy_path"]
        for id_, row in incident.truth().items()
        if row["legacy_path"] != "none"
    }
    found = sent(incident.folder, variant)
    assert found == built
    assert Counter(found.values()) == {"tin": meant.tin_path, "address": meant.address_path}
    said = json.loads((incident.folder / "replay.json").read_text())["legacy"][variant]
    assert (said["rows"], said["tin"], said["address"]) == (
        incident.rows,
        meant.tin_path,
        meant.address_path,
    )


def test_b2_no_row_of_the_tin_path_is_released_because_no_address_was_confirmed(incident):
    truth = incident.truth()
    by_tin = [row for id_, row in incident.sent().items() if truth[id_]["legacy_path"] == "tin"]
    assert len(by_tin) == strata(incident.rows).tin_path
    assert {row["operating"] for row in by_tin} & RELEASED == set()
    assert all("i2.addr.taxpayers" in ids(row["unknown"]) for row in by_tin)


def test_b3_a_complete_address_is_asked_for_and_every_deficient_row_is_refused_and_counted(
    incident,
):
    truth, found = incident.truth(), incident.sent()
    deficient = {id_ for id_ in found if truth[id_]["defect"] in DEFICIENT}
    refused = {id_ for id_, row in found.items() if ids(row["not_met"]) & OF_THE_ADDRESS}
    assert refused == deficient
    assert {found[id_]["Q1_R2"] for id_ in deficient} == {"DENY"}
    assert {truth[id_]["defect"] for id_ in deficient} == DEFICIENT
    number = f"{len(deficient):,} of {len(deficient):,} refused for their address"
    assert incident.assertion("B-3")["found"] == number


def test_b4_even_under_the_facial_address_test_none_is_released_as_one_officer_is_named_for_all(
    incident,
):
    found = incident.sent()
    assert {row["Q1_R1"] for row in found.values()} & RELEASED == set()
    assert all("i2.recip.engaged" in ids(row["not_met"]) for row in found.values())
    # With both permissive readings the number of rows that would pass these two elements is
    # told, as a what-if and not as a decision.
    pass_both = sum("i2.addr.present" not in ids(row["not_met"]) for row in found.values())
    assert f"{pass_both:,} of {len(found):,} pass those two" in incident.assertion("B-4")["found"]
    what_if = incident.summary()["what_if"]
    assert what_if["readings"] == ["Q1=R1", "Q4=A"]
    assert what_if["note"] == "a what-if under other readings, not a decision"
    assert sum(what_if["counts"].values()) == incident.rows


def test_b4_the_what_if_counts_what_the_law_itself_says_under_both_readings(incident):
    as_of = date.fromisoformat(incident.summary()["law_as_of"])
    law = overlay(HERE, load_registry(), decided_on=as_of).under(PERMISSIVE)
    facts = pq.read_table(incident.folder / "decided" / "facts.parquet").to_pylist()
    assert incident.summary()["what_if"]["counts"] == Counter(outcome(law, case) for case in facts)


def test_b5_a_request_that_is_cured_is_released(incident):
    decided, truth = incident.decisions(CURED), incident.truth("cured")
    right = [row for id_, row in decided.items() if not truth[id_]["defect"]]
    assert len(right) >= 4
    assert {(row["outcome"], row["operating"]) for row in right} == {("SHALL", "SHALL")}


def test_b6_from_21_november_2025_the_cured_request_is_barred_unless_the_court_was_told(incident):
    truth = incident.truth("cured")
    right = [id_ for id_, row in truth.items() if not row["defect"]]
    later, noticed = incident.decisions(LATER), incident.decisions(NOTICED)
    assert {(later[id_]["operating"], later[id_]["not_met"]) for id_ in right} == {
        ("BARRED", "order.CTR-PI")
    }
    assert {noticed[id_]["operating"] for id_ in right} == {"SHALL"}


@pytest.mark.parametrize("run", [CURED, LATER, NOTICED])
def test_b8_a_request_that_carries_a_relatives_number_is_never_released(incident, run):
    truth, decided = incident.truth("cured"), incident.decisions(run)
    wrong = [decided[id_] for id_, row in truth.items() if row["defect"] == "X17"]
    assert len(wrong) == 6
    assert {row["operating"] for row in wrong} & RELEASED == set()
    assert {word for row in wrong for word in (row["Q1_R1"], row["Q1_R2"])} <= {"SHALL", "BARRED"}
    for row in wrong:
        stands = ids(row["not_met"]) | ids(row["unknown"])
        assert stands - {"order.CTR-PI"} == {"i2.addr.taxpayers"}


def test_nothing_is_released_and_every_row_is_counted_once(incident):
    said, decided = incident.summary(), incident.decisions()
    assert (said["read"], said["decided"], said["rejected"]) == (incident.rows, incident.rows, 0)
    assert len(decided) == incident.rows
    assert said["operating"] == Counter(row["operating"] for row in decided.values())
    assert RELEASED & set(said["operating"]) == set()


def outcome(law: Provision, case: dict[str, object]) -> str:
    """The outcome by the law's own definition, condition by condition."""
    units = law.units()
    found = {unit.part.id: evaluate(unit.node, case) for unit in units}
    if any(found[unit.part.id] is False for unit in units if not unit.bar):
        return "DENY"
    if any(found[unit.part.id] is False for unit in units if unit.bar):
        return "BARRED"
    return "HOLD" if None in found.values() else "SHALL"


@pytest.mark.full
def test_at_the_real_size_47_289_were_sent_and_duly_releases_none(command, tmp_path):
    from duly.gateway.incident import build_incident

    rows, by_tin, by_address = 1_280_000, 42_695, 4_594
    folder = tmp_path / "incident"
    build_incident(folder, rows)
    for variant in ("v-a", "v-b"):
        found = Counter(sent(folder, variant).values())
        assert found == {"tin": by_tin, "address": by_address}
        assert found.total() == 47_289
    words = ["incident/requests.csv", "--letter", "incident/letter.toml", "--out", "decided"]
    words += ["--custodian", "incident/custodian.toml", "--workers", 2, "--json"]
    words += ["--comparisons", "incident/comparisons.csv"]
    words += ["--as-of", "2025-08-07", "--decided-on", "2025-08-07"]
    said = command(tmp_path).installed("check", "request", *words)
    assert said.code == 0, said.err
    numbers = said.json
    assert numbers["read"] == numbers["decided"] + numbers["rejected"] == rows
    assert sum(numbers["operating"].values()) == numbers["decided"]
    assert RELEASED & set(numbers["operating"]) == set()
    decided = pq.read_table(tmp_path / "decided" / "decisions.parquet", columns=["operating"])
    assert Counter(decided.column("operating").to_pylist()) == numbers["operating"]
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    assert most < 4 << 30, f"{most:,} bytes"
