"""What a verdict says in words is what was found: a figure that stands in the source is not said to be absent."""

from __future__ import annotations

import pytest

from verify import compare

SCREENING = "4周末磁刺激组缓解率为41.7%，伪刺激组为16.7%；治疗结束后3个月分别为26.4%和15.3%。"


@pytest.mark.parametrize(
    ("claim", "zh", "en"),
    [
        (
            "治疗结束后6个月缓解率为41.7%。",
            "“41.7%”：来源中有 41.7%，但不能确定说的是同一件事",
            "“41.7%”: the source has 41.7%, but it could not be told whether it says the same",
        ),
        ("磁刺激组恶心发生率为9.3%。", "来源中未找到“9.3%”", "“9.3%” was not found in the source"),
    ],
)
def test_not_told_and_not_there_are_two_things(claim: str, zh: str, en: str) -> None:
    found = compare(claim, SCREENING)
    assert (found.verdict.value, found.explanation.zh, found.explanation.en) == ("not-found", zh, en)
