"""A reference list is cut into its entries whatever its numbering, wrapping and order."""

from __future__ import annotations

import itertools
import textwrap
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.extract.references import list_form, references
from verify.model import Anchor, Block, BlockKind, Document, Place, Record, Reference, Span

ENTRIES = (
    "Ito S, Brown T. Tremor at rest in a cohort of 1200 farmers: results after 5 years. Mov Disord. 2009;24(2):90-6.",
    "World Health Organization. Global report on epilepsy. Geneva: WHO Press; 2019.",
    "林晓峰, 赵敏, 等. 儿童哮喘吸入治疗的依从性[J]. 中华儿科杂志, 2018, 56(7): 512-517.",
    "de Souza PR, Nakamura K. Gout and diet. Part 2. A trial. Arthritis Care. 2015;67:1-12. doi:10.1002/acr.22450.x",
    "Ortiz M, et al. J Trop Pediatr. 2016;62(4):310-8.",
)


def listed(text: str) -> Document:
    """A document that is a heading and a reference list."""
    head = "References\n"
    blocks = (Block(BlockKind.HEADING, Span(0, len(head) - 1)), Block(BlockKind.REFERENCE, Span(len(head), len(head) + len(text))))
    return Document("a.txt", head + text, blocks, "en", (Anchor(0, Place(1, 1, 0)),))


def flat(raw: str) -> str:
    return "".join(raw.split())


def entries(text: str) -> list[tuple[str, str]]:
    document = listed(text)
    found = references(document)
    assert all(document.slice(reference.span) == reference.raw for reference in found)
    return [(reference.key, flat(reference.raw)) for reference in found]


WANTED = [(str(i), flat(entry)) for i, entry in enumerate(ENTRIES, 1)]
NUMBERINGS = ["{}. ", "{}.", "[{}] ", "[{}]", "［{}］", "({}) ", "（{}）", "{}、", "{}) ", "{} ", "【{}】"]


@pytest.mark.parametrize("numbering", NUMBERINGS)
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n \n\n"])
def test_numbers_of_every_kind_open_an_entry(numbering: str, gap: str) -> None:
    text = gap.join(numbering.format(i) + entry for i, entry in enumerate(ENTRIES, 1))
    assert entries(text) == WANTED


def test_circled_numbers_open_an_entry() -> None:
    assert entries("\n".join("①②③④⑤"[i] + entry for i, entry in enumerate(ENTRIES))) == WANTED


def test_a_list_pasted_together_from_several_goes_on_through_their_numbers() -> None:
    openings = ("[1]", "[2] ", "3.", "【4】", "⑤ ")
    assert entries("\n".join(opening + entry for opening, entry in zip(openings, ENTRIES, strict=True))) == WANTED


def test_a_pasted_list_may_begin_in_another_style() -> None:
    openings = ("1、", "[2]", "[3]", "[4]", "(5)")
    assert entries("\n".join(opening + entry for opening, entry in zip(openings, ENTRIES, strict=True))) == WANTED


def test_a_wrapped_line_that_begins_with_the_next_number_opens_no_entry() -> None:
    wrapped = "[1] Ito S. Tremor in farmers followed for at least\n2) 5 years of age. Mov Disord. 2009;24(2):90-6."
    assert [key for key, _ in entries(wrapped)] == ["1"]


@pytest.mark.parametrize("numbering", ["{}. ", "[{}] ", "［{}］"])
@pytest.mark.parametrize("width", [40, 60, 76])
def test_hard_wrapped_lines_belong_to_the_entry_before(numbering: str, width: int) -> None:
    text = "\n".join(textwrap.fill(numbering.format(i) + entry, width) for i, entry in enumerate(ENTRIES, 1))
    assert entries(text) == WANTED


@pytest.mark.parametrize("numbering", ["{}. ", "[{}] ", "［{}］", "({}) "])
def test_a_list_in_one_paragraph_is_cut_at_its_numbers(numbering: str) -> None:
    assert entries(" ".join(numbering.format(i) + entry for i, entry in enumerate(ENTRIES, 1))) == WANTED


def test_two_columns_read_across_keep_their_numbers() -> None:
    order = [1, 4, 2, 5, 3]
    assert entries("\n".join(f"{i}. {ENTRIES[i - 1]}" for i in order)) == [WANTED[i - 1] for i in order]


def test_a_missing_number_does_not_end_the_list() -> None:
    numbered = [(i, entry) for i, entry in enumerate(ENTRIES, 1) if i != 3]
    assert entries("\n".join(f"{i}. {entry}" for i, entry in numbered)) == [WANTED[i - 1] for i, _ in numbered]


def test_footnotes_go_by_their_names() -> None:
    text = "[^ito2009]: Ito S. Tremor at rest. Mov Disord. 2009;24:90-6.\n[^2]: Ortiz M. Gout in\n    adults. Lancet. 2016;3:1."
    first, second = references(listed(text))
    assert (first.key, first.record.title) == ("ito2009", "Tremor at rest")
    assert (second.key, second.record.title) == ("2", "Gout in adults")


def test_a_number_printed_twice_does_not_run_two_entries_together() -> None:
    text = "[1] Ito S. Tremor at rest. Mov Disord. 2009;24:90-6.\n[2] Ortiz M. Gout in adults. Lancet. 2016;3:1.\n"
    found = references(listed(text + "[2] Lindgren P. Hip fracture care. BMJ. 2018;4:2-9."))
    assert [(one.key, one.record.title) for one in found] == [("1", "Tremor at rest"), ("2", "Gout in adults")]


def test_an_unnumbered_list_counts_positions() -> None:
    assert entries("\n".join(ENTRIES)) == WANTED
    assert entries("\n\n".join(textwrap.fill(entry, 50) for entry in ENTRIES)) == WANTED


def test_an_unnumbered_wrapped_list_is_cut_where_authors_begin() -> None:
    latin = [entry for entry in ENTRIES if entry.isascii()]
    text = "\n".join(textwrap.fill(entry, 60, subsequent_indent="   ") for entry in latin)
    assert entries(text) == [(str(i), flat(entry)) for i, entry in enumerate(latin, 1)]


def test_the_authors_line_breaks_stay_in_the_raw_entry() -> None:
    (first, _) = references(listed("1. Ito S. Tremor\nat rest. Mov Disord. 2009;24:90-6.\n2. Ortiz M. Gout. Lancet. 2016;3:1."))
    assert first.raw == "Ito S. Tremor\nat rest. Mov Disord. 2009;24:90-6."
    assert first.record.title == "Tremor at rest"


def test_what_the_format_states_wins() -> None:
    stated = (Reference("smith2020", Span(0, 0), "Smith 2020", Record()),)
    assert references(replace(listed("1. " + ENTRIES[0]), references=stated)) == stated


def test_no_list_gives_no_references() -> None:
    text = "1. Drink enough.\n2. Sleep well."
    document = Document("a.txt", text, (Block(BlockKind.LIST, Span(0, len(text))),), "en", (Anchor(0, Place(1, 1, 0)),))
    assert references(document) == ()


@given(st.text(alphabet="abA1 2.[]()\n、，［］①J；:", max_size=300))
def test_entries_lie_in_order_within_the_text_and_never_overlap(text: str) -> None:
    document = listed(text)
    found = references(document)
    spans = sorted(reference.span for reference in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert all(reference.raw == document.slice(reference.span) for reference in found)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("\n".join(f"[{i}] {entry}" for i, entry in enumerate(ENTRIES, 1)), "numbered [1]"),
        ("\n".join(f"{i}、{entry}" for i, entry in enumerate(ENTRIES, 1)), "numbered 1、"),
        ("\n".join(f"{i}. {entry}" for i, entry in enumerate(ENTRIES, 1)), "numbered 1."),
        (" ".join(f"[{i}] {entry}" for i, entry in enumerate(ENTRIES, 1)), "numbered [1], all in one paragraph"),
        (
            f"1. {ENTRIES[0]} 2. {ENTRIES[3]}\n3. {ENTRIES[2]}\n4. {ENTRIES[4]}",
            "numbered 1., some in the line of the one before",
        ),
        ("\n".join(ENTRIES), "no numbers, an entry on each line"),
        (
            "\n\n".join(textwrap.fill(entry, 40) for entry in (ENTRIES[0], ENTRIES[3], ENTRIES[4])),
            "no numbers, blank lines between entries",
        ),
        (
            "\n".join(textwrap.fill(entry, 40) for entry in (ENTRIES[0], ENTRIES[3], ENTRIES[4])),
            "no numbers, entries over wrapped lines",
        ),
        ("\n".join(f"[^{name}]: {entry}" for name, entry in zip("abc", ENTRIES, strict=False)), "footnotes [^1]"),
    ],
)
def test_the_form_of_a_list_is_told(text: str, form: str) -> None:
    assert list_form(listed(text)).en == form


def test_a_document_without_a_list_has_no_form_of_it() -> None:
    document = Document("a.txt", "Pain fell.", (Block(BlockKind.PARAGRAPH, Span(0, 10)),), "en", (Anchor(0, Place(1, 1, 0)),))
    assert list_form(document).en == ""
