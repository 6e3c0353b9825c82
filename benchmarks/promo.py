"""Promotional language against careful readers: the annotated seed articles, real abstracts and papers, and the cost of a pack.

python benchmarks/promo.py [-v] [DATA]     DATA holds gold/seeds-promo.yaml, seeds/ and bench/; ../shared unless told

A flag at warning or above is right when it overlaps an annotation of that severity (strict) or any annotation (lenient); an
annotation is found when a flag at warning or above overlaps it. `must_not_flag` places are clean without such a flag.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections import Counter
from pathlib import Path

import yaml

from verify import review_text

ROOT = Path(__file__).resolve().parent.parent
LEVEL = {"note": 0, "warning": 1, "error": 2}


def main(arguments: list[str]) -> None:
    loud = "-v" in arguments
    folders = [Path(argument) for argument in arguments if argument != "-v"]
    data = folders[0] if folders else ROOT.parent / "shared"
    for task in (seeds, abstracts, papers):
        try:
            task(data, loud)
        except FileNotFoundError as error:
            print(f"{task.__name__}: no data ({error.filename})")
    speed(ROOT / "articles")


def seeds(data: Path, loud: bool) -> None:
    """Five articles annotated by one reader."""
    gold = yaml.safe_load((data / "gold" / "seeds-promo.yaml").read_text(encoding="utf-8"))
    count: Counter[str] = Counter()
    for name in sorted({item["file"] for item in gold["annotations"]}):
        text = (data / "seeds" / name).read_text(encoding="utf-8")
        review = review_text(text, name=name).to_dict()
        flags = [flag for flag in review["flags"] if flag["rule"].startswith("promo")]
        wanted = [item for item in gold["annotations"] if item["file"] == name]
        whole = [text.find(item["anchor_quote"]) for item in gold["document_level"] if item["file"] == name]
        strong = [flag for flag in flags if LEVEL[flag["severity"]] >= 1]
        for item in wanted:
            if LEVEL[item["severity"]] >= 1:
                found = any(overlap(flag, item) for flag in strong)
                count["found" if found else "missed"] += 1
                if loud and not found:
                    print("   missed", name[:3], item["severity"], item["category"], item["quote"].replace("\n", ""))
        for flag in strong:
            around = [item for item in wanted if overlap(flag, item)]
            document = flag["rule"] in ("promo-missing-risk-information", "promo-disguised-advertising") and bool(whole)
            level = max((LEVEL[item["severity"]] for item in around), default=2 if document else -1)
            count["strict" if level >= 1 else "not strict"] += 1
            count["lenient" if level >= 0 else "not lenient"] += 1
            if flag["severity"] == "error":
                count["error right" if level >= 1 else "error wrong"] += 1
                count["error exact" if level >= 2 else "error not exact"] += 1
            if loud and level < 1:
                print("   ", "note only" if level == 0 else "wrong", name[:3], flag["severity"], flag["rule"], flag["quote"])
        for item in gold["must_not_flag"]:
            if item["file"] == name:
                hits = [flag for flag in strong if overlap(flag, item)]
                count["clean" if not hits else "not clean"] += 1
                if loud and hits:
                    print("   not clean", name[:3], item["quote"], [(flag["rule"], flag["quote"]) for flag in hits])
    print(
        f"seeds       recall {share(count, 'found', 'missed')}  precision strict {share(count, 'strict', 'not strict')}"
        f"  lenient {share(count, 'lenient', 'not lenient')}  of errors {share(count, 'error right', 'error wrong')}"
        f" (gold error: {share(count, 'error exact', 'error not exact')})  clean {share(count, 'clean', 'not clean')}"
    )


def overlap(flag: dict[str, int], item: dict[str, int]) -> bool:
    return min(flag["end"], item["end"]) > max(flag["start"], item["start"])


def share(count: Counter[str], yes: str, no: str) -> str:
    total = count[yes] + count[no]
    return f"{count[yes] / total:.3f} ({count[yes]}/{total})" if total else "-"


def abstracts(data: Path, loud: bool) -> None:
    """Real abstracts of trials: hardly any promotion in them."""
    path = data / "bench" / "abstracts_rct" / "abstracts.jsonl"
    report("abstracts", [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()], loud)


def papers(data: Path, loud: bool) -> None:
    """Whole research papers."""
    path = data / "bench" / "citation_links" / "articles.jsonl"
    report("papers", [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()], loud)


def report(name: str, texts: list[str], loud: bool) -> None:
    count: Counter[str] = Counter()
    for text in texts:
        flags = [flag for flag in review_text(text).to_dict()["flags"] if flag["rule"].startswith("promo")]
        for flag in flags:
            count[flag["severity"]] += 1
            if loud and flag["severity"] != "note":
                around = text[max(0, flag["start"] - 70) : flag["end"] + 60].replace("\n", " ")
                print("   ", name, flag["severity"], flag["rule"], f"[{flag['quote']}]", around)
    strong = count["warning"] + count["error"]
    one_in = len(texts) / max(1, strong)
    print(f"{name:11} {len(texts)} texts: {strong} at warning or above (1 in {one_in:.0f}), {count['note']} notes")


def speed(folder: Path) -> None:
    """The cost of all packs on one article, scaled to 10 000 characters, as they are and with a thousand more phrases."""
    from dataclasses import replace

    from verify.rules import promotion
    from verify.rules.promotion import store
    from verify.rules.promotion.context import Signals
    from verify.rules.promotion.find import Index

    loaded = store.load()
    one = next(entry for entry in loaded.entries if entry.kind == "phrase")
    invented = tuple(f"虚构用语{i:04}号" for i in range(1000))
    many = replace(one, id="invented", expressions=invented, anchors=tuple((word,) for word in invented))
    for name, entries in (("as shipped", loaded.entries), ("and 1 000 phrases", (*loaded.entries, many))):
        index = Index(entries, Signals(loaded.vocabulary))
        costs = []
        for path in sorted(folder.iterdir()):
            text = path.read_text(encoding="utf-8")
            review = review_text(text, name=path.name)
            list(index.considered(review))
            runs = []
            for _ in range(15):
                start = time.perf_counter()
                list(index.considered(review))
                runs.append(time.perf_counter() - start)
            costs.append(statistics.median(runs) * 10_000 / len(text))
        print(
            f"speed       {1000 * statistics.mean(costs):.2f} ms for 10 000 characters, {name} ({len(promotion.entries())} rules)"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
