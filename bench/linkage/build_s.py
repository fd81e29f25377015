"""Build tier S: pseudopeople's packaged sample with its own noise, about 10,000 requests.

.venv-linkage/bin/python bench/linkage/build_s.py --seed 1 --out build/S1
"""

import argparse
import shutil
import tempfile
from pathlib import Path

from population import TABLES, Plan, about, build_chunk, merge, say


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="of the noise and of the numbers")
    parser.add_argument("--request-noise", type=int, choices=(1, 3), default=1)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    plan = Plan("S", given.seed, (2020,), 1, 1, None, given.request_noise)
    if any((given.out / file).exists() for file in TABLES.values()):
        raise SystemExit(f"{given.out} holds a population already: name another folder.")
    given.out.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(dir=given.out))
    say(build_chunk(plan, 0, stage, "2GB"))
    about(plan, given.out, merge(plan, stage, given.out))
    shutil.rmtree(stage)


if __name__ == "__main__":
    main()
