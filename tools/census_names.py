"""Make the name table of the matcher and the population from the 1990 Census name files.

    python tools/census_names.py [FOLDER with dist.all.last, dist.male.first, dist.female.first]

The files are a work of the United States government (Census Bureau, names of the 1990 Census),
in the public domain; the package ``names`` carries them (requirements/linkage.lock). A line is
a name, its share in percent, the running total and the rank. Shares have three decimals, so
most surnames say 0.000: these share evenly what the running total adds below 0.001.

Writes ``src/duly/match/data/census_names.parquet`` with the columns ``kind`` (first_female,
first_male, last), ``name`` (capitals, no spaces) and ``weight``, in hundred-thousandths of a
percent, most frequent first.
"""

import sys
from importlib.util import find_spec
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

TARGET = Path(__file__).parents[1] / "src/duly/match/data/census_names.parquet"
FILES = {
    "first_female": "dist.female.first",
    "first_male": "dist.male.first",
    "last": "dist.all.last",
}
_PER_PERCENT = 100_000
_LEAST = 1


def weights(text: str) -> list[tuple[str, int]]:
    """Read one Census file; every name gets a weight of at least 1."""
    rows = [line.split() for line in text.splitlines() if line.strip()]
    shown = [
        (name, round(float(share) * _PER_PERCENT), float(total)) for name, share, total, _ in rows
    ]
    rare = [total for _, weight, total in shown if not weight]
    upto = max((total for _, weight, total in shown if weight), default=0.0)
    each = round((max(rare) - upto) * _PER_PERCENT / len(rare)) if rare else 0
    return [(name, weight or max(each, _LEAST)) for name, weight, _ in shown]


def main(folder: Path) -> int:
    """Write the table; return a process exit code."""
    found = [
        (kind, name, weight)
        for kind, file in FILES.items()
        for name, weight in weights((folder / file).read_text(encoding="ascii"))
    ]
    kinds, names, numbers = zip(*found, strict=True)
    table = pa.table(
        {
            "kind": pa.array(kinds, pa.string()),
            "name": pa.array(names, pa.string()),
            "weight": pa.array(numbers, pa.int64()),
        }
    )
    TARGET.parent.mkdir(exist_ok=True)
    pq.write_table(table, TARGET, compression="zstd", compression_level=19)
    print(f"{TARGET}: {len(found):,} names, {TARGET.stat().st_size:,} bytes")
    return 0


def _shipped() -> Path:
    """Where the package ``names`` keeps the files."""
    found = find_spec("names")
    if found is None or found.origin is None:
        raise SystemExit("Run this in .venv-linkage, or name the folder of the Census files.")
    return Path(found.origin).parent


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else _shipped()))
