"""Scores `verify.compare` on our own claim-source pairs: wrong claims caught, right claims left alone, and exact verdicts.

    python benchmarks/pairs.py                   every set, one line each, and one for each pair of languages
    python benchmarks/pairs.py -v                and every miss of the set `dev`
    python benchmarks/pairs.py -v --set check    and every miss of the set `check`: only to correct its label

Each pair of `tests/gold/pairs.jsonl` is one sentence of an article and one abstract, both written for this purpose, with one kind
of rightness or error (`class`), the verdict that was reached by thinking (`label`) and its reason (`why`). `dev`, `plain`, `hard`,
`dense` (long sources full of figures, freely paraphrased), `mixed` (one of each class in each language from every writer),
`crowded` (as many, with two dozen figures to a source, some in tables), `busy` (as many, with thirty to forty-five) and `tempting`
(fourteen to twenty-six, and every wrong claim close to something the source does say), and `press` (of that kind, in the words of
interviews, trade news and health pages) may be studied while working on matching; `check`, `unread`, `sealed` (of the kind of
`tempting`) and `newspaper` (of that of `press`) tell whether what was learned holds elsewhere, so their misses are not read. An
alarm is a verdict other than supported.
`tests/test_pairs.py` holds every score above its floor.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

import verify

FILE = Path(__file__).resolve().parent.parent / "tests" / "gold" / "pairs.jsonl"
SETS = ("dev", "check", "hard", "plain", "dense", "mixed", "crowded", "busy", "tempting", "press", "unread", "sealed", "newspaper")

Pair = dict[str, str]


def pairs() -> list[Pair]:
    """All pairs, in the order of the file."""
    return [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


def verdict(pair: Pair) -> str:
    return str(verify.compare(pair["claim"], pair["source"]).verdict)


def score(judged: Iterable[tuple[Pair, str]]) -> dict[str, float]:
    """Of pairs with their verdicts, each from 0 to 1 (discrimination from -1):

    the share of wrong claims with an alarm, that of right claims without one, the first minus the alarms on right claims, and the
    share of verdicts that are exactly the label.
    """
    judged = list(judged)
    wrong = [found != "supported" for pair, found in judged if pair["label"] != "supported"]
    right = [found == "supported" for pair, found in judged if pair["label"] == "supported"]
    caught, kept = share(wrong), share(right)
    return {
        "defects_caught": caught,
        "right_kept": kept,
        "discrimination": caught + kept - 1,
        "exact": share([found == pair["label"] for pair, found in judged]),
    }


def share(answers: list[bool]) -> float:
    """The share of yes among the answers; 1 when there are none."""
    return sum(answers) / len(answers) if answers else 1.0


def line(name: str, judged: list[tuple[Pair, str]]) -> str:
    made = score(judged)
    texts = "  ".join(f"{what} {value:.3f}" for what, value in made.items())
    return f"{name:12} n={len(judged):<4} {texts}  false_alarms {1 - made['right_kept']:.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-v", "--verbose", action="store_true", help="print every miss of one set")
    parser.add_argument("--set", choices=SETS, default="dev", help="the set whose misses are printed")
    options = parser.parse_args()
    judged = [(pair, verdict(pair)) for pair in pairs()]
    if options.verbose:
        for pair, found in judged:
            if pair["set"] == options.set and found != pair["label"]:
                print(f"{pair['id']} {pair['class']}: want {pair['label']}, got {found} | {pair['claim']} | {pair['why']}")
    for name in SETS:
        print(line(name, [(pair, found) for pair, found in judged if pair["set"] == name]))
    for languages in sorted({(pair["lang"], pair["source_lang"]) for pair, _ in judged}):
        some = [(pair, found) for pair, found in judged if (pair["lang"], pair["source_lang"]) == languages]
        print(line(" - ".join(languages), some))


if __name__ == "__main__":
    main()
