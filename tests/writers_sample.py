"""A run made by hand for the tests of the writers: hostile names, wide characters, all that a review can hold."""

from __future__ import annotations

from decimal import Decimal

from verify.model import (
    Anchor,
    Block,
    BlockKind,
    Citation,
    Claim,
    Confidence,
    Document,
    Evidence,
    Failure,
    Figure,
    Flag,
    Language,
    Match,
    Name,
    Place,
    Quantity,
    Record,
    Reference,
    Review,
    Run,
    Scope,
    Severity,
    Span,
    Suppression,
    Text,
    Verdict,
)

PATH = "articles/<script>alert(1)</script> & co.md"

CHINESE_FILE = """\
# 慢阻肺 <script>alert("标题")</script> & 随访

共纳入240例患者，一秒用力呼气量改善率为61.5%，安慰剂组为48.2%[1]。急性加重的风险下降
18%[2]，堪称“最佳”疗法。
另有研究报告住院率为9.1%。

参考文献
[1] O'Brien <b>K</b>, Li & Wang. Inhaled <script>alert(2)</script> therapy. Thorax & Lung, 2021, 76: 12-19.
[2] 陈某. 吸入治疗[J]. 呼吸杂志, 2019.
"""

CHINESE = CHINESE_FILE.replace("下降\n18", "下降18")  # as it reads: the hard wrap is gone

ENGLISH = """\
Rehabilitation after stroke

No figures stand here & none are missing.
"""


def document(file: str, name: str, language: Language, text: str = "") -> Document:
    """One block for each line of `text` that is not empty, every character in its place in `file`."""
    text = text or file
    anchors, offset, at = [], 0, 0
    for number, line in enumerate(file.split("\n"), 1):
        anchors.append(Anchor(at, Place(number, 1, offset)))
        offset += len(line) + 1
        at += len(line)
        at += text[at : at + 1] == "\n"
    blocks, at, listed = [], 0, False
    for line in text.split("\n"):
        listed = listed or line == "参考文献"
        kind = BlockKind.REFERENCE if listed else BlockKind.HEADING if not blocks else BlockKind.PARAGRAPH
        if line.strip():
            blocks.append(Block(kind, Span(at, at + len(line)), level=1 if kind is BlockKind.HEADING else 0))
        at += len(line) + 1
    return Document(name, text, tuple(blocks), language, tuple(anchors), lines=tuple(file.split("\n")))


def span(text: str, part: str) -> Span:
    """Where `part` stands first in `text`."""
    start = text.index(part)
    return Span(start, start + len(part))


def percent(text: str, printed: str) -> Quantity:
    value = Decimal(printed.rstrip("%"))
    return Quantity(span(text, printed), printed, "percent", value, value, "%", decimals=len(printed.partition(".")[2].rstrip("%")))


def chinese() -> Review:
    t = CHINESE
    claims = (
        Claim(
            "c-rate",
            span(t, "一秒用力呼气量改善率为61.5%，安慰剂组为48.2%"),
            "response_rate",
            "comparison",
            (Figure(percent(t, "61.5%"), arm="treatment"), Figure(percent(t, "48.2%"), arm="control")),
            citations=("1",),
            scope=Scope.CLAUSE,
        ),
        Claim(
            "c-risk",
            span(t, "急性加重的风险下降18%"),
            "risk_reduction",
            "change",
            (Figure(percent(t, "18%")),),
            direction="down",
            citations=("2",),
            scope=Scope.CLAUSE,
        ),
        Claim("c-stay", span(t, "住院率为9.1%"), "hospitalisation_rate", "point", (Figure(percent(t, "9.1%")),)),
    )
    flags = (
        Flag(
            "value-mismatch",
            Text("文中为 61.5%，文献 1 为 61.9% <i>。", "The article says 61.5%, reference 1 says 61.9% <i>."),
            span(t, "61.5%"),
            Severity.ERROR,
            claim="c-rate",
            reference="1",
            evidence="改善率为 61.9% <script>alert(3)</script> & 更多",
            hint=Text("请核对原文。", "Check the source."),
            working="61.9 ≠ 61.5",
        ),
        Flag(
            "figure-conflict",
            Text("两处数值不同。", "Two values differ."),
            span(t, "为61.5%，安慰剂组"),
            Severity.WARNING,
            Confidence.LOW,
        ),
        Flag(
            "uncited-figure",
            Text("此处数据没有引文。", "This figure has no citation."),
            span(t, "9.1%"),
            Severity.WARNING,
            claim="c-stay",
        ),
        Flag(
            "promo-superlative",
            Text("使用了最高级。", "A superlative."),
            span(t, "最佳"),
            Severity.WARNING,
            basis=("cn-ad-law-9",),
            suppressed=Suppression("comment", "引用的是指南原话 <u>"),
        ),
        Flag(
            "reference-incomplete",
            Text("缺少卷号与页码。", "Volume and pages are missing."),
            span(t, "[2] 陈某. 吸入治疗[J]. 呼吸杂志, 2019."),
            Severity.NOTE,
            reference="2",
        ),
        Flag("article-wide", Text("针对全文。", "About the whole article."), Span(0, 0), Severity.NOTE),
    )
    references = (
        Reference(
            "1",
            span(t, "[1] O'Brien <b>K</b>, Li & Wang. Inhaled <script>alert(2)</script> therapy. Thorax & Lung, 2021, 76: 12-19."),
            "[1] O'Brien <b>K</b>, Li & Wang. Inhaled <script>alert(2)</script> therapy. Thorax & Lung, 2021, 76: 12-19.",
            Record(
                authors=(Name("O'Brien", "<b>K</b>"), Name("Li & Wang")),
                title="Inhaled <script>alert(2)</script> therapy",
                container_title="Thorax & Lung",
                year=2021,
                volume="76",
                page="12-19",
                doi='10.1000/<x>"&y',
            ),
        ),
        Reference(
            "2",
            span(t, "[2] 陈某. 吸入治疗[J]. 呼吸杂志, 2019."),
            "[2] 陈某. 吸入治疗[J]. 呼吸杂志, 2019.",
            Record(authors=(Name(literal="陈某"),), title="吸入治疗", container_title="呼吸杂志", year=2019),
        ),
    )
    source = document("改善率为 61.9% <script>alert(3)</script> & 更多", "source-1.txt", "zh")
    return Review(
        document(CHINESE_FILE, PATH, "zh", t),
        references,
        (Citation(span(t, "[1]"), ("1",)), Citation(span(t, "[2]"), ("2",))),
        claims,
        {"1": Evidence("1", "source 1", document=source, complete=False)},
        (
            Match(
                "c-rate",
                "1",
                Verdict.CONTRADICTED,
                "value-mismatch",
                "改善率为 61.9% <script>alert(3)</script> & 更多",
                Text("来源写 61.9%。", "The source says 61.9%."),
                "61.9 ≠ 61.5",
                Confidence.HIGH,
            ),
            Match("c-risk", "2", Verdict.NO_SOURCE),
        ),
        flags,
        today="2026-01-15",
    )


def english() -> Review:
    return Review(document(ENGLISH, "articles/stroke.txt", "en"), (), (), ())


def run() -> Run:
    """A Chinese article with everything, an English one without figures, and a file that could not be read."""
    return Run((chinese(), english()), (Failure("articles/broken & <old>.txt", "cannot be decoded: not UTF-8, GB18030 or Big5"),))
