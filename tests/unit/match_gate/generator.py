"""Seeded, invented addresses and address defects for the development figures of the gate.

The same people wrote this generator and the gate, so what is measured with it is a development figure,
not a promise. Streets, names and texts are invented; ZIP Codes, cities and States are real pairs.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

import zipcodes

SUFFIXES = (
    "St", "Street", "Ave", "Avenue", "Rd", "Road", "Dr", "Drive", "Ln", "Lane", "Ct", "Court", "Blvd", "Way",
    "Pl", "Cir", "Circle", "Ter", "Trl", "Trail", "Pkwy", "Loop", "Xing", "Cv", "Sq", "Run", "Path", "Pike", "Hwy",
)  # fmt: skip
NAMES = (
    "Oak", "Maple", "Cedar", "Elm", "Washington", "Lincoln", "Jefferson", "Main", "Church", "Mill", "Lake", "River",
    "Sunset", "Highland", "Park", "Spring Hill", "Meadow View", "Old Post", "Martin Luther King Jr", "St Charles",
    "Saint Clair", "Mount Vernon", "Fort Worth", "El Camino", "Las Palmas", "Santa Rosa", "San Jacinto", "Buena Vista",
    "La Cienega", "Los Robles", "Del Rio", "O'Hara", "D'Angelo", "McAllister", "Van Buren", "Von Braun", "Twin Peaks",
    "Stone Bridge", "Quail Ridge", "Deer Creek", "Fox Hollow", "Indian Trail", "Kings Court", "Queens", "Broad",
    "Market", "Canal", "Union", "Liberty", "Franklin", "Jackson", "Adams", "Monroe", "Harrison", "Cleveland", "Dallas",
    "Houston", "Chicago", "Boston", "Denver", "Georgia", "Virginia", "Delaware", "Texas", "Mexico", "Peru", "Jordan",
    "Lebanon", "Prison", "County Jail", "Unknown", "Test", "None", "Police", "Courthouse", "Hill", "Valley View",
    "Forest Glen", "Crystal Springs", "Rolling Meadows", "Whispering Pines", "Winding Brook", "Chestnut", "Hickory",
    "Sycamore", "Willow", "Magnolia", "Dogwood", "Juniper", "Laurel", "Hawthorne", "Rosewood", "Ivy", "Holly", "Fern",
    "Thistle", "Heather", "Clover", "Daisy", "Jasmine", "Azalea", "Camellia", "Hibiscus", "Schuylkill", "Przybylski",
)  # fmt: skip
UNITS = (
    "",
    "",
    "",
    "",
    " Apt {}",
    " Apt. {}",
    " #{}",
    " Unit {}",
    ", Apt {}",
    " Ste {}",
    " Lot {}",
    " {}B",
    " Fl {}",
)
PEOPLE = (
    "Jose Garcia",
    "Maria Lopez",
    "John Smith",
    "Ana Maria de la Cruz",
    "Wei Chen",
    "Olu Adeyemi",
    "Ivan Petrov",
)

PLACEHOLDERS = (
    "Failed to Provide", "failed to provide", "FAILED TO PROVIDE ADDRESS", "Unknown", "Unknown Address", "Address Unknown",
    "UNKNOWN UNKNOWN", "NA NA", "N/A", "n/a n/a", "None", "NONE PROVIDED", "Not Provided", "Not Available", "Not Applicable",
    "No Address", "No address given", "No fixed address", "No Fixed Abode", "Homeless", "homeless - transient", "Transient",
    "Refused", "Refused to answer", "Refused to provide address", "Declined", "Declined to state", "Don't Care",
    "Don’t know", "dont know", "Does not know", "Same", "Same as above", "See above", "See file", "TBD", "To be determined",
    "Test", "TEST TEST", "test address", "xxx", "XXXXX", "X", "Null", "nil", "Pending", "Unk", "UNK UNK", "Undisclosed",
    "Whereabouts unknown", "Desconocido", "desconocida", "Se desconoce", "Sin domicilio", "Sin dirección", "No sabe",
    "No proporcionado", "Ninguno", "dirección desconocida", "Sin domicilio fijo", "No tiene", "Whatever", "Ditto",
    "Did not provide", "Not given", "Not stated", "Unable to provide", "Address not known", "unknown street", "Unknown, Unknown",
    "Subject failed to provide address", "Alien refused to provide", "Lives in car", "Left blank", "Address on file", "Deported",
)  # fmt: skip
INSTITUTIONS = (
    "{c} County Jail", "{c} Detention Center", "{c} County Detention Facility", "{c} Correctional Institution",
    "{c} State Prison", "{c} ICE Processing Center", "ICE {c} Field Office", "{c} Federal Detention Center", "FCI {c}",
    "USP {c}", "{c} Correctional Center", "{c} Service Processing Center", "{c} County Sheriff's Office",
    "{c} Police Department", "USCIS {c}", "{c} Immigration Court", "Metropolitan Correctional Center {c}", "MDC {c}",
    "{c} County Correctional Facility", "{c} Regional Jail", "{c} Parish Prison", "DHS ICE ERO {c}", "{c} Border Patrol Station",
    "c/o {c} County Jail", "{c} Penitentiary", "Inmate, {c} County Jail", "In custody, {c}", "{c} Juvenile Hall",
    "{c} House of Correction", "{c} Federal Building", "Consulate General of Mexico in {c}", "c/o ICE {c}", "Homeland Security {c}",
)  # fmt: skip
FOREIGN = (
    "Calle Hidalgo {n}, Col. Centro, Oaxaca, Mexico {z}", "Av. Juárez {n}, Tijuana, B.C., México", "{n} King St W, Toronto, ON M5H 1J9",
    "{n} Rue de Rivoli, 75001 Paris, France", "{n} High Street, Leeds LS1 4AP, United Kingdom", "Barrio El Centro, Tegucigalpa, Honduras",
    "{n} Calle Principal, Zona 1, Guatemala City, Guatemala {z}", "Colonia Escalón, San Salvador, El Salvador",
    "Carrera 7 #{n}-20, Bogotá, Colombia", "Hauptstraße {n}, 10115 Berlin, Germany", "Rua Augusta {n}, São Paulo, SP 01304-000, Brazil",
    "{n} MG Road, Mumbai 400001, India", "{n} Nanjing Road, Shanghai, China", "Calle Duarte {n}, Santo Domingo, Dominican Republic",
    "{n} Queen St, Kingston, Jamaica", "Aldea San Juan, Huehuetenango, Guatemala", "Calle Bolívar {n}, Quito, Ecuador {z}",
    "Av. Arequipa {n}, Lima, Perú", "Managua, Nicaragua", "Caracas Venezuela {z}", "{n} Nguyen Hue, Ho Chi Minh City, Vietnam",
    "{n} Ayala Ave, Makati, Philippines 1226", "Port-au-Prince, Haiti", "ул. Ленина {n}, Москва, Россия", "北京市朝阳区{n}号",
    "Calle 5 #{n}, Fracc. Las Palmas, Guadalajara, Jalisco, C.P. {z}", "{n} Rue Sainte-Catherine, Montréal QC H3B 1A7",
    "Calle Reforma {n}, Puebla, Pue. {z}, MX", "{n} George St, Sydney NSW 2000, Australia", "{n} Lagos Road, Accra, Ghana",
)  # fmt: skip
MASH = (
    "asdf",
    "asdfgh",
    "qwerty",
    "zxcvb",
    "jkl",
    "blah blah",
    "xyz",
    "sdfsdf",
    "qwe",
    "hjkl",
    "dfgh",
)
NO_STREET = (
    "St",
    "Street",
    "Ave",
    "Rd",
    "Apt {u}",
    "Unit {u}",
    "#{u}",
    "N",
    "North",
    "Apt",
    "Suite {u}",
    "Rd Apt {u}",
    "",
)


@dataclass(frozen=True)
class Place:
    """One real ZIP Code with its city and State."""

    city: str
    state: str
    zip5: str

    @property
    def tail(self) -> str:
        return f"{self.city}, {self.state} {self.zip5}"


_PLACES = [
    Place(z["city"], z["state"], z["zip_code"])
    for z in zipcodes.list_all()
    if z["zip_code_type"] == "STANDARD" and z["active"] and z["state"] != "PR"
]


class Maker:
    """Makes strings of every kind from one seed."""

    def __init__(self, seed: int) -> None:
        self.pick = random.Random(seed)

    def place(self) -> Place:
        return self.pick.choice(_PLACES)

    def number(self) -> str:
        roll = self.pick.randrange(40)
        base = str(self.pick.randint(1, 19_999))
        if roll == 0:
            return f"{self.pick.randint(10, 99)}-{self.pick.randint(10, 99)}"
        if roll == 1:
            return f"{base} 1/2"
        if roll == 2:
            return f"{base}{self.pick.choice('ABC')}"
        if roll == 3:
            return f"N{self.pick.randint(1, 99)}W{base}"
        return base

    def street(self) -> str:
        roll = self.pick.randrange(24)
        if roll == 0:
            return self.pick.choice(
                (
                    "Broadway",
                    "Avenue A",
                    "Avenue of the Oaks",
                    "Calle Luna",
                    "Via del Sol",
                    "Camino Real",
                    "The Esplanade",
                )
            )
        if roll == 1:
            road = self.pick.choice(
                (
                    "County Road",
                    "CR",
                    "Highway",
                    "US Hwy",
                    "State Route",
                    "FM",
                    "Hwy",
                    "SR",
                    "I-",
                    "US",
                )
            )
            return f"{road} {self.pick.randint(1, 2000)}".replace("- ", "-")
        if roll == 2:
            name = f"{self.pick.randint(4, 20)}th"
        elif roll == 3:
            name = self.pick.choice(
                ("1st", "2nd", "23rd", "First", "Third", "Fifth", "Twenty Third", "102nd")
            )
        else:
            name = self.pick.choice(NAMES)
        before = self.pick.choice(("", "", "", "", "N ", "South ", "E. ", "SW "))
        after = self.pick.choice(("", "", "", "", "", "", " NW", " S"))
        return f"{before}{name} {self.pick.choice(SUFFIXES)}{after}"

    def unit(self) -> str:
        return self.pick.choice(UNITS).format(self.pick.randint(1, 99))

    def good(self, layout: int) -> str:
        place, line = self.place(), f"{self.number()} {self.street()}"
        if layout == 0:
            return f"{line}{self.unit()}, {place.tail}"
        if layout == 1:
            return f"{line}{self.unit()} {place.city} {place.state} {place.zip5}".lower()
        if layout == 2:
            plus4 = f"-{self.pick.randint(1000, 9999)}"
            return f"{line}\n{self.unit().strip(', ')}\n{place.city}, {place.state}\n{place.zip5}{plus4}".replace(
                "\n\n", "\n"
            )
        unit = f"Apt {self.pick.randint(1, 40)}{self.pick.choice(('', 'A', 'C'))}"
        return f"{unit} {line}, {place.city} {place.state}, {place.zip5} USA".upper()

    def after(self, text: str) -> str:
        """Put nothing, a ZIP Code, or city, State and ZIP Code behind the text."""
        place = self.place()
        zip5 = self.pick.choice((place.zip5, "12345", "00000", "99999"))
        return self.pick.choice(
            (text, f"{text} {zip5}", f"{text}, {place.tail}", f"{text} {place.state} {place.zip5}")
        )

    def blank(self) -> str:
        return "".join(self.pick.choices(" \t\n\r\u00a0\u2003,\u200b", k=self.pick.randrange(12)))

    def placeholder(self) -> str:
        return self.after(self.pick.choice(PLACEHOLDERS))

    def zip_only(self) -> str:
        zip5 = self.pick.choice((self.place().zip5, f"{self.pick.randrange(100_000):05d}"))
        form = self.pick.choice(
            ("{}", " {} ", "{}-1234", "ZIP {}", "Zip Code: {}", "{}.", "{}, USA", "{}1234")
        )
        return form.format(zip5)

    def po_box(self) -> str:
        form = self.pick.choice(
            (
                "PO Box {}",
                "P.O. Box {}",
                "P O BOX {}",
                "POB {}",
                "Post Office Box {}",
                "po box #{}",
                "Box {}",
                "Apartado {}",
            )
        )
        return f"{form.format(self.pick.randint(1, 9999))}, {self.place().tail}"

    def institution(self) -> str:
        place = self.place()
        name = self.pick.choice(INSTITUTIONS).format(
            c=self.pick.choice((place.city, "Stewart", "Harris", "Otay Mesa"))
        )
        line = self.pick.choice(
            (
                "",
                "",
                "",
                f", {self.number()} {self.pick.choice(NAMES)} St",
                f" {self.number()} {self.street()}",
            )
        )
        return self.pick.choice(
            (
                f"{name}{line}, {place.tail}",
                f"{name}{line} {place.city} {place.state} {place.zip5}",
                f"{name} {place.zip5}",
            )
        )

    def foreign(self) -> str:
        return self.pick.choice(FOREIGN).format(
            n=self.pick.randint(1, 999), z=self.pick.randint(10_000, 99_999)
        )

    def number_garbage(self) -> str:
        digits = lambda k: "".join(self.pick.choices("0123456789", k=k))  # noqa: E731 - one-off
        text = self.pick.choice(
            (
                f"{digits(7)}", f"{digits(12)}", f"{digits(5)} {digits(5)}", f"{digits(3)} {digits(3)} {digits(4)}",
                f"{self.pick.choice(MASH)} {digits(5)}", f"{digits(4)} {self.pick.choice(MASH)}", "0", "000 000 00000", "1234",
                f"{digits(8)} {self.pick.choice(NAMES)} St, {self.place().tail}", f"00 {self.street()}, {self.place().tail}",
                f"{digits(4)} {digits(4)}, {self.place().tail}", f"{self.pick.choice(MASH)}, {self.place().tail}",
                f"{digits(4)} {self.pick.choice(MASH)}, {self.place().tail}", f"{digits(3)}-{digits(2)}-{digits(4)}",
            )
        )  # fmt: skip
        return text

    def no_number(self) -> str:
        return f"{self.street()}{self.unit()}, {self.place().tail}"

    def no_street(self) -> str:
        kind = self.pick.choice(NO_STREET).format(u=self.pick.randint(1, 99))
        return (
            f"{self.pick.randint(1, 9999)} {kind}{self.pick.choice((', ', ' '))}{self.place().tail}"
        )

    def missing_city_state(self) -> str:
        place, line = self.place(), f"{self.number()} {self.street()}{self.unit()}"
        form = self.pick.choice(
            (
                "{l}",
                "{l} {z}",
                "{l}, {c}",
                "{l}, {s} {z}",
                "{l} {s} {z}",
                "{l}, {c} {z}",
                "{l}, {s}",
                "{l}, {c}, {s}",
            )
        )
        return form.format(l=line, z=place.zip5, c=place.city, s=place.state)

    def defects(self) -> dict[str, Callable[[], str]]:
        """Return the maker of each kind of defect."""
        return {
            "blank": self.blank,
            "placeholder": self.placeholder,
            "zip_only": self.zip_only,
            "po_box": self.po_box,
            "institution": self.institution,
            "foreign": self.foreign,
            "number_garbage": self.number_garbage,
            "no_number": self.no_number,
            "no_street": self.no_street,
            "missing_city_state": self.missing_city_state,
        }
