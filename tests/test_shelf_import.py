"""Filling the references folder: what each format gives, what becomes of works that are there already, and what nobody may lose."""

import json
from pathlib import Path

import pytest
import yaml

from verify import shelf
from verify.__main__ import run
from verify.errors import UserError
from verify.model import Name, Record
from verify.shelf.intake import new_id
from verify.sources import entry
from verify.sources.library import Library

TITLE = "Early mobilisation after hip fracture surgery: a randomised trial"
BIBTEX = """@article{okafor, author = {Okafor, Ada and Lindgren, Per},
  title = {Early mobilisation after hip fracture surgery: a randomised trial}, journal = {Journal of Orthopaedic Trauma},
  year = 2019, volume = 33, number = 4, pages = {201--209}, doi = {10.1000/jot.2019.33},
  abstract = {Thirty-day mortality was 4.2\\% with early mobilisation and 6.8\\% with usual care.}}
"""
RIS = f"""TY  - JOUR
AU  - Okafor, Ada
AU  - Lindgren, Per
TI  - {TITLE}
T2  - Journal of Orthopaedic Trauma
PY  - 2019/04//
VL  - 33
IS  - 4
SP  - 201
EP  - 209
DO  - https://doi.org/10.1000/jot.2019.33
AB  - Thirty-day mortality was 4.2% with early mobilisation
and 6.8% with usual care.
ER  -\x20
"""
NBIB = """
PMID- 30001
OWN - NLM
TI  - Early mobilisation after hip fracture surgery:
      a randomised trial.
PG  - 201-209
LID - 10.1000/jot.2019.33 [doi]
AB  - Thirty-day mortality was 4.2% with early mobilisation
      and 6.8% with usual care.
FAU - Okafor, Ada
AU  - Okafor A
FAU - Lindgren, Per
AU  - Lindgren P
LA  - eng
JT  - Journal of Orthopaedic Trauma
DP  - 2019 Apr
VI  - 33
IP  - 4
"""
CSL = {
    "id": "x",
    "type": "article-journal",
    "title": TITLE,
    "author": [{"family": "Okafor", "given": "Ada"}, {"family": "Lindgren", "given": "Per"}],
    "container-title": "Journal of Orthopaedic Trauma",
    "issued": {"date-parts": [[2019, 4]]},
    "volume": "33",
    "issue": "4",
    "page": "201-209",
    "DOI": "10.1000/jot.2019.33",
    "abstract": "Thirty-day mortality was 4.2% with early mobilisation and 6.8% with usual care.",
}
PUBMED = f"""<?xml version="1.0"?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2019//EN" "https://dtd.nlm.nih.gov/pubmed.dtd">
<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>30001</PMID><Article><Journal><JournalIssue><Volume>33</Volume>
<Issue>4</Issue><PubDate><Year>2019</Year><Month>Apr</Month></PubDate></JournalIssue><Title>Journal of Orthopaedic Trauma</Title>
</Journal><ArticleTitle>{TITLE}.</ArticleTitle><Pagination><MedlinePgn>201-209</MedlinePgn></Pagination>
<ELocationID EIdType="doi">10.1000/jot.2019.33</ELocationID><Abstract><AbstractText Label="RESULTS">Thirty-day mortality was
4.2% with early mobilisation and 6.8% with usual care.</AbstractText></Abstract><AuthorList><Author><LastName>Okafor</LastName>
<ForeName>Ada</ForeName></Author><Author><LastName>Lindgren</LastName><ForeName>Per</ForeName></Author></AuthorList></Article>
</MedlineCitation></PubmedArticle></PubmedArticleSet>"""
JATS = f"""<article><front><journal-meta><journal-title-group><journal-title>Journal of Orthopaedic Trauma</journal-title>
</journal-title-group></journal-meta><article-meta><article-id pub-id-type="doi">10.1000/jot.2019.33</article-id><title-group>
<article-title>{TITLE}</article-title></title-group><contrib-group><contrib contrib-type="author"><name><surname>Okafor</surname>
<given-names>Ada</given-names></name></contrib><contrib contrib-type="author"><name><surname>Lindgren</surname><given-names>Per
</given-names></name></contrib></contrib-group><pub-date pub-type="epub"><year>2018</year></pub-date><pub-date pub-type="ppub">
<year>2019</year></pub-date><volume>33</volume><issue>4</issue><fpage>201</fpage><lpage>209</lpage><abstract><p>Thirty-day
mortality was 4.2% with early mobilisation and 6.8% with usual care.</p></abstract></article-meta></front><body/></article>"""
BODY = "<body><sec><title>Results</title><p>At one year mortality was 21.4% and 27.9%.</p></sec></body>"
FILES = {
    "a.bib": BIBTEX,
    "a.ris": RIS,
    "a.nbib": NBIB,
    "a.json": json.dumps([CSL]),
    "a.yaml": yaml.safe_dump({"references": [CSL]}),
    "a.xml": PUBMED,
    "b.xml": JATS,
}


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """Every command is a process of its own, with an index of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("verify.shelf.cited.opened", Library)
    monkeypatch.setattr("verify.pipeline.opened", Library)


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "references"
    place.mkdir()
    return place


def put(folder: Path, name: str, text: str) -> Path:
    path = folder.parent / name
    path.write_text(text, encoding="utf-8")
    return path


def taken(folder: Path, *paths: Path) -> list[shelf.Step]:
    """The steps, done as the command does them."""
    steps = list(shelf.take_in(paths, folder))
    for step in steps:
        do(step)
    return steps


def do(step: shelf.Step) -> None:
    if step.path is not None:
        step.path.write_text(step.text, encoding="utf-8")
        if step.paper is not None:
            step.paper[0].write_bytes(step.paper[1])


def told(steps):
    return [(step.intake.outcome, step.intake.id) for step in steps]


@pytest.mark.parametrize("name", FILES)
def test_every_format_gives_the_same_record_and_the_abstract(folder, name):
    steps = taken(folder, put(folder, name, FILES[name]))
    assert told(steps) == [("new", "okafor-2019")]
    made = entry.read(folder / "okafor-2019.yaml")
    assert made.record.title == TITLE
    assert [(author.family, author.given) for author in made.record.authors] == [("Okafor", "Ada"), ("Lindgren", "Per")]
    found = (
        made.record.container_title,
        made.record.year,
        made.record.volume,
        made.record.issue,
        made.record.page,
        made.record.doi,
    )
    assert found == ("Journal of Orthopaedic Trauma", 2019, "33", "4", "201-209", "10.1000/jot.2019.33")
    assert "mortality was 4.2% with early mobilisation and 6.8% with usual care" in " ".join(made.passages[0].split())
    assert not made.complete


@pytest.mark.parametrize("name", FILES)
def test_the_same_file_a_second_time_changes_nothing(folder, name):
    path = put(folder, name, FILES[name])
    taken(folder, path)
    before = (folder / "okafor-2019.yaml").read_text(encoding="utf-8")
    assert told(taken(folder, path)) == [("unchanged", "okafor-2019")]
    assert (folder / "okafor-2019.yaml").read_text(encoding="utf-8") == before


def test_all_formats_together_are_one_work(folder):
    steps = taken(folder, *(put(folder, name, text) for name, text in FILES.items()))
    assert {step.intake.id for step in steps} == {"okafor-2019"}
    assert [step.intake.outcome for step in steps].count("new") == 1
    assert entry.read(folder / "okafor-2019.yaml").record.pmid == "30001"


def test_the_whole_paper_of_a_journal_is_put_beside_the_record(folder):
    taken(folder, put(folder, "paper.xml", JATS.replace("<body/>", BODY)))
    made = entry.read(folder / "okafor-2019.yaml")
    assert made.complete
    assert made.file == folder / "okafor-2019.xml"
    assert "21.4%" in made.file.read_text(encoding="utf-8")


def test_an_id_that_differs_only_in_case_from_a_file_is_not_used(folder):
    (folder / "OKAFOR-2019.yaml").write_text("references:\n- id: other\n  title: Dialysis and sleep in old age\n", encoding="utf-8")
    assert told(taken(folder, put(folder, "a.bib", BIBTEX))) == [("new", "okafor-2019-a")]


def test_a_ris_file_of_a_chinese_database_is_read(folder):
    text = "TY  - JOUR\nA1  - 王小明;李强\nT1  - 髋部骨折术后早期活动的效果\nJF  - 中华骨科杂志\nY1  - 2020\nVO  - 40\n"
    path = folder.parent / "cnki.ris"
    path.write_bytes((text + "IS  - 1\nSP  - 11\nER  - \n").encode("gb18030"))
    (step,) = taken(folder, path)
    made = entry.read(folder / f"{step.intake.id}.yaml")
    assert [author.literal for author in made.record.authors] == ["王小明", "李强"]
    assert (made.record.container_title, made.record.volume) == ("中华骨科杂志", "40")


def test_chinese_works_keep_their_names_and_their_abstract(folder):
    text = (
        "TY  - JOUR\nAU  - 王小明\nTI  - 髋部骨折术后早期活动的效果\nJO  - 中华骨科杂志\nPY  - 2020\nVL  - 40\nSP  - 11\nEP  - 16\n"
    )
    taken(folder, put(folder, "zh.ris", text + "AB  - 术后30天死亡率为6.8%。\nER  - \n"))
    made = entry.read(folder / "王小明-2020.yaml")
    assert made.record.authors == (Name(literal="王小明"),)
    assert made.passages == ("术后30天死亡率为6.8%。",)
    assert "术后30天死亡率" in made.path.read_text(encoding="utf-8")  # not escaped: a person reads it


HAND = """# checked against the paper by hand
references:
- id: my-own-name   # keep this id
  title: "Early mobilisation after hip fracture surgery: a randomised trial"
  author: [{family: Okafor, given: A}]
  issued: 2019
  volume: 33
  page: 201-9
  PMID:
evidence:
  extent: abstract
  findings:
  # from table 2
  - measure: 30-day mortality
    value: 4.2%
  note: ours
"""


def test_a_merge_adds_only_what_is_lacking_and_keeps_comments_and_findings(folder):
    (folder / "hand.yaml").write_text(HAND, encoding="utf-8")
    steps = taken(folder, put(folder, "a.nbib", NBIB))
    assert told(steps) == [("merged", "my-own-name")]
    assert set(steps[0].intake.says) == {
        "type",
        "container-title",
        "issue",
        "DOI",
        "PMID",
        "language",
        "evidence.text",
        "evidence.provenance",
    }
    text = (folder / "hand.yaml").read_text(encoding="utf-8")
    for line in HAND.splitlines():
        assert line.startswith("  PMID:") or line in text.splitlines()
    made = entry.read(folder / "hand.yaml")
    assert made.record.pmid == "30001"
    assert made.record.page == "201-9"
    assert made.findings == 1
    assert len(made.passages) == 2


@pytest.mark.parametrize(
    "laid_out",
    [
        "references:\n- {id: a, title: '" + TITLE + "', DOI: 10.1000/jot.2019.33}\n",
        "references: [{id: a, title: '" + TITLE + "', DOI: 10.1000/jot.2019.33}]\nevidence: {note: ours}\n",
        "references:\n  - DOI: 10.1000/jot.2019.33\n    id: a\n    title: >\n      Early mobilisation after hip fracture surgery:\n"
        "      a randomised trial\nevidence:\n",
        "references:\n- id: a\n  DOI: 10.1000/jot.2019.33",
    ],
    ids=["flow", "flow all over", "folded title, empty evidence", "no newline at the end"],
)
def test_a_merge_copes_with_any_layout(folder, laid_out):
    (folder / "a.yaml").write_text(laid_out, encoding="utf-8")
    assert told(taken(folder, put(folder, "a.nbib", NBIB))) == [("merged", "a")]
    made = entry.read(folder / "a.yaml")
    assert (made.record.volume, made.record.pmid) == ("33", "30001")
    assert "4.2%" in made.passages[0]


def test_a_work_with_another_doi_is_left_to_a_person(folder):
    taken(folder, put(folder, "a.bib", BIBTEX))
    steps = taken(folder, put(folder, "b.bib", BIBTEX.replace("10.1000/jot.2019.33", "10.1000/typo")))
    assert [(step.intake.outcome, step.intake.says) for step in steps] == [("ambiguous", ("okafor-2019",))]
    assert len(list(folder.iterdir())) == 1


def test_what_cannot_be_read_is_told_and_the_others_go_on(folder):
    bomb = '<!DOCTYPE a [<!ENTITY x "aaaaaaaaaa"><!ENTITY y "&x;&x;&x;">]><article>&y;</article>'
    files = [
        put(folder, "bomb.xml", bomb),
        put(folder, "broken.json", '[{"title": '),
        put(folder, "wrong.json", '[{"title": ["a"]}, {"title": "A work of its own", "issued": 2001}]'),
        put(folder, "nothing.ris", "no tags at all\n"),
        put(folder, "html.xml", "<html><body>sign in</body></html>"),
        put(folder, "paper.pdf", "%PDF-1.4"),
        folder.parent / "absent.bib",
        put(folder, "a.bib", BIBTEX),
    ]
    steps = taken(folder, *files)
    assert [step.intake.outcome for step in steps] == [*["failed"] * 3, "new", *["failed"] * 4, "new"]
    said = "\n".join(text for step in steps for text in step.intake.says)
    for words in ("declares entities", "not valid JSON", "wrong.json, 1: title: title must be a word", "no work was found",
                  "neither PubMed nor JATS", "--for ID", "absent.bib: cannot be read"):  # fmt: skip
        assert words in said


def test_a_text_becomes_the_evidence_of_an_entry(folder):
    taken(folder, put(folder, "a.bib", BIBTEX))
    paper = put(folder, "download (3).txt", "At one year mortality was 21.4% with early mobilisation.")
    step = shelf.attach(paper, "okafor-2019", folder, full=True)
    do(step)
    made = entry.read(folder / "okafor-2019.yaml")
    assert made.file == folder / "okafor-2019.txt"
    assert made.complete
    assert shelf.attach(paper, "okafor-2019", folder, full=True).intake.outcome == "unchanged"


@pytest.mark.parametrize("data", [b"%PDF-1.4\nbroken", b""], ids=["broken PDF", "empty"])
def test_a_paper_that_cannot_be_read_is_not_put_beside_the_entry(folder, data):
    taken(folder, put(folder, "a.bib", BIBTEX))
    paper = folder.parent / "paper.pdf"
    paper.write_bytes(data)
    step = shelf.attach(paper, "okafor-2019", folder, full=True)
    assert step.intake.outcome == "failed"
    assert step.path is None
    assert "paper.pdf" in step.intake.says[0]


def test_a_paper_for_a_work_that_is_not_there_names_the_nearest(folder):
    taken(folder, put(folder, "a.bib", BIBTEX))
    with pytest.raises(UserError, match="did you mean 'okafor-2019'"):
        shelf.attach(put(folder, "p.txt", "text"), "okafor-2018", folder, full=True)


@pytest.mark.parametrize(
    ("record", "taken", "id"),
    [
        (Record(authors=(Name("Clézardin", "P"),), year=2011), (), "clezardin-2011"),
        (Record(authors=(Name("van der Berg", "P"),), year=2011), (), "van-der-berg-2011"),
        (Record(authors=(Name("O'Neil", "P"),), year=2011), ("oneil-2011",), "oneil-2011-a"),
        (Record(authors=(Name("Kim", "A"),), year=2011), ("kim-2011", "kim-2011-a"), "kim-2011-b"),
        (Record(authors=(Name(literal="中国抗癌协会"),), year=2022), (), "中国抗癌协会-2022"),
        (Record(title="Guideline", year=None), (), "guideline-nd"),
        (
            Record(authors=(Name(literal="Working Group on Asthma in Schoolchildren"),), year=2011),
            (),
            "working-group-on-asthma-2011",
        ),
        (Record(authors=(Name("../../etc", ""),), year=1), (), "etc-1"),
    ],
)
def test_an_id_is_family_and_year_and_unique(record, taken, id):
    assert new_id(record, taken) == id


# ------------------------------------------------------------------------------------------------ the commands

ARTICLE = """# Hip fracture

Thirty-day mortality was 4.2% with early mobilisation [1], and delirium was rarer [2,3].

# References

1. Okafor A, Lindgren P. Early mobilisation after hip fracture surgery: a randomised trial. J Orthop Trauma. 2019;33(4):201-9.
2. Ash B, et al. Delirium after hip fracture. Age Ageing. 2020;49:11-6. doi:10.1000/del.1
3. Birch C. J Geriatr. 2018;12(3):77-81.
"""


@pytest.fixture
def workspace(folder, monkeypatch):
    root = folder.parent
    (root / "verify.yaml").write_text("language: en\n", encoding="utf-8")
    (root / "articles").mkdir()
    (root / "articles" / "hip.md").write_text(ARTICLE, encoding="utf-8")
    monkeypatch.chdir(root)
    return root


def test_import_writes_and_a_dry_run_does_not(workspace, capsys):
    put(workspace / "references", "a.bib", BIBTEX)
    assert run(["refs", "import", "a.bib", "--dry-run"]) == 0
    assert "dry run" in capsys.readouterr().out
    assert not list((workspace / "references").iterdir())
    assert run(["refs", "import", "a.bib"]) == 0
    assert [path.name for path in (workspace / "references").iterdir()] == ["okafor-2019.yaml"]


def test_import_of_something_unreadable_ends_with_3(workspace, capsys):
    put(workspace / "references", "a.bib", BIBTEX)
    put(workspace / "references", "b.json", "{")
    assert run(["refs", "import", "a.bib", "b.json", "--format", "json"]) == 3
    assert [one["outcome"] for one in json.loads(capsys.readouterr().out)] == ["new", "failed"]


def test_refs_with_a_file_shows_its_list_and_which_work_each_entry_is(workspace, capsys):
    put(workspace / "references", "a.bib", BIBTEX)
    run(["refs", "import", "a.bib"])
    capsys.readouterr()
    assert run(["refs", "articles/hip.md", "--format", "json"]) == 0
    works = [reference["work"] for reference in json.loads(capsys.readouterr().out)]
    assert works[0]["id"] == "okafor-2019"
    assert works[0]["reasons"] == ["title", "first page", "volume", "year", "first author", "journal"]
    assert works[1]["id"] is None
    assert run(["refs", "--format", "table", "articles/hip.md"]) == 0
    assert "okafor-2019" in capsys.readouterr().out


def test_list_names_the_articles_that_cite_a_work(workspace, capsys):
    put(workspace / "references", "a.bib", BIBTEX)
    run(["refs", "import", "a.bib"])
    capsys.readouterr()
    assert run(["refs", "list", "--format", "json"]) == 0
    held = json.loads(capsys.readouterr().out)
    assert [(one["id"], one["extent"], one["cited"]) for one in held] == [
        ("okafor-2019", "abstract", [{"article": "articles/hip.md", "key": "1"}])
    ]


def test_missing_tells_what_to_look_for_in_pubmed(workspace, capsys):
    put(workspace / "references", "a.bib", BIBTEX)
    run(["refs", "import", "a.bib"])
    capsys.readouterr()
    assert run(["refs", "missing", "--format", "json"]) == 0
    wanted = json.loads(capsys.readouterr().out)
    assert [want["pubmed"] for want in wanted] == [
        "10.1000/del.1[doi]",
        '"J Geriatr"[ta] AND 2018[dp] AND 12[vi] AND 77[pg] AND Birch[1au]',
    ]
    assert run(["refs", "missing"]) == 0
    assert "2 works missing" in capsys.readouterr().out


def test_missing_as_ris_comes_back_in_through_import(workspace, capsys):
    assert run(["refs", "missing", "--format", "ris"]) == 0
    put(workspace / "references", "wanted.ris", capsys.readouterr().out)
    steps = list(shelf.take_in([workspace / "wanted.ris"], workspace / "references"))
    assert told(steps)[:2] == [("new", "okafor-2019"), ("new", "ash-2020")]
