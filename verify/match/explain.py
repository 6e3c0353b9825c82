"""Verdicts in words, in Chinese and in English, with the figures of both sides and the passage they rest on.

A claim is as good as its worst figure: a contradiction outweighs what is missing, and what is missing outweighs what is right.
"""

from __future__ import annotations

from collections.abc import Sequence

from verify.match.fit import Candidate
from verify.match.judge import Finding
from verify.match.restate import Restatement
from verify.match.values import alike
from verify.model import Confidence, Match, Quantity, Reading, Text, Verdict

_RANK = {Verdict.CONTRADICTED: 0, Verdict.NOT_FOUND: 1, Verdict.SUPPORTED: 2}
_SURE, _FAIR = 0.75, 0.6  # how well the words must fit

_REASON_WORDS = {
    "value-mismatch": Text("来源给出的数值不同", "the source gives another value"),
    "arms-swapped": Text("该数值在来源中属于另一组", "in the source the figure belongs to another group"),
    "direction-reversed": Text("变化方向相反", "the direction is the opposite"),
    "unit-mismatch": Text("单位或相对/绝对的说法不同", "the unit differs, or relative is given as absolute"),
    "wrong-measure": Text("该数值在来源中属于另一指标", "in the source the figure belongs to another measure"),
    "wrong-population": Text(
        "该数值在来源中属于另一人群或亚组", "in the source the figure belongs to another population or subgroup"
    ),
    "wrong-time-point": Text("该数值在来源中属于另一时间点", "in the source the figure belongs to another time point"),
    "comparator-omitted": Text("来源给出了对照值，此处未写", "the source gives the figure against a comparator"),
}


def _printed(candidate: Candidate | None) -> str:
    return ", ".join(_with_percent(place.role.quantity) for place in candidate.places) if candidate else ""


def _with_percent(quantity: Quantity) -> str:
    """A figure as printed; one of a table with the sign that only the head of its column has."""
    return f"{quantity.text}%" if quantity.kind == "percent" and quantity.text[-1:].isdigit() else quantity.text


def _explained(finding: Finding) -> Text:
    """One sentence on one figure."""
    claimed = finding.role.quantity.text
    if finding.verdict is Verdict.SUPPORTED:
        assert finding.by is not None
        shown = finding.by.working or _printed(finding.by)
        return Text(f"“{claimed}”与来源相符：{shown}", f"“{claimed}” agrees with the source: {shown}")
    if finding.verdict is Verdict.NOT_FOUND:
        if finding.by is not None and finding.by.agrees and not finding.by.step:
            printed = _printed(finding.by)
            return Text(
                f"“{claimed}”：来源中有 {printed}，但不能确定说的是同一件事",
                f"“{claimed}”: the source has {printed}, but it could not be told whether it says the same",
            )
        return Text(f"来源中未找到“{claimed}”", f"“{claimed}” was not found in the source")
    words = _REASON_WORDS[finding.reason]
    found = _printed(finding.by)
    taken = _printed(finding.instead)
    zh = f"“{claimed}”：{words.zh}；来源为 {found}"
    en = f"“{claimed}”: {words.en}; the source has {found}"
    if taken and finding.what:
        about = "、".join(dict.fromkeys(slot.text.strip() for slot in finding.what))
        zh += f"（就“{about}”而言）"
        en += f" (as to “{about}”)"
    return Text(zh, en)


def told(found: Sequence[Finding], source: Reading) -> Match:
    worst = min(found, key=lambda f: _RANK[f.verdict])
    quote = ""
    if worst.by is not None:
        said = [source.statements[place.statement].span for place in worst.by.places]
        # A cell of a table is quoted with its row and the head of its column.
        heads = [span for place in worst.by.places for span in place.role.label[1:]]
        spans = sorted({*said, *(head for head in heads if not any(span.holds(head) for span in said))})
        quote = " … ".join(source.document.slice(span).strip() for span in spans)
    shown = [_explained(f) for f in found if f.verdict is worst.verdict]
    explanation = Text("；".join(t.zh for t in shown), "; ".join(t.en for t in shown))
    working = "; ".join(f.by.working for f in found if f.by is not None and f.by.working and f.verdict is Verdict.SUPPORTED)
    return Match("", "", worst.verdict, worst.reason, quote, explanation, working, _confidence(worst))


def _confidence(finding: Finding) -> Confidence:
    if finding.by is None:
        return Confidence.MEDIUM
    if finding.reason == "value-mismatch" and not alike(finding.role.quantity, finding.by.places[0].role.quantity):
        return Confidence.LOW
    return Confidence.HIGH if finding.by.score >= _SURE else Confidence.MEDIUM if finding.by.score >= _FAIR else Confidence.LOW


def of_restatement(same: Restatement, source: Reading) -> Match:
    quote = source.document.slice(same.span).strip()
    if not same.differences:
        return Match(
            "",
            "",
            Verdict.SUPPORTED,
            "",
            quote,
            Text("与来源原句一致", "repeats the source's own sentence"),
            confidence=Confidence.HIGH,
        )
    first = same.differences[0]
    explanation = Text(
        f"与来源原句不同：此处“{first.claim}”，来源“{first.source}”",
        f"differs from the source's sentence: “{first.claim}” here, “{first.source}” there",
    )
    return Match("", "", Verdict.CONTRADICTED, first.reason, quote, explanation, confidence=Confidence.HIGH)
