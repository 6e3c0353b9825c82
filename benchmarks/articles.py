"""Full reviews of the demo articles over and over on one core: articles and characters a second, and the share of each stage."""

from __future__ import annotations

import time
from pathlib import Path

from verify import extract, match, readers, rules
from verify.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 40


def main() -> None:
    from verify import pipeline

    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted((ROOT / "articles").iterdir())}
    documents = [readers.read_text(text, name) for name, text in texts.items()]
    reviews = [pipeline.review(document, Settings()) for document in documents]
    whole = timed(lambda: [pipeline.review(readers.read_text(text, name), Settings()) for name, text in texts.items()])
    characters = sum(map(len, texts.values()))
    print(
        f"{len(texts) / whole:8.0f} articles/s   {characters / whole:10.0f} characters/s   (mean length {characters // len(texts)})"
    )
    stages = {
        "read": lambda: [readers.read_text(text, name) for name, text in texts.items()],
        "references": lambda: [extract.references(document) for document in documents],
        "citations": lambda: [extract.citations(review.document, review.references) for review in reviews],
        "claims": lambda: [extract.claims(review.document, review.citations) for review in reviews],
        "match": lambda: [match.match(review.document, review.claims, {}) for review in reviews],
        "judge": lambda: [rules.judge(review) for review in reviews],
    }
    for name, stage in stages.items():
        print(f"{1000 * timed(stage) / len(texts):8.2f} ms/article   {name}")


def timed(work: object) -> float:
    assert callable(work)
    work()
    start = time.perf_counter()
    for _ in range(ROUNDS):
        work()
    return (time.perf_counter() - start) / ROUNDS


if __name__ == "__main__":
    main()
