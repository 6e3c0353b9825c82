"""A claim leans on the citations that a careful editor would say it leans on."""

from __future__ import annotations

import re

import pytest

from verify.extract import citations, claims, references
from verify.model import Citation, MarkerStyle, Scope, Span
from verify.readers import read_text

_BRACKET = re.compile(r"\[([0-9, ]+)\]")
_AUTHOR = re.compile(r"\((?P<in>[A-Z][a-z]+ et al\., [0-9]{4})\)|[A-Z][a-z]+ et al\. \([0-9]{4}\)")


def links(text: str) -> list[tuple[str, Scope]]:
    """(keys, scope) of each claim, in order; brackets and author-year markers are citations."""
    document = read_text(text, "article.txt")
    markers = [Citation(Span(*m.span()), tuple(k.strip() for k in m[1].split(","))) for m in _BRACKET.finditer(document.text)]
    markers += [
        Citation(Span(*(m.span("in") if m["in"] else m.span())), (m[0].strip("(").split()[0],), MarkerStyle.AUTHOR_YEAR)
        for m in _AUTHOR.finditer(document.text)
    ]
    made = claims(document, tuple(sorted(markers, key=lambda c: c.span)))
    return [(",".join(claim.citations), claim.scope) for claim in made]


LINKS = [
    ("痛风患病率为1.1%[3]。", [("3", Scope.CLAUSE)]),
    ("患病率为1.1%。[3]\n\n另起一段。", [("3", Scope.CLAUSE)]),
    ("患病率为1.1%[3][5],病死率为0.2%[6]。", [("3,5", Scope.CLAUSE), ("6", Scope.CLAUSE)]),
    ("患病率为1.1%,病死率为0.2%[6]。", [("6", Scope.SENTENCE), ("6", Scope.CLAUSE)]),
    ("复发率为10%;病死率为2%[2]。", [("2", Scope.SENTENCE), ("2", Scope.CLAUSE)]),
    ("患病率为1.1%。病死率为0.2%[6]。", [("", Scope.NONE), ("6", Scope.CLAUSE)]),
    ("一项研究显示[4],患病率为1.1%,治愈率为60%。", [("4", Scope.LEAD_IN)] * 2),
    ("研究显示[4],患病率为1.1%。治愈率为60%。", [("4", Scope.LEAD_IN)] * 2),
    ("研究显示[4],患病率为1.1%。另一项研究中治愈率为60%。", [("4", Scope.LEAD_IN), ("", Scope.NONE)]),
    ("研究显示[4],患病率为1.1%。\n\n治愈率为60%。", [("4", Scope.LEAD_IN), ("", Scope.NONE)]),
    ("研究显示[4],患病率为1.1%。其病死率为3%[5]。治愈率为60%。", [("4", Scope.LEAD_IN), ("5", Scope.CLAUSE), ("", Scope.NONE)]),
    ("病死率为3%[5]。该研究中,治愈率为60%。", [("5", Scope.CLAUSE), ("5", Scope.PARAGRAPH)]),
    ("Mortality was 4%.[2] The cure rate was 60%.", [("2", Scope.CLAUSE), ("", Scope.NONE)]),
    ("In the first trial [2], mortality was 4% and the cure rate was 60%.", [("2", Scope.LEAD_IN)] * 2),
    ("Mortality was 4% (Brown et al., 2019). The cure rate was 60%.", [("Brown", Scope.CLAUSE), ("", Scope.NONE)]),
    ("Brown et al. (2019) found that mortality was 4%.", [("Brown", Scope.LEAD_IN)]),
    ("Asthma is common [1], and its prevalence is 8%.", None),
]


@pytest.mark.parametrize(("text", "expected"), LINKS)
def test_claims_are_linked_as_an_editor_would(text, expected):
    made = links(text)
    if expected is None:
        assert len(made) == 1
    else:
        assert made == expected


WORKS = """# 题目

{}

## References

Okafor B, Lindqvist T. A trial of pulse therapy in gout. Lancet. 2020;395:1-9.
Anders P. The burden of asthma in adults. BMJ. 2019;12:3-9.
Brown T. A cohort of asthma in schools. BMJ. 2018;11:3-9.
Li W, Zhao Q, Sun M, et al. Relapse of gout after treatment. Chin Med J. 2020;3:4-9.
"""

AUTHOR_YEAR = [
    # one bracket is one cluster of several works
    ("Asthma was found in 12% of adults (Anders, 2019; Brown, 2018).", [("2", "3")], Scope.CLAUSE),
    ("成人哮喘患病率为12%（Anders，2019；Brown，2018）。", [("2", "3")], Scope.CLAUSE),
    ("Two cohorts (Anders, 2019; Brown, 2018) showed that asthma recurred in 12% of adults.", [("2", "3")], Scope.LEAD_IN),
    # a work named at the start carries its sentence
    ("Okafor and Lindqvist (2020) reported that 17% of patients relapsed.", [("1",)], Scope.LEAD_IN),
    ("Anders (2019) and Brown (2018) reported that 17% of adults had asthma.", [("2", "3")], Scope.LEAD_IN),
    ("Li等（2020）发现，停药组复发率为17.1%，续用组为6.9%。", [("4",)], Scope.LEAD_IN),
    ("痛风并不少见。Li 等(2020)报道，治愈率为80%。", [("4",)], Scope.LEAD_IN),
]


@pytest.mark.parametrize(("text", "keys", "scope"), AUTHOR_YEAR)
def test_a_claim_has_every_work_its_author_year_citation_names(text, keys, scope):
    document = read_text(WORKS.format(text), "article.md")
    made = claims(document, citations(document, references(document)))
    assert [claim.citations for claim in made] == keys
    assert {claim.scope for claim in made} == {scope}
    assert {claim.time_point for claim in made} == {None}


def test_works_in_one_bracket_and_its_neighbours_are_one_cluster():
    assert links("研究显示[4][6],患病率为1.1%。") == [("4,6", Scope.LEAD_IN)]
