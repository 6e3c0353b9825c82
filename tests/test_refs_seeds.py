"""The reference lists of the five real articles: number, year, journal or body, first author. Facts only, no sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from verify.extract.references import references
from verify.readers import read_text

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the real articles do not lie beside this checkout")

# article, printed number, year, container ("" where none is printed), first author's family name or body
FACTS = """
000 1 2019 Mol Clin Oncol | Nakahara
000 2 2020 PLoS One | Hong
000 3 2025 Cancer Cell | Cheng
000 4 2014 Support Care Cancer | Henry
000 5 2021 J. Thorac. Dis. | Cao
000 6 2018 OncoImmunology | Liede
000 7 2024 Lung Cancer | Asano
001 1 2021 中华医学杂志 | 中华医学会肿瘤学分会
001 2 2015 Sci Rep | Santini
001 3 2021 Journal of Bone Oncology | Chen
001 4 2024 JTO Clinical and Research Reports | Takeyasu
001 5 2023 JTO Clinical and Research Reports | Brouns
001 6 2025 Cancer Cell | Cheng
001 7 2020 Annals of Oncology | Coleman
001 8 2025 | CSCO
001 9 2009 中华骨科杂志 | 中华医学会骨科学分会骨肿瘤学组
001 10 2022 Bone Res | Zhen
001 11 2012 Eur J Radiol | Qu
001 12 2024 中国胸心血管外科临床杂志 | 支修益
001 13 2021 中华肿瘤杂志 | 中国抗癌协会泌尿男生殖系统肿瘤专业委员会
001 14 2012 J Thorac Oncol | Scagliotti
001 15 2024 Lung Cancer | Asano
001 16 2025 IASLC 2025 WCLC | Zheng
002 1 2024 CA: A Cancer Journal for Clinicians | Bray
002 2 2022 J Bone Oncol | Jakob
002 3 2025 疑难病杂志 | 孙展已
002 4 2022 中国肿瘤临床 | 郭卫
002 5 2019 Nat Rev Dis Primers | Harbeck
002 6 2016 CA: A Cancer Journal for Clinicians | Chen
002 7 2023 BMC Med | Courtinard
002 8 2011 Breast Cancer Res | Clézardin
002 9 2025 | 中国临床肿瘤学会
002 10 2023 协和医学杂志 | 刘沫含
002 11 2023 Investigative and Clinical Urology | Tae
002 12 2011 Bone | Baron
002 13 2008 J Urol | Roudier
002 14 2023 中国癌症杂志 | 中国抗癌协会乳腺癌专业委员会
002 15 2016 Lancet Oncol | Saad
"""


def facts(article: str) -> list[tuple[str, int, str, str]]:
    rows = []
    for line in FACTS.strip().splitlines():
        left, _, author = line.partition("|")
        name, number, year, *container = left.split()
        if name == article:
            rows.append((number, int(year), " ".join(container), author.strip()))
    return rows


@pytest.mark.parametrize(("article", "count"), [("000", 7), ("001", 16), ("002", 15), ("003", 0), ("004", 0)])
def test_every_entry_has_its_number_year_journal_and_first_author(article: str, count: int) -> None:
    (path,) = SEEDS.glob(f"{article}_*.txt")
    found = [
        (reference.key, record.year, record.container_title, record.authors[0].literal or record.authors[0].family)
        for reference in references(read_text(path.read_text(encoding="utf8"), path.name))
        for record in [reference.record]
    ]
    assert found == facts(article)
    assert len(found) == count
