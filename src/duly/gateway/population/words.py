"""Words for invented addresses, and how people spell what Publication 28 abbreviates."""

from itertools import product


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_TREES = _words(
    "ALDER ASH ASPEN BEECH BIRCH CEDAR CHERRY CHESTNUT CYPRESS "
    "ELDER ELM FIR HAWTHORN HAZEL HICKORY "
    "HOLLY JUNIPER LARCH LAUREL LINDEN LOCUST MAGNOLIA MAPLE OAK PECAN PINE POPLAR ROWAN SPRUCE "
    "SYCAMORE WALNUT WILLOW"
)
_OTHERS = _words(
    "AMBER BADGER BLUEBIRD CARDINAL CENTER CHURCH CLOVER COLLEGE "
    "COPPER COTTON COURT CRANE CRESCENT "
    "DOVE EAGLE FALCON FERN FINCH FOUNDRY FOX GARDEN GRAND HARBOR HARVEST HERON HIGH HIGHLAND IRON "
    "JEFFERSON LAKE LIBERTY LINCOLN MADISON MAIN MARKET MEADOW "
    "MILL MONROE OTTER PARK PEBBLE PLEASANT "
    "PROSPECT QUAIL QUARTZ RAILROAD RAVEN RIVER ROSE SAGE SCHOOL SORREL SPRING STATE SUMMIT SUNSET "
    "SWALLOW THISTLE UNION VALLEY VIEW VINE WASHINGTON WATER"
)
_FRONT = _words(
    "BLACK BROOK CLEAR DEER FAIR GLEN GREEN NORTH OAK RIDGE RIVER ROCK SPRING STONE WOOD"
)
_BACK = _words(
    "BRIDGE CREST DALE FIELD FORD GATE HAVEN HOLLOW HURST LAND MONT MOOR SIDE VIEW WATER WAY"
)
_PAIRS = tuple(
    f"{a} {b}"
    for a, b in product(
        _words(
            "BIG COLD COYOTE EAST GOLDEN HIDDEN INDIAN LONE LOST OLD "
            "QUIET RED SILVER TALL TWIN WEST"
        ),
        _words(
            "BARN BROOK CANYON COUNTRY CREEK FARM FOREST GROVE HILL LEAF MEADOW OAK ORCHARD POND"
        ),
    )
)
_ORDINALS = _words(
    "FIRST SECOND THIRD FOURTH FIFTH SIXTH SEVENTH EIGHTH NINTH TENTH ELEVENTH TWELFTH"
)


def _ordinal(number: int) -> str:
    ending = {1: "ST", 2: "ND", 3: "RD"}.get(number % 10, "TH")
    return f"{number}{'TH' if 10 < number % 100 < 14 else ending}"


STREETS: tuple[tuple[str, str], ...] = (
    *((name, name) for name in (*_TREES, *_OTHERS)),
    *((a + b, a + b) for a, b in product(_FRONT, _BACK)),
    *((pair, pair) for pair in _PAIRS),
    *(
        (_ordinal(n), _ORDINALS[n - 1] if n <= len(_ORDINALS) else _ordinal(n))
        for n in range(1, 81)
    ),
)
"""Street names, with another spelling of the few that have one (5TH, FIFTH)."""

SUFFIXES: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    ("ST", 30, ("STREET", "ST.", "STR")),
    ("AVE", 18, ("AVENUE", "AVE.", "AV")),
    ("RD", 14, ("ROAD", "RD.")),
    ("DR", 12, ("DRIVE", "DR.", "DRV")),
    ("LN", 8, ("LANE", "LN.")),
    ("CT", 5, ("COURT", "CT.")),
    ("BLVD", 3, ("BOULEVARD", "BLVD.", "BOUL")),
    ("PL", 2, ("PLACE", "PL.")),
    ("CIR", 2, ("CIRCLE", "CIR.", "CIRC")),
    ("TER", 1, ("TERRACE", "TERR")),
    ("PKWY", 1, ("PARKWAY", "PKY")),
    ("TRL", 1, ("TRAIL", "TRL.")),
    ("HWY", 1, ("HIGHWAY", "HWY.")),
    ("SQ", 1, ("SQUARE", "SQ.")),
    ("WAY", 1, ("WY", "WAY.")),
)
"""Publication 28 abbreviation, weight, and what else people write."""

DIRECTIONS = (("N", "NORTH"), ("S", "SOUTH"), ("E", "EAST"), ("W", "WEST"), ("NE", "NORTHEAST"))

STATES = ("OR", "NM", "GA", "OH", "CO", "MN", "TN", "VA", "WI", "AZ")
"""Whose cities and ZIP Codes are used: real places, on which no house stands as written here."""

ACCENTED = dict(
    pair.split("=")
    for pair in _words(
        "GARCIA=GARCÍA MARTINEZ=MARTÍNEZ RODRIGUEZ=RODRÍGUEZ HERNANDEZ=HERNÁNDEZ LOPEZ=LÓPEZ "
        "GONZALEZ=GONZÁLEZ PEREZ=PÉREZ SANCHEZ=SÁNCHEZ RAMIREZ=RAMÍREZ GOMEZ=GÓMEZ DIAZ=DÍAZ "
        "VASQUEZ=VÁSQUEZ JIMENEZ=JIMÉNEZ GUTIERREZ=GUTIÉRREZ MUNOZ=MUÑOZ NUNEZ=NÚÑEZ PENA=PEÑA "
        "ALVAREZ=ÁLVAREZ FERNANDEZ=FERNÁNDEZ RIOS=RÍOS MEJIA=MEJÍA LEON=LEÓN ACUNA=ACUÑA "
        "CHAVEZ=CHÁVEZ MENDEZ=MÉNDEZ SUAREZ=SUÁREZ DOMINGUEZ=DOMÍNGUEZ MARQUEZ=MÁRQUEZ "
        "IBANEZ=IBÁÑEZ ORDONEZ=ORDÓÑEZ SOLIS=SOLÍS VELEZ=VÉLEZ ROMAN=ROMÁN CORDOVA=CÓRDOVA"
    )
)
