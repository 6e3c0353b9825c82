"""An ignore comment or entry that silences nothing.

`verify.rules.suppression` finds it, after judging; so `check` has nothing to add.
"""

from __future__ import annotations

from collections.abc import Iterable

from verify.model import Confidence, Flag, Review, Severity, Text
from verify.rules.rule import Category, Example, Rule


def check(review: Review) -> Iterable[Flag]:
    """Nothing: whether a suppression is used is known only when every other rule has spoken."""
    return ()


RULE = Rule(
    name="suppression-unused",
    category=Category.SUPPRESSION,
    severity=Severity.NOTE,
    confidence=Confidence.HIGH,
    summary=Text(
        "忽略标记没有对应的提示，或缺少规则名、理由，或已到期。",
        "A suppression matches no flag, lacks a rule or a reason, or has ended.",
    ),
    why=Text(
        "原来的问题已经改掉，忽略标记却还在，下一个真正的问题会被它悄悄盖住。",
        "The defect it was written for is gone, and the next real one at this place would be hidden without anybody noticing.",
    ),
    known_problems=Text(
        "verify.yaml 中针对文件夹的条目可能只对其他文章有效，因此不在单篇文章中提示。",
        "An entry of verify.yaml for a folder may serve another article and is therefore not reported from a single one.",
    ),
    sources=("verify, the settings `ignore:` and the comment `<!-- verify: ignore[rule] reason -->`",),
    bad=(
        Example("zh", "<!-- verify: ignore[uncited-figure] 编辑部统计 -->\n哮喘是常见的慢性气道疾病。\n"),
        Example(
            "en", "<!-- verify: ignore[uncited-figure] our own survey -->\nAsthma is a common chronic disease of the airways.\n"
        ),
    ),
    good=(
        Example("zh", "<!-- verify: ignore[uncited-figure] 编辑部统计 -->\n我国成人哮喘的患病率为4.2%。\n"),
        Example("en", "<!-- verify: ignore[uncited-figure] our own survey -->\nThe prevalence of asthma in adults is 4.2%.\n"),
    ),
    check=check,
)
