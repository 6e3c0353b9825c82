"""Figures as people say and print them beyond the plain form: colloquial numerals, shares, changes, heights, scans."""

from __future__ import annotations

import pytest

from verify.model import Quantity
from verify.text import quantities


def shown(q: Quantity) -> str:
    low, high = ("" if value is None else f"{value.normalize():f}" for value in (q.low, q.high))
    return f"{'' if q.comparator == '=' else q.comparator}{low if low == high else f'{low}..{high}'} {q.unit}"


CHINESE = [
    ("手术用了个半小时", ["1.5 h"]),
    ("每个半月板", []),
    ("两年多的随访", [">2.. a"]),
    ("5年多次复发", ["5 a"]),
    ("三个多月", [">3.. mo"]),
    ("住了一个来月的医院", ["~1 mo"]),
    ("二十来岁", ["~20 a"]),
    ("七成多的患者", [">70.. %"]),
    ("三分之二强的患者获益", [">0.666666666666667.. 1"]),
    ("三分之一强调安全", ["0.333333333333333 1"]),
    ("过半患者", [">0.5.. 1"]),
    ("经过半年", ["0.5 a"]),
    ("上百名患者", [">=100.. 1"]),
    ("以上百分之五", ["5 %"]),
    ("百分百", ["100 %"]),
    ("打对折", ["0.5 1"]),
    ("三五成群", []),
    ("约降低了30%", ["~30 %"]),
    ("节约用水3吨", ["3 t"]),
    ("十个人里有三个", ["0.3 1"]),
    ("住院时间由61降至38分钟", ["61 min", "38 min"]),
    ("从每年3.4次降到1.1次", ["3.4 /a", "1.1 1"]),
    ("每分钟心跳60~100次", ["60..100 /min"]),
    ("每千名活产儿中有8.2例", ["8.2 /1000"]),
    ("每公斤体重5毫克", ["5 mg/kg"]),
    ("10万分之3", ["0.00003 1"]),
    ("隔日一次", ["2 d"]),
    ("隔日复查", []),
    ("体温升至三十八度五", ["38.5 Cel"]),
    ("高烧39度2", ["39.2 Cel"]),
    ("屈曲90度", ["90 deg"]),
    ("身高一米七五", ["1.75 m"]),
    ("身高1米75", ["1.75 m"]),
    ("新生儿六斤八两", ["3.4 kg"]),
    ("主食每天5两", ["5 {liang}"]),
    ("分为两组", []),
    ("1片半", ["1.5 1"]),
    ("二○二一年共一百零八例", ["108 1"]),
    ("第3个半年", ["3 1", "0.5 a"]),
]
ENGLISH = [
    ("Roughly one patient in twenty relapsed", ["~0.05 1"]),
    ("one patient in 2019", ["1 1"]),
    ("Three in four nurses", ["0.75 1"]),
    ("from 1 in 6 to 1 in 4 adults", ["0.166666666666667..0.25 1"]),
    ("a third fewer events", ["0.333333333333333 1"]),
    ("a score of patients", ["20 1"]),
    ("a score of 5", ["5 1"]),
    ("several hundred patients", []),
    ("a fortnight of treatment", ["2 wk"]),
    ("every other day for 3 weeks", ["2 d", "3 wk"]),
    ("two-to-three weeks", ["2..3 wk"]),
    ("eGFR of 45 to <60 mL/min", ["45..60 mL/min"]),
    ("3.4 (± 1.2) mmol/L", ["3.4 mmol/L"]),
    ("54.3 (11.2) years", ["54.3 a", "11.2 a"]),
    ("6.2 [5.1–7.9] months", ["6.2 mo", "5.1..7.9 mo"]),
    ("45 (IQR 30 to 60) min", ["45 min", "30..60 min"]),
    ("10/20/30 mg", ["10 mg", "20 mg", "30 mg"]),
    ("10/20 mg", ["10 mg", "20 mg"]),
    ("1/2 mg", ["0.5 mg"]),
    ("1.5 x 10(9)/L", ["1.5 10*9/L"]),
    ("p < 10-5", ["<..0.00001 1"]),
    ("range 10-5", ["10 1", "5 1"]),
    ("over 65s", [">65.. a"]),
    ("in their 50s", ["50..59 a"]),
    ("lasting 30s", ["30 s"]),
    ("measured every 30 s", ["30 s"]),
    ("sensitivity was 9l.2% and specificity 88.O%", ["91.2 %", "88 %"]),
    ("the rate was l2.5% in all 40 wells", ["12.5 %", "40 1"]),
    ("gel2.5% applied twice", ["2.5 %"]),
    ("HER2 3+ by immunohistochemistry", []),
    ("aged 65+", [">=65.. a"]),
    ("registered 14/08/2012", []),
    ("€1.5m", ["1500000 EUR"]),
    ("USD 1.2 billion", ["1200000000 USD"]),
    ("$ 2.38 billion", ["2380000000 USD"]),
    ("HK$500", ["500 HKD"]),
    ("450,000 yen", ["450000 JPY"]),
    ("40 celsius", ["40 Cel"]),
    ("50 kHz", ["50 kHz"]),
]


@pytest.mark.parametrize(("text", "expected"), CHINESE + ENGLISH)
def test_a_figure_is_read_however_it_is_said(text: str, expected: list[str]) -> None:
    assert [shown(q) for q in quantities(text)] == expected


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("兩年多的隨訪", "两年多的随访"),
        ("個半小時", "个半小时"),
        ("過半數患者", "过半数患者"),
        ("十個人裡有三個", "十个人里有三个"),
    ],
)
def test_traditional_characters_say_the_same(traditional: str, simplified: str) -> None:
    read = [shown(q) for q in quantities(simplified)]
    assert read
    assert [shown(q) for q in quantities(traditional)] == read


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It came a year and a half later.", [("duration", "1.5", "1.5", "a")]),
        ("近四成1型糖尿病患儿", [("percent", "40", "40", "%")]),
        ("降至六成四", [("percent", "64", "64", "%")]),
        ("第1组的应答率比第2组高4.2个百分点", [("percentage_point", "4.2", "4.2", "%")]),
        ("a gap whose 95% interval ran from 7 to 15", [("interval", "7", "15", "1")]),
        ("from as little as 1% to as much as 47% of patients", [("percent", "1", "47", "%")]),
        ("23.1 in every 1,000 children", [("rate", "23.1", "23.1", "/1000")]),
        ("4 in every 100 children", [("fraction", "0.04", "0.04", "1")]),
        ("每五位老人中，有三位跌倒过", [("fraction", "0.6", "0.6", "1")]),
        ("by the third week", [("duration", "3", "3", "wk")]),
        (
            "(0.76, P=0.007, and 0.67, P=0.010)",
            [
                ("number", "0.76", "0.76", "1"),
                ("p_value", "0.007", "0.007", "1"),
                ("number", "0.67", "0.67", "1"),
                ("p_value", "0.010", "0.010", "1"),
            ],
        ),
    ],
)
def test_figures_said_in_a_roundabout_way(text: str, told: list[tuple[str, str, str, str]]) -> None:
    assert [(q.kind, str(q.low), str(q.high), q.unit) for q in quantities(text)] == told
