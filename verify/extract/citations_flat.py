"""Digits that may be superscripts without their height: 死亡风险20%14 is 20 % citing 14, "mortality.1-5 The" cites 1 to 5.

Nothing about a flattened digit itself says that it is a citation, but its neighbours rule most digits out (图1, 3例, CXCL12, 0.95,
week 4) and make others nearly certain. This file judges neighbours only; `citations_count` hears the other two witnesses, the
reference list and the running count. The words it needs are in `terms/number_context.tsv`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from verify import terms
from verify.model import Span
from verify.patterns import regex

_RUN = regex(r"(?<![0-9])[0-9]+(?:[,、-][0-9]+)*(?![0-9])")
_TIGHT = regex(r"[A-Za-z)\]%”\"][.,]?[0-9]")  # a quick look before the full one
_WHOLE_NUMBER = 3  # digits of the number of a reference
_LONGEST_ADDRESS = 48
_ADDRESS = regex(r"[/@][^\s/@]{0,40}$")  # doi 10.1001/jama.123
_LISTED = regex(r"[0-9]{1,3} ?[,-] ?[0-9]{1,3}")
_TAIL = regex(r"(?:(?: ?, ?| ?- ?| )[0-9]{1,3}(?![0-9])(?:[,-][0-9]{1,3}(?![0-9])){0,30}){1,30}")
_FIGURE_AFTER = regex(r"[%‰°×/±+=<>≥≤^*&@_²³℃μ~$#\\]|\.[0-9]| ?: ?[0-9]|-[A-Za-z0-9\u4e00-\u9fff]| ?[%‰×±]")
_STOPS = frozenset(".,;:)]}。，、；：！？!?）」”\"'》】…-")
# 。20PTHrP: a sentence may open with a Latin word, but 3D and 18F are words of their own.
_WORD_FOLLOWS = regex(r"[A-Z][A-Za-z]{3}")
_CHINESE_STOPS = frozenset("。!?")
_ITEM = regex(r"[)、）]|[.](?! ?[0-9])")
_SPELT_OUT = regex(r"[(（]\s?[A-Za-z][A-Za-z -]{0,24}([0-9]+)")
_COMPOUND = regex(r"[a-z]-[a-z]{2}$")
_MEASURED = regex(r"[0-9] ?(?:[A-Za-zμ]{1,5}/)?([A-Za-zμ]{1,4})$")
_LENGTHS = frozenset(("m", "km", "dm", "cm", "mm", "nm", "um", "μm", "in", "ft"))  # squares and cubes stand on these alone
_GROUPED = regex(r" [0-9]")
_LONGEST = 200
_NEVER_BEFORE = frozenset("\n-/(^=<>≥≤±~×*+#$&@_|\\[{°√")
_SECTION = regex(r"(?:^|\n)[0-9.]{1,7}$")
_DECIMAL_OR_YEAR = regex(r"[.][0-9]+$|(?<![0-9])(?:19|20)[0-9]{2}$")
_NUMBERED = regex(r"[0-9] ?$")
_SENTENCE_ENDS = frozenset(".。!?！？")
_CLOSERS = frozenset(")]\"'”’》】」）")
# Words after which a reference is introduced even though the sentence goes on: 研究5表明.
_INTRODUCES = regex(r"(?:研究|试验|显示|表明|报道|报告|数据|指南|共识|证实|发现|提示|文献|结果|分析|调查|综述|证据|指出|认为|等)$")


class Context(NamedTuple):
    """The words of `terms/number_context.tsv`, ready for `startswith`, `endswith` and look-up."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    measures: tuple[str, ...]
    exempt_before: tuple[str, ...]
    exempt_after: tuple[str, ...]
    words_before: frozenset[str]
    words_after: frozenset[str]
    words_between: frozenset[str]
    dotted: frozenset[str]


@cache
def _context() -> Context:
    found = terms.terms("number_context")
    before, after, both, joins, dotted = (found[id] for id in ("before", "after", "both", "joins", "dotted"))
    return Context(
        before.zh + both.zh + joins.zh,
        after.zh + both.zh + joins.zh,
        after.zh + both.zh,
        found["exempt_before"].zh,
        found["exempt_after"].zh,
        frozenset(before.en + joins.en),
        frozenset(after.en),
        frozenset(joins.en),
        frozenset(word.rstrip(".") for word in dotted.en),
    )


class Candidate(NamedTuple):
    start: int
    end: int
    tail: int  # where the list may go on with looser separators, or `end`
    sure: int  # 3: certain if the article cites so at all, 2: likely, 1: needs the running order
    sentence_end: bool  # stands after the full stop
    name: str = ""  # the Latin word it sticks to, if that may be a name


def candidates(body: str) -> tuple[list[Candidate], list[Candidate]]:
    """Digits set tight to what they follow, and digits after a space, without those that are plainly figures or names."""
    tight: list[Candidate] = []
    spaced: list[Candidate] = []
    for match in _RUN.finditer(body):
        start, end = match.span()
        before = body[start - 1 : start]
        if not before or before in _NEVER_BEFORE or body[start] == "0":
            continue
        if end - start > _LONGEST:
            continue
        if before in "%‰" and (comma := body.rfind(",", start, end)) > 0 and _figure_ends(body, end):
            end = comma  # 3.8%4，120例: no figure begins behind a per cent sign, so the marker is 4 and the figure 120
        if _FIGURE_AFTER.match(body, end):
            continue
        if _latin(body[end : end + 1]) and not (before in _CHINESE_STOPS and _WORD_FOLLOWS.match(body, end)):
            continue
        tail = _TAIL.match(body, end)
        stop = tail.end() if tail else end
        if before == " ":
            if candidate := _spaced(body, start, end, stop):
                spaced.append(candidate)
        elif (follow := how_it_ends(body, end, _context().measures if before in _STOPS else ())) and (
            judged := _tight(body, start, end, before, follow)
        ):
            tight.append(Candidate(start, end, stop, judged[0], before in _SENTENCE_ENDS, judged[1]))
    counting = _counting(body, tight)
    return [c for c in tight if body[c.start - 2 : c.start] not in counting], spaced


def certain(body: str) -> Iterator[Span]:
    """Markers flattened to digits that are certain without a list: "in patients.22 Despite", "(5-8%),20,21", "reports9,12,14"."""
    if _TIGHT.search(body) is None:
        return
    for candidate in candidates(body)[0]:
        listed = _LISTED.match(body, candidate.start) is not None
        if (candidate.end - candidate.start > _WHOLE_NUMBER and not listed) or _ADDRESS.search(
            body, max(0, candidate.start - _LONGEST_ADDRESS), candidate.start
        ):
            continue
        if candidate.sure > 2 - candidate.sentence_end and not candidate.name and (candidate.sentence_end or listed):
            yield Span(candidate.start, candidate.tail if listed or candidate.sentence_end else candidate.end)


def _figure_ends(body: str, end: int) -> bool:
    """Whether the digits up to `end` belong to a figure by what follows them: a unit, decimals, a counted noun."""
    return _FIGURE_AFTER.match(body, end) is not None or not how_it_ends(body, end)


def _counting(body: str, tight: list[Candidate]) -> set[str]:
    """Chinese nouns that number their items (方案1 … 方案2 …): their numbers are just 1, 2, and so on, each once."""
    numbered: defaultdict[str, list[str]] = defaultdict(list)
    for candidate in tight:
        if _han(body[candidate.start - 1]) and _han(body[candidate.start - 2 : candidate.start - 1] or " "):
            numbered[body[candidate.start - 2 : candidate.start]].append(body[candidate.start : candidate.end])
    return {noun for noun, shown in numbered.items() if len(shown) > 1 and shown == [str(n) for n in range(1, len(shown) + 1)]}


def how_it_ends(body: str, end: int, counted: tuple[str, ...] = ()) -> int:
    """How well what follows closes a marker: 3 a stop or the end of a line, 2 a space, 1 Chinese running on, 0 a counted noun."""
    counted = counted or _context().after
    after = body[end : end + 1]
    if not after or after == "\n" or after in _STOPS:
        return 3
    if after == " ":
        end += 1
        after = body[end : end + 1]
        if not _han(after):
            return 0 if _word_at(body, end) in _context().words_after else 2
    if _latin(after):
        return 1
    if _han(after):
        return 0 if body.startswith(counted, end) and not body.startswith(_context().exempt_after, end) else 1
    return 2 if after in "(（「“《" else 0


def _han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _word_at(body: str, start: int) -> str:
    end = start
    while end < start + 16 and _latin(body[end : end + 1]):
        end += 1
    return body[start:end]


def _word_before(body: str, end: int) -> str:
    start = end
    while start > max(0, end - 24) and _latin(body[start - 1]):
        start -= 1
    return body[start:end]


def _takes_number(body: str, end: int) -> bool:
    """Whether a Chinese word ends here that a figure follows. A noun with its number (3级) takes no other."""
    if body[end - 2 : end - 1].isdigit():
        return False
    context = _context()
    low = max(0, end - 8)
    return body.endswith(context.before, low, end) and not body.endswith(context.exempt_before, low, end)


def _tight(body: str, start: int, end: int, before: str, follow: int) -> tuple[int, str] | None:
    """How sure digits set tight to `before` are, and the Latin word that may be a name together with them."""
    if _han(before):
        if _takes_number(body, start) or _GROUPED.match(body, end):
            return None
        if (short := _SPELT_OUT.match(body, end)) and short[1] == body[start:end]:
            return None  # 转运蛋白2(SGLT2)
        if follow == 1:
            return 2 if _INTRODUCES.search(body, max(0, start - 4), start) else 1, ""
        return 2 if body[end : end + 1] in (":", "、") or follow == 2 else 3, ""
    if _latin(before):
        return _after_word(body, start, end, follow)
    if before in _SENTENCE_ENDS:
        return _after_stop(body, start, end, before, follow)
    last = body[start - 2 : start - 1]
    if before in ",;:，；：、":
        if not last or last in " \n" or last.isdigit() or _ITEM.match(body, end):
            return None
        if follow == 1 or before in ":：、":
            return (1, "") if before not in ":：、" else None
        return (3 if _latin(last) or last in ")%" else 2), ""
    if before in _CLOSERS and last != " ":
        return None if before in ")]" and _formula(body, start - 1) else (3 if follow >= 2 else 2, "")
    if before in "%‰":
        return (3 if follow >= 2 else 2), ""
    return None


def _after_word(body: str, start: int, end: int, follow: int) -> tuple[int, str] | None:
    """mortality3 is sure, Mexico5 and PPH2 may be names, m2 and p53 are never citations."""
    word = _word_before(body, start)
    ahead = body[start - len(word) - 1 : start - len(word)]
    if measured := _MEASURED.search(body, max(0, start - 14), start):
        # "480 nm9-11", "92 mg1": a unit that has its number already; but 24 kg/m2 is a square
        return (2, "") if body[start:end] not in ("2", "3") or measured[1] not in _LENGTHS else None
    if ahead.isdigit() or ahead in ("=", "<", ">", "_", ".") or "\u0370" <= ahead <= "\u03ff":
        return None
    if ahead in ("'", '"') and body[end : end + 1] == ahead:
        return None
    if word.islower():
        if len(word) < 3 and word != "al" and not _COMPOUND.search(body, max(0, start - 4), start):
            return None
        return (3 if follow == 3 or word == "al" else 2), ""
    if len(word) < 2 or (ahead == "-" and follow != 3):
        return None
    return 2, word


def _after_stop(body: str, start: int, end: int, before: str, follow: int) -> tuple[int, str] | None:
    """After a full stop: "mortality.1-5 The", 治疗。4 — not v.2, nor a decimal."""
    last = body[start - 2 : start - 1]
    if not last or last in " \n.=<>≤≥±~+-/×([":
        return None  # P=.66
    if before != "." or _han(last):
        return None if _ITEM.match(body, end) else (3, "")
    after = body[end : end + 2]
    opens = not after or after[0] == "\n" or after[1:].isupper() or (after[0] == " " and after[1:] in ("(", '"', "'", "["))
    if last.isdigit():
        if _SECTION.search(body, max(0, start - 8), start):
            return None
        # The stop after a decimal or a year can only end the sentence; after any other number it may be a decimal point.
        whole = _DECIMAL_OR_YEAR.search(body, max(0, start - 8), start - 1)
        return (2 if whole else 1, "") if opens and after[1:] != "(" else None
    word = _word_before(body, start - 1)
    if word.lower() in _context().dotted or (len(word) == 1 and word.islower() and not body[start - 3].isdigit()) or follow == 1:
        return None
    return (3 if opens or follow == 3 else 2), ("" if word.islower() or len(word) > 3 else word)


def _formula(body: str, closer: int) -> bool:
    """Whether the bracket that closes here belongs to a formula: Ca(OH)2, (CH3)3, height (m)2."""
    opener = max(body.rfind("(", max(0, closer - 8), closer), body.rfind("[", max(0, closer - 8), closer))
    if opener < 0 or " " in body[opener:closer]:
        return False
    ahead = body[opener - 1 : opener]
    return (ahead.isascii() and ahead.isalnum() and closer - opener < 6) or (
        closer - opener < 4 and body[opener + 1 : closer].islower()
    )


def _spaced(body: str, start: int, end: int, tail: int) -> Candidate | None:
    """Digits after a space: sure (2) before a stop, else (1) only where the running count expects them."""
    for stop in (tail, end):
        closing = stop + 1 if body[stop : stop + 1] == " " and body[stop + 1 : stop + 2] in (*".,;)/]",) else stop
        if follow := how_it_ends(body, closing):
            break
    else:
        return None
    if follow < 3 and _word_at(body, stop + 1) in _context().words_between:
        return None
    before = body[start - 2 : start - 1]
    word = ""
    if _latin(before):
        word = _word_before(body, start - 1)
        takes = word.lower() in _context().words_before or word.lower().removesuffix("s") in _context().words_before
        # "within 30 days 5." has its number already
        counted = word in _context().words_after and _NUMBERED.search(body, max(0, start - 3 - len(word)), start - 1 - len(word))
        if (takes and not counted) or len(word) < 2:
            return None
    elif _han(before):
        if _takes_number(body, start - 1):
            return None
    elif not (before == "." and body.startswith("al", max(0, start - 4))) and before not in (*")]\"'”%",):
        return None
    return Candidate(start, end, stop, 2 if follow == 3 else 1, False, word if word != "al" else "")
