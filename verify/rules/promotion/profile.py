"""What kind of document this is and whom it addresses, with the reasons: a patient must be told more than a physician.

What the settings or the front matter of the file state holds; otherwise the words do. Without a sign the reader is a physician,
because that is who reads a text with references.
"""

from __future__ import annotations

from verify.model import Audience, BlockKind, Document, Profile
from verify.patterns import regex
from verify.text import fold

_SOME = 12_000  # characters looked at: the tone of a text shows early
_LAY = regex(
    r"您(?!好)|患者朋友|病友|大家|朋友们|宝妈|糖友|咱们|我们的身体|小编|遵医嘱|看医生|科普|主治医生|家人|你(?!们)"
    r"|(?<![a-z])(?:you|your|yours|yourself|ask your doctor|talk to your|loved ones|family members?)(?![a-z])"
)
_EXPERT = regex(
    r"p ?[<=>] ?0?\.[0-9]|95 ?% ?(?:ci|置信区间|confidence)|随机|对照组|队列|无进展生存|受试者|中位|临床医[生师]|指南|共识|\[[0-9]"
    r"|(?<![a-z])(?:et al|randomi[sz]ed|cohort|hazard ratio|median|placebo|baseline|clinicians?|physicians?|trial)(?![a-z])"
)
_SELLING = regex(
    r"订购热线|立即购买|下单|限时|特惠|优惠券|旗舰店|买[一二三]送|加微信"
    r"|buy now|order now|free shipping|add to cart|money.back|coupon"
)
# Headings of a paper and the verbs of its authors; two different ones make a report.
_REPORT = regex(
    r"(?:^|\n) ?[【\[]?(?:objectives?|aims?|background|methods?|results?|conclusions?|purpose|design|setting|interventions?"
    r"|main outcomes?[a-z ]*|patients and methods|materials and methods|introduction|discussion"
    r"|目的|方法|结果|结论|材料与方法|资料与方法|讨论|引言|前言)[】\]]? ?(?:[:.]|\n| (?=[a-z\u4e00-\u9fa5]))"
    r"|we (?:randomi[sz]ed|enrolled|recruited|conducted|investigated|evaluated|assessed|compared|performed|included|examined)"
    r"|were (?:randomi[sz]ed|randomly|enrolled|recruited|assigned|allocated|analy[sz]ed|included|evaluated)"
    r"|this (?:study|trial|randomi[sz]ed|paper|article|review|report)|our (?:results|findings|data|study)|clinicaltrials\.gov"
    r"|trial registration"
    r"|本研究|本文|本组|随机分为|回顾性分析|纳入[^。]{0,12}例|差异有统计学意义|统计学方法|关键词|abstract|keywords?"
)
_ASKING = regex(r"(?:^|\n) ?q ?[1-9]?[:.、]|访谈|专访|采访|特邀|有幸邀请|教授 ?:|医生 ?:|记者 ?:|interview")
_NEWS = regex(r"本报讯|记者|讯\)|日电|新闻|报道称|据悉|reuters|press release|announced today|spokes(?:man|woman|person)")
_KINDS = (
    ("advertisement", _SELLING, 1, "words of selling"),
    ("research", _REPORT, 2, "it reports a study or reviews studies"),
    ("interview", _ASKING, 1, "questions and answers"),
    ("news", _NEWS, 1, "words of news"),
)


def profile(document: Document, audience: Audience | None = None) -> Profile:
    """Kind and audience of `document`. `audience` is what the settings say; the front matter may state `audience` and `kind`."""
    text = fold(document.text[:_SOME]).lower()
    kind, why = _kind(document, text)
    stated = audience or _stated(document)
    if stated is not None:
        return Profile(stated, kind, (why, f"audience stated: {stated}"))
    lay, expert = len(_LAY.findall(text)), len(_EXPERT.findall(text))
    per = max(1, len(text) / 1000)
    if kind == "research" or not (lay >= 2 and lay / per >= 0.6 and lay > 2 * expert):
        return Profile(
            "public" if kind == "news" and lay >= expert else "hcp",
            kind,
            (why, f"{expert} terms of trials, {lay} words to the lay reader"),
        )
    kind = "patient-education" if kind in ("article", "interview") else kind
    return Profile("patient", kind, (why, f"it speaks to the lay reader ({lay} times)"))


def _stated(document: Document) -> Audience | None:
    known: dict[str, Audience] = {"hcp": "hcp", "patient": "patient", "public": "public"}
    return known.get(str(document.meta.get("audience", "")).strip().lower())


def _kind(document: Document, text: str) -> tuple[str, str]:
    if stated := str(document.meta.get("kind", "")).strip().lower():
        return stated, "kind stated in the file"
    for kind, pattern, needed, why in _KINDS:
        if len(set(pattern.findall(text))) >= needed:
            return kind, why
    headed = any(document.body(BlockKind.REFERENCE))
    return (
        ("review", "an article with a reference list")
        if headed and len(document.text) > 6000
        else ("article", "no sign of another kind")
    )
