"""A saved web page is read for its article; menus, adverts and scripts are not the author's words."""

from pathlib import Path

import pytest

from verify.errors import Incomplete
from verify.model import BlockKind, Document
from verify.readers import read
from verify.readers.webpage import read_text

P, H, R, B, L = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.REFERENCE, BlockKind.BOILERPLATE, BlockKind.LIST

PROSE = (
    "肾结石在成人中的患病率为5.8%<sup>1,3</sup>，其中约一半的患者会在十年内复发。多饮水可以减少复发<sup><a href='#r2'>2</a></sup>。"
)
PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>肾结石 - 泌尿频道</title>
<meta property="article:published_time" content="2023-05-06T10:00:00+08:00"><script>var a = "<p>假的12%</p>";</script></head>
<body class="has-sidebar"><nav><ul><li><a href="/">首页</a></li></ul></nav><div class="wrap"><div class="left">
<h1>肾结石&nbsp;的 &lt;新&gt; 证据</h1><div class="info">来源：泌尿频道</div>
<div class="content"><p>{PROSE}
城乡之间没有明显差别。</p><p style="display:none">隐藏的99%</p>
<h2>疗效</h2><table><tr><th>组别</th><th>例数</th></tr><tr><td>治疗组</td><td>52</td></tr></table>
<p>结石直径大于2×10<sup>1</sup> mm者宜手术，P&lt;0.05，差异有统计学意义，随访时间为18个月，共纳入320例患者<a href="#r1">1</a>。</p>
<ol><li>每日饮水两升以上，使尿量保持在两升左右，夏天和运动后还要再多一些。<li>少盐。</ol></div>
<section><h3>参考文献</h3><ol><li>Ruiz A, Okafor B. Fluid and <i>stones</i>. Kidney Int. 2019;74(3):211-218.</li>
<li>周明, 等. 肾结石复发. 中华泌尿外科杂志, 2021, 44(5): 433-439.</li></ol></section></div>
<div class="sidebar"><h3>热门</h3><p>这五种食物不要再吃了，九成的人都不知道，第三种最常见，快转给家里的人看看吧，晚了来不及。</p>
</div>
</div><footer>版权所有 © 2023 泌尿频道</footer></body></html>"""


def told(document: Document, *kinds: BlockKind) -> list[str]:
    return [document.slice(block.span) for block in document.blocks if block.kind in kinds]


def test_the_article_is_found_and_the_rest_is_boilerplate_with_its_reason():
    document = read_text(PAGE, "page.html")
    assert told(document, H) == ["肾结石\u00a0的 <新> 证据", "疗效", "参考文献"]
    assert told(document, P) == [
        "肾结石在成人中的患病率为5.8%1,3，其中约一半的患者会在十年内复发。多饮水可以减少复发2。城乡之间没有明显差别。",
        "结石直径大于2×10¹ mm者宜手术，P<0.05，差异有统计学意义，随访时间为18个月，共纳入320例患者1。",
    ]
    assert told(document, BlockKind.TABLE) == ["组别 | 例数\n治疗组 | 52"]
    assert told(document, L)[1] == "2. 少盐。"
    assert told(document, R) == [
        "1. Ruiz A, Okafor B. Fluid and stones. Kidney Int. 2019;74(3):211-218.\n"
        "2. 周明, 等. 肾结石复发. 中华泌尿外科杂志, 2021, 44(5): 433-439."
    ]
    assert "首页" in told(document, B)
    assert all(block.why for block in document.blocks if block.kind is B)
    assert "99%" not in document.text
    assert "假的" not in document.text


def test_raised_runs_and_links_to_the_list_are_superscripts():
    document = read_text(PAGE, "page.html")
    assert [document.slice(span) for span in document.superscripts] == ["1,3", "2", "¹", "1"]


def test_every_character_stands_where_the_page_has_it():
    document = read_text(PAGE, "page.html")
    letters = [i for i, character in enumerate(document.text) if character.isalpha()]
    assert [PAGE[document.place(i).offset] for i in letters] == [document.text[i] for i in letters]


def test_date_and_title_come_from_the_head():
    document = read_text(PAGE, "page.html")
    assert document.date == "2023-05-06"
    assert document.meta["title"].startswith("肾结石")


def test_a_page_laid_out_by_a_table_is_read_as_running_text():
    cell = f"<p>{PROSE}</p><p>{PROSE}</p>"
    document = read_text(f"<table><tr><td><a href=x>栏目</a></td><td>{cell}</td></tr></table>", "old.html")
    assert len(told(document, P)) == 2
    assert not told(document, BlockKind.TABLE)


@pytest.mark.parametrize("encoding", ["gb18030", "gbk", "utf-8", "big5"])
def test_a_page_is_decoded_as_it_says(tmp_path: Path, encoding):
    page = f"<html><head><meta charset={encoding}></head><body><p>氣喘患者的復發率為12.5%，隨訪時間為18個月。</p></body></html>"
    path = tmp_path / "a.html"
    path.write_bytes(page.encode(encoding))
    assert "復發率為12.5%" in read(path).text


def test_a_page_beyond_the_limit_is_refused(tmp_path: Path):
    path = tmp_path / "a.html"
    path.write_bytes(b"<p>a</p>" * 1_100_000)
    with pytest.raises(Incomplete, match="a web page may have"):
        read(path)


@pytest.mark.parametrize(
    "mark", ["<", "<!--", '<a "', "<div>", "<p>", "&", "<table><tr><td>", "<ol><li>x", '<a href="<', "<title>", "</p>", "<b x=1 "]
)
def test_broken_pages_are_read_in_linear_time(mark):
    from time import process_time

    def seconds(size: int) -> float:
        start = process_time()
        read_text(mark * (size // len(mark)), "a.html")
        return process_time() - start

    assert seconds(80_000) < 8 * 5 * seconds(10_000) + 0.5
