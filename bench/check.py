"""duly check at the real size: 1.28 million rows, files in to files out, without matching.

Prints seconds, rows per second and peak memory of the whole command, and the share of each
stage. Run with ``make bench``; figures go to docs/bench.md only from an actual run.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from duly.gateway.incident.build import build_incident

COMMAND = [sys.executable, "-m", "duly"]


def main() -> int:
    """Build the incident, decide it once, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_280_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="duly-bench-") as name:
        folder = Path(name)
        files = build_incident(folder / "incident", options.rows)
        subprocess.run(
            [*COMMAND, "keys", "init", "--keys", folder / "keys"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        command = [
            *COMMAND,
            "check",
            "request",
            files.requests,
            "--letter",
            files.letter,
            "--custodian",
            files.custodian,
            "--comparisons",
            files.comparisons,
            "--as-of",
            "2025-08-07",
            "--decided-on",
            "2025-08-07",
            "--keys",
            folder / "keys",
            "--out",
            folder / "out",
            "--quiet",
            "--json",
        ]
        started = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder)
        seconds = time.perf_counter() - started
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        size = sum(path.stat().st_size for path in (folder / "out").iterdir())
    figures = {
        "rows": options.rows,
        "cores": os.cpu_count(),
        "seconds": round(seconds, 1),
        "rows_per_second": round(options.rows / seconds),
        "peak_memory_mb_largest_process": round(used.ru_maxrss / 1024),
        "results_mb": round(size / 1_000_000),
    }
    if options.json:
        print(json.dumps(figures))
    else:
        print("duly check request, files in to files out, no matching")
        for label, figure in figures.items():
            print(f"  {label.replace('_', ' '):<32} {figure:>12,}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
