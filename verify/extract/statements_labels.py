"""Names that come to figures by order: "4.2% and 3.9%", after the arms have been named once.

Order binds only where the text itself fixes it: a list of as many names as there are figures, in the sentence or, if the sentence
names none, in the nearest earlier sentence that pairs arms with figures or tells how the arms were formed.
"""

from __future__ import annotations

import itertools
import re

from verify import terms
from verify.extract.statements_frames import Frame
from verify.model import Quantity, Span
from verify.patterns import regex

Labels = tuple[Span, ...]

_ARM = regex(
    r"\b(?:groups?|arms?|placebo|control|recipients|given|assigned|receiving|treated|with|without|on|after(?=\s[a-z]))\b|(?<![每各分两三四])组(?![间内])|(?<!患)者|n\s*=",
    re.I,
)
_ALLOCATED = regex(
    r"(?:(?:randomi[sz]ed|assigned|allocated|randomly)\b[^.;]{0,80}?\bto\b(?:\s+(?:receive|either))?|(?:received?"
    r"|receiving))\s+((?:[^.;()]|\.(?=[0-9])){2,70}?)(?:\s*\([^()]*\))?,?"
    r"\s+(?:or|versus|vs\.?)\s+(?!more|less|older|higher|lower|greater|fewer|above|below|later|longer|worse"
    r"|better)(?:to\s+)?((?:[^.;(),]|\.(?=[0-9])){2,60})"
    r"|compar(?:ed|ing)\s+(?!(?:in|among|for|at|on|over|during|across)\s)([^.;(),]{2,60}?)\s+(?:with|and|versus|to)\s+([^.;(),]{2,60})",
    re.I,
)
# "Retzius-sparing and standard prostatectomy were compared in 212 men"
_WERE_COMPARED = regex(
    r"([A-Za-z][^.;:,()]{2,60}?)\s+(?:and|versus|vs\.?)\s+([^.;:,()]{3,60}?)\s+"
    r"(?:were|are|was)\s+(?:directly |randomly )?compared(?![a-z])",
    re.I,
)
_GROUP_ZH = regex(r"(对照组|(?:(?<!分)别|[^\s,。;、:()和与及或分别各为于较比对在率者]){1,16}?组)")
_BOTH = regex(r"\s(?:with|plus|in addition to|alongside)\s(?!an? |or )")
# "118 received early solids and 122 standard weaning", "406 to yoga, 406 to stretching"
_GOT = r"(?:received|underwent|to|(?:were |was )?(?:assigned to|given|allocated to))"
_BY_COUNT = regex(
    r"(?<![0-9.,])[0-9][0-9,]*\s(?:[a-z]+\s)?" + _GOT + r"\s([a-z][^.;,()0-9]{2,50}?),?\s(?:(?:and|or|versus)\s)?"
    r"[0-9][0-9,]*\s(?:[a-z]+\s)?(?:" + _GOT + r"\s)?([a-z][^.;,()0-9]{2,50})",
    re.I,
)
_NO_NAME = frozenset(("两组", "各组", "三组", "四组", "每组", "分组", "一组", "同组", "其余两组", "其他组"))
_DIVIDED_ZH = regex(r"(?:随机|均|等)?(?:数字表法|抽签法|信封法)?[^。;]{0,12}?分(?:为|成|入|配至|至)")
_RECEIVED_ZH = regex(
    r"随机[^,。;()]{0,8}?(?:接受|给予|口服|服用|使用|采用|注射|接种|分配[至到])"
    r"((?:[^。;(),]|\([^()]{1,12}\)(?=或|、|和|与|及)){4,80}?)(?=治疗|干预|处理|各|每|[。;),]|$|\((?![^()]{1,12}\)[或、和与及]))"
)
_JOINT_ZH = regex(r"、|以及|或者?|和|与|及")
# "assigned to 6 days of X, Y, or Y plus Z"
_SEVERAL_EN = regex(
    r"(?:randomi[sz]ed|assigned|allocated|divided)\b[^.;]{0,60}?\b(?:to|into)\b"
    r"([^.;,()]{3,60}), ([^.;,()]{3,60}),? (?:or|and) ([^.;,()]{3,60})",
    re.I,
)
# "A、B和C三组的戒烟率依次为…"
_SEVERAL_ZH = regex(r"([^,。;:]{4,80}?)(?:两|二|三|四|五)组")
_NAME_ZH = regex(r"[^、和与及]{2,}")
# "groups A, B and C", A、B两组, Ⅰ、Ⅱ、Ⅲ型
_LETTERED = regex(
    r"(?<![A-Za-z])(?:[Gg]roups?|[Aa]rms?|[Cc]ohorts?)\s([A-Z0-9](?:(?:,\s?(?:(?:and|or)\s)?|\s(?:and|or)\s|/)(?:(?:group|arm|cohort)\s)?[A-Z0-9](?![A-Za-z0-9]))+)"
    r"|(?<![A-Za-z0-9])([A-ZⅠ-Ⅴ甲乙丙丁](?:[、和与及/][A-ZⅠ-Ⅴ甲乙丙丁])+)(?=\s?[两二三四五2-5]?组)"
    r"|(?<![A-Za-z0-9.])((?:I{1,3}|IV|V|[Ⅰ-Ⅴ1-9])(?:[、和与及](?:I{1,3}|IV|V|[Ⅰ-Ⅴ1-9]))+)(?=年级|[级期型类度])"
    r"|(?<![一-鿿])([东中西南北轻重高低早晚](?:[、和与及][东中西南北轻重高低早晚])+)(?=[部度危期龄]|剂量|风险|收入|浓度)"
    r"|(?<![A-Za-z])(?:[Gg]rades|[Ss]tages|[Tt]ypes|[Cc]lasses|[Ll]evels)\s((?:I{1,3}|IV|V|[1-9])(?:(?:,\s?(?:(?:and|or)\s)?|\s(?:and|or)\s)(?:I{1,3}|IV|V|[1-9])(?![A-Za-z0-9]))+)"
)
_LETTER = regex(r"(?<![A-Za-z])(?:I{1,3}|IV|[A-Z0-9Ⅰ-Ⅴ甲乙丙丁东中西南北轻重高低早晚])(?![A-Za-z])")
# "headache, nausea and rash occurred in", "头痛、恶心和皮疹的发生率依次为"
_JOINT = regex(
    r"\s*(?:、|,?\s(?:and|or)\s(?!(?:worse|more|less|below|above|higher|lower|greater|better|older|younger|under|over)(?![a-z]))"
    r"(?:in\s|for\s|of\s|with\s)?|,\s|(?:以及|和|与|及(?!时|以[上下内外])))(?:the\s)?\s*"
)
_LAST_JOINT = regex(r"\s(?:and|or)\s|和|与|及(?!以[上下内外])")
_CLAUSE = regex(r"[;:。()]|\.(?![0-9])")
_AFTER_LIST = regex(
    r"(?<![a-z])(?:was|were|is|are|did|had|has|have|in|of|with|at|among|occurred|developed|affected|came|stood|reached|rates?|respectively"
    r"|each|during|after|by|on|for|to|from)(?![a-z])|的|分别|依次|各|为|占|达|发生|检出|见于|出现|(?<=率)"
)
_BEFORE_LIST = regex(
    r"(?<![a-z])(?:of|in|for|with|had|were|was|the|by|that|to|after|at|during|on|among|between|from|rates?|reported)\s|[的中为组见括]|(?<=率)在"
)
# where two figures may be those of two arms, two things named together are one measure
_OF_ARMS = regex(
    r"(?<![a-z])(?:groups?|arms?|both|than|versus|vs|v|against|compared|from|increased|decreased|rose|fell)(?![a-z])|组|比|较|由|从",
    re.I,
)
_TWO_SIDES = regex(
    r"(?<![a-z])(?:both|than|versus|vs|v|against|compared|from|increased|decreased|rose|fell)(?![a-z])|[两各]组|比|较|由|从", re.I
)
# "systolic and diastolic pressure fell by 12 and 7, respectively"
_ARMS_NAMED = regex(r"(?<![a-z])(?:groups?|arms?|both|than|versus|vs|v|against|compared|from)(?![a-z])|组|比|较|由|从", re.I)
_DEFINING = regex(r"(?<![a-z])(?:defined|absence|which|who|that)(?![a-z])|定义")
_WORDS_OF = regex(r"[a-z0-9α-ω/+-]+|[一-鿿]", re.I)
_LONGEST_NAME = 12
_PAIR_EN = regex(
    r"\b(?:the|with|for|in|of|between|to|given|among)\s+([A-Za-z0-9αβ][\w\s/+-]{1,40}?)\s+(?:and|or|than (?:in|with|for"
    r"|the)?)\s+(?:the |in |with |for )*([A-Za-z0-9αβ][\w\s/+-]{1,40}?)"
    r"(?=\s+(?:groups?|arms?|were|was|patients|participants|respectively|had|$)|[,.;()]|$)",
    re.I,
)


_BOTH_ZH = regex(r"([^,，。;、()与和及]{2,20}(?<!患)[者组])[与和]([^,，。;、()与和及]{2,20}(?<!患)[者组])\($")
# "A led to fewer strokes than B (": the first figure in the parentheses is of A.
_THAN = regex(
    r"((?:the )?[A-Za-z][A-Za-z-]+(?: [a-z-]+)?)\s+(?:resulted in|was associated with|had|led to|showed|gave|produced|yielded"
    r"|reduced|lowered|cut|increased|raised|improved|shortened|prolonged|decreased|halved|doubled)\s"
    r"[^.;()]{1,120}?\b(?:than|compared (?:with|to)|versus|relative to)\b\s+(?:with |in |among |the )*([A-Za-z][^.;()]{1,30}?)"
    r"\s*\($",
    re.I,
)
# "Compared with B, A led to fewer strokes (": so it is here.
_COMPARED_FIRST = regex(
    r"(?<![a-z])(?:compared (?:with|to)|relative to|versus)\s+([a-z][^,.;()]{2,40}),\s+((?:the )?[a-z][a-z-]+(?: [a-z-]+)?)\s"
    r"[^.;()]{3,120}\($",
    re.I,
)
_SIZED = regex(r"([^\s;,.()、。:](?:[^;.()、。:]|\.(?=[0-9])){1,70}?)\s*\([^()]{0,24}?[nN]\s*=\s*[0-9][0-9,]*[^()]{0,12}\)")
# "allocated to one dose (208), two doses (205) or cream (207)"
_SHARED_OUT = regex(r"randomi[sz]ed|randomly|(?:allocated|assigned|divided)\s|at random|随机")
_SIZED_BARE = regex(
    r"([^\s;,.()、。:](?:[^;.()、。:]|\.(?=[0-9])){1,70}?)\s*"
    r"\((?:[0-9]{2,5}|[0-9]{1,3},[0-9]{3})(?:[例人名]| (?:[a-z]+ )?[a-z]+)?\)"
)
# "(morvexin, n = 375; daily insulin, n = 373)"
_SIZED_INSIDE = regex(r"[(;]\s*(?:or |and )?([^\s();:,][^();:,]{1,50}),?\s*[nN]\s?=\s?[0-9][0-9,]*(?=\s*[;)])")
_SIZE = regex(r"[nN]\s?=")
_LISTS = regex(r"\s*[,;、|]?\s*(?:(?:or|and|versus|vs\.?|和|与|或|及)\s*)?")
_SEPARATED = regex(r"\s*(?:[,;、|]|(?:or|and|versus|vs\.?)(?![a-z])|和|与|或|及)")
_LEADS = regex(
    r"(?i:(?<![a-z])(?:to|receiv(?:e|ed|ing)|either|into|arms?(?: [0-9A-Z])?:|group(?: [0-9A-Z])?:)\s)"
    r"|分为|接受|[,;、]\s*(?:or|and)?\s*"
)
_WORD_AFTER = regex(r"[A-Za-z一-鿿]{3}")
_NAMED_BEHIND = regex(r"\s*((?:with|in|for|on|among|after|given)\s+[^()]{2,60}?)\s*\)")
_NAMED_BEFORE = regex(r"(?<![a-z])((?:with|in|for|on|among|after|given)\s+(?:(?!(?:with|in|for|on|among|after|given) )[^(])*)$")
# Words that may tell one arm from another.
_RESPECTIVELY = regex(r"respectively|分别")
_NAMED = regex(r"\s((?:of|in|with|for|among|on|after|given)\s[^,;.()]{3,40})")
_LABEL_WORD = regex(
    r"(?<![a-z])(?!(?:with|from|that|those|given|than|compared|versus|were|have|after|before|among|only|patients|group|arm"
    r"|three|four|five|nine|year|years|month|months|week|weeks|overall)"
    r"(?![a-z]))[a-z]{4,}|[一-鿿]{2}"
)
# 左氧喹素四联组与阿莫克拉四联组各270例
_EACH_OF = regex(r"([^\s,。;:()与和及、0-9]{2,20}组)[与和及、]([^\s,。;:()与和及、0-9]{2,20}组)各(?:为|有)?[0-9]")
# 比较泰尼利单抗联合化疗与安慰剂联合化疗一线治疗…的疗效
_COMPARED_ZH = regex(
    r"比较(?![各两二三四]组)([^,。;、()与和及]{2,24})[与和]([^,。;、()与和及]{2,24}?)(?=一线|二线|治疗|用于|应用于|对|在)"
)


def listed(frame: Frame, settings: list[Quantity], folded: str) -> Labels:
    """The list of names in the sentence itself, as long as the unit, or nothing."""
    n = len(frame.unit.members)
    text_spans = (Span(frame.near.start, frame.unit.start), *frame.shared)
    own = (*text_spans, Span(frame.unit.end, frame.near.end))
    for around in (own, frame.trail):  # 1、3年受者存活率…,1、3年移植物存活率…: each has times of its own
        times = [q for q in settings if any(span.start <= q.start and q.end <= span.end for span in around)]
        for i in range(len(times) - n + 1):
            run = times[i : i + n]
            alike = len({q.kind for q in run}) == 1 and len({q.text for q in run}) == n
            if alike and all(b.start - a.end < 8 for a, b in itertools.pairwise(run)):
                return tuple(q.span for q in run)
    for span in own:
        for lettered in _LETTERED.finditer(folded, span.start, span.end):
            letters = list(_LETTER.finditer(folded, *lettered.span(lettered.lastindex or 0)))
            if len(letters) == n:
                return tuple(Span(*m.span()) for m in letters)
    for span in text_spans:
        piece = folded[span.start : span.end]
        for several in _SEVERAL_ZH.finditer(piece):
            names = list(_NAME_ZH.finditer(piece, several.start(1), several.end(1)))
            if len(names) == n:
                return tuple(Span(span.start + m.start(), span.start + m.end()) for m in names)
        groups = [m for m in _GROUP_ZH.finditer(piece) if m.group(1) not in _NO_NAME]
        if len(groups) == n and len({m.group(1) for m in groups}) == n:
            return tuple(Span(span.start + m.start(1), span.start + m.end(1)) for m in groups)
    if n == 2 and folded[: frame.unit.start].endswith("("):
        both = _BOTH_ZH.search(folded, max(0, frame.unit.start - 48), frame.unit.start)
        if both and both.start() >= min(span.start for span in text_spans):  # 治疗者与未治疗者(1.7%对2.6%)
            return (Span(*both.span(1)), Span(*both.span(2)))
        behind = _NAMED_BEHIND.match(folded, frame.unit.end, frame.near.end)
        before = _NAMED_BEFORE.search(folded, frame.near.start, frame.unit.start - 1)
        if behind and before:  # "less frequent with A (41% vs 50% with B)"
            return (Span(*before.span(1)), Span(*behind.span(1)))
        compared = _THAN.search(folded, max(frame.near.start, *(span.start for span in text_spans)), frame.unit.start)
        if compared:
            return (Span(*compared.span(1)), Span(*compared.span(2)))
        compared = _COMPARED_FIRST.search(folded, min(span.start for span in text_spans), frame.unit.start)
        if compared:
            return (Span(*compared.span(2)), Span(*compared.span(1)))
    if n > 2 and (names_of := things(frame, folded)):
        return names_of
    whole = folded[frame.near.start : frame.near.end]
    if n == 2 and ("respectively" in whole or "分别" in whole or re.search(r"\b(?:groups|arms|than)\b", whole)):
        for span in (*text_spans, Span(frame.unit.end, frame.near.end)):
            pairs = list(_PAIR_EN.finditer(folded, span.start, span.end))
            if pairs:
                return (Span(*pairs[-1].span(1)), Span(*pairs[-1].span(2)))
    return ()


def things(frame: Frame, folded: str, arms: Labels = ()) -> Labels:
    """The list of things that the figures of a unit are of: "headache, nausea and rash in 12%, 15% and 21%".

    Two figures are rather of two `arms` where arms are spoken of, unless just one of them is named:
    试验组皮疹、恶心发生率为12%和5%.
    """
    n = len(frame.unit.members)
    ordered = not arms and _RESPECTIVELY.search(folded, frame.near.start, frame.near.end)
    of_arms = _ARMS_NAMED if ordered else _TWO_SIDES if of_one(arms, frame, folded) else _OF_ARMS
    if n == 2 and of_arms.search(folded, frame.near.start, frame.near.end):
        return ()
    close = _CLAUSE.search(folded, frame.unit.end, frame.near.end)
    before = (Span(frame.near.start, frame.unit.start), *frame.shared)
    for span in (*before, Span(frame.unit.end, close.start() if close else frame.near.end)):
        if found := _coordinated(span, folded, n):
            return found
    return ()


def _coordinated(text: Span, folded: str, n: int) -> Labels:
    """The last list of just `n` names in a piece of a sentence: "headache, nausea and rash"; what stands around it is left out."""
    start = max((m.end() for m in _CLAUSE.finditer(folded, text.start, text.end)), default=text.start)
    joints = [m for m in _JOINT.finditer(folded, start, text.end) if m.start() > start]
    final = max((i for i, m in enumerate(joints) if _LAST_JOINT.search(m.group())), default=-1)
    if final < 0 and (n > 2 or len(joints) == 1) and all("、" in m.group() for m in joints):
        final = len(joints) - 1  # 治疗前、1个月、3个月、6个月
    first = final - n + 2  # the joint behind the first name
    if final < 0 or first < 0 or any(_LAST_JOINT.search(m.group()) for m in joints[first:final]):
        return ()
    run = joints[first : final + 1]
    stop = _AFTER_LIST.search(folded, run[-1].end(), text.end)
    names = [Span(a.end(), b.start()) for a, b in itertools.pairwise(run)]
    names.append(_unmeasured(Span(run[-1].end(), stop.start() if stop else text.end), folded))
    longest = max(len(_WORDS_OF.findall(folded, name.start, name.end)) for name in names)
    # What stands before the first name is cut at a preposition, and to the length of the other names.
    before = joints[first - 1].end() if first else start
    begun = max((m.end() for m in _BEFORE_LIST.finditer(folded, before, run[0].start() - 1)), default=before)
    words = [m.start() for m in _WORDS_OF.finditer(folded, begun, run[0].start())]
    goes_on = first > 0 and begun == before and len(words) <= longest  # to the left: more names than figures
    if any(_DEFINING.search(folded, name.start, name.end) for name in names):
        return ()
    if any(folded[joint.start() - 1].isdigit() and folded[joint.end()].isdigit() for joint in run):
        return ()  # level 2 or 3 is one thing
    if not words or not 0 < longest <= _LONGEST_NAME or goes_on:
        return ()
    names.insert(0, Span(words[-longest:][0], run[0].start()))
    return tuple(names) if all(name.end - name.start > 1 for name in names) else ()


def _unmeasured(name: Span, folded: str) -> Span:
    """The last name of a list without the measure behind it: 农村地区 | 覆盖率."""
    behind = next((hit for hit in terms.find(folded[name.start : name.end], "measures") if hit.span.start), None)
    return name if behind is None else Span(name.start, name.start + behind.span.start)


def named(made: list[Frame], folded: str) -> Labels:
    """The names of the arms as a sentence pairs them with its figures, or nothing."""
    run: list[Frame] = []
    for frame in made:
        another = bool(run) and frame.unit.members[0][0].unit != run[0].unit.members[0][0].unit
        single = len(frame.unit.members) == 1 or "/" in folded[frame.unit.members[0][-1].end : frame.unit.members[1][0].start]
        named = single and _ARM.search(folded, frame.near.start, frame.near.end)
        if len(run) >= 2 and (another or not named):
            break
        if another or not named or _SIZE.match(frame.unit.members[0][0].text):
            run = []
            continue
        run.append(frame)
        if len(run) == 4:
            break
    if len(run) < 2:
        return ()
    # "remission was 40% in the early group": the name stands behind its figure or before it, and the rest is the measure.
    behind = tuple(Span(frame.unit.end, frame.near.end) for frame in run)
    before = tuple(Span(frame.near.start, frame.unit.start) for frame in run)
    for spans in (behind, before):
        if all(_ARM.search(folded, span.start, span.end) for span in spans):
            return tuple(_group(span, folded) for span in spans)
    return tuple(_group(frame.near, folded) for frame in run)


def parallel(before: list[Frame], frame: Frame, folded: str) -> Labels:
    """The names that the figures right before a unit have, one each, where the unit is said to go on in their order:

    "retention was 61.7% of A and 79.0% of B; loss 8.9% and 4.3%, respectively".
    """
    n = len(frame.unit.members)
    run = before[-n:]
    unit = frame.unit.members[0][0].unit
    if n == 1 or len(run) < n or not _RESPECTIVELY.search(folded, frame.near.start, frame.near.end):
        return ()
    named = [m for one in run if (m := _NAMED.match(folded, one.unit.members[0][0].end, one.near.end)) is not None]
    alone = all(len(one.unit.members) == 1 and one.unit.members[0][0].unit == unit for one in run)
    return tuple(Span(*m.span(1)) for m in named) if alone and len(named) == n else ()


def _group(span: Span, folded: str) -> Span:
    """The only group that a Chinese stretch names, without the measure it is named with: ONS组 of ONS组握力平均增加."""
    names = [m for m in _GROUP_ZH.finditer(folded, span.start, span.end) if m.group(1) not in _NO_NAME]
    return Span(*names[0].span(1)) if len(names) == 1 else span


def divided(sentence: Span, folded: str) -> Labels:
    """The groups into which a Chinese sentence says that patients were divided: 随机分为绳梯组、扣眼组和超声引导组."""
    if folded.find("分", sentence.start, sentence.end) < 0:
        return ()
    into = _DIVIDED_ZH.search(folded, sentence.start, sentence.end)
    if into is None:
        return ()
    names = [m for m in _GROUP_ZH.finditer(folded, into.end(), sentence.end) if m.group(1) not in _NO_NAME]
    return tuple(Span(*m.span(1)) for m in names) if 1 < len({m.group(1) for m in names}) == len(names) else ()


def received(sentence: Span, folded: str) -> Labels:
    """What a Chinese sentence says that patients received by lot: 随机接受西格列汀、达格列净或安慰剂."""
    given = _RECEIVED_ZH.search(folded, sentence.start, sentence.end)
    if given is None:
        return ()
    start, end = given.span(1)
    joints = list(_JOINT_ZH.finditer(folded, start, end))
    if not joints or "、" in joints[-1].group() or any("、" not in joint.group() for joint in joints[:-1]):
        return ()
    edges = [start, *itertools.chain.from_iterable(joint.span() for joint in joints), end]
    names = [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return tuple(names) if all(name.end - name.start > 1 for name in names) else ()


def allocated(sentence: Span, folded: str) -> Labels:
    """The arms as a sentence on the allocation names them."""
    if (several := _SEVERAL_EN.search(folded, sentence.start, sentence.end)) is not None:
        return tuple(Span(*several.span(i)) for i in (1, 2, 3))
    match = _BY_COUNT.search(folded, sentence.start, sentence.end) or _ALLOCATED.search(folded, sentence.start, sentence.end)
    if match is None:
        return ()
    first = 1 if match.group(1) else 3
    one, other = Span(*match.span(first)), Span(*match.span(first + 1))
    both = _BOTH.search(folded, other.start, other.end)  # "A or placebo with chemotherapy"
    if both is not None and _BOTH.search(folded, one.start, one.end) is None:
        other = Span(other.start, both.start())
    return (one, other)


def compared(sentence: Span, folded: str) -> Labels:
    """Two treatments that a sentence says are compared."""
    match = _COMPARED_ZH.search(folded, sentence.start, sentence.end) or _WERE_COMPARED.search(folded, sentence.start, sentence.end)
    return () if match is None else (Span(*match.span(1)), Span(*match.span(2)))


def of_each(sentence: Span, folded: str) -> Labels:
    """Two groups of so many each."""
    if folded.find("组", sentence.start, sentence.end) < 0:
        return ()
    match = _EACH_OF.search(folded, sentence.start, sentence.end)
    return () if match is None else (Span(*match.span(1)), Span(*match.span(2)))


def sized(sentence: Span, folded: str, before: Labels) -> Labels:
    """The arms as a sentence lists them with their sizes: "oral (n=81), injection (n=83) or both (n=82)".

    `before` are those of the sentences right before that listed one each ("Arm 1: placebo (n=380)."); they are continued.
    """
    run: list[Span] = []
    last = None
    pattern = _SIZED
    if folded.find("=", sentence.start, sentence.end) < 0:
        if not _SHARED_OUT.search(folded, sentence.start, sentence.end):
            return ()
        pattern = _SIZED_BARE
    inside = [Span(*match.span(1)) for match in _SIZED_INSIDE.finditer(folded, sentence.start, sentence.end)]
    if len(inside) > 1 and all("(" not in folded[a.end : b.start] for a, b in itertools.pairwise(inside)):
        return tuple(inside)
    for match in pattern.finditer(folded, sentence.start, sentence.end):
        if last is not None and not (_SEPARATED.match(folded, last) and _LISTS.fullmatch(folded, last, match.start(1))):
            run = []
        start = max((m.end() for m in _LEADS.finditer(folded, match.start(1), match.end(1))), default=match.start(1))
        run.append(Span(start, match.end(1)))
        last = match.end()
    if len(run) == 1 and last is not None and not _WORD_AFTER.search(folded, last, sentence.end):
        return (*before, *run)
    return tuple(run) if len(run) > 1 else ()


# An arm is mentioned as "with B" or "the B group": "adenomas per colonoscopy" mentions none. Chinese needs no such word.
_INTRODUCES = regex(
    r"(?<![a-z])(?:with|in|on|after|among|under|than|the|a|an|receiving|given|taking|using|by|of|to)\s(?:[a-z-]+\s)?$"
)
_INTRODUCTION = 32


def _mentioned(word: str, text: str) -> int | None:
    """Where `text` first mentions an arm by `word`."""
    at = text.find(word)
    while at >= 0:
        if "一" <= word[0] <= "鿿" or _INTRODUCES.search(text, max(0, at - _INTRODUCTION), at):
            return at
        at = text.find(word, at + 1)
    return None


def in_order_of_mention(labels: Labels, frame: Frame, folded: str) -> Labels:
    """`labels` with the arm the sentence names first put first: "less often with B (4% v 9%)" begins with B."""
    places = _places(labels, frame, folded)
    if all(place is None for place in places):
        return labels
    order = sorted(range(len(labels)), key=lambda i: (places[i] is None, places[i] if places[i] is not None else i))
    return tuple(labels[i] for i in order)


def of_one(labels: Labels, frame: Frame, folded: str) -> bool:
    """Whether the words before the figures of a unit mention just one of the arms."""
    return sum(place is not None for place in _places(labels, frame, folded)) == 1


def _places(labels: Labels, frame: Frame, folded: str) -> list[int | None]:
    """Where the words before the figures of a unit first mention each of the arms."""
    text = folded[frame.near.start : frame.unit.start].lower()
    own = [set(_LABEL_WORD.findall(folded[s.start : s.end].lower())) for s in labels]
    places: list[int | None] = []
    for i, words in enumerate(own):
        rest = set().union(*(other for k, other in enumerate(own) if k != i))
        at = [found for word in words - rest if (found := _mentioned(word, text)) is not None]
        places.append(min(at, default=None))
    return places
