"""Groups that a source calls by a letter or a number: A组, "group 2", A、B两组."""

from __future__ import annotations

import pytest

from verify import extract, match
from verify.match.ranks import ranks
from verify.readers import read_text


def verdict(claim: str, source: str) -> tuple[str, str]:
    found = match.compare(extract.reading(read_text(claim, "claim")), extract.reading(read_text(source, "source")))
    return str(found.verdict), found.reason


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Group A did better than group B.", ["a", "b"]),
        ("the X arm and the Y arm", ["x", "y"]),
        ("in groups A, B and C", ["a", "b", "c"]),
        ("arms 1 and 2 of the trial", ["1", "2"]),
        ("arms I and II of the trial", ["1", "2"]),
        ("drug A or drug B", ["a", "b"]),
        ("A、B两组与C组", ["a", "b", "c"]),
        ("甲组、乙组", ["a", "b"]),
        ("第一组和第2组", ["1", "2"]),
        ("Ⅰ组与Ⅱ组", ["1", "2"]),
        ("试验1组、试验2组", ["1", "2"]),
        ("药物甲与药物乙", ["a", "b"]),
        # no group is called by these
        ("A group of patients, blood group B, group A streptococci, groups of 12 patients", []),
        ("血型A组成分, 两组, 5组数据", []),
    ],
)
def test_what_a_group_is_called(text: str, ids: list[str]) -> None:
    assert sorted(id.removeprefix("#group:") for _, id in ranks(text) if id.startswith("#group:")) == ids


WAYS = [
    ("The cure rate was 40.4% in group {}.", "The cure rate was 20.5% in group A and 40.4% in group B."),
    ("The cure rate was 40.4% in the {} arm.", "The cure rate was 20.5% in the A arm and 40.4% in the B arm."),
    ("In group {} 40.4% were cured.", "Cure rates in groups A, B and C were 20.5%, 40.4% and 48.1%, respectively."),
    ("In group {} 40.4% were cured.", "Cure rates were 20.5%, 40.4% and 48.1% in groups A, B and C."),
    ("In group {} 40.4% were cured.", "Group A and group B had cure rates of 20.5% and 40.4%, respectively."),
    ("The cure rate with drug {} was 40.4%.", "The cure rate was 20.5% with drug A and 40.4% with drug B."),
    ("{}组治愈率为40.4%。", "A组治愈率为20.5%，B组为40.4%。"),
    ("{}组治愈率为40.4%。", "A、B两组的治愈率分别为20.5%、40.4%（P<0.05）。"),
    ("{}组治愈率为40.4%。", "A组、B组和C组的治愈率依次为20.5%、40.4%和48.1%。"),
    ("In group {} the cure rate was 40.4%.", "A组治愈率为20.5%，B组为40.4%。"),
]


@pytest.mark.parametrize(("claim", "source"), WAYS)
def test_a_figure_of_the_other_lettered_group_is_an_exchange(claim: str, source: str) -> None:
    assert verdict(claim.format("B"), source) == ("supported", "")
    assert verdict(claim.format("A"), source) == ("contradicted", "arms-swapped")


def test_groups_that_share_the_word_for_a_group_are_told_apart() -> None:
    source = "将患者随机分为观察、对照两组。观察、对照两组的有效率分别为80.0%、60.0%。"
    assert verdict("对照组有效率为60.0%。", source)[0] == "supported"
    assert verdict("观察组有效率为60.0%。", source) == ("contradicted", "arms-swapped")


def test_a_letter_that_only_the_article_uses_is_no_conflict() -> None:
    assert verdict("B组（安慰剂）治愈率为40.4%。", "阿司匹林组治愈率为20.5%，安慰剂组为40.4%。")[0] == "supported"
