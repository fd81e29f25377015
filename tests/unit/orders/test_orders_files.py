"""Order files that are wrong: each problem names its file and key, and all are shown at once."""

import shutil

import pytest

from duly.errors import InputError
from duly.orders.load import RegistryError, load_registry

from .order_cases import DATA

GOOD = (DATA / "own" / "EXAMPLE-TRO.toml").read_text()
CHANGE = """
[[changes]]
on = {on}
status = "{status}"
says = "A change."
source = "invented for tests"
"""


def problems(folder):
    with pytest.raises(RegistryError) as caught:
        load_registry(folder)
    return [(problem.key, problem.says) for problem in caught.value.problems]


def write(folder, text, name="EXAMPLE-TRO.toml"):
    (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("old", "new", "key", "says"),
    [
        ("docket =", "dockett =", "docket", "is missing"),
        ("docket =", "dockett = 1\ndocket =", "dockett", "not a key"),
        ("docket =", '"do cket" = 1\ndocket =', "'do cket'", "not a key"),
        ('"Example Court"', "5", "court", "text in quotation marks"),
        ('"Example Court"', '""', "court", "must not be empty"),
        ('"Example Court"', '"a\\u001b[2J"', "court", "signs that are not allowed"),
        ('"Example Court"', f'"{"a" * 2001}"', "court", "too long"),
        ("= 2026-06-01", '= "2026-06-01"', "effective_from", "without quotation marks"),
        ("= 2026-06-01", "= 2026-06-01T10:00:00", "effective_from", "a date such as"),
        ("= 2026-06-01", "= 0206-06-01", "effective_from", "between 1900"),
        ("= 2026-06-15", "= 2206-06-15", "effective_to", "between 1900"),
        ("= 2026-06-15", "= 2026-05-01", "effective_to", "after effective_from"),
        ("= 2026-06-15", "= 2026-06-01", "effective_to", "no longer stands"),
        ("effective_from", "# ", "effective_from", "is needed"),
        ("effective_to = 2026-06-15", "", "status", "not since when"),
        ('"ended"', '"over"', "status", "must be one of 'in_force'"),
        ('mark = "unverified"', 'mark = "seen"', "mark", "must be one of 'primary'"),
        ('"temporary_restraining_order"', '"denial"', "blocks", "restrains nobody"),
        ('parties = ["irs"]', 'parties = ["irs", "fbi"]', "bound_parties 2", "must be one of"),
        ('parties = ["irs"]', 'parties = "irs"', "bound_parties", "a list in square brackets"),
        ('parties = ["irs"]', 'parties = ["treasury"]', "blocks 1.actor", "binds the parties"),
        ('actor = ["irs"]', "actor = []", "blocks 1.actor", "must not be empty"),
        ('actor = ["irs"]', 'actor = ["labor"]', "blocks 1.actor", "for act = disclose"),
        ('"disclose"', '"publish"', "blocks 1.act", "must be one of 'disclose'"),
        ('"disclose"', '"use"', "blocks 1.recipient", "for act = use"),
        ('["labor"]', '["labour"]', "blocks 1.recipient 1", "must be one of 'any'"),
        ('["labor"]', '["any", "labor"]', "blocks 1.recipient", 'either "any"'),
        ('"any"', '["any", "statute"]', "blocks 1.made_under", 'either "any"'),
        ("(i)(2)", "(i)(3)", "provisions 1", "must be one of '26 USC 6103(c)'"),
        (
            'verified_by = "a test"',
            'verified_by = "a test"\nreplaces = true',
            "replaces",
            "no earlier",
        ),
        (
            'verified_by = "a test"',
            'verified_by = "a test"\nreplaces = 1',
            "replaces",
            "true or false",
        ),
        ('"EXAMPLE-TRO"', '"EXAMPLE-PI"', "order_id", "name of the file"),
        ('"EXAMPLE-TRO"', '"EXAMPLE TRO"', "order_id", "signs that are not allowed"),
    ],
)
def test_each_mistake_is_named_with_its_key(tmp_path, old, new, key, says):
    assert old in GOOD
    found = problems(write(tmp_path, GOOD.replace(old, new)))
    assert [text for where, text in found if where == key and says in text], found


@pytest.mark.parametrize(
    ("added", "key", "says"),
    [
        (CHANGE.format(on="2026-06-10", status="stayed"), "status", "last [[changes]] entry"),
        (CHANGE.format(on="2026-05-10", status="ended"), "changes 1.on", "before effective_from"),
        (CHANGE.format(on="2026-06-15", status="in_force"), "changes 1.on", "stand on or after"),
        (
            CHANGE.format(on="2026-06-10", status="stayed")
            + CHANGE.format(on="2026-06-10", status="ended"),
            "changes",
            "in order of date",
        ),
        (
            '\n[[carve_outs]]\nid = "a"\nsays = "b"\nrequires = []\n',
            "carve_outs 1.requires",
            "empty",
        ),
        (
            '\n[[carve_outs]]\nid = "a"\nsays = "b"\nrequires = ["hope"]\n',
            "carve_outs 1.requires 1",
            "must be one of 'recorded'",
        ),
        (
            '\n[[carve_outs]]\nid = "a"\nsays = "b"\nrequires = ["recorded"]\n' * 2,
            "carve_outs",
            "same id",
        ),
        ("\n[purpose]\n", "purpose", "not a key"),
    ],
)
def test_each_mistake_in_a_table_is_named_with_its_key(tmp_path, added, key, says):
    found = problems(write(tmp_path, GOOD + added))
    assert [text for where, text in found if where == key and says in text], found


def test_a_restraint_that_restrains_nothing_is_refused(tmp_path):
    head = GOOD.split("[[blocks]]")[0]
    assert problems(write(tmp_path, head)) == [
        ("blocks", "is missing: say what the order restrains")
    ]
    carved = head.replace("temporary_restraining_order", "stay")
    carved += '[[carve_outs]]\nid = "a"\nsays = "b"\nrequires = ["recorded"]\n'
    assert problems(write(tmp_path, carved)) == [
        ("carve_outs", "there is no block that they could limit")
    ]


@pytest.mark.parametrize(
    "line", ["effective_from = 2026-02-30", "effective_from = ", 'title = "no end']
)
def test_a_syntax_error_is_shown_with_its_line(tmp_path, line):
    ((key, says),) = problems(write(tmp_path, f'order_id = "X"\n{line}\ncourt = "Y"\n'))
    assert key == ""
    assert says.startswith("is not TOML: ")
    assert "at line 2" in says


def test_a_file_that_is_not_text(tmp_path):
    (tmp_path / "X.toml").write_bytes(b"court = '\xff'\n")
    assert problems(tmp_path) == [("", "is not UTF-8 text")]


def test_a_file_that_cannot_be_read(tmp_path):
    (tmp_path / "X.toml").mkdir()
    ((key, says),) = problems(tmp_path)
    assert key == ""
    assert says.startswith("cannot be read")


def test_a_folder_that_is_not_there_or_has_no_orders(tmp_path):
    assert problems(tmp_path) == [("", "holds no order file (*.toml)")]
    ((_, says),) = problems(tmp_path / "missing")
    assert says.startswith("cannot be read as a folder")


def test_all_problems_of_all_files_are_shown_together(tmp_path):
    write(tmp_path, GOOD.replace('"ended"', '"over"').replace('["labor"]', '["labour"]'))
    write(tmp_path, "x = \n", "SECOND.toml")
    write(tmp_path, GOOD.replace("EXAMPLE-TRO", "THIRD"), "OTHER.toml")
    with pytest.raises(InputError) as caught:
        load_registry(tmp_path)
    text = str(caught.value)
    assert text.startswith("4 problems")
    for name in ("EXAMPLE-TRO.toml: status", "EXAMPLE-TRO.toml: blocks 1.recipient 1"):
        assert f"{tmp_path}/{name}: must be one of" in text
    assert f"{tmp_path}/SECOND.toml: is not TOML" in text
    assert f"{tmp_path}/OTHER.toml: order_id: is not the name of the file" in text
    assert caught.value.exit_code == 10


def test_an_order_is_replaced_only_where_the_file_says_so(tmp_path):
    shutil.copytree(DATA / "after_an_appeal", tmp_path, dirs_exist_ok=True)
    assert load_registry(tmp_path).get("CTR-PI").status == "dissolved"
    file = tmp_path / "CTR-PI.toml"
    file.write_text(file.read_text().replace("replaces = true", ""))
    ((key, says),) = problems(tmp_path)
    assert key == "order_id"
    assert "say replaces = true" in says


def test_ids_that_differ_only_by_case_are_refused(tmp_path):
    write(tmp_path, GOOD.replace("EXAMPLE-TRO", "ctr-pi"), "ctr-pi.toml")
    assert problems(tmp_path)[0][1].startswith("differs from that of an earlier order")
    (tmp_path / "ctr-pi.toml").unlink()
    write(tmp_path, GOOD)
    write(tmp_path, GOOD.replace("EXAMPLE-TRO", "example-tro"), "example-tro.toml")
    if len(list(tmp_path.iterdir())) == 2:  # a file system that tells upper from lower case
        assert problems(tmp_path)[0][1].startswith("another file in this folder")


def test_a_later_folder_may_replace_an_order_of_an_earlier_one(tmp_path):
    write(tmp_path, GOOD.replace("Example Court", "Another Court") + "", "EXAMPLE-TRO.toml")
    with pytest.raises(RegistryError, match="replaces = true"):
        load_registry(DATA / "own", tmp_path)
    write(tmp_path, "replaces = true\n" + GOOD.replace("Example Court", "Another Court"))
    found = load_registry(DATA / "own", None, tmp_path).get("EXAMPLE-TRO")
    assert found.court == "Another Court"


def test_other_files_and_a_byte_order_mark_do_no_harm(tmp_path):
    (tmp_path / "README.md").write_text("notes")
    (tmp_path / ".EXAMPLE-TRO.toml").write_text("half written")
    (tmp_path / "EXAMPLE-TRO.toml").write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert load_registry(tmp_path).get("EXAMPLE-TRO").court == "Example Court"
