"""Scores extraction on our own annotated excerpts: claims, their figures, units, comparators, grouping, references and measures.

    python benchmarks/excerpts.py                   both sets, one line each
    python benchmarks/excerpts.py -v                and every miss of the set `dev`
    python benchmarks/excerpts.py -v --set check    and every miss of the set `check`: only to correct its annotation

The two sets are alike in kinds and specialties. `dev` may be studied while working on extraction, `check` tells whether what was
learned holds elsewhere. The annotation and its conventions are in `tests/gold/excerpts/gold.yaml`. `tests/test_excerpts.py` holds
every score above its floor.
"""

from __future__ import annotations

import argparse
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

import verify

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "gold" / "excerpts"
SETS = ("dev", "check")
# Of what was counted once for every claim or figure that was found, the share that was right.
SHARES = ("unit", "comparator", "group", "link", "measure")

Json = dict[str, Any]


@dataclass
class Score:
    """Counts over excerpts, and what was missed, in words."""

    counts: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        self.counts += other.counts
        self.misses += other.misses

    def judge(self, what: str, right: bool, miss: str) -> None:
        self.counts[f"{what} judged"] += 1
        self.counts[f"{what} right"] += right
        if not right:
            self.misses.append(f"{what}: {miss}")

    def figures(self) -> dict[str, float]:
        """Precision, recall and F1 of claims, F1 of figures, and the shares right of what was found; each from 0 to 1."""
        counts = self.counts
        precision = share(counts["claim found"], counts["claim false"])
        recall = share(counts["claim found"], counts["claim missed"])
        made = {
            "claims_precision": precision,
            "claims_recall": recall,
            "claims_f1": harmonic(precision, recall),
            "figures_f1": harmonic(
                share(counts["figure found"], counts["figure false"]), share(counts["figure found"], counts["figure missed"])
            ),
        }
        return made | {what: counts[f"{what} right"] / max(1, counts[f"{what} judged"]) for what in SHARES}


def share(part: int, rest: int) -> float:
    return part / (part + rest) if part + rest else 0.0


def harmonic(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0


def excerpts() -> list[Json]:
    loaded: list[Json] = yaml.safe_load((FOLDER / "gold.yaml").read_text(encoding="utf-8"))
    return loaded


def read(excerpt: Json) -> str:
    return (FOLDER / str(excerpt["file"])).read_text(encoding="utf-8")


def place(text: str, quote: str, nth: int = 1) -> tuple[int, int]:
    """Where the `nth` occurrence of `quote` stands; ValueError when there are fewer."""
    at = -1
    for _ in range(nth):
        at = text.index(quote, at + 1)
    return at, at + len(quote)


def score(name: str) -> Score:
    """The score of one set, or of one file."""
    total = Score()
    for excerpt in excerpts():
        if name in (excerpt["set"], excerpt["file"]):
            total.add(score_excerpt(excerpt))
    return total


def score_excerpt(excerpt: Json) -> Score:
    """A claim of the gold is found by the claim that holds most of its figures within its quote; each claim counts once."""
    text = read(excerpt)
    result = Score()
    left: list[Json] = verify.review_text(text, name=excerpt["file"]).to_dict()["claims"]
    for gold in excerpt["claims"]:
        made = closest(gold, place(text, gold["quote"], gold.get("nth", 1)), left)
        if made is not None:
            left.remove(made)
        if gold.get("optional"):
            continue
        if made is None:
            result.counts["claim missed"] += 1
            result.counts["figure missed"] += len(gold["figures"])
            result.misses.append(f"claim not found: {gold['quote']}")
        else:
            result.counts["claim found"] += 1
            hold(gold, made, result)
    for made in left:
        if not is_gray(made["quote"], excerpt["gray"]):
            result.counts["claim false"] += 1
            result.misses.append(f"false claim: {made['quote']}")
    result.misses = [f"{excerpt['file']}  {' '.join(miss.split())}" for miss in result.misses]
    return result


def closest(gold: Json, span: tuple[int, int], claims: list[Json]) -> Json | None:
    def rank(claim: Json) -> tuple[int, int]:
        inside = [figure for figure in claim["figures"] if overlap(figure, span)]
        return sum(any(same(f, g) for g in inside) for f in gold["figures"]), -abs(len(claim["figures"]) - len(gold["figures"]))

    there = [claim for claim in claims if any(overlap(figure, span) for figure in claim["figures"])]
    return max(there, key=rank, default=None)


def hold(gold: Json, made: Json, result: Score) -> None:
    """Hold a found claim to the gold, figure by figure."""
    pairs = list(paired(gold["figures"], made["figures"]))
    allowed = {comparator for group in gold.get("comparators", []) for comparator in group}
    for wanted, figure in pairs:
        if figure is None:
            result.counts["figure missed"] += 1
            result.misses.append(f"figure missed: {wanted['text']} in {gold['quote']}, got {[f['text'] for f in made['figures']]}")
            continue
        result.counts["figure found"] += 1
        if wanted["unit"] is not None:
            got = figure["unit"]
            result.judge("unit", got == wanted["unit"], f"{wanted['text']}, want {wanted['unit']}, got {got}")
        got = figure["comparator"]
        result.judge(
            "comparator", got in allowed | {wanted["comparator"]}, f"{wanted['text']}, want {wanted['comparator']}, got {got}"
        )
    found = sum(figure is not None for _, figure in pairs)
    result.counts["figure false"] += len(made["figures"]) - found
    result.judge(
        "group",
        found == len(pairs) == len(made["figures"]),
        f"{gold['quote']}, want {[f['text'] for f in gold['figures']]}, got {[f['text'] for f in made['figures']]}",
    )
    lists = [sorted(map(str, keys)) for keys in (gold["citations"], *gold.get("also", []))]
    cited = sorted(map(str, made["citations"]))
    result.judge("link", cited in lists, f"{gold['quote']}, want {lists[0]}, got {cited}")
    named = [gold["measure"], *gold.get("measures", [])]
    result.judge("measure", made["measure"] in named, f"{gold['quote']}, want {named[0]}, got {made['measure']}")


def paired(wanted: list[Json], figures: list[Json]) -> Iterator[tuple[Json, Json | None]]:
    """Each wanted figure with the first one of its value that no other has taken."""
    left = list(figures)
    for figure in wanted:
        hit = next((f for f in left if same(figure, f)), None)
        if hit is not None:
            left.remove(hit)
        yield figure, hit


def same(one: Json, other: Json) -> bool:
    return equal(one["low"], other["low"]) and equal(one["high"], other["high"])


def equal(one: float | str | None, other: float | str | None) -> bool:
    """A review's figures are exact decimals, told as text."""
    if one is None or other is None:
        return one == other
    return math.isclose(float(one), float(other), rel_tol=1e-6, abs_tol=1e-9)


def overlap(figure: Json, span: tuple[int, int]) -> bool:
    start, end = int(figure["start"]), int(figure["end"])
    return min(end, span[1]) > max(start, span[0])


def is_gray(quote: str, gray: list[str]) -> bool:
    bare = re.sub(r"\s", "", quote)
    return any(part in bare or bare in part for part in (re.sub(r"\s", "", part) for part in gray))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-v", action="store_true", help="print every miss of a set")
    parser.add_argument("--set", choices=SETS, default="dev", help="whose misses (default: dev)")
    arguments = parser.parse_args()
    for name in SETS:
        result = score(name)
        if arguments.v and name == arguments.set:
            print(*result.misses, sep="\n")
        shown = "  ".join(f"{what} {value:.3f}" for what, value in result.figures().items())
        print(f"{name:6}{result.counts['claim found'] + result.counts['claim missed']:4} claims  {shown}")


if __name__ == "__main__":
    main()
