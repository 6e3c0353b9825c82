"""The command line from process start: seconds (median of nine) and peak memory."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = (["--help"], ["audit", str(ROOT / "articles" / "01-lung-bone-interview.txt"), "--no-write", "--fail-on", "never"])


def main() -> None:
    for command in COMMANDS:
        seconds = []
        for _ in range(9):
            start = time.perf_counter()
            subprocess.run([sys.executable, "-m", "verify", *command], stdout=subprocess.DEVNULL, check=True, cwd="/")
            seconds.append(time.perf_counter() - start)
        # The peak of all children so far; the commands stand in the order of their size.
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"{statistics.median(seconds):6.3f} s  {peak:5.0f} MB   verify {' '.join(command)}")


if __name__ == "__main__":
    main()
