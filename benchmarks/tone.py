"""Promotional language in single sentences: the score of the packs, and the fitting of the weights of kind `tone`.

    python benchmarks/tone.py            sentences of tests/gold/promo.jsonl, precision and recall for each set and language
    python benchmarks/tone.py -v         and every miss of the set `studied`
    python benchmarks/tone.py --fit      fits verify/rules/packs/tone-*.tsv anew (needs scikit-learn)

Each sentence was written for this purpose, promotional (with the spans that a medical-legal reviewer would have changed, and their
categories) or not. `studied` may be read, and the weights are fitted to it; `unread` tells what holds elsewhere, so its misses are
not read. A sentence is flagged where any `promo-*` rule speaks of it. `tests/test_promo_tone.py` holds the scores
above their floors.

The weights are those of a logistic regression on the pieces of each sentence. It also sees the cases of the tests, the examples of
the packs and, as sentences that promote nothing, those of the abstracts of `tests/gold/pairs.jsonl`.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable
from math import sqrt
from pathlib import Path
from typing import Any

import yaml

from verify import review_text
from verify.model import Language
from verify.rules import promotion
from verify.rules.promotion import tone
from verify.rules.promotion.find import small
from verify.text import fold, sentences

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "cases"
GOLD = ROOT / "tests" / "gold"
PACKS = ROOT / "verify" / "rules" / "packs"
_HAN = re.compile("[一-鿿]")
LANGUAGES: tuple[Language, ...] = ("zh", "en")
SETS = ("studied", "unread")

Sentence = dict[str, Any]
Labelled = tuple[str, bool]


def gold() -> list[Sentence]:
    """All sentences, in the order of the file."""
    return [json.loads(line) for line in (GOLD / "promo.jsonl").read_text(encoding="utf-8").splitlines()]


def flags(sentence: Sentence) -> list[dict[str, Any]]:
    """The flags on promotional language in a sentence that stands alone."""
    found = review_text(sentence["text"], name="sentence.txt", audience=sentence["audience"]).to_dict()["flags"]
    return [flag for flag in found if flag["rule"].startswith("promo-")]


def score(judged: Iterable[tuple[bool, bool]]) -> dict[str, float]:
    """Precision and recall of (wanted, flagged), from 0 to 1."""
    count = Counter(judged)
    right, false, missed = count[True, True], count[False, True], count[True, False]
    return {"precision": right / max(1, right + false), "recall": right / max(1, right + missed)}


# ---------------------------------------------------------------------------------------------------------------- fitting

_RARE = 3  # a piece in fewer sentences says nothing
_STRENGTH = 10.0  # inverse strength of the regularisation
_SOBER = 1500  # sentences of abstracts for each language …
_SHARE = 0.5  # … each of which counts so much
_LIGHT = 0.05  # weights below it are left out
_LEAST = {"zh": 0.4, "en": 0.7}  # the score from which a sentence is noted


def fit(language: Language) -> list[str]:
    """The lines of the table of a language."""
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    told, sober = _told(language), _sober(language)
    sentences_of = [(sorted(tone.pieces(small(fold(text)), language)), label) for text, label in (*told, *sober)]
    count = Counter(piece for pieces, _ in sentences_of for piece in pieces)
    known = {piece: i for i, piece in enumerate(sorted(piece for piece, n in count.items() if n >= _RARE))}
    rows, columns, values = [], [], []
    for row, (pieces, _) in enumerate(sentences_of):
        own = [known[piece] for piece in pieces if piece in known]
        rows += [row] * len(own)
        columns += own
        values += [1 / sqrt(len(own))] * len(own)
    matrix = csr_matrix((values, (rows, columns)), shape=(len(sentences_of), len(known)))
    labels = [label for _, label in sentences_of]
    shares = [1.0] * len(told) + [_SHARE] * len(sober)
    made = LogisticRegression(C=_STRENGTH, max_iter=5000).fit(matrix, labels, sample_weight=shares)
    weights = {piece: float(made.coef_[0][i]) for piece, i in known.items()}
    heavy = [piece for piece, weight in weights.items() if abs(weight) >= _LIGHT]
    heavy.sort(key=lambda piece: (-weights[piece], piece))
    return [
        "// Weights of the pieces of a sentence: above 0 they persuade, below 0 they report. Fitted by benchmarks/tone.py.",
        f"=bias\t{made.intercept_[0]:.2f}",
        f"=least\t{_LEAST[language]}",
        *(f"{piece}\t{weights[piece]:.2f}" for piece in heavy),
    ]


def _told(language: Language) -> list[Labelled]:
    """The studied sentences, the cases of the tests, and the examples of the packs."""
    studied = [(s["text"], bool(s["spans"])) for s in gold() if s["set"] == "studied" and s["lang"] == language]
    cases = yaml.safe_load((CASES / "promo.yaml").read_text(encoding="utf-8"))
    for kind, label in (("promotional", True), ("plain", False)):
        texts = [case["text"] for case in cases[kind]]
        studied += [(text, label) for text in texts if (_HAN.search(text) is not None) == (language == "zh")]
    entries = [entry for entry in promotion.entries() if entry.language == language and entry.kind != "document"]
    studied += [(text, True) for entry in entries for text in entry.bad]
    return studied + [(text, False) for entry in entries for text in entry.good]


def _sober(language: Language) -> list[Labelled]:
    """Sentences of abstracts, spread evenly over all of them."""
    lines = (GOLD / "pairs.jsonl").read_text(encoding="utf-8").splitlines()
    sources = [pair["source"] for pair in map(json.loads, lines) if pair["source_lang"] == language]
    every = [source[span.start : span.end] for source in sources for span in sentences(source, 0, len(source))]
    step = max(1, len(every) // _SOBER)
    return [(text, False) for text in every[::step]]


# ---------------------------------------------------------------------------------------------------------------- scoring


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-v", "--verbose", action="store_true", help="print every miss of the set `studied`")
    parser.add_argument("--fit", action="store_true", help="fit the weights anew")
    options = parser.parse_args()
    if options.fit:
        for language in LANGUAGES:
            (PACKS / f"tone-{language}.tsv").write_text("\n".join(fit(language)) + "\n", encoding="utf-8")
    judged = [(sentence, flags(sentence)) for sentence in gold()]
    for sentence, found in judged:
        if options.verbose and sentence["set"] == "studied" and bool(found) != bool(sentence["spans"]):
            wanted = [span["quote"] for span in sentence["spans"]]
            print(f"{sentence['id']} want {wanted}, got {[(flag['rule'], flag['quote']) for flag in found]} | {sentence['text']}")
    for name in SETS:
        for language in LANGUAGES:
            some = [(s, found) for s, found in judged if (s["set"], s["lang"]) == (name, language)]
            made = score((bool(s["spans"]), bool(found)) for s, found in some)
            strong = score((bool(s["spans"]), any(flag["severity"] != "note" for flag in found)) for s, found in some)
            print(
                f"{name:8} {language} n={len(some):<5} precision {made['precision']:.3f}  recall {made['recall']:.3f}"
                f"  (at warning or above {strong['precision']:.3f} {strong['recall']:.3f})"
            )


if __name__ == "__main__":
    main()
