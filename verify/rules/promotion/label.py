"""Benefits and uses that the label of a medicine does not cover, by the small table `terms/products.tsv`.

Two signs: a sentence about the product that speaks of a benefit the table lists as beyond the label, and "product … treats …"
with a disease for which it is not approved. The flag says what the label is for and how the table knows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verify import terms
from verify.model import Span, Text
from verify.patterns import regex
from verify.rules.reading import Sentence

_BENEFIT = regex(
    r"增强|提升|改善|恢复|逆转|协同|促进|获益|增效|抑制肿瘤|间接抑制|延长|有利于|有助于|增加对|价值|走向"
    r"|enhanc|restor|revers|synerg|improv|boost|prolong|extend|benefit|inhibits? tumou?r|prevents?|treats?"
)
_TREATS = regex(
    r"(?:治疗|用于|可治|能治|预防|逆转)[^,;:。]{0,6}$"
    r"|(?<![a-z])(?:treats?|treating|treatment of|for|against|cures?|prevents?) (?:[a-z]+ ){0,2}$"
)
# Diseases too wide, or too near to any cancer, to tell another use from the approved one.
_TOO_WIDE = frozenset(
    (
        *("tumour", "cancer", "malignancy", "solid_tumour", "lung_cancer", "cancer_pain", "chronic_pain", "rare_disease"),
        *("metastasis", "bone_metastasis", "brain_metastasis", "liver_metastasis", "lymph_node_metastasis"),
        *("infection", "trauma", "fall", "fracture", "allergy"),
    )
)
_CLAUSE = regex(r"[^,;:。]+")


def found(sentence: Sentence, text: str) -> Iterator[tuple[Span, Text]]:
    """Places in the sentence (`text` in small letters) with the reason that the label gives."""
    for hit in terms.find(sentence.text, "products"):
        fields = hit.term.fields
        label = Text(
            f"{hit.term.zh[0]}的说明书用途为：{fields.get('label_zh', '')}（药品表，{fields.get('checked', '')}）。",
            f"The label of {hit.term.en[0]} is for: {fields.get('label_en', '')} (table of medicines, "
            f"{fields.get('checked', '')}).",
        )
        if beyond := [word for word in fields.get("beyond", "").split("|") if word]:
            yield from ((span, label) for span in _beyond(text, beyond))
        if approved := fields.get("diseases", ""):
            yield from ((span, label) for span in _disease(sentence.text, text, hit.span, set(approved.split("|"))))


def _beyond(text: str, words: Sequence[str]) -> Iterator[Span]:
    if not _BENEFIT.search(text):
        return
    for clause in _CLAUSE.finditer(text):
        if any(word in clause[0] for word in words) and (_BENEFIT.search(clause[0]) or "从" in clause[0]):
            yield Span(*clause.span())


def _disease(raw: str, text: str, product: Span, approved: set[str]) -> Iterator[Span]:
    for hit in terms.find(raw, "diseases"):
        if hit.span.start >= product.end and hit.span.start - product.end <= 60 and hit.term.id not in approved | _TOO_WIDE:
            verb = _TREATS.search(text, product.end, hit.span.start)
            if verb:
                yield Span(product.start, hit.span.end)
                return
