"""The cited source states the same measure of the same thing with another value."""

from __future__ import annotations

from collections.abc import Iterable

from verify.model import Confidence, Flag, Review, Severity, Text
from verify.rules.rule import Category, Example, Rule
from verify.rules.verdicts import flags

_HINT = Text(
    "请对照原文核对数值；若引自另一文献，请更换文献。",
    "Compare with the source and correct the figure, or cite the work it was taken from.",
)


def check(review: Review) -> Iterable[Flag]:
    """Claims that matching found to differ from their source in this way."""
    return flags(RULE, review, _HINT)


RULE = Rule(
    name="value-mismatch",
    category=Category.SOURCE,
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    summary=Text("所引文献对同一指标给出了另一个数值。", "The cited source gives another value for the same measure."),
    why=Text(
        "数字颠倒、舍入不当、沿用旧版数据，读者都会照错误的数值做判断；约每四条引文中就有一条与原文有出入。",
        "Digits get transposed, rounded carelessly or taken from an earlier version, and readers act on them; about one quotation in four in medical journals does not agree with its source.",
    ),
    known_problems=Text(
        "两数按较粗的印刷精度比较，因此 35% 与 34.6% 视为一致；若文献分别给出多个相近指标，可能取错对象。",
        "Values are compared at the coarser printed precision, so 35% and 34.6% agree. Where a source gives several like measures, the wrong one may be taken.",
    ),
    sources=(
        "Jergas H, Baethge C. Quotation accuracy in medical journal articles: a systematic review and meta-analysis. PeerJ 2015;3:e1364",
        "Mogull SA. Accuracy of cited “facts” in medical research articles. PLoS One 2017;12(9):e0184727",
    ),
    bad=(
        Example(
            "zh",
            "治疗12周后，干预组的哮喘控制率为46.3%[1]。\n\n参考文献\n1. 陈立, 等. 中华呼吸杂志, 2020, 12(3): 100-106.\n",
            {"1": "治疗12周后，干预组的哮喘控制率为64.3%，对照组为41.0%。"},
        ),
        Example(
            "en",
            "At week 12 the asthma control rate was 46.3% in the intervention group [1].\n\nReferences\n1. Ash B, et al. Lung Health. 2020;12(3):100-106.\n",
            {"1": "At week 12 the asthma control rate was 64.3% in the intervention group and 41.0% in the control group."},
        ),
    ),
    good=(
        Example(
            "zh",
            "治疗12周后，干预组的哮喘控制率约为64%[1]。\n\n参考文献\n1. 陈立, 等. 中华呼吸杂志, 2020, 12(3): 100-106.\n",
            {"1": "治疗12周后，干预组的哮喘控制率为64.3%，对照组为41.0%。"},
        ),
        Example(
            "en",
            "At week 12 the asthma control rate was about 64% in the intervention group [1].\n\nReferences\n1. Ash B, et al. Lung Health. 2020;12(3):100-106.\n",
            {"1": "At week 12 the asthma control rate was 64.3% in the intervention group and 41.0% in the control group."},
        ),
    ),
    check=check,
)
