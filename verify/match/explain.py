"""Verdicts in words, in Chinese and in English, with the figures of both sides."""

from __future__ import annotations

from verify.match.align import Candidate
from verify.match.judge import Finding
from verify.model import Text, Verdict

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
    return ", ".join(place.role.quantity.text for place in candidate.places) if candidate else ""


def explain(finding: Finding) -> Text:
    """One sentence on one figure."""
    claimed = finding.role.quantity.text
    if finding.verdict is Verdict.SUPPORTED:
        assert finding.by is not None
        shown = finding.by.working or _printed(finding.by)
        return Text(f"“{claimed}”与来源相符：{shown}", f"“{claimed}” agrees with the source: {shown}")
    if finding.verdict is Verdict.NOT_FOUND:
        return Text(f"来源中未找到“{claimed}”", f"“{claimed}” is not stated in the source")
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
