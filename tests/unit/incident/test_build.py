import csv
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from duly.errors import StorageError, UsageError
from duly.gateway.incident import build_incident, strata
from duly.gateway.model import ROW_COLUMNS, Answer, CustodianFile, Letter, Request

SETS = ("uses", "offence_acts")


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def record(row: dict[str, str]) -> dict[str, object]:
    filled: dict[str, object] = {key: value for key, value in row.items() if value.strip()}
    return {k: v.split("; ") if k in SETS and isinstance(v, str) else v for k, v in filled.items()}


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def letter(path: Path) -> Letter:
    return Letter.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))


def custodian(path: Path) -> CustodianFile:
    return CustodianFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))


def test_the_same_seed_gives_the_same_bytes_and_another_seed_does_not(small, tmp_path):
    again = build_incident(tmp_path / "again", rows=1_000, seed=7).folder
    other = build_incident(tmp_path / "other", rows=1_000, seed=8).folder
    assert contents(again) == contents(small)
    assert read(other / "requests.csv") != read(small / "requests.csv")


def test_the_rows_are_those_of_the_strata(incident):
    truth = read(incident.truth)
    assert Counter(row["stratum"] for row in truth) == strata(12_800).counts
    assert [row["request_id"] for row in truth] == [
        row["request_id"] for row in read(incident.requests)
    ]
    assert len({row["request_id"] for row in truth}) == 12_800


def test_no_number_could_be_a_real_persons(incident):
    numbers = [row["tin"] for row in read(incident.roster / "person.csv")]
    assert len(set(numbers)) == len(numbers)
    numbers += [row["tin"] for row in read(incident.requests) if row["tin"]]
    numbers += [row["tin"] for row in read(incident.cured / "requests.csv")]
    for number in numbers:
        assert len(number) == 9
        assert number.isdigit()
        assert number[3:5] == "00"  # never issued
        assert "001" <= number[:3] <= "899"  # and not where ITINs begin


def test_a_wrong_digit_makes_a_number_that_nobody_has(incident):
    known = {row["tin"] for row in read(incident.roster / "person.csv")}
    tins = {row["request_id"]: row["tin"] for row in read(incident.requests)}
    people = {row["person_id"]: row["tin"] for row in read(incident.roster / "person.csv")}
    wrong = [row for row in read(incident.truth) if row["stratum"] == "wrong_digit"]
    assert wrong
    for row in wrong:
        given, right = tins[row["request_id"]], people[row["person_id"]]
        assert given not in known
        assert sum(a != b for a, b in zip(given, right, strict=True)) == 1


def test_the_request_file_has_the_reported_columns_and_one_that_duly_does_not_know(incident):
    (first, *_) = read(incident.requests)
    assert list(first) == [
        "request_id",
        "first_name",
        "last_name",
        "address",
        "date_of_birth",
        "tin",
        "removal_order_final_on",
        "removal_order_number",
        "fingerprint_id",
    ]
    assert set(first) - set(ROW_COLUMNS) == {"fingerprint_id"}


def test_every_row_and_letter_is_one_that_duly_can_read(incident):
    for folder in (incident.folder, incident.cured):
        defaults = letter(folder / "letter.toml").defaults
        assert set(defaults) <= set(ROW_COLUMNS)
        for row in read(folder / "requests.csv"):
            row.pop("fingerprint_id", None)
            assert Request.model_validate({**defaults, **record(row)}).request_id


def test_the_letter_names_one_officer_for_all_and_no_matter(incident):
    given = letter(incident.letter)
    assert given.letter.made_under == "treasury_dhs_2025"
    assert given.letter.attested is None
    assert given.signed_by.office == "component_head"
    assert given.defaults["recipient_role"] == "responsible_official"
    assert given.defaults["uses"] == ["criminal_investigation"]
    assert "matter_id" not in given.defaults


def test_whether_safeguards_are_met_is_unknown_in_the_incident_and_known_in_the_cure(incident):
    assert custodian(incident.custodian).safeguards.met is None
    assert custodian(incident.custodian).i6.made is False
    assert custodian(incident.cured / "custodian.toml").safeguards.met is True


def test_the_notice_to_the_court_stands_only_in_the_file_with_notice(incident):
    assert custodian(incident.cured / "custodian.toml").orders == {}
    order = custodian(incident.cured_with_notice / "custodian.toml").orders["CTR-PI"]
    assert order.carve_out is True
    assert order.recorded_by
    assert order.notice_to_court_on == date(2026, 1, 10)


def test_only_the_address_path_compared_addresses(incident):
    compared = read(incident.comparisons)
    by_address = {r["request_id"] for r in read(incident.truth) if r["legacy_path"] == "address"}
    assert {row["request_id"] for row in compared} == by_address
    assert {row["comparison"] for row in compared} == {"agrees"}


def test_the_roster_is_half_again_as_large_as_the_request_file(incident):
    people = read(incident.roster / "person.csv")
    assert 1.4 < len(people) / 12_800 < 1.6
    names = read(incident.roster / "person_name.csv")
    places = read(incident.roster / "person_address.csv")
    ids = {row["person_id"] for row in people}
    assert {row["person_id"] for row in names} == {row["person_id"] for row in places} == ids
    assert {row["role"] for row in places} == {"taxpayer", "spouse", "dependent", "payee"}
    assert {row["period"] for row in places} == {"2022", "2023", "2024"}


def test_the_roster_holds_the_hard_cases(incident):
    places = read(incident.roster / "person_address.csv")
    at_line = Counter(row["address"] for row in places if row["period"] == "2024")
    assert max(at_line.values()) > 25
    assert any(address.startswith("PO Box ") for address in at_line)
    assert any(address.startswith("RR ") for address in at_line)
    by_person: dict[str, set[str]] = {}
    for row in places:
        by_person.setdefault(row["person_id"], set()).add(row["address"])
    assert max(map(len, by_person.values())) > 1  # moves
    names = {row["person_id"]: row for row in read(incident.roster / "person_name.csv")}
    home = {row["person_id"]: row["address"] for row in places}
    whole = Counter((r["first"], r["last"], home[person]) for person, r in names.items())
    assert max(whole.values()) > 1  # father and son
    surnames = {row["last"] for row in names.values()}
    assert any("-" in name for name in surnames)
    assert any(" " in name for name in surnames)
    assert not all(name.isascii() for name in surnames)
    assert {row["suffix"] for row in names.values()} == {"", "Jr", "Sr"}


def test_a_strangers_name_and_address_are_nobodys_on_the_roster(incident):
    on_file = {row["address"] for row in read(incident.roster / "person_address.csv")}
    strangers = {r["request_id"] for r in read(incident.truth) if not r["person_id"]}
    assert strangers
    for row in read(incident.requests):
        assert row["request_id"] not in strangers or row["address"] not in on_file


def test_a_mistaken_tin_is_a_relatives_at_the_same_address(incident):
    given = {row["request_id"]: row for row in read(incident.requests)}
    holder = {row["tin"]: row["person_id"] for row in read(incident.roster / "person.csv")}
    names = {row["person_id"]: row for row in read(incident.roster / "person_name.csv")}
    home = {
        row["person_id"]: row["address"] for row in read(incident.roster / "person_address.csv")
    }
    rows = [(given[r["request_id"]], r) for r in read(incident.truth) if r["defect"] == "X17"]
    cured = {row["request_id"]: row for row in read(incident.cured / "requests.csv")}
    mistaken = [r for r in read(incident.cured / "truth.csv") if r["defect"] == "X17"]
    rows += [(cured[row["request_id"]], row) for row in mistaken]
    assert len(mistaken) == 6
    for request, truth in rows:
        other = holder[request["tin"]]
        assert other != truth["person_id"]
        assert home[other] == home[truth["person_id"]] == request["address"]
        assert names[other]["last"] == names[truth["person_id"]]["last"]


def test_each_cured_row_has_its_own_officer_matter_and_reason(incident):
    rows = read(incident.cured / "requests.csv")
    assert len(rows) == 30
    for column in ("recipient_name", "matter_id", "reason", "removal_order_number"):
        assert len({row[column] for row in rows}) == len(rows), column
    assert {row["recipient_role"] for row in rows} == {"case_personnel"}
    assert {row["removal_order_ground"] for row in rows} == {"1227a"}


def test_a_cured_row_repeats_what_the_roster_says(incident):
    people = {row["person_id"]: row for row in read(incident.roster / "person.csv")}
    names = {row["person_id"]: row for row in read(incident.roster / "person_name.csv")}
    lived = {}
    for row in read(incident.roster / "person_address.csv"):
        lived.setdefault(row["person_id"], []).append(row)
    asked = {row["request_id"] for row in read(incident.requests)}
    given = {row["request_id"]: row for row in read(incident.cured / "requests.csv")}
    right = [row for row in read(incident.cured / "truth.csv") if not row["defect"]]
    assert len(right) == 24
    for row in right:
        request, person = given[row["request_id"]], row["person_id"]
        assert row["request_id_in_incident"] in asked
        assert request["tin"] == people[person]["tin"]
        assert request["date_of_birth"] == people[person]["date_of_birth"]
        assert request["first_name"] == names[person]["first"]
        assert {entry["address"] for entry in lived[person]} == {request["address"]}
        assert {entry["period"] for entry in lived[person]} == {"2022", "2023", "2024"}


def test_a_named_officer_has_answered_for_every_cured_reason(incident):
    answers = [Answer.model_validate(row) for row in read(incident.cured / "answers.csv")]
    assert {one.question for one in answers} == {"i2.B.iv.specific"}
    assert all(one.answer and one.by for one in answers)
    assert {one.request_id for one in answers} == {
        row["request_id"] for row in read(incident.cured / "requests.csv")
    }


def test_the_readme_says_that_people_are_invented_and_figures_synthetic(incident):
    text = incident.readme.read_text(encoding="utf-8")
    assert "Every person, name, address and number in this folder is invented." in text
    assert "synthetic" in text
    for path in incident.folder.iterdir():
        assert path.name in text or path == incident.readme


@pytest.mark.parametrize("rows", [1, 10, 100, 999])
def test_a_very_small_file_can_be_built_too(rows, tmp_path):
    assert len(read(build_incident(tmp_path, rows=rows).requests)) == rows


@pytest.mark.parametrize("rows", [0, 1_800_001])
def test_a_file_that_cannot_be_built_is_refused_before_anything_is_written(rows, tmp_path):
    with pytest.raises(UsageError, match="1 to 1,800,000"):
        build_incident(tmp_path / "new", rows=rows)
    assert not (tmp_path / "new").exists()


def test_other_files_of_the_folder_are_left_alone_and_nothing_is_left_over(tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    said: list[str] = []
    build_incident(tmp_path, rows=10, progress=said.append)
    build_incident(tmp_path, rows=20)
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "mine"
    assert not list(tmp_path.glob(".partial-*"))
    assert said[0] == "inventing people"


def test_a_folder_that_is_a_file_is_a_storage_error(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StorageError):
        build_incident(tmp_path / "file" / "folder", rows=10)
