"""Value F1 of the figures read from short Chinese and English texts, over the data set numbers_zh_en beside the repository.

    python benchmarks/figures.py [-v]

Scored kinds: percentages, ranges, numbers with a unit, durations, ages. A figure is right if it overlaps the expected one and has
its value; a figure of a scored kind that nobody expects counts against precision. A range of one kind (5-20%) is right where one of
its ends is expected, because the data set holds ranges apart.

Below the line stand bare numbers, money and temperatures: they are read as quantities, but an audit of medical texts has little use
for them. Left out are angles, ordinals, and what has no value of its own (a few hours, a unit without a number, "equal to 20" as a
range).
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from verify.model import Quantity
from verify.text import fold, numerals, quantities
from verify.text.vocabulary import scales

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "bench" / "numbers_zh_en"
SCOPE = ("percent", "range", "dimension", "duration", "age")
SECONDS = {"a": 31536000, "mo": 2592000, "wk": 604800, "d": 86400, "h": 3600, "min": 60, "s": 1}
MONEY = frozenset(("CNY", "USD", "EUR", "GBP", "JPY", "HKD", "TWD"))
DEGREES = frozenset(("Cel", "[degF]", "K", "deg"))
NOT_MEASURED = MONEY | DEGREES | {"{score}", "1"}
KINDS: dict[str, Callable[[Quantity], bool]] = {
    "percent": lambda q: q.kind in ("percent", "percentage_point"),
    "range": lambda q: q.low != q.high,
    "dimension": lambda q: q.kind in ("measurement", "dose") and q.unit not in NOT_MEASURED,
    "duration": lambda q: q.kind == "duration",
    "age": lambda q: q.kind == "age",
    "number": lambda q: q.kind in ("number", "count", "fraction"),
    "currency": lambda q: q.unit in MONEY,
    "temperature": lambda q: q.unit in DEGREES,
}


def rows(name: str) -> Iterator[dict[str, Any]]:
    with open(FOLDER / name, encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def close(a: object, b: object) -> bool:
    if a is None or b is None:
        return a is b
    return math.isclose(float(a), float(b), rel_tol=1e-6, abs_tol=1e-9)  # type: ignore[arg-type]


def in_scope(span: dict[str, Any]) -> bool:
    """Whether an expected figure has a value, and is no ordinal and no point under the name of a range."""
    if all(span.get(key) is None for key in ("value", "low", "high", "seconds")):
        return False
    ordinal = "第" in span["text"] or any(word.endswith("th") for word in span["text"].split())
    return not ordinal and not (span["kind"] == "range" and span.get("low") == span.get("high"))


def right(span: dict[str, Any], q: Quantity) -> bool:
    if span["kind"] == "range" or "low" in span:
        return close(span.get("low"), q.low) and close(span.get("high"), q.high)
    scale = 2 if span["text"].endswith(("斤", "斤半")) else 1  # a 斤 is read as half a kilogram
    ends = [end * scale for end in (q.low, q.high) if end is not None]
    if span.get("seconds") is not None and q.unit in SECONDS:
        return any(close(span["seconds"], end * SECONDS[q.unit]) for end in ends)
    return any(close(span.get("value"), end) for end in ends)


def cases(verbose: bool) -> None:
    totals: dict[tuple[str, str], Counter[str]] = {}
    for case in rows("recognizers_cases.jsonl"):
        kind = case["target_kind"]
        if kind not in KINDS:
            continue
        count = totals.setdefault((case["lang"], kind), Counter())
        found = [q for q in quantities(case["input"]) if KINDS[kind](q)]
        for span in (span for span in case["gold"] if span["kind"] == kind):
            over = [q for q in found if q.start < span["end"] and q.end > span["start"]]
            best = max(over, key=lambda q: right(span, q), default=None)
            if best is not None:
                found.remove(best)
            if not in_scope(span):
                continue
            hit = best is not None and right(span, best)
            count.update(hit=hit, missed=not hit, wrong=best is not None and not hit)
            if verbose and not hit:
                print(f"  {kind:10} {case['input']!r}: {span['text']!r} read as {best and (best.low, best.high)}")
        count.update(wrong=len(found))
        if verbose and found:
            print(f"  {kind:10} {case['input']!r}: unexpected {[q.text for q in found]}")
    scope: Counter[str] = Counter()
    for (language, kind), count in sorted(totals.items(), key=lambda item: (item[0][1] not in SCOPE, item[0])):
        report(f"{language} {kind}", count)
        if kind in SCOPE:
            scope.update(count)
    report("in scope", scope)


def report(name: str, count: Counter[str]) -> None:
    total = 2 * count["hit"] + count["missed"] + count["wrong"]
    print(f"{name:14} {count['hit'] + count['missed']:5} figures   value F1 {2 * count['hit'] / total if total else 0:.3f}")


def phrases(verbose: bool) -> None:
    """Phrases that are one value as a whole; a bare numeral is read by the reader of numerals."""
    hits: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    for case in rows("value_cases.jsonl"):
        if case["kind"] in ("sentence", "money", "temperature"):
            continue
        low, high, unit = value(case["text"])
        if "seconds" in case:
            ok = low is not None and unit in SECONDS and close(case["seconds"], low * SECONDS[unit])
        elif "value" in case:
            factor = scales()[unit][1] if case.get("unit") == "gram" and unit in scales() else 1
            ok = low is not None and close(case["value"], low * factor)
        else:
            ok = close(case.get("low"), low) and close(case.get("high"), high)
        kind = f"{case['lang']} {case['kind']}"
        hits[kind] += ok
        sizes[kind] += 1
        if verbose and not ok:
            print(f"  {case['text']!r}: {low} {high} {unit}, not {case.get('value', case.get('seconds'))}")
    print(
        "phrases:", *(f"{kind} {hits[kind]}/{n}" for kind, n in sizes.items()), f"all {hits.total() / sizes.total():.3f}", sep="  "
    )


def value(phrase: str) -> tuple[Decimal | None, Decimal | None, str]:
    found = quantities(phrase)
    if found:
        return found[0].low, found[0].high, found[0].unit
    folded = fold(phrase).strip()
    number = numerals.han(folded) if folded else None
    if number is None:
        number = numerals.english(folded.lower().replace("-", " ").split())
    return number, number, "1"


def pairs(verbose: bool) -> None:
    """Spoken and written forms of one sentence give the same quantities."""
    same = total = 0
    for pair in rows("zh_spoken_written_pairs.jsonl"):
        spoken, written = (
            sorted((float(q.low or 0), float(q.high or 0)) for q in quantities(pair[form])) or [value(pair[form])[:2]]
            for form in ("spoken", "written")
        )
        alike = len(spoken) == len(written) and all(
            close(a, b) for x, y in zip(spoken, written, strict=True) for a, b in zip(x, y, strict=True)
        )
        same += alike
        total += 1
        if verbose and not alike:
            print(f"  {pair['spoken']} / {pair['written']}: {spoken} / {written}")
    print(f"spoken and written alike: {same}/{total} = {same / total:.3f}")


if __name__ == "__main__":
    if not FOLDER.exists():
        sys.exit(f"{FOLDER} is not here: nothing measured")
    for measure in (cases, phrases, pairs):
        measure("-v" in sys.argv)
