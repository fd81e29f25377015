"""Letters, custodian files, answers and comparisons are right as a whole or refused."""

import json
from datetime import date

import pytest

from duly.errors import InputError
from duly.gateway.model import Answer
from duly.intake.columns import COLUMNS
from duly.intake.letter import (
    DEFAULT_COLUMNS,
    OWN_COLUMNS,
    default_values,
    read_answers,
    read_comparisons,
    read_custodian,
    read_letter,
)
from duly.intake.template import schema, template

LETTER = """
[letter]
batch_id = "B-1"
dated = 2025-06-01
written = true
provision = " 26 USC\u00a06103(i)(2) "
made_under = ""
[requester]
agency = "Agency"
department = "dhs"
[signed_by]
name = "A. Signer"
[defaults]
matter_status = "Open"
uses = ["other", "grand jury"]
matter_opened_on = 2025-01-02
relief_pending = false
"""


def put(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def refusal(kit, read, path):
    with pytest.raises(InputError) as caught:
        read(path)
    error = caught.value
    assert error.file == path.name
    assert kit.secret not in f"{error} {error.what_to_do} {error.column}"
    return error


def test_a_letter_is_read_with_its_texts_made_plain(tmp_path):
    letter = read_letter(put(tmp_path / "letter.toml", LETTER))
    assert letter.letter.dated == date(2025, 6, 1)
    assert letter.letter.provision == "26 USC 6103(i)(2)"
    assert letter.letter.made_under is None
    assert default_values(letter) == {
        "matter_status": "open",
        "uses": frozenset({"other", "grand_jury"}),
        "matter_opened_on": date(2025, 1, 2),
        "relief_pending": False,
    }


def test_a_letter_in_json_says_the_same_as_in_toml(tmp_path):
    import tomllib

    data = tomllib.loads(LETTER)
    path = put(tmp_path / "letter.json", json.dumps(data, default=str))
    toml = read_letter(put(tmp_path / "letter.toml", LETTER))
    assert default_values(read_letter(path)) == default_values(toml)
    assert read_letter(path).letter == toml.letter


@pytest.mark.parametrize(
    "case",
    [
        ('batch_id = "B-1"', "", "letter.batch_id", "is missing"),
        ('batch_id = "B-1"', 'batch_id = ""', "letter.batch_id", "is missing"),
        ('batch_id = "B-1"', 'batch_id = "SECRET x"', "letter.batch_id", "letters, digits"),
        ("dated = 2025-06-01", "dated = 20250601", "letter.dated", "must be a date"),
        ("dated = 2025-06-01", 'dated = "SECRET"', "letter.dated", "must be a date"),
        ("dated = 2025-06-01", "dated = 1825-06-01", "letter.dated", "outside 1900"),
        ("dated = 2025-06-01", "dated = 2025-06-01T10:00:00", "letter.dated", "time of day"),
        ("written = true", 'written = "SECRET"', "letter.written", "must be true or false"),
        ("written = true", "writen = true", "letter.writen", "Did you mean written?"),
        ('made_under = ""', 'made_under = "SECRET"', "letter.made_under", "one of: statute,"),
        ('agency = "Agency"', "agency = 7", "requester.agency", "must be text"),
        ('agency = "Agency"', 'agency = "SECRET\\u0000"', "requester.agency", "not text"),
        ("[signed_by]", "[signer]", "signed_by", "is missing"),
        ('matter_status = "Open"', 'matter_status = "SECRET"', "defaults.matter_status", "one of"),
        ('matter_status = "Open"', 'mater_status = "SECRET"', "defaults.mater_status",
         "Did you mean matter_status?"),
        ('matter_status = "Open"', "us_party = 1", "defaults.us_party", "true or false"),
        ("matter_opened_on = 2025-01-02", "matter_opened_on = 2025-01-02T01:00:00",
         "defaults.matter_opened_on", "must be"),
        ("matter_opened_on = 2025-01-02", 'matter_opened_on = "2025-02-30"',
         "defaults.matter_opened_on", "does not exist"),
        *(("[defaults]", f'[defaults]\n{name} = "SECRET"', f"defaults.{name}", "every row")
          for name in OWN_COLUMNS),
    ],
)  # fmt: skip
def test_a_wrong_key_of_a_letter_is_named_with_what_to_do(tmp_path, kit, case):
    old, new, key, says = case
    assert old in LETTER
    text = LETTER.replace(old, new.replace("SECRET", kit.secret), 1)
    error = refusal(kit, read_letter, put(tmp_path / "letter.toml", text))
    assert error.column == key
    assert says in str(error)


def test_every_wrong_key_is_told_at_once(tmp_path, kit):
    text = LETTER.replace("batch_id", "batch").replace('"A. Signer"', "3")
    error = refusal(kit, read_letter, put(tmp_path / "letter.toml", text))
    both = f"{error} {error.what_to_do}"
    assert "letter.batch_id is missing" in both or error.column == "letter.batch_id"
    assert "letter.batch is not a key" in both
    assert "signed_by.name must be text" in both


@pytest.mark.parametrize(
    ("name", "text", "row"),
    [
        ("a.toml", "[letter]\nbatch_id = SECRET\n", 2),
        ("a.toml", '[letter]\n\nbatch_id = "SECRET', 3),
        ("a.toml", '[letter]\r\nbatch_id = "SECRET"\r\nbatch_id = "SECRET"\r\n', 3),
        ("a.json", '{"letter":\n {"batch_id": SECRET}}', 2),
        ("a.json", '{"letter": 1, "letter": 2}', None),
        ("a.json", "[]", None),
        ("a.json", "[" * 100_000, None),
    ],
)
def test_broken_syntax_is_told_by_its_line(tmp_path, kit, name, text, row):
    path = put(tmp_path / name, text.replace("SECRET", kit.secret))
    for read in (read_letter, read_custodian):
        error = refusal(kit, read, path)
        assert error.row == row
        assert "not valid" in str(error)


def test_a_letter_in_another_encoding_is_told_by_byte_and_line(tmp_path, kit):
    path = tmp_path / "letter.toml"
    path.write_bytes(LETTER.replace("A. Signer", "É").encode("latin-1"))
    error = refusal(kit, read_letter, path)
    assert error.row == 6  # the no-break space comes first
    assert "UTF-8" in error.what_to_do


def test_a_letter_that_is_no_page_is_refused(tmp_path, kit):
    error = refusal(kit, read_letter, put(tmp_path / "letter.toml", "#" * (5 << 20)))
    assert "4 MB" in str(error)


def test_a_custodian_file_is_read(tmp_path):
    text = """
custodian = "irs"
[safeguards]
met = true
checked_on = 2025-05-01
[i6]
for_requests = ["R-1", "R-2"]
[orders."2025-cv-0123"]
carve_out = false
"""
    found = read_custodian(put(tmp_path / "custodian.toml", text))
    assert found.custodian == "irs"
    assert found.i6.for_requests == ("R-1", "R-2")
    assert found.orders["2025-cv-0123"].carve_out is False


def test_a_wrong_key_of_a_custodian_file_is_named(tmp_path, kit):
    path = put(tmp_path / "c.toml", f'[orders.X]\ncarve_out = "{kit.secret}"\n')
    assert refusal(kit, read_custodian, path).column == "orders.X.carve_out"
    path = put(tmp_path / "c.toml", f'[i6]\nfor_requests = ["R-1", "{kit.secret} x"]\n')
    assert refusal(kit, read_custodian, path).column == "i6.for_requests.1"


ANSWERS = ["request_id", "question", "answer", "because", "by", "on"]
GOOD = ["R-1", "i2.B.iv.specific", "yes", "It names an act.", "C. Counsel", "2025-06-02"]


def test_answers_are_read_by_request_and_question(tmp_path, kit):
    path = kit.write(tmp_path / "a.csv", [GOOD, ["", "", "", "", "", ""]], ANSWERS)
    assert read_answers(path) == {
        ("R-1", "i2.B.iv.specific"): Answer(
            request_id="R-1",
            question="i2.B.iv.specific",
            answer=True,
            because="It names an act.",
            by="C. Counsel",
            on=date(2025, 6, 2),
        )
    }


@pytest.mark.parametrize(
    ("column", "cell", "says"),
    [
        ("request_id", "SECRET x", "letters, digits"),
        ("answer", "SECRET", "neither yes nor no"),
        ("because", "", "is blank"),
        ("by", "SECRET" * 99, "longer than 200"),
        ("on", "2025-02-30", "does not exist"),
    ],
)
def test_a_wrong_cell_of_an_answer_is_an_error_of_the_file(tmp_path, kit, column, cell, says):
    bad = list(GOOD)
    bad[ANSWERS.index(column)] = cell.replace("SECRET", kit.secret)
    error = refusal(kit, read_answers, kit.write(tmp_path / "a.csv", [GOOD[:], bad], ANSWERS))
    assert (error.row, error.column) == (3, column)
    assert says in str(error)


def test_two_answers_to_one_question_are_an_error_that_names_both_rows(tmp_path, kit):
    error = refusal(kit, read_answers, kit.write(tmp_path / "a.csv", [GOOD, GOOD], ANSWERS))
    assert error.row == 3
    assert "row 2" in str(error)


def test_an_answers_file_has_the_models_columns_and_no_others(tmp_path, kit):
    error = refusal(kit, read_answers, kit.write(tmp_path / "a.csv", [GOOD[1:]], ANSWERS[1:]))
    assert "missing: request_id" in str(error)
    names = [*ANSWERS[:-1], "onn"]
    error = refusal(kit, read_answers, kit.write(tmp_path / "a.csv", [GOOD], names))
    assert (error.column, error.what_to_do) == ("onn", "Did you mean on?")
    names = [*ANSWERS, "on"]
    error = refusal(kit, read_answers, kit.write(tmp_path / "a.csv", [[*GOOD, ""]], names))
    assert "twice" in str(error)
    error = refusal(kit, read_answers, kit.write(tmp_path / "a.csv", [GOOD[1:]], ANSWERS))
    assert error.row == 2


def test_comparisons_are_read_by_request(tmp_path, kit):
    header = ["request_id", "comparison", "by", "on"]
    rows = [["R-1", "Agrees", "C", "2025-06-02"], ["R-2", "disagrees", "C", "2025-06-02"]]
    path = kit.write(tmp_path / "c.csv", rows, header)
    assert read_comparisons(path) == {"R-1": "agrees", "R-2": "disagrees"}
    error = refusal(
        kit, read_comparisons, kit.write(tmp_path / "c.csv", [rows[0], rows[0]], header)
    )
    assert "row 2" in str(error)
    rows[0][1] = kit.secret
    error = refusal(kit, read_comparisons, kit.write(tmp_path / "c.csv", rows, header))
    assert (error.row, error.column) == (2, "comparison")
    assert "agrees, disagrees" in str(error)


def test_the_request_template_is_the_header_of_every_column(tmp_path, kit):
    path = put(tmp_path / "in.csv", template("requests") + "R-1" + "," * (len(COLUMNS) - 1) + "\n")
    _, summary = kit.read(path)
    assert summary.columns == tuple(COLUMNS)


def test_an_empty_letter_template_is_valid_toml_that_only_lacks_what_must_be_given(tmp_path, kit):
    error = refusal(kit, read_letter, put(tmp_path / "l.toml", template("letter")))
    said = f"{error.column} {error} {error.what_to_do}"
    needed = ("letter.batch_id", "letter.dated", "letter.provision", "requester.agency")
    assert all(key in said for key in (*needed, "signed_by.name"))
    assert said.count("is missing") == 5


def test_the_letter_template_offers_every_default_column_once():
    text = template("letter")
    assert all(text.count(f"\n# {name} = ") == 1 for name in DEFAULT_COLUMNS)


def test_an_empty_custodian_template_says_nothing(tmp_path):
    found = read_custodian(put(tmp_path / "c.toml", template("custodian")))
    assert found == type(found)()


def test_templates_of_tables_are_their_models_columns():
    assert template("answers") == "request_id,question,answer,because,by,on\r\n"
    assert template("comparisons") == "request_id,comparison,by,on\r\n"


@pytest.mark.parametrize("kind", ["requests", "letter", "custodian", "answers", "comparisons"])
def test_schemas_are_objects_that_allow_no_other_keys(kind):
    assert schema(kind)["additionalProperties"] is False
