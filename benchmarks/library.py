"""A references folder of many works: the first opening (which reads every file), the next one, resolving, and searching a figure.

python benchmarks/library.py [WORKS]    100 000 unless told
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

from verify.model import Name, Record
from verify.sources.library import Library

WORDS = [
    "early",
    "late",
    "surgery",
    "hip",
    "fracture",
    "outcome",
    "trial",
    "cohort",
    "registry",
    "dialysis",
    "stroke",
    "asthma",
    "infant",
    "statin",
    "vaccine",
    "sepsis",
    "delirium",
]
FAMILIES = ["Okafor", "Lindgren", "Tanaka", "Moreau", "Silva", "Novak", "Haddad", "Rossi", "Kim", "Jensen"]


def main(works: int) -> None:
    random.seed(7)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "references")
        place.mkdir()
        cited = [write(place, i) for i in range(works)]
        index = Path(folder, "index.sqlite")
        print(f"{clock(lambda: Library(place, index)):8.2f} s   first opening of {works} works")
        print(f"{clock(lambda: Library(place, index)):8.2f} s   the next opening")
        library = Library(place, index)
        some = random.sample(cited, 200)
        seconds = clock(lambda: [library.resolve(record) for record in some])
        right = sum(library.resolve(record).entry is not None for record in some)
        print(f"{1000 * seconds / len(some):8.2f} ms  to resolve a reference ({right} of {len(some)} found)")
        seconds = clock(lambda: library.stating([(Decimal("42.7"), "%")], most=500))
        print(f"{1000 * seconds:8.2f} ms  to find the works that print 42.7%")
        print(f"{index.stat().st_size / 1e6:8.1f} MB  index")


def write(place: Path, i: int) -> Record:
    title = f"{' '.join(random.choices(WORDS, k=8))} {i}"
    record = Record(
        title=title,
        authors=(Name(random.choice(FAMILIES), "A"),),
        year=random.randint(1990, 2025),
        volume=str(i % 90 + 1),
        page=str(i),
    )
    text = f"""references:
- id: work-{i}
  title: {title}
  author: [{{family: {record.authors[0].family}, given: A}}]
  issued: {record.year}
  volume: {record.volume}
  page: {i}
evidence:
  findings:
  - measure: response rate
    value: {random.randint(10, 900) / 10}%
"""
    (place / f"{i}.yaml").write_text(text, encoding="utf-8")
    return record


def clock(work: object) -> float:
    assert callable(work)
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
