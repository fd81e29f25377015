"""Write the lock files: every package pinned with its hashes, no host named.

Needs uv (any recent version). Run by ``make lock``. What is pinned stays as it is; empty a lock
file to renew it.
"""

import shutil
import subprocess
import sys
from pathlib import Path

HEADER = "# Written by make lock; docs/dependencies.md says why each package is here.\n"
LOCKS = {
    "run": ["build"],
    "dev": ["build", "dev", "review"],
    "spark": ["build", "dev", "spark"],
    "bench": ["build", "dev", "bench"],
    "linkage": ["build", "dev", "review", "linkage"],
}


def main() -> int:
    """Compile each lock; return a process exit code."""
    root = Path(__file__).resolve().parent.parent
    for name, extras in LOCKS.items():
        chosen = [word for extra in extras for word in ("--extra", extra)]
        lock = root / "requirements" / f"{name}.lock"
        if not lock.exists() or not lock.read_text():
            shutil.copy(root / "requirements" / "run.lock", lock)
        subprocess.run(
            [
                "uv",
                "pip",
                "compile",
                "--universal",
                "--generate-hashes",
                "--python-version",
                "3.11",
                "--no-header",
                "--no-annotate",
                "--quiet",
                "--output-file",
                str(lock),
                "pyproject.toml",
                *chosen,
            ],
            cwd=root,
            check=True,
            capture_output=True,
            text=True,
        )
        lock.write_text(HEADER + lock.read_text())
    return 0


if __name__ == "__main__":
    sys.exit(main())
