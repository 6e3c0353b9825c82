"""JATS states what its markers mean and what the fields of a reference are; both are taken over."""

from pathlib import Path

import pytest

from verify.errors import Incomplete
from verify.model import BlockKind, Document, MarkerStyle
from verify.readers import read

ARTICLE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS v1.0//EN" "JATS-archivearticle1.dtd">
<article xmlns:xlink="http://www.w3.org/1999/xlink"><front><article-meta><article-id pub-id-type="doi">10.9/abc</article-id>
<title-group><article-title>Stones in <italic>adults</italic></article-title>
</title-group>
<pub-date><day>6</day><month>5</month><year>2023</year></pub-date>
<abstract><title>Abstract</title><p>Recurrence was 12.5%&nbsp;overall.</p></abstract></article-meta></front>
<body><sec><title>结果</title>
<p>患病率为5.8%<sup><xref ref-type="bibr" rid="B1">1</xref>,<xref ref-type="bibr" rid="B3">3</xref></sup>，
其中80×10<sup>9</sup>/L。As shown [<xref ref-type="bibr" rid="B1">1</xref>–<xref ref-type="bibr" rid="B3">3</xref>],
P &lt; 0.05 (<xref ref-type="bibr" rid="B2">Weber et al., 2022</xref>).</p>
<table-wrap><label>Table 1</label><caption><title>Groups</title></caption>
<table><tr><th>Arm</th><th>N</th></tr><tr><td>A</td><td>52</td></tr></table></table-wrap></sec></body>
<back><ack><p>We thank all 12 helpers.</p></ack>
<ref-list><title>References</title>
<ref id="B1"><label>1</label><element-citation publication-type="journal"><person-group>
<name><surname>Ruiz</surname>
<given-names>A</given-names></name><name><surname>Okafor</surname><given-names>B</given-names></name></person-group>
<article-title>Fluid</article-title><source>Kidney Int</source><year>2019</year><volume>74</volume><issue>3</issue>
<fpage>211</fpage><lpage>218</lpage></element-citation></ref>
<ref id="B2"><label>2</label>
<mixed-citation><name><surname>Weber</surname> <given-names>D</given-names></name>.
<article-title>Diet</article-title>.
<source>Urology</source>
<year>2022</year>;<volume>60</volume>:<fpage>1</fpage>.</mixed-citation>
</ref>
<ref id="B3"><label>3</label><mixed-citation><collab>WHO</collab>.
<source>Report</source>. <year>2020</year>.</mixed-citation></ref>
</ref-list></back></article>"""


@pytest.fixture
def article(tmp_path: Path) -> Document:
    (tmp_path / "a.xml").write_text(ARTICLE, encoding="utf-8")
    return read(tmp_path / "a.xml")


def told(document: Document, kind: BlockKind) -> list[str]:
    return [document.slice(block.span) for block in document.body(kind)]


def test_title_abstract_sections_and_tables_are_blocks(article):
    assert told(article, BlockKind.HEADING) == ["Stones in adults", "Abstract", "结果", "References"]
    assert told(article, BlockKind.TABLE) == ["Arm | N\nA | 52"]
    assert told(article, BlockKind.CAPTION) == ["Table 1 Groups"]
    assert told(article, BlockKind.BOILERPLATE) == ["We thank all 12 helpers."]
    assert article.date == "2023-05-06"
    assert article.meta == {"title": "Stones in adults", "doi": "10.9/abc"}


def test_cross_references_are_citations_with_ranges_filled(article):
    assert [(article.slice(one.span), one.keys, one.style) for one in article.citations] == [
        ("1,3", ("1", "3"), MarkerStyle.SUPERSCRIPT),
        ("[1–3]", ("1", "2", "3"), MarkerStyle.BRACKET),
        ("(Weber et al., 2022)", ("2",), MarkerStyle.AUTHOR_YEAR),
    ]


def test_a_raised_power_is_no_citation_and_stays_a_power(article):
    assert "80×10⁹/L" in article.text


def test_references_come_with_their_fields_and_their_place_in_the_list(article):
    assert [(one.key, article.slice(one.span)) for one in article.references] == [
        ("1", "Ruiz A, Okafor B. Fluid. Kidney Int. 2019;74(3):211-218"),
        ("2", "Weber D. Diet. Urology 2022;60:1."),
        ("3", "WHO. Report. 2020."),
    ]
    record = article.references[0].record
    assert (record.year, record.container_title, record.page, record.authors[1].family) == (2019, "Kidney Int", "211-218", "Okafor")
    assert article.references[2].record.authors[0].literal == "WHO"


def test_every_letter_stands_where_the_file_has_it(article):
    letters = [i for i, character in enumerate(article.text) if character.isalpha()]
    assert [ARTICLE[article.place(i).offset] for i in letters] == [article.text[i] for i in letters]


def test_a_list_without_fields_is_left_to_be_read_as_text(tmp_path: Path):
    (tmp_path / "a.xml").write_text(ARTICLE.replace("<year>2020</year>", "2020"), encoding="utf-8")
    document = read(tmp_path / "a.xml")
    assert document.references == ()
    assert "3. WHO. Report. 2020." in told(document, BlockKind.REFERENCE)[0]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<html><body/></html>", "no JATS article"),
        ("<article><p></article>", "not well-formed"),
        ('<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><article>&c;</article>', "declares entities"),
        ('<!DOCTYPE a [<!ENTITY % b SYSTEM "http://example.org/x.dtd"> %b;]><article/>', "declares entities"),
        ("<article>" + "<sec>" * 5000, "nested"),
    ],
)
def test_attacks_and_other_xml_are_errors(tmp_path: Path, text, says):
    (tmp_path / "a.xml").write_text(text, encoding="utf-8")
    with pytest.raises(Incomplete, match=f"a.xml: .*{says}"):
        read(tmp_path / "a.xml")
