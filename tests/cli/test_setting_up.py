"""Keys, templates, the installation's own check, and the demo: how a custodian begins."""

import stat
import tomllib

import pytest

from duly.gateway.model import Answer, CustodianFile, Letter, Request
from duly.intake.answers import Comparison

MODELS = {
    "requests": Request,
    "letter": Letter,
    "custodian": CustodianFile,
    "answers": Answer,
    "comparisons": Comparison,
}


def test_keys_are_readable_by_their_owner_alone_and_never_replaced(duly):
    keys = duly.home / "keys"
    before = {path.name: path.read_bytes() for path in keys.iterdir()}
    assert sorted(before) == ["reference.key", "signing.key"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in keys.iterdir()} == {0o600}
    assert stat.S_IMODE(keys.stat().st_mode) == 0o700
    again = duly("keys", "init")
    assert again.code == 11
    assert "a key is never replaced" in again.err
    assert {path.name: path.read_bytes() for path in keys.iterdir()} == before


def test_the_public_key_that_is_printed_is_the_one_that_verifies(desk):
    made = desk.duly("keys", "init", "--keys", "other", "--json").json
    assert desk.check("--keys", "other").code == 0
    assert desk.duly("verify", "decided", "--key", made["public_key"]).code == 0
    for path in (desk.home / "other").iterdir():
        assert path.read_text().strip() not in str(made)


@pytest.mark.parametrize("kind", MODELS)
def test_a_template_names_every_column_or_key_and_nothing_else(kind, duly):
    text = duly("template", kind).out
    if kind in {"letter", "custodian"}:
        blank = tomllib.loads(text)
        assert set(blank) <= set(MODELS[kind].model_fields)
        assert all(name in text for name in MODELS[kind].model_fields)
    else:
        assert text.strip().split(",") == list(MODELS[kind].model_fields)
    answer = duly("template", kind, "--json").json
    assert answer["template"] == text
    assert answer["exit_code"] == 0
    assert set(answer["schema"]["properties"]) == set(MODELS[kind].model_fields)


def test_templates_that_are_filled_in_can_be_checked(desk):
    desk.home.joinpath("letter.toml").unlink()
    filled = desk.duly("template", "letter").out
    for key, value in {
        "batch_id": '"BATCH-1"',
        "dated": "2025-07-28",
        "provision": '"26 USC 6103(i)(2)"',
        "agency": '"An Agency"',
        "name": '"Invented Signer"',
    }.items():
        assert f'\n{key} = ""\n' in filled
        filled = filled.replace(f'\n{key} = ""\n', f"\n{key} = {value}\n")
    desk.write("letter.toml", filled)
    desk.write("custodian.toml", desk.duly("template", "custodian").out)
    for kind in ("requests", "answers", "comparisons"):
        names = desk.duly("template", kind).out.strip().split(",")
        given = {**desk.row, **desk.read(f"{kind}.csv")[0]}
        desk.table(f"{kind}.csv", [{name: given.get(name, "") for name in names}])
    said = desk.check()
    assert said.code == 0, said.err
    [row] = desk.decisions()
    # Nothing is assumed: what the templates leave open is unknown or not set forth.
    assert row["operating"] in {"HOLD", "DENY"}
    assert {"i2.recv", "i2.bar.i6", "i2.cond.p4"} <= set(row["unknown"].split(";"))


def test_an_empty_template_is_no_request(desk):
    desk.write("requests.csv", desk.duly("template", "requests").out)
    said = desk.check()
    assert said.code == 10
    assert "no rows" in said.err


def test_a_sound_installation_is_found_sound(duly):
    said = duly("doctor", "--json")
    assert said.code == 0
    checks = {check["name"]: check for check in said.json["checks"]}
    assert {"program", "law", "orders", "overlay proof", "address tables", "keys"} <= set(checks)
    assert [name for name, check in checks.items() if check["ok"] is False] == []


def test_a_key_that_others_can_read_is_found(duly):
    (duly.home / "keys" / "reference.key").chmod(0o640)
    said = duly("doctor")
    assert said.code == 1
    assert "chmod 600" in said.out


def test_a_broken_folder_of_orders_is_found(duly):
    (duly.home / "orders").mkdir()
    (duly.home / "orders" / "BAD.toml").write_text('order_id = "BAD"\n')
    said = duly("doctor", "--orders", "orders", "--json")
    assert said.code == 1
    wrong = [check for check in said.json["checks"] if check["ok"] is False]
    assert wrong
    assert all("BAD.toml" in check["says"] and check["what_to_do"] for check in wrong)


def test_missing_keys_are_a_hint_and_no_fault(duly):
    said = duly("doctor", "--keys", "nowhere", "--json")
    assert said.code == 0
    [keys] = [check for check in said.json["checks"] if check["name"] == "keys"]
    assert keys["ok"] is None
    assert "duly keys init" in keys["what_to_do"]


def test_the_demo_makes_its_own_folder_and_leaves_others_alone(duly):
    (duly.home / "mine").mkdir()
    (duly.home / "mine" / "notes.txt").write_text("mine")
    said = duly("demo", "incident", "mine")
    assert said.code == 11
    assert [path.name for path in (duly.home / "mine").iterdir()] == ["notes.txt"]


def test_the_version_is_the_programs_own(duly):
    import duly as program

    assert duly.installed("--version").out == f"duly {program.__version__}\n"
