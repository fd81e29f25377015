"""Every scenario and every contested question of the law dossier has a data file that is run.

The lists are copied from its sections 7.1 and 7.2 and checked by eye; nothing here is taken
from the files that they are compared with.
"""

import pytest
from scenario import NAMES, read
from test_asked import ASKED, asked

DEFECTS = (6, 7, 8, 12, 13, 14, 15, 16, 19, 20, 21, 22, 23)

# 7.1: outcome, then what is operated on where the dossier says SPLIT, then how well the law is
# known. S27 leaves two outcomes open; S59, S61 and S63 have no outcome of a request.
SCENARIOS = {
    "S01": ("SHALL", "SHALL", "seen"),
    "S03": ("DENY", "DENY", "seen"),
    "S05": ("DENY", "DENY", "seen"),
    "S07": ("DENY", "DENY", "seen/2"),
    "S09": ("SPLIT", "HOLD", "seen/2"),
    "S11": ("DENY", "DENY", "seen"),
    "S13": ("MAY", "MAY", "seen (text); application to 1324d inference"),
    "S15": ("SPLIT", "HOLD", "seen (text); reading inference"),
    "S17": ("DENY", "DENY", "seen"),
    "S19": ("DENY", "DENY", "unverified/inference from seen text"),
    "S21": ("SPLIT", "HOLD", "seen (text), seen/2"),
    "S23": ("DENY", "DENY", "seen"),
    "S25": ("SHALL", "SHALL", "unverified/inference"),
    "S27": ("HOLD", "HOLD", "seen (text)"),
    "S29": ("DENY", "DENY", "seen (text)"),
    "S31": ("BARRED", "BARRED", "seen"),
    "S33": ("BARRED", "BARRED", "seen/2"),
    "S35": ("SHALL", "SHALL", "seen/2"),
    "S37": ("BARRED", "BARRED", "seen/2"),
    "S39": ("SHALL", "SHALL", "seen"),
    "S41": ("DENY", "DENY", "unverified/inference"),
    "S43": ("MAY", "MAY", "seen (statute); form detail unverified"),
    "S45": ("DENY", "DENY", "seen"),
    "S47": ("DENY", "DENY", "seen"),
    "S49": ("HOLD", "HOLD", "seen"),
    "S51": ("DENY", "DENY", "seen (text); 5.4 inference"),
    "S53": ("MAY", "MAY", "seen"),
    "S55": ("DENY", "DENY", "unverified/inference"),
    "S57": ("SPLIT", "DENY", "seen"),
    "S59": ("", "", "seen"),
    "S61": ("", "", "seen (text); application unverified"),
    "S63": ("", "", "seen"),
}
# Outcomes that the dossier gives besides, in the same row.
BESIDES = {
    "S17": ("MAY", "MAY"),
    "S27": ("DENY", "DENY"),
    "S39": ("DENY", "DENY"),
    "S49": ("MAY", "MAY"),
}

# 7.2: the reading that duly operates on, and how well it is known. None: no element turns on it.
# "Require Secretary or recorded legal opinion" (Q3) is reading C; "per-row evaluation, plus scale
# alert" (Q5) is reading A; "report range" (Q11) is A beside B; "stricter" is B in Q13, A in Q17.
QUESTIONS = {
    "Q1": ("R3", "seen/2"),
    "Q2": ("A", "seen/2"),
    "Q3": ("C", "text seen; rest seen/2"),
    "Q4": ("B", "seen/2"),
    "Q5": ("A", "seen/2"),
    "Q6": ("B", "seen/2"),
    "Q7": (None, "seen/2"),
    "Q8": (None, "seen (argument); rest inference"),
    "Q9": ("B", "unverified/inference"),
    "Q10": (None, "seen/2"),
    "Q11": ("A", "seen (A); B inference"),
    "Q12": ("B", "unverified/inference"),
    "Q13": ("B", "text seen; rest inference"),
    "Q14": ("B", "text seen; rest inference"),
    "Q15": (None, "unverified"),
    "Q16": ("A", "seen (practice for summons); rest inference"),
    "Q17": ("A", "A seen; B unverified"),
}


def files(number: str) -> list[dict]:
    """The data files of one number, of both kinds."""
    told = [read(name) for name in NAMES] + [asked(name) for name in ASKED]
    return [one for one in told if one["dossier"] == number]


def results(number: str) -> set[tuple[str, str]]:
    """What its files expect of a request, row by row and item by item."""
    found = set()
    for told in files(number):
        parts = [value for key, value in told.items() if key.startswith("row_")]
        for one in (told, *parts, *told.get("item", {}).values()):
            if "expected" in one:
                found.add((one["expected"]["outcome"], one["expected"]["operating"]))
    return found


def test_the_lists_are_whole():
    assert list(SCENARIOS) == [f"S{number:02d}" for number in range(1, 64, 2)]
    assert list(QUESTIONS) == [f"Q{number}" for number in range(1, 18)]


@pytest.mark.parametrize("number", [*SCENARIOS, *QUESTIONS])
def test_it_has_a_data_file_with_the_mark_of_the_dossier(number):
    *_, basis = (SCENARIOS | QUESTIONS)[number]
    assert basis in {told["basis"] for told in files(number)}


@pytest.mark.parametrize("number", [number for number in SCENARIOS if SCENARIOS[number][0]])
def test_a_scenario_expects_what_the_dossier_says(number):
    outcome, operating, _ = SCENARIOS[number]
    assert (outcome, operating) in results(number)
    assert number not in BESIDES or BESIDES[number] in results(number)


def test_every_defect_that_a_request_can_show_has_a_file():
    assert {f"X{number:02d}" for number in DEFECTS} <= {read(name)["dossier"] for name in NAMES}


@pytest.fixture(scope="module")
def readings(command, tmp_path_factory) -> dict[str, set[str]]:
    """The reading that each provision operates on, by question."""
    duly = command(tmp_path_factory.mktemp("law"))
    found: dict[str, set[str]] = {}
    for one in duly("law", "list", "--json").json["provisions"]:
        for question in duly("law", "show", one["cite"], "--json").json["questions"]:
            found.setdefault(question["id"], set()).add(question["operate_on"])
    return found


@pytest.mark.parametrize("number", QUESTIONS)
def test_the_law_operates_on_the_reading_that_the_dossier_names(number, readings):
    reading, _ = QUESTIONS[number]
    assert readings.get(number, set()) == ({reading} if reading else set())


def test_no_other_question_changes_an_element(readings):
    # Q17.h2 asks of (h)(2) what Q17 asks of (h)(4).
    assert {number.split(".")[0] for number in readings} <= set(QUESTIONS)
