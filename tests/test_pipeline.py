"""The spine does each piece of work once."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import pytest

from verify import pipeline, readers
from verify.model import Quantity, Span
from verify.settings import Settings
from verify.text import quantities

ARTICLE = """哮喘治疗进展

一项研究纳入420例患者，治疗12周后完全缓解率为41.5%[1]，对照组为28.3%[1]，差异有统计学意义（P=0.003）。

参考文献
[1] 周明, 何静, 等. 哮喘的治疗. 中华内科杂志, 2021, 60(5): 433-439.
"""
SOURCE = "The trial randomised 420 patients; 41.5% had remission."


def test_the_figures_of_an_article_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline.review(readers.read_text(ARTICLE), Settings(), {"1": SOURCE})  # so that every module is there
    read: list[str] = []

    def counted(text: str, skip: Sequence[Span] = ()) -> tuple[Quantity, ...]:
        read.append(text)
        return quantities(text, skip)

    for name, module in list(sys.modules.items()):
        if name.startswith("verify.") and getattr(module, "quantities", None) is quantities:
            monkeypatch.setattr(module, "quantities", counted)
    seen = pipeline.review(readers.read_text(ARTICLE), Settings(), {"1": SOURCE})
    # Once the article and once its source; a rule may look at a quotation again.
    assert [len(text) for text in read if len(text) > len(SOURCE)] == [len(seen.document.text)]
    assert [q.text for q in seen.figures][:3] == ["420例患者", "12周", "41.5%"]


@pytest.mark.parametrize("claim", ["约有18%的患者死亡<sup>7</sup>。", "约有18%的患者死亡,证据充分^14^。", "约有18%的患者死亡⁷⁻⁹。"])
def test_the_marker_of_a_single_sentence_is_no_figure(claim: str) -> None:
    assert pipeline.compare(claim, "1年病死率为17.8%，卒中发生率为2.2%。").verdict.value == "supported"
