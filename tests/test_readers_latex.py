"""LaTeX and Pandoc Markdown cite by key; the .bib beside the article says what the keys mean."""

from pathlib import Path

import pytest

from verify.errors import Incomplete
from verify.model import BlockKind, Document, Name
from verify.readers import read
from verify.readers.bibtex import entries
from verify.readers.tex import plain

P, H, R, L = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.REFERENCE, BlockKind.LIST

BIB = r"""
@string{ki = "Kidney Int"}
@comment{not this}
@article{ruiz2019, author = {Ruiz, Ana and M{\"u}ller, B. and others}, title = {Fluid and {Stones}}, journal = ki # {ernational},
  year = 2019, volume = {74}, number = "3", pages = {211--218}, doi = {10.9/x}}
@book{who2022, author = {{World Health Organization}}, title = {Stones \& you}, publisher = {WHO}, year = {2022}}
@article{zhou2021, author = {周明 and 何静}, title = {肾结石复发}, journal = {中华泌尿外科杂志}, year = {2021}}
"""


@pytest.fixture
def tex(tmp_path: Path):
    def make(body: str, name: str = "a.tex", bib: str = BIB) -> Document:
        (tmp_path / "refs.bib").write_text(bib, encoding="utf-8")
        (tmp_path / name).write_text(body, encoding="utf-8")
        return read(tmp_path / name)

    return make


def told(document: Document) -> list[tuple[BlockKind, str]]:
    return [(block.kind, document.slice(block.span)) for block in document.blocks]


def test_sections_lists_tables_and_signs_are_read(tex):
    document = tex(
        r"""\documentclass{article}\title{Stones: \emph{新}证据}\begin{document}\maketitle % no text
\section{Results}\label{s} 患病率为5.8\%，
其中$80\times10^{9}$/L，$P<0.05$。 M\"uller's group -- ``less''.\footnote{By intention.}

\begin{enumerate}\item First, 5\,mg. \item Second.\end{enumerate}
\begin{tabular}{l|r}\hline Arm & N \\ A & 52 \\ \end{tabular}
\end{document} ignored"""
    )
    assert told(document) == [
        (H, "Stones: 新证据"),
        (H, "Results"),
        (P, "患病率为5.8%，其中80×10⁹/L，P<0.05。 Müller's group – “less”."),
        (BlockKind.NOTE, "By intention."),
        (L, "1. First, 5 mg."),
        (L, "2. Second."),
        (BlockKind.TABLE, "Arm | N\nA | 52"),
    ]


def test_citations_keep_their_keys_and_the_bib_gives_the_references(tex):
    document = tex(r"Recurrence was 12\% \citep[see][]{ruiz2019, zhou2021}; \citet{gone} disagrees. \bibliography{refs}")
    assert document.text.startswith("Recurrence was 12% [@ruiz2019; @zhou2021]; [@gone] disagrees.")
    assert [one.key for one in document.references] == ["ruiz2019", "zhou2021"]
    assert document.slice(document.references[0].span).startswith(
        "Ruiz Ana, Müller B., et al. Fluid and Stones. Kidney International. 2019;74(3)"
    )


def test_its_own_bibliography_is_numbered_as_it_prints(tex):
    items = r"\bibitem{a} Ruiz A. Fluid. 2019. \bibitem{b} Weber D. Diet. 2022."
    document = tex(rf"Recurrence was 12\% \cite{{b,a}}. \begin{{thebibliography}}{{9}}{items}\end{{thebibliography}}")
    assert told(document) == [(P, "Recurrence was 12% [2,1]."), (R, "1. Ruiz A. Fluid. 2019.\n2. Weber D. Diet. 2022.")]


def test_a_comment_to_verify_is_kept_and_others_are_not(tex):
    document = tex("% verify: ignore[uncited-figure] checked\nRecurrence was 12\\%. % a note")
    assert [(one.text, one.line) for one in document.comments] == [("verify: ignore[uncited-figure] checked", 1)]
    assert document.text == "Recurrence was 12%."


def test_pandoc_markdown_takes_the_bib_its_front_matter_names(tex):
    document = tex("---\nbibliography: refs.bib\n---\n复发率为12%[@zhou2021; see @who2022, p. 3]。\n", "a.md")
    assert [one.key for one in document.references] == ["zhou2021", "who2022"]
    assert document.text.startswith("复发率为12%[@zhou2021; see @who2022, p. 3]。")


def test_a_bibliography_that_is_named_but_missing_makes_the_article_incomplete(tex):
    with pytest.raises(Incomplete, match=r"a\.tex: the bibliography gone\.bib is not beside it"):
        tex(r"Recurrence was 12\% \cite{a}. \bibliography{gone}")


def test_fields_of_a_bib_are_read_with_macros_braces_and_accents():
    records = entries(BIB)
    assert list(records) == ["ruiz2019", "who2022", "zhou2021"]
    assert records["ruiz2019"].authors == (Name("Ruiz", "Ana"), Name("Müller", "B."))
    assert records["ruiz2019"].more_authors
    assert (records["ruiz2019"].page, records["ruiz2019"].container_title) == ("211-218", "Kidney International")
    assert records["who2022"].authors == (Name(literal="World Health Organization"),)
    assert records["who2022"].type == "book"
    assert records["zhou2021"].authors == (Name("周", "明"), Name("何", "静"))


@pytest.mark.parametrize(
    ("tex", "said"), [(r"Erd\H{o}s", "Erdős"), (r"\'{E}cole", "École"), (r"Caf\'e", "Café"), (r"{\ss}", "ß"), (r"5--7\%", "5–7%")]
)
def test_accents_and_signs_are_letters(tex, said):
    assert plain(tex) == said


@pytest.mark.parametrize("mark", ["\\", "{", "\\cite{", "\\begin{a}", "%", "$", "\\title{", "@article{a, title={", "@string{a="])
def test_files_of_nothing_but_commands_are_read_in_linear_time(tex, mark):
    from time import process_time

    def seconds(size: int) -> float:
        start = process_time()
        entries(mark * (size // len(mark))) if mark[0] == "@" else tex(mark * (size // len(mark)), bib="")
        return process_time() - start

    assert seconds(80_000) < 8 * 5 * seconds(10_000) + 0.5
