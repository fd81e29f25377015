"""Build tier L: the sample's households replicated to 10 million taxpayers, 1.28 million requests.

.venv-linkage/bin/python bench/linkage/build_l.py --seed 1 --out build/L1 [--scale 0.02]
"""

import argparse
import json
import shutil
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict
from multiprocessing import get_context
from pathlib import Path

from population import Plan, about, build_chunk, merge, say

REPLICATES = 293
REQUESTS = 1_280_000
CHUNK = 12
"""Replicates noised at once; 12 take about 2.5 GB in each process."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--scale", type=float, default=1.0, help="1 is 10 million taxpayers")
    parser.add_argument("--jobs", type=int, default=2, help="processes; the rows do not change")
    parser.add_argument("--keep", action="store_true", help="keep the chunks after the end")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    if not 0 < given.scale <= 1:
        raise SystemExit("--scale is a fraction from 0 (excluded) to 1.")
    reps = max(1, round(REPLICATES * given.scale))
    plan = Plan("L", given.seed, (2020, 2030, 2040), reps, CHUNK, REQUESTS * reps // REPLICATES)
    stage = given.out / "stage"
    _claim(plan, given.out, stage)
    start = time.monotonic()
    with ProcessPoolExecutor(given.jobs, mp_context=get_context("spawn")) as pool:
        tasks = [
            pool.submit(build_chunk, plan, number, stage, "2GB")
            for number in range(len(plan.chunks()))
        ]
        for done, task in enumerate(as_completed(tasks), 1):
            say(f"{done}/{len(tasks)} {task.result()}, {time.monotonic() - start:.0f} s so far")
    about(plan, given.out, merge(plan, stage, given.out))
    if not given.keep:
        shutil.rmtree(stage)
    say(f"done in {time.monotonic() - start:.0f} s")


def _claim(plan: Plan, out: Path, stage: Path) -> None:
    """Refuse to go on with the chunks of another plan."""
    stage.mkdir(parents=True, exist_ok=True)
    note = stage / "plan.json"
    text = json.dumps(asdict(plan))
    if (out / "about.json").exists() or (note.exists() and note.read_text() != text):
        raise SystemExit(f"{out} holds another population: name another folder or delete it.")
    note.write_text(text)


if __name__ == "__main__":
    main()
