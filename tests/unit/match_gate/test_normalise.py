"""Publication 28 spelling of delivery lines."""

from __future__ import annotations

import pytest

from duly.match.normalise import normalise_city, normalise_line, parse_line

SAME = [
    (
        "123 N MAIN ST",
        ["123 North Main Street", "123 n. main st.", "123 NORTH MAIN STRT", "123, N Main, St"],
    ),
    (
        "123 MAIN ST APT 4B",
        [
            "123 Main St., Apartment 4-B",
            "apt 4b 123 main street",
            "123 Main Street Apt #4B",
            "123 main st apt. 4 b",
        ],
    ),
    (
        "77 23RD AVE",
        [
            "77 23 Ave",
            "77 Twenty Third Avenue",
            "77 23 rd Ave",
            "77 twenty-third av",
            "77 23RD AVENUE",
        ],
    ),
    ("5 1ST ST", ["5 First Street", "5 1 St", "5 1st St"]),
    (
        "PO BOX 12",
        ["P.O. Box 12", "p o box #12", "POB 12", "Post Office Box 12", "PO Box No 12", "box 012"],
    ),
    (
        "RR 2 BOX 15",
        [
            "R.R. 2, Box 15",
            "Rural Route 2 Box 15",
            "RFD 2 Box 15",
            "Route 2 Box 15",
            "RR #2 Box #15",
        ],
    ),
    ("HC 1 BOX 22", ["Highway Contract 1 Box 22", "H C 1 Box 22", "HCR 1 Box 22"]),
    ("PSC 3 BOX 4120", ["psc 3, box 4120"]),
    ("9 SW ELM BLVD NW", ["9 Southwest Elm Boulevard North West", "9 S W Elm Blvd N.W."]),
    ("100 COUNTY ROAD 120", ["100 CR 120", "100 Co. Rd. 120", "100 County Rd 120", "100 CR-120"]),
    ("100 US HIGHWAY 90 E", ["100 US-90 E", "100 U.S. Hwy 90 East", "100 US Hwy 90 E."]),
    ("100 FARM TO MARKET 1960 W", ["100 FM 1960 W", "100 F.M. 1960 West", "100 FM-1960 W"]),
    ("12 AVENUE A", ["12 Ave A", "12 Av. A"]),
    ("8 ST CHARLES AVE", ["8 Saint Charles Avenue", "8 St. Charles Ave."]),
    ("8 MOUNT VERNON RD", ["8 Mt Vernon Rd", "8 Mt. Vernon Road"]),
    ("123 1/2 OAK CT", ["123-1/2 Oak Court", "123 1/2 Oak Crt"]),
]


@pytest.mark.parametrize(("standard", "spellings"), SAME, ids=[row[0] for row in SAME])
def test_spellings_of_one_line_are_one(standard: str, spellings: list[str]):
    assert {normalise_line(spelling) for spelling in [standard, *spellings]} == {standard}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("123 Main St", "123 Main Ave"),
        ("123 N Main St", "123 S Main St"),
        ("45-12 5 Ave", "4512 5 Ave"),
        ("12 Park Ave", "12 Parks Ave"),
        ("100 CR 12", "100 FM 12"),
        ("123 Main St Apt 1", "123 Main St Apt 2"),
        ("12 Avenue A", "12 Avenue B"),
        ("5 St James Pl", "5 James Pl"),
        ("21 St James Ave", "21st James Ave"),
    ],
)
def test_different_houses_stay_different(one: str, other: str):
    assert normalise_line(one) != normalise_line(other)


def test_a_line_that_cannot_be_read_comes_back_folded():
    assert normalise_line("c/o  Somebody,") == "C/O SOMEBODY"


def test_cities_agree_whatever_their_spelling():
    assert normalise_city("Ft. Worth") == normalise_city("FORT WORTH")
    assert normalise_city("St Paul") == normalise_city("Saint Paul")
    assert normalise_city("Dallas") != normalise_city("Houston")


def test_a_directional_alone_before_the_suffix_is_the_name():
    assert parse_line("123 N St NW").street == "N"
    assert parse_line("123 North Ave").street == "NORTH"
