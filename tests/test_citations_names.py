"""Markers by author and year, answered by the list."""

from __future__ import annotations

import pytest
from citing import article, cited, named, survey_of

from verify import review_text
from verify.model import MarkerStyle

WORKS = named(
    (("Asano", "Yamada"), 2024),
    (("王芳", "李明", "张伟"), 2019),
    (("Smith", "Lee"), 2020),
    (("Kühn", "Gleich", "Lorenz"), 2011),
    (("World Health Organization",), 2021),
    (("Lee",), 2019),
    (("Lee",), 2021),
    (("Lee", "Park", "Kim"), 2021),
    (("van der Berg", "Vos"), 2018),
)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Relapse is common (Smith & Lee, 2020).", ["3"]),
        ("Relapse is common (Smith and Lee 2020).", ["3"]),
        ("Smith and Lee (2020) found relapse common.", ["3"]),
        ("Kühn et al. (2011) found relapse common; so did Kuhn et al. (2011).", ["4", "4"]),
        ("Relapse is common (e.g., Asano & Yamada, 2024; Kühn et al., 2011).", ["1", "4"]),
        ("Relapse is common (Asano et al., 2024, Kühn et al., 2011).", ["1", "4"]),
        ("Relapse is common (Lee, 2019, 2021).", ["6", "7"]),
        ("Relapse is common (Lee, Park, & Kim, 2021).", ["8"]),
        ("Relapse is common (Lee et al., 2021).", ["8"]),
        ("Relapse is common (World Health Organization, 2021), says the WHO (2021).", ["5", "5"]),
        ("As van der Berg and Vos (2018, p. 12) show, relapse is common.", ["9"]),
        ("Asano等(2024)报道缓解率为40%。", ["1"]),
        ("王芳等（2019）发现达标率为55%，国外数据类似（Smith等，2020；Asano等，2024）。", ["2", "3", "1"]),
        ("达标率为55%（王芳等, 2019）。", ["2"]),
    ],
)
def test_names_and_year_lead_to_the_entry(text: str, keys: list[str]) -> None:
    assert cited(text, WORKS) == keys


def test_letters_follow_the_list_or_its_order() -> None:
    works = named((("Maas", "Keijsers", "Becker"), 2015), (("Maas", "Rinck", "Becker"), 2015), (("Woods",), 2006))
    assert cited("Habits return (Maas et al., 2015b; Woods, 2006; Maas et al., 2015a,b).", works) == ["2", "3", "1 2"]


def test_years_that_are_dates_are_no_citations() -> None:
    text = "In 2020, Lee joined. Between 2019 and 2021 the trial enrolled 2024 patients. 2020年我国患者约500万。(Smith & Lee, 2020)"
    assert cited(text, WORKS) == ["3"]


def test_a_work_the_list_does_not_have_keeps_what_is_printed() -> None:
    assert cited("Relapse is common (Smith & Lee, 2020) but mild (Jones et al., 2017). 赵强等（2018）同样报道。", WORKS) == [
        "3",
        "Jones 2017",
        "赵强 2018",
    ]


def test_further_years_of_an_unknown_author_keep_what_is_printed() -> None:
    text = "Relapse is common (Smith & Lee, 2020; Ng et al., 2008, 2005; Jones et al., 2017a,b)."
    assert cited(text, WORKS) == ["3", "Ng 2008", "Ng 2005", "Jones 2017a Jones 2017b"]


def test_the_wrong_year_does_not_answer() -> None:
    assert cited("Relapse is common (Smith & Lee, 2020; Asano & Yamada, 2023).", WORKS) == ["3", "Asano 2023"]


def test_the_marker_covers_names_and_year() -> None:
    text = "Later, Kühn et al. (2011) found relapse."
    survey = survey_of(article(text), WORKS)
    assert survey.style is MarkerStyle.AUTHOR_YEAR
    assert [text[c.span.start : c.span.end] for c in survey.citations] == ["Kühn et al. (2011)"]


def test_capitals_in_the_list_answer_to_names_in_the_text() -> None:
    text = (
        "帕金森病患者将增至494万例（Dorsey等，2007）。Weintraub等（2010）报告冲动控制障碍的发生率为17.1%。"
        "评分改善41%（Schade-Brittinger等，2006）。\n\n参考文献\n"
        "DORSEY E R, THOMPSON J P. Projected number of people[J]. Neurology, 2007, 68(5): 384-386.\n"
        "SCHADE-BRITTINGER C, KRACK P, 等. Stimulation[J]. Brain, 2006, 35(9): 896-908.\n"
        "WEINTRAUB D, KOESTER J, 等. Impulse control disorders[J]. Arch Neurol, 2010, 67(5): 589-595.\n"
    )
    assert [citation.keys for citation in review_text(text).citations] == [("1",), ("3",), ("2",)]
