"""No value of a record reaches a line on the screen, an error, a file name or what others get.

Distinctive values are sown in the request file, the roster and the small tables; then every
command is run, in success and in failure, and everything that it says is searched for them.
Decision and reject files belong to the user and may hold what the user gave.
"""

import pytest

REQUESTED = {
    "first_name": "Xanthippe",
    "middle_name": "Yolandra",
    "last_name": "Quuxworthy",
    "suffix": "VIII",
    "address": "4711 Zyzzyva Ct, Springfield, IL 62701",
    "tin": "520009919",
    "date_of_birth": "1961-11-19",
    "reason": "Zwiebelfisch was seen by a witness on the day in question.",
    "matter_id": "ZQX-2025-99817",
    "recipient_name": "Agent Ypsilantis",
    "removal_order_number": "RO-QQ-77116",
}
SOWN = [
    "Xanthippe",
    "Yolandra",
    "Quuxworthy",
    "Zyzzyva",
    "520009919",
    "52-000-9919",
    "1961-11-19",
    "Zwiebelfisch",
    "ZQX-2025-99817",
    "Ypsilantis",
    "RO-QQ-77116",
    "Brunhilde",
    "Xylander",
    "Oleander Terrace",
    "520008818",
    "1944-04-14",
    "Schadenfroh",
    "Kuddelmuddel",
]
"""What must not be seen. After the request's come the roster's and the small tables' own."""
PERSON = "person_id,tin,tin_type,date_of_birth\n"
NAME = "person_id,first,middle,last,suffix,source,period\n"
ADDRESS = "person_id,role,address,source,period\n"
SEEN_BY_OTHERS = ("requester.csv", "defects.csv", "summary.json", "manifest.json")


def searched(desk, said):
    """Nothing sown is on a stream, in a file's name, or in a file that others may get."""
    shown = {"stdout": said.out, "stderr": said.err, "names": "\n".join(desk.there())}
    for path in desk.home.rglob("*"):
        if path.name in SEEN_BY_OTHERS or path.name.startswith("last-run"):
            shown[path.name] = path.read_text(encoding="utf-8")
    return [(where, word) for where, text in shown.items() for word in SOWN if word in text]


@pytest.fixture
def sown(desk):
    """A desk whose every file holds something that must not be seen."""
    desk.requests(
        [
            {**desk.row, **REQUESTED},
            {**desk.row, **REQUESTED, "request_id": "R-2", "address": "Zyzzyva Jail"},
            {**desk.row, **REQUESTED, "request_id": "R-3", "tin": "52-000-9919X"},
            {**desk.row, **REQUESTED, "request_id": "R-4", "tin": "520008818"},
        ]
    )
    answers = [
        {
            "request_id": f"R-{number}",
            "question": "i2.B.iv.specific",
            "answer": "yes",
            "because": "Schadenfroh said so.",
            "by": "Kuddelmuddel",
            "on": "2025-07-31",
        }
        for number in (1, 2, 3, 4)
    ]
    desk.table("answers.csv", answers)
    desk.roster(
        person=f"{PERSON}P1,520009919,ssn,1961-11-19\nP2,520008818,ssn,1944-04-14\n",
        person_name=f"{NAME}P1,Xanthippe,,Quuxworthy,,f,2023\nP2,Brunhilde,,Xylander,,f,2023\n",
        person_address=f'{ADDRESS}P1,taxpayer,"{REQUESTED["address"]}",f,2023\n'
        'P2,taxpayer,"12 Oleander Terrace, Springfield, IL 62701",f,2023\n',
    )
    return desk


@pytest.mark.parametrize("form", [(), ("--json",)], ids=["in words", "in JSON"])
def test_nothing_is_seen_when_all_goes_well(form, sown):
    said = sown.check("--roster", "roster", *form, compared=False)
    assert said.code == 0, said.err
    assert searched(sown, said) == []
    assert {row["operating"] for row in sown.decisions()} == {"SHALL", "DENY"}
    for words in (
        ("why", "R-1"),
        ("why", "R-2"),
        ("why", "R-4"),
        ("why", "2"),
        ("why", "R-9"),
        ("verify", "decided"),
        ("verify", "decided", "--key", "0" * 64),
        ("law", "list"),
        ("law", "show", "26 USC 6103(i)(2)"),
        ("order", "list"),
        ("order", "show", "CTR-PI"),
        ("doctor",),
    ):
        assert searched(sown, sown.duly(*words, *form)) == [], words


def test_nothing_is_seen_with_comparisons_made_by_hand_and_a_what_if(sown):
    for more in ((), ("--what-if", "Q1=R1,Q4=A", "--overwrite")):
        said = sown.check(*more)
        assert said.code == 0
        assert searched(sown, said) == []


HEAD = "request_id,first_name,last_name,address"
ANSWERED = "request_id,question,answer,because,by,on"
COMPARED = "request_id,comparison,by,on"
FAILURES = [
    ("requests.csv", 'request_id,first_name,last_name\nR-1,Xanthippe,"Quuxworthy\n'),
    ("requests.csv", "Xanthippe,Quuxworthy,4711 Zyzzyva Ct,520009919\nA,B,C,D\n"),
    ("requests.csv", f"{HEAD}\nR-1,Xanthippe,Quuxworthy\nR-2,Zyzzyva"),
    ("requests.csv", f"{HEAD}\nR-1,Xanthippe,Quuxworthy,Zyzzyva\xff\n".encode("latin-1")),
    ("requests.csv", f"{HEAD},tin\nR-1,Xanthippe,Quuxworthy,Zyzzyva,520009919x\n"),
    ("answers.csv", f"{ANSWERED}\nR-1,q,Schadenfroh,b,Kuddelmuddel,x\n"),
    ("answers.csv", "request_id,question,answer\nSchadenfroh,Kuddelmuddel,yes\n"),
    ("answers.csv", "Schadenfroh,Kuddelmuddel\nx,y\n"),
    ("comparisons.csv", f"{COMPARED}\nR-1,Schadenfroh,Kuddelmuddel,2025-07-31\n"),
    ("comparisons.csv", f"{COMPARED}\nR 1 Quuxworthy,agrees,Kuddelmuddel,2025-07-31\n"),
    ("letter.toml", '[letter]\nbatch_id = "Xanthippe Quuxworthy"\n'),
    ("letter.toml", "[letter]\nXanthippe Quuxworthy\n"),
    ("custodian.toml", '[i6]\nfor_requests = ["Xanthippe Quuxworthy"]\n'),
    ("custodian.toml", '[safeguards]\nmet = "Schadenfroh"\n'),
    ("keys/signing.key", "Schadenfroh"),
]


@pytest.mark.parametrize(("name", "content"), FAILURES, ids=lambda one: str(one)[:30])
@pytest.mark.parametrize("form", [(), ("--json",)], ids=["in words", "in JSON"])
def test_nothing_is_seen_when_a_file_is_bad(form, name, content, sown):
    sown.write(name, content)
    said = sown.check(*form)
    assert said.code == 10
    assert searched(sown, said) == []


ROSTERS = [
    ("person", f"{PERSON}P1,520008818,ssn,Schadenfroh\n"),
    ("person", f"{PERSON}Brunhilde,520008818,ssn,\nBrunhilde,520008818,ssn,\n"),
    ("person", "Brunhilde,Xylander,520008818\nP1,2,3\n"),
    ("person_name", f"{NAME}Schadenfroh,Brunhilde,,Xylander,,f,2023\n"),
    ("person_name", f'{NAME}P1,"Brunhilde,,Xylander,,f,2023\n'),
    ("person_address", f'{ADDRESS}P1,Schadenfroh,"12 Oleander Terrace",f,2023\n'),
    ("person_address", f'{ADDRESS}P1,taxpayer,"12 Oleander Terrace",f,Schadenfroh\n'),
]


@pytest.mark.parametrize(("name", "content"), ROSTERS)
def test_nothing_is_seen_when_the_roster_is_bad(name, content, sown):
    sown.write(f"roster/{name}.csv", content)
    said = sown.check("--roster", "roster", compared=False)
    assert said.code == 10
    assert searched(sown, said) == []


@pytest.mark.parametrize("name", ["decisions.parquet", "facts.parquet", "orders.json"])
def test_nothing_is_seen_when_a_run_is_damaged(name, sown):
    sown.check()
    path = sown.home / "decided" / name
    path.write_bytes(path.read_bytes()[:-40])
    for words in (("why", "R-1"), ("verify", "decided")):
        said = sown.duly(*words)
        assert said.code in {10, 13}, said.err
        assert searched(sown, said) == []


@pytest.mark.parametrize("where", ["check_files", "common.remember_run"])
def test_nothing_is_seen_when_the_program_itself_fails(where, sown, monkeypatch):
    def broken(*_args, **_named):
        raise ValueError("Xanthippe Quuxworthy, 4711 Zyzzyva Ct")

    monkeypatch.setattr(f"duly.cli.check.{where}", broken)
    said = sown.check()
    assert said.code == 1
    assert searched(sown, said) == []


def test_results_can_be_read_by_their_owner_alone(sown):
    sown.check("--roster", "roster", compared=False)
    for path in [sown.home / "decided", *(sown.home / "decided").iterdir()]:
        assert path.stat().st_mode & 0o077 == 0, path.name
