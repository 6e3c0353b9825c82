"""The vocabulary carries what a claim speaks of from one language to the other."""

from __future__ import annotations

import pytest

from verify import extract, terms
from verify.match.concepts import KINDS
from verify.match.index import Index
from verify.match.ranks import ranks
from verify.match.slots import slots
from verify.model import Span
from verify.readers import read_text


def index(text: str) -> Index:
    return Index(extract.reading(read_text(text, "text")))


@pytest.mark.parametrize("kind", [*KINDS, "directions", "polarity"])
def test_every_file_of_terms_can_be_read(kind: str) -> None:
    assert terms.terms(kind)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("痛风", "gout"),
        ("产后出血", "postpartum haemorrhage"),
        ("产后出血", "postpartum hemorrhage"),
        ("深静脉血栓", "deep-vein thrombosis"),
        ("老年人", "older adults"),
        ("cataract surgery", "白内障手术"),
        ("中位无进展生存期", "median progression-free survival"),
        ("安慰剂组", "the placebo group"),
        ("3级", "grade 3"),
        ("Ⅲ期", "stage III"),
    ],
)
def test_a_term_is_held_in_the_other_language(one: str, other: str) -> None:
    claim, source = index(one), index(other)
    made = slots(claim, source, [Span(0, len(claim.text))], [])
    assert made
    assert all(source.holds(slot, [Span(0, len(source.text))]) == 1.0 for slot in made)


def test_a_longer_name_is_not_held_by_a_shorter_one_of_something_else() -> None:
    claim, source = index("总生存期"), index("无进展生存期")
    made = slots(claim, source, [Span(0, len(claim.text))], [])
    assert max(source.holds(slot, [Span(0, len(source.text))]) for slot in made) < 1.0


def test_an_abbreviation_stands_for_what_it_was_introduced_with() -> None:
    claim = index("intradialytic hypotension")
    source = index("Intradialytic hypotension (IDH) is common. We counted IDH in 12% of sessions.")
    made = slots(claim, source, [Span(0, len(claim.text))], [])
    later = Span(source.text.index("We counted"), len(source.text))
    assert source.holds(made[0], [later]) == 1.0


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("grade 3", ["#grade:3"]),
        ("3级", ["#grade:3"]),
        ("stage III", ["#stage:3"]),
        ("Ⅲ期", ["#stage:3"]),
        ("grade 2.5", []),
        ("level 12.4", []),
    ],
)
def test_a_rank_is_a_whole_number(text: str, ids: list[str]) -> None:
    assert [id for _, id in ranks(text)] == ids


def test_what_no_word_explains_is_unknown() -> None:
    claim, source = index("某某某"), index("gout")
    assert all(source.holds(slot, [Span(0, 4)]) == 0.0 for slot in slots(claim, source, [Span(0, 3)], []))
