"""Write the lock files: every package pinned with its hashes, no host named.

Needs uv (any recent version). Run by ``make lock``.
"""

import subprocess
import sys
from pathlib import Path

HEADER = "# Written by make lock; docs/dependencies.md says why each package is here.\n"
LOCKS = {
    "run": ["build"],
    "dev": ["build", "dev"],
    "spark": ["build", "dev", "spark"],
    "bench": ["build", "dev", "bench"],
}


def main() -> int:
    """Compile each lock; return a process exit code."""
    root = Path(__file__).resolve().parent.parent
    for name, extras in LOCKS.items():
        chosen = [word for extra in extras for word in ("--extra", extra)]
        done = subprocess.run(
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
                "pyproject.toml",
                *chosen,
            ],
            cwd=root,
            check=True,
            capture_output=True,
            text=True,
        )
        (root / "requirements" / f"{name}.lock").write_text(HEADER + done.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
