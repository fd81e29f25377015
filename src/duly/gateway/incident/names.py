"""Word lists for invented people. Short, common and mixed; nobody in particular is meant."""

from itertools import product


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


MALE = _words(
    """Aaron Adrián Alejandro Andrew Andrés Anthony Benjamin Bernardo Brandon Bruno Carlos César
    Charles Cristian Daniel David Dennis Diego Eduardo Edwin Emilio Enrique Felipe Fernando
    Francisco Frank Gabriel Gerardo Germán Gregory Héctor Henry Hugo Isaac Ismael Iván James
    Javier Joaquín José Juan Julián Kenneth Kevin Kwame Leonardo Luis Luke Lucas Manuel Marco
    Mark Martín Mateo Miguel Nathan Nicolás Óscar Omar Pablo Patrick Peter Pedro Rafael Ramón
    Raúl Ricardo Samuel Sergio Thomas Tomás Víctor Vincent William Wilson"""
)
FEMALE = _words(
    """Abigail Adriana Alicia Ana Andrea Angela Beatriz Blanca Brenda Carla Carmen Catalina
    Cecilia Claire Daniela Deborah Diana Dolores Elena Elizabeth Emma Esperanza Fátima Fernanda
    Gabriela Gloria Grace Guadalupe Hannah Helen Inés Irene Isabel Jacqueline Jennifer Josefa
    Juana Julia Karen Karina Laura Leticia Linda Lucía Magdalena Margarita María Mariana Marta
    Mercedes Mónica Nancy Natalia Nora Norma Olga Olivia Patricia Paula Pilar Rebeca Rosa Rosario
    Ruth Sandra Silvia Sofía Susana Teresa Tiffany Valeria Verónica Victoria Violeta Ximena
    Xiomara"""
)

SURNAMES = (
    *_words(
        """Acevedo Adams Aguilar Allen Álvarez Anderson Baker Barrios Bautista Bennett Brown Cabrera
    Campbell Castillo Chávez Chen Clark Contreras Cruz Davis Delgado Díaz Domínguez Edwards
    Escobar Espinoza Evans Fernández Figueroa Flores Foster Fuentes García Gómez González Gray
    Green Guerrero Gutiérrez Guzmán Hall Harris Hernández Herrera Hughes Ibáñez Jackson Jiménez
    Johnson Jones Kelly Kim King Kowalski Lara Lee Lewis López Maldonado Márquez Martínez Mejía
    Méndez Mendoza Miller Molina Montoya Morales Moreno Morris Muñoz Murphy Navarro Nelson Ng
    Nguyen Núñez Ochoa O'Brien Okafor Ortega Ortiz Pacheco Parker Patel Peña Pereira Pérez
    Phillips Quintero Quispe Ramírez Ramos Reyes Rivera Roberts Robinson Rodríguez Rojas Romero
    Rosales Ruiz Salazar Sánchez Sandoval Santos Scott Silva Smith Solís Soto Stewart Suárez
    Taylor Thompson Torres Trujillo Turner Valdez Valencia Vargas Vásquez Vega Velasco Villanueva
    Walker White Williams Wilson Wright Yamamoto Young Zamora Zapata Zúñiga"""
    ),
    "De La Cruz",
    "De León",
    "Del Río",
    "St. Clair",
    "Van Doren",
)

_FRONT = _words(
    "Alder Amber Ash Beech Birch Bramble Briar Cedar Clover Copper Cotton Dove Elder Fern Finch "
    "Fox Hazel Heron Holly Iron Juniper Larch Laurel Linden Maple Meadow Otter Pebble Pine Quail "
    "Quartz Raven Rowan Sage Sorrel Spruce Swallow Thistle Walnut Willow"
)
_BACK = _words("bank brook dale field ford gate glen hollow mere mill ridge stone")
STREETS = tuple(
    front + back for front, back in product(_FRONT, _BACK)
)  # words put together, so that a house on such a street is unlikely to exist
SUFFIXES = ("St", "Ave", "Rd", "Dr", "Ln", "Ct", "Blvd", "Pl", "Way", "Ter")
DIRECTIONS = ("N", "S", "E", "W")


def alike(names: tuple[str, ...]) -> tuple[str, ...]:
    """For each name another one with the same initial: the sibling that an initial cannot tell."""
    initials: dict[str, list[str]] = {}
    for name in names:
        initials.setdefault(_bare(name), []).append(name)
    lone = [group[0] for group in initials.values() if len(group) < 2]
    if lone:
        raise ValueError(f"names without a second of the same initial: {lone}")
    return tuple(
        group[(group.index(name) + 1) % len(group)]
        for name in names
        for group in [initials[_bare(name)]]
    )


def _bare(name: str) -> str:
    """Give the first letter without its accent."""
    return {"Á": "A", "Ó": "O"}.get(name[0], name[0])
