"""From noised forms and requests to the population folder: roster, requests, truth, about.json."""

import json
import shutil
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb
from noise import noise, request_config
from pseudo import DEPENDENTS, PERIOD, Keys, base, draw
from respell import line, respell

from people import families, invented_people, name_lists, real_places, sample_people, streets

VERSION = 1
TABLES = {
    "person": "roster/person.parquet",
    "person_name": "roster/person_name.parquet",
    "person_address": "roster/person_address.parquet",
    "requests": "requests.parquet",
    "truth": "truth.parquet",
}
PARTS = ("number", "street", "unit", "po_box", "city", "state", "zip")
RELATIVES = (1, 5, 10)
"""Percent of requests that carry the number of another member of the household."""
WRONG_DIGIT = 1
"""Percent of requests with one wrong digit in the number."""
RESPELLED = 39
"""Percent of requests whose address is written otherwise."""
SURNAME_CHANGED = 30
"""Percent of the requests for somebody with two surnames: one dropped, or both exchanged."""
SUFFIX_GIVEN = 30
"""Percent of roster records, and of requests, of a Jr or Sr that say so."""


@dataclass(frozen=True)
class Plan:
    """What one population is: the same plan and seed give the same rows."""

    tier: str
    seed: int
    blocks: tuple[int, ...]
    reps: int
    chunk: int
    requests: int | None
    request_noise: int = 1

    def chunks(self) -> list[range]:
        """Replicates that are built together."""
        return [range(i, min(i + self.chunk, self.reps)) for i in range(0, self.reps, self.chunk)]

    def requests_of(self, rep: int) -> int:
        """Requests are spread evenly over the replicates; None means every census row."""
        if self.requests is None:
            return 1 << 30
        return self.requests * (rep + 1) // self.reps - self.requests * rep // self.reps


def say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


def build_chunk(plan: Plan, number: int, folder: Path, memory: str) -> str:
    """Build one chunk of replicates into `folder`; a finished chunk is left as it is."""
    done = folder / f"chunk-{number:03d}"
    if done.exists():
        return f"chunk {number}: there"
    start = time.monotonic()
    part = folder / f"part-{number:03d}"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    con = duckdb.connect(config={"threads": 1, "memory_limit": memory, "temp_directory": str(part)})
    # Joins run as written: the optimiser would multiply people by replicates before it joins.
    con.execute("SET disabled_optimizers = 'join_order'")
    con.execute("SET max_temp_directory_size = '8GB'")
    con.execute("SET enable_progress_bar = false")
    reps = plan.chunks()[number]
    # Noise makes days of the year 0000, which no calendar has.
    con.execute("""CREATE MACRO real_day(day) AS
        CASE WHEN year(day) > 0 THEN strftime(day, '%Y-%m-%d') END""")
    keys = Keys.of(plan.seed if plan.tier == "L" else 0)
    base(con, plan.blocks)
    if plan.tier == "L":
        name_lists(con)
        families(con)
        invented_people(con, plan.seed, reps, keys, streets(con), real_places(con, "TX"))
    else:
        sample_people(con)
    con.execute("CREATE TEMP TABLE rep (rep INTEGER, wanted INTEGER)")
    con.executemany("INSERT INTO rep VALUES (?, ?)", [(r, plan.requests_of(r)) for r in reps])
    made = time.monotonic()
    seed = plan.seed * 1_000 + number
    _noise_roster(con, part, seed)
    _noise_requests(con, part, seed, plan)
    noised = time.monotonic()
    _records(con, plan.seed, keys)
    _requests(con, plan, keys)
    _truth(con)
    for table, order in (
        ("person", "person_id"),
        ("person_name", "ALL"),
        ("person_address", "ALL"),
        ("requests", "request_id"),
        ("truth", "request_id"),
    ):
        con.execute(f"""COPY (SELECT * FROM {table} ORDER BY {order})
            TO '{part}/{table}.parquet' (FORMAT parquet, COMPRESSION zstd)""")
    con.close()
    part.rename(done)
    end = time.monotonic()
    return (
        f"chunk {number}: people {made - start:.0f} s, noise {noised - made:.0f} s, "
        f"tables {end - noised:.0f} s"
    )


def _noise_roster(con: duckdb.DuckDBPyConnection, folder: Path, seed: int) -> None:
    """Noise returns, forms and birth dates.

    Returns go in three groups, so that columns empty in a group cost nothing: the household's
    other members, the unit and the PO box.
    """
    family = "(r.spouse IS NOT NULL OR r.d1 IS NOT NULL)"
    plain = "r.unit IS NULL AND r.po_box IS NULL"
    for target, where, people in (
        ("return_plain", f"NOT {family} AND {plain}", ()),
        ("return_unit", f"NOT {family} AND NOT ({plain})", ()),
        ("return_family", family, ("spouse", *(f"d{i}" for i in DEPENDENTS))),
    ):
        noise(con, "taxes_1040", _return_rows(where, people), target, folder, seed=seed)
    noise(con, "taxes_w2_and_1099", _FORM_ROWS, "form_noised", folder, seed=seed)
    con.execute(f"""CREATE OR REPLACE TEMP TABLE on_roster AS
        SELECT DISTINCT b, sim FROM ({
        " UNION ALL ".join(
            [
                "SELECT b, sim FROM base_return",
                "SELECT b, spouse FROM base_return",
                "SELECT b, sim FROM base_form",
                *(f"SELECT b, d{i} FROM base_return" for i in DEPENDENTS),
            ]
        )
    })
        WHERE sim IS NOT NULL""")
    rows = """SELECT p.idx::VARCHAR AS simulant_id, p.born::TIMESTAMP_NS AS date_of_birth,
          c.born::TIMESTAMP_NS AS copy_date_of_birth
        FROM people p JOIN on_roster USING (b, sim)
        LEFT JOIN member m ON m.b = p.b AND m.sim = p.sim AND m.k = 0
        LEFT JOIN people c ON c.b = p.b AND c.rep = p.rep AND c.sim = m.other
        ORDER BY p.idx"""
    noise(con, "social_security", rows, "born_noised", folder, seed=seed)


def _return_rows(where: str, others: tuple[str, ...]) -> str:
    columns = [
        "concat_ws('-', r.b, r.rep, r.ret) AS simulant_id", "r.period AS tax_year",
        "p.first AS first_name", "p.mi AS middle_initial", "p.last AS last_name", "p.ssn",
        "pc.ssn AS copy_ssn", *(f"l.{x} AS mailing_address_{y}" for x, y in _PLACE),
    ]  # fmt: skip
    joins = []
    for who in others:
        name = who if who == "spouse" else f"dependent_{who[1:]}"
        columns += [f"{who}.first AS {name}_first_name", f"{who}.last AS {name}_last_name"]
        columns += [f"{who}.ssn AS {name}_ssn", f"{who}_c.ssn AS {name}_copy_ssn"]
        columns += ["spouse.mi AS spouse_middle_initial"] if who == "spouse" else []
        for alias, column in ((who, who), (f"{who}_c", f"{who}_copy")):
            index = Keys.index("r.b", "r.rep", f"r.{column}")
            joins.append(f"LEFT JOIN people {alias} ON {alias}.idx = {index}")
    return f"""SELECT {", ".join(columns)}
        FROM (SELECT * FROM base_return CROSS JOIN rep) r
        JOIN people p ON p.idx = {Keys.index("r.b", "r.rep", "r.sim")}
        LEFT JOIN people pc ON pc.idx = {Keys.index("r.b", "r.rep", "r.copy")}
        {" ".join(joins)}
        JOIN places l ON l.b = r.b AND l.rep = r.rep AND l.place = r.place
        WHERE {where} ORDER BY r.rep, r.b, r.ret"""


_PLACE = (
    ("number", "street_number"), ("street", "street_name"), ("unit", "unit_number"),
    ("po_box::BIGINT", "po_box"), ("city", "city"), ("state", "state"), ("zip", "zipcode"),
)  # fmt: skip
_FORM_ROWS = f"""SELECT concat_ws('-', f.b, f.rep, f.ret) AS simulant_id, f.period AS tax_year,
      p.first AS first_name, p.mi AS middle_initial, p.last AS last_name, o.ssn,
      {", ".join(f"l.{x} AS mailing_address_{y}" for x, y in _PLACE)}
    FROM (SELECT * FROM base_form CROSS JOIN rep) f
    JOIN people p ON p.idx = {Keys.index("f.b", "f.rep", "f.sim")}
    JOIN people o ON o.idx = {Keys.index("f.b", "f.rep", "f.ssn_sim")}
    JOIN places l ON l.b = f.b AND l.rep = f.rep AND l.place = f.place
    ORDER BY f.rep, f.b, f.ret"""


def _noise_requests(con: duckdb.DuckDBPyConnection, folder: Path, seed: int, plan: Plan) -> None:
    """Draw the census rows that are requests and noise them."""
    con.execute(f"""CREATE OR REPLACE TEMP TABLE asked AS
        SELECT c.*, rep FROM base_census c CROSS JOIN rep
        QUALIFY row_number() OVER (PARTITION BY rep
          ORDER BY {draw(plan.seed, "asked", "b", "rep", "sim")}, sim, b) <= wanted""")
    rows = f"""SELECT p.idx::VARCHAR AS simulant_id, p.first AS first_name,
          p.mi AS middle_initial, p.last AS last_name, c.age, p.sex, c.race_ethnicity,
          p.born::TIMESTAMP_NS AS date_of_birth, o.born::TIMESTAMP_NS AS copy_date_of_birth,
          l.number AS street_number, l.street AS street_name, l.unit AS unit_number, l.city,
          l.state, l.zip AS zipcode, {PERIOD} AS year
        FROM asked c JOIN people p ON p.idx = {Keys.index("c.b", "c.rep", "c.sim")}
        LEFT JOIN member m ON m.b = c.b AND m.sim = c.sim AND m.k = 0
        LEFT JOIN people o ON o.idx = {Keys.index("c.b", "c.rep", "m.other")}
        JOIN places l ON l.b = c.b AND l.rep = c.rep AND l.place = c.place
        ORDER BY c.rep, c.b, c.sim"""
    config = request_config(plan.request_noise)
    noise(con, "decennial_census", rows, "request_noised", folder, seed=seed, config=config)


def _records(con: duckdb.DuckDBPyConnection, seed: int, keys: Keys) -> None:
    """Tables person, person_name, person_address and the bare `record` (with the true place)."""
    split = ", ".join(
        f"split_part(simulant_id, '-', {i})::INTEGER AS {name}"
        for i, name in ((1, "b"), (2, "rep"), (3, "ret"))
    )
    wide = " UNION ALL BY NAME ".join(
        f"SELECT {split}, * EXCLUDE (simulant_id) FROM return_{x}"
        for x in ("plain", "unit", "family")
    )
    address = ", ".join(f"n.mailing_address_{y}::VARCHAR AS {x.split(':')[0]}" for x, y in _PLACE)
    con.execute(f"CREATE OR REPLACE TEMP VIEW wide AS {wide}")
    con.execute(f"CREATE OR REPLACE TEMP VIEW forms AS SELECT {split}, * FROM form_noised")

    def rows(source: str, role: str, who: str, name: str, rank: int) -> str:
        initial = "NULL" if name.startswith("dependent") else f"n.{name}middle_initial"
        noised, table = ("wide", "base_return") if source == "1040" else ("forms", "base_form")
        return f"""SELECT n.b, n.rep, r.{who} AS sim, '{role}' AS role, '{source}' AS source,
              r.period, {rank} AS rank, r.place, n.{name}first_name AS first, {initial} AS middle,
              n.{name}last_name AS last, replace(n.{name}ssn, '-', '') AS ssn, {address}
            FROM {noised} n JOIN {table} r ON r.b = n.b AND r.ret = n.ret
            WHERE r.{who} IS NOT NULL"""

    parts = [
        rows("1040", "taxpayer", "sim", "", 3),
        rows("1040", "spouse", "spouse", "spouse_", 3),
        rows("W2", "taxpayer", "sim", "", 2),
        *(rows("1040", "dependent", f"d{i}", f"dependent_{i}_", 1) for i in DEPENDENTS),
    ]
    con.execute(f"""CREATE OR REPLACE TEMP TABLE record AS
        SELECT {Keys.index("b", "rep", "sim")} AS idx, {keys.person_id("b", "rep", "sim")}
          AS person_id, * FROM ({" UNION ALL ".join(parts)})""")
    suffix = f"{draw(seed, 'suffix', 'idx', 'role', 'r.period')} % 100 < {SUFFIX_GIVEN}"
    con.execute(f"""CREATE OR REPLACE TEMP VIEW person_name AS
        SELECT person_id, r.first, middle, r.last, if(pair IS NOT NULL AND {suffix}, pair, NULL)
            AS suffix, max_by(source, (r.period, rank)) AS source, max(r.period)::VARCHAR AS period
        FROM record r JOIN people USING (idx)
        WHERE r.first IS NOT NULL OR r.last IS NOT NULL GROUP BY ALL""")
    con.execute(f"""CREATE OR REPLACE TEMP VIEW person_address AS
        SELECT person_id, role, source, period::VARCHAR AS period, {", ".join(PARTS)}
        FROM record""")
    con.execute("""CREATE OR REPLACE TEMP TABLE person AS
        SELECT person_id, tin, if(tin IS NULL, NULL, 'SSN') AS tin_type,
          real_day(try_strptime(n.date_of_birth::VARCHAR, '%Y%m%d')) AS date_of_birth
        FROM (SELECT idx, person_id,
            max_by(ssn, (period, rank, ssn)) FILTER (regexp_full_match(ssn, '[0-9]{9}')) AS tin
          FROM record GROUP BY idx, person_id)
        LEFT JOIN born_noised n ON n.simulant_id = idx::VARCHAR""")


def _requests(con: duckdb.DuckDBPyConnection, plan: Plan, keys: Keys) -> None:
    """Table requests_0: names and addresses as written, the three numbers, what was done."""
    who = ("a.b", "a.rep", "a.sim")
    con.execute(f"""CREATE OR REPLACE TEMP TABLE ranked AS
        SELECT p.idx, o.ssn AS relative, row_number() OVER (
          ORDER BY {draw(plan.seed, "relative", *who)}, p.idx) AS place
        FROM asked a JOIN people p ON p.idx = {Keys.index(*who)}
        JOIN member m ON m.b = a.b AND m.sim = a.sim
          AND m.k = ({draw(plan.seed, "member", *who)} % m.n::UBIGINT)::BIGINT
        JOIN people o ON o.idx = {Keys.index("a.b", "a.rep", "m.other")}""")
    count = int(con.execute("SELECT count(*) FROM asked").fetchall()[0][0])
    surname = f"{draw(plan.seed, 'surname', 'p.idx')} % 100"
    digit = draw(plan.seed, "digit", "p.idx")
    wrong = f"{draw(plan.seed, 'wrong', 'p.idx')} % 100 < {WRONG_DIGIT}"
    spot = f"(1 + {digit} % 9)::INTEGER"
    numbers = ", ".join(
        f"replace(if(r.place <= {count * share // 100}, r.relative, p.ssn), '-', '') AS own_{share}"
        f", coalesce(r.place <= {count * share // 100}, false) AS relative_{share}"
        for share in RELATIVES
    )
    mistaken = ", ".join(
        f"if(wrong, left(own_{s}, spot - 1) || ((own_{s}[spot]::INTEGER + step) % 10)"
        f" || substr(own_{s}, spot + 1), own_{s}) AS tin_{s}"
        for s in RELATIVES
    )
    spelled = plan.tier == "L"
    respelled = f"{draw(plan.seed, 'respelled', 'p.idx')} % 100 < {RESPELLED if spelled else 0}"
    con.execute(f"""CREATE OR REPLACE TEMP TABLE requests_0 AS
        SELECT *, {mistaken} FROM (
        SELECT {keys.request_id(*who)} AS request_id, p.idx, n.first_name,
          n.middle_initial AS middle_name,
          CASE WHEN p.parts IS NULL OR {surname} >= {SURNAME_CHANGED}
              OR len(string_split_regex(n.last_name, '[- ]')) <> 2 THEN n.last_name
            WHEN {surname} % 3 = 0 THEN string_split_regex(n.last_name, '[- ]')[1]
            WHEN {surname} % 3 = 1 THEN string_split_regex(n.last_name, '[- ]')[2]
            ELSE regexp_replace(n.last_name, '^(.*)([- ])(.*)$', '\\3\\2\\1') END AS last_name,
          if({draw(plan.seed, "asked suffix", "p.idx")} % 100 < {SUFFIX_GIVEN}, p.pair, NULL)
            AS suffix,
          n.street_number AS number, n.street_name AS street, n.unit_number AS unit,
          NULL::VARCHAR AS po_box, n.city, n.state::VARCHAR AS state, n.zipcode AS zip,
          real_day(try_strptime(n.date_of_birth, '%m/%d/%Y')) AS date_of_birth,
          {numbers}, {wrong} AS wrong, {spot} AS spot,
          (1 + {draw(plan.seed, "step", "p.idx")} % 9)::INTEGER AS step,
          {respelled} AS respelled, a.housing_type = 'Household' AS household, a.place
        FROM asked a JOIN people p ON p.idx = {Keys.index(*who)}
        JOIN request_noised n ON n.simulant_id = p.idx::VARCHAR
        LEFT JOIN ranked r ON r.idx = p.idx)""")
    _write_addresses(con, plan.seed)
    columns = [f"coalesce(w.{x}, r.{x}) AS {x}" for x in PARTS]
    con.execute(f"""CREATE OR REPLACE TEMP VIEW requests AS
        SELECT request_id, first_name, middle_name, last_name, suffix, w.address, date_of_birth,
          {", ".join(f"tin_{s}" for s in RELATIVES)}, {", ".join(columns)}
        FROM requests_0 r JOIN written w USING (request_id)""")


def _write_addresses(con: duckdb.DuckDBPyConnection, seed: int) -> None:
    """Table written: the one line of every request, and the parts of the respelled ones."""
    from pyarrow import Table, array, string

    names = ", ".join(PARTS)
    rows = con.execute(f"""SELECT request_id, respelled,
        ({draw(seed, "spelling", "idx")} % 4294967296)::BIGINT, {names}
        FROM requests_0 ORDER BY request_id""").fetchall()
    written: dict[str, list[Any]] = {x: [] for x in ("request_id", "address", *PARTS)}
    for request_id, respelled, number, *values in rows:
        parts = dict(zip(PARTS, values, strict=True))
        text = line(parts)
        if respelled:
            parts, text = respell(parts, number)
        written["request_id"].append(request_id)
        written["address"].append(text)
        for name in PARTS:
            written[name].append(parts[name])
    columns = {name: array(values, string()) for name, values in written.items()}
    arrow = Table.from_pydict(columns)  # noqa: F841 - read by name below
    con.execute("CREATE OR REPLACE TEMP TABLE written AS SELECT * FROM arrow")


def _truth(con: duckdb.DuckDBPyConnection) -> None:
    """View truth: whom each request means and what can be asked of a matcher."""
    con.execute(f"""CREATE OR REPLACE TEMP TABLE filed AS
        SELECT idx, any_value(person_id) AS person_id,
          bool_or(role IN ('taxpayer', 'spouse') AND period = {PERIOD}) AS on_file,
          list(DISTINCT place) AS places,
          list(DISTINCT place) FILTER (period = {PERIOD}) AS places_now
        FROM record GROUP BY idx""")
    con.execute("""CREATE OR REPLACE TEMP VIEW truth AS
        SELECT request_id, person_id, coalesce(on_file, false) AS on_file,
          complete AND coalesce(on_file, false)
            AND coalesce(list_contains(places, place), false) AS eligible,
          household, complete, relative_1, relative_5, relative_10, NULL::VARCHAR AS defect,
          respelled, complete AND coalesce(on_file, false)
            AND coalesce(list_contains(places_now, place), false) AS eligible_period
        FROM (SELECT *, first_name IS NOT NULL AND last_name IS NOT NULL AND number IS NOT NULL
            AND street IS NOT NULL AND city IS NOT NULL AND state IS NOT NULL
            AND zip IS NOT NULL AS complete FROM requests_0)
        LEFT JOIN filed USING (idx)""")


def merge(plan: Plan, stage: Path, out: Path) -> dict[str, int]:
    """Join the chunks to one file a table; requests in the order of their numbers."""
    (out / "roster").mkdir(parents=True, exist_ok=True)
    con = duckdb.connect(config={"memory_limit": "4GB", "temp_directory": str(stage)})
    con.execute("SET enable_progress_bar = false")
    counts = {}
    for table, file in TABLES.items():
        target = out / file
        order = "ORDER BY request_id" if table in ("requests", "truth") else ""
        if not target.exists():
            say(f"writing {file}")
            files = [f"{stage}/chunk-{i:03d}/{table}.parquet" for i in range(len(plan.chunks()))]
            con.execute(f"""COPY (SELECT * FROM read_parquet({files}) {order})
                TO '{target}.part' (FORMAT parquet, COMPRESSION zstd)""")
            Path(f"{target}.part").rename(target)
        counts[table] = con.execute(f"SELECT count(*) FROM '{target}'").fetchall()[0][0]
    for column in ("on_file", "eligible", "eligible_period", "household", "complete"):
        sql = f"SELECT count(*) FROM '{out}/truth.parquet' WHERE {column}"
        counts[column] = con.execute(sql).fetchall()[0][0]
    counts["taxpayers"] = con.execute(f"""SELECT count(DISTINCT person_id)
        FROM '{out}/roster/person_address.parquet'
        WHERE period = '{PERIOD}' AND role IN ('taxpayer', 'spouse')""").fetchall()[0][0]
    con.close()
    return counts


def about(plan: Plan, out: Path, counts: dict[str, int]) -> None:
    import importlib.metadata

    packages = {p: importlib.metadata.version(p) for p in ("pseudopeople", "names", "zipcodes")}
    text = {
        "builder": f"bench/linkage/build_{plan.tier.lower()}.py",
        "version": VERSION,
        "seed": plan.seed,
        "period": str(PERIOD),
        "packages": packages,
        "options": asdict(plan),
        "counts": counts,
    }
    (out / "about.json").write_text(json.dumps(text, indent=2) + "\n")
