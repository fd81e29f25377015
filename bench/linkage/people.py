"""Who the people are and where they live: the sample's own (S), or invented anew (L).

Both write two tables: people(idx, b, rep, sim, first, mi, last, parts, pair, sex, born, ssn) and
places(b, rep, place, number, street, unit, po_box, city, state, zip). Every draw is a hash.
"""

from pathlib import Path

import duckdb
from pseudo import Keys, draw, raw

NAMESAKE_SONS = 6
"""Percent of sons with the father's first name; half of them also with his middle initial."""
NEAR_HOMONYMS = 6
"""Percent of same-sex siblings whose first name is nearly the eldest's."""
TWINS = 5
"""Percent of same-sex siblings born within three years who share the eldest's birth date."""
DOUBLE_SURNAMES = 4
"""Percent of families with two surnames, half with a hyphen, half with a space."""


def real_places(con: duckdb.DuckDBPyConnection, state: str) -> int:
    """Table zip(n, zip, city): the State's ordinary ZIP codes in use. Returns how many."""
    import zipcodes

    pairs = sorted(
        (z["zip_code"], z["city"])
        for z in zipcodes.list_all()
        if z["state"] == state and z["zip_code_type"] == "STANDARD" and z["active"]
    )
    con.execute("CREATE OR REPLACE TEMP TABLE zip (n INTEGER, zip VARCHAR, city VARCHAR)")
    con.execute(
        "INSERT INTO zip SELECT unnest(?), unnest(?), unnest(?)",
        [list(range(len(pairs))), [z for z, _ in pairs], [c for _, c in pairs]],
    )
    return len(pairs)


def sample_people(con: duckdb.DuckDBPyConnection) -> None:
    """The sample's people, in real Washington State ZIP codes, the same for every seed."""
    index = Keys.index("b", "0", "sim")
    con.execute(f"""CREATE OR REPLACE TEMP TABLE people AS
        SELECT {index} AS idx, b, 0 AS rep, sim, first, mi, last, NULL::VARCHAR[] AS parts,
          NULL::VARCHAR AS pair, sex, born,
          coalesce(ssn, {Keys.of(0).ssn_of("b", "0", "sim")}) AS ssn
        FROM base_person""")
    count = real_places(con, "WA")
    con.execute(f"""CREATE OR REPLACE TEMP TABLE places AS
        SELECT b, 0 AS rep, place, number, street, unit, po_box, city, 'WA' AS state, zip
        FROM place_0 JOIN zip ON n = {draw("sample", "zip", "building")} % {count}""")


def name_lists(con: duckdb.DuckDBPyConnection) -> None:
    """The 1990 Census lists as slots: one slot for each 0.001 % of people, so a draw is a join.

    Names below 0.0005 % have one slot. `near` holds names within two edits of another one.
    """
    import names

    folder = Path(names.__file__).parent
    for table, file in (
        ("last", "dist.all.last"),
        ("male", "dist.male.first"),
        ("female", "dist.female.first"),
    ):
        rows = [line.split() for line in (folder / file).read_text().splitlines()]
        con.execute(f"CREATE OR REPLACE TEMP TABLE freq_{table} (name VARCHAR, slots INTEGER)")
        con.execute(
            f"INSERT INTO freq_{table} SELECT unnest(?), unnest(?)",
            [
                [r[0].capitalize() for r in rows],
                [max(1, round(float(r[1]) * 1000)) for r in rows],
            ],
        )
        con.execute(f"""CREATE OR REPLACE TEMP TABLE slot_{table} AS
            SELECT row_number() OVER (ORDER BY name, i) - 1 AS slot, name
            FROM (SELECT name, unnest(range(slots)) AS i FROM freq_{table})""")
    con.execute("""CREATE OR REPLACE TEMP TABLE slot_first AS
        SELECT 'Male' AS sex, slot, name FROM slot_male
        UNION ALL SELECT 'Female', slot, name FROM slot_female""")
    con.execute("""CREATE OR REPLACE TEMP TABLE near AS
        WITH n AS (SELECT 'Male' AS sex, * FROM freq_male
          UNION ALL SELECT 'Female', * FROM freq_female)
        SELECT a.sex, a.name, list(o.name ORDER BY o.slots DESC, o.name)[:3] AS alike
        FROM n a JOIN n o ON a.sex = o.sex AND left(a.name, 1) = left(o.name, 1)
          AND a.name <> o.name AND o.slots >= 3 AND abs(length(a.name) - length(o.name)) <= 2
        WHERE length(a.name) >= 4 AND damerau_levenshtein(a.name, o.name) <= 2
        GROUP BY a.sex, a.name""")


def families(con: duckdb.DuckDBPyConnection) -> None:
    """base_son(b, sim, father) and base_sibling(b, sim, eldest, close), from the census year."""
    children = "('Biological child', 'Adopted child', 'Stepchild')"
    con.execute(f"""CREATE OR REPLACE TEMP TABLE base_son AS
        WITH man AS (SELECT b, hh, sim, relation, last_name FROM census_0
          WHERE sex = 'Male' AND housing_type = 'Household')
        SELECT c.b, c.sim, min(p.sim) AS father FROM man c JOIN man p
          ON p.b = c.b AND p.hh = c.hh AND p.last_name = c.last_name AND p.sim <> c.sim
          AND p.relation IN ('Reference person', 'Opposite-sex spouse')
        WHERE c.relation IN {children} GROUP BY c.b, c.sim
        UNION ALL SELECT c.b, c.sim, min(p.sim) FROM man c JOIN man p
          ON p.b = c.b AND p.hh = c.hh AND p.last_name = c.last_name AND p.sim <> c.sim
          AND p.relation = 'Parent' WHERE c.relation = 'Reference person'
          AND NOT EXISTS (SELECT 1 FROM man k
            WHERE k.b = c.b AND k.hh = c.hh AND k.relation IN {children})
        GROUP BY c.b, c.sim""")
    con.execute(f"""CREATE OR REPLACE TEMP TABLE base_sibling AS
        SELECT c.b, c.sim, first_value(c.sim) OVER eldest_first AS eldest,
          date_diff('day', first_value(born) OVER eldest_first, born) BETWEEN 0 AND 1095 AS close
        FROM census_0 c WHERE relation IN {children} AND housing_type = 'Household'
        WINDOW eldest_first AS (PARTITION BY b, hh, sex, last_name ORDER BY born, sim)""")
    con.execute("DELETE FROM base_sibling WHERE sim = eldest")


def streets(con: duckdb.DuckDBPyConnection) -> int:
    """Table street(n, street): every street name of the sample. Returns how many."""
    con.execute(f"""CREATE OR REPLACE TEMP TABLE street AS
        SELECT row_number() OVER (ORDER BY street) - 1 AS n, street FROM (
          SELECT DISTINCT street_name AS street FROM {raw("decennial_census")}
          UNION SELECT DISTINCT mailing_address_street_name FROM {raw("taxes_1040")}
        ) WHERE street IS NOT NULL""")
    return int(con.execute("SELECT count(*) FROM street").fetchall()[0][0])


def invented_people(
    con: duckdb.DuckDBPyConnection, seed: int, reps: range, keys: Keys, streets: int, zips: int
) -> None:
    """New names, numbers and addresses for the replicates `reps`.

    A person keeps the name over the years; members of a household who share a surname in the
    sample share the new one.
    """
    slots = {
        table: con.execute(f"SELECT count(*) FROM slot_{table}").fetchall()[0][0]
        for table in ("last", "male", "female")
    }
    first_slots = f"if(sex = 'Male', {slots['male']}, {slots['female']})"
    family = ("b", "rep", "hh", "p.last")
    person = ("b", "rep", "sim")
    chance = {
        kind: f"{draw(seed, kind, *person)} % 100 < {percent}"
        for kind, percent in (("son", NAMESAKE_SONS), ("near", NEAR_HOMONYMS), ("twin", TWINS))
    }
    # The numbers of the slots come first, as columns: a join on an expression over two tables
    # would make the optimiser multiply the replicates by the name lists.
    con.execute(f"""CREATE OR REPLACE TEMP TABLE slots AS
        SELECT {Keys.index(*person)} AS idx, b, rep, sim, sex, born,
          {draw(seed, "first", *person)} % {first_slots} AS first_slot,
          {draw(seed, "middle", *person)} % {first_slots} AS middle_slot,
          {draw(seed, "last", *family)} % {slots["last"]} AS last_slot,
          if({draw(seed, "double", *family)} % 100 < {DOUBLE_SURNAMES},
            {draw(seed, "second", *family)} % {slots["last"]}, NULL) AS second_slot,
          if({draw(seed, "hyphen", *family)} % 2 = 0, '-', ' ') AS joint
        FROM base_person p CROSS JOIN range({reps.start}, {reps.stop}) r(rep)""")
    con.execute("""CREATE OR REPLACE TEMP TABLE drawn AS
        SELECT idx, b, rep, sim, p.sex, born, f.name AS first, left(m.name, 1) AS mi,
          if(second_slot IS NULL, [l.name], [l.name, o.name]) AS parts, joint
        FROM slots p JOIN slot_first f ON f.sex = p.sex AND f.slot = first_slot
        JOIN slot_first m ON m.sex = p.sex AND m.slot = middle_slot
        JOIN slot_last l ON l.slot = last_slot LEFT JOIN slot_last o ON o.slot = second_slot""")
    con.execute(f"""CREATE OR REPLACE TEMP TABLE son AS
        SELECT d.idx, f.idx AS father, f.first,
          if({draw(seed, "initial", "d.b", "d.rep", "d.sim")} % 2 = 0, f.mi, d.mi) AS mi
        FROM (SELECT * FROM drawn WHERE {chance["son"]}) d JOIN base_son s USING (b, sim)
        JOIN drawn f ON f.idx = {Keys.index("d.b", "d.rep", "s.father")}""")
    con.execute(f"""CREATE OR REPLACE TEMP TABLE sibling AS
        SELECT d.idx, if({chance["near"]},
            n.alike[1 + ({draw(seed, "alike", *person)} % len(n.alike))::INTEGER], NULL) AS first,
          if(s.close AND {chance["twin"]}, e.born, NULL) AS born
        FROM (SELECT * FROM drawn WHERE {chance["near"]} OR {chance["twin"]}) d
        JOIN base_sibling s USING (b, sim)
        JOIN (SELECT d.idx AS e_idx, d.sex AS e_sex, d.born, coalesce(son.first, d.first) AS first
          FROM drawn d LEFT JOIN son USING (idx)) e
          ON e_idx = {Keys.index("d.b", "d.rep", "s.eldest")}
        LEFT JOIN near n ON n.sex = e_sex AND n.name = e.first""")
    con.execute(f"""CREATE OR REPLACE TEMP TABLE people AS
        SELECT d.idx, b, rep, sim, coalesce(son.first, sibling.first, d.first) AS first,
          coalesce(son.mi, d.mi) AS mi, parts[1] || coalesce(joint || parts[2], '') AS last,
          if(len(parts) = 2, parts, NULL) AS parts,
          CASE WHEN son.idx IS NOT NULL THEN 'Jr' WHEN f.father IS NOT NULL THEN 'Sr' END AS pair,
          sex, coalesce(sibling.born, d.born) AS born, {keys.ssn_of(*person)} AS ssn
        FROM drawn d LEFT JOIN son USING (idx) LEFT JOIN sibling USING (idx)
        LEFT JOIN (SELECT DISTINCT father FROM son) f ON f.father = d.idx""")
    building = ("b", "rep", "building")
    con.execute(f"""CREATE OR REPLACE TEMP TABLE slots AS
        SELECT b, rep, place, number, street IS NOT NULL AS has_street, unit, po_box,
          {draw(seed, "zip", *building)} % {zips} AS zip_slot,
          {draw(seed, "street", *building)} % {streets} AS street_slot
        FROM place_0 p CROSS JOIN range({reps.start}, {reps.stop}) r(rep)""")
    con.execute("""CREATE OR REPLACE TEMP TABLE places AS
        SELECT b, rep, place, number, if(has_street, s.street, NULL) AS street, unit, po_box,
          city, 'TX' AS state, zip
        FROM slots JOIN zip ON zip.n = zip_slot JOIN street s ON s.n = street_slot""")
