"""Superscripts that lost their height: 死亡风险20%14 is 20 % citing 14, "mortality.1-5 The" cites 1 to 5.

Nothing about a flattened digit itself says that it is a citation, so three witnesses are heard. The neighbours: what stands
before and after, and how surely a figure or a name (图1, 3例, CXCL12) is ruled out. The list: only its numbers count. The
running order: works are numbered as they are first cited, so the next new number is known. A layout (digits set tight to the word,
or after a space) is believed only when its surest candidates cover a good part of the list.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Set
from functools import cache
from typing import NamedTuple

from verify import terms
from verify.extract.citations_numbers import Marker, expand
from verify.model import MarkerStyle, Span

_RUN = re.compile(r"(?<![0-9])[0-9]+(?:[,、-][0-9]+)*(?![0-9])")
_TAIL = re.compile(r"(?:(?: ?, ?| ?- ?| )[0-9]{1,3}(?![0-9])(?:[,-][0-9]{1,3}(?![0-9]))*)+")
_STANDALONE = re.compile(r"(?<![A-Za-z0-9-])[A-Za-z]++(?![A-Za-z0-9-])")
_FIGURE_AFTER = re.compile(r"[A-Za-z%‰°×/±+=<>≥≤^*&@_²³℃μ~$#\\]|[.:][0-9]|-[A-Za-z0-9\u4e00-\u9fff]| ?[%‰×±]")
_STOPS = frozenset(".,;:)]。，、；：！？!?）」”\"'》】…-")
_NEVER_BEFORE = frozenset("\n-/(^=<>≥≤±~×*+#$&@_|\\[{°√")
_DECIMAL_OR_YEAR = re.compile(r"[.][0-9]+$|(?<![0-9])(?:19|20)[0-9]{2}$")
_NUMBERED = re.compile(r"[0-9] ?$")
_SENTENCE_ENDS = frozenset(".。!?！？")
_CLOSERS = frozenset(")]\"'”’》】」）")
# Words after which a reference is introduced even though the sentence goes on: 研究5表明.
_INTRODUCES = re.compile(
    r"(?:研究|试验|显示|表明|报道|报告|数据|指南|共识|证实|发现|提示|文献|结果|分析|调查|综述|证据|指出|认为|等)$"
)


class Context(NamedTuple):
    """The words of `terms/number_context.tsv`, ready for `startswith`, `endswith` and look-up."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    exempt: tuple[str, ...]
    words_before: frozenset[str]
    words_after: frozenset[str]
    words_between: frozenset[str]
    dotted: frozenset[str]


@cache
def _context() -> Context:
    found = terms.terms("number_context")
    before, after, both, exempt, dotted = (found[id] for id in ("before", "after", "both", "exempt", "dotted"))
    return Context(
        before.zh + both.zh,
        after.zh + both.zh,
        exempt.zh,
        frozenset(before.en + both.en),
        frozenset(after.en),
        frozenset(both.en),
        frozenset(word.rstrip(".") for word in dotted.en),
    )


class _Candidate(NamedTuple):
    start: int
    end: int
    tail: int  # where the list may go on with looser separators, or `end`
    sure: int  # 3: certain if the article cites so at all, 2: likely, 1: needs the running order
    sentence_end: bool  # stands after the full stop
    name: str = ""  # the Latin word it sticks to, if that may be a name


class Flat(NamedTuple):
    """What was read, and how well it explains the list: share of entries cited by the surest candidates alone."""

    markers: tuple[Marker, ...]
    covered: float
    layout: str
    seen: int


def flattened(body: str, known: Set[int]) -> Flat:
    """The flattened superscripts of `body` (folded), `known` being the numbers of the reference list; no list, no witness but order."""
    tight, spaced = _candidates(body)
    last = max(known, default=0)
    best = Flat((), 0.0, "", len(tight) + len(spaced))
    for layout, candidates in (("tight", tight), ("spaced", sorted(tight + spaced))):
        sure = [c for c in candidates if c.sure == 3] if layout == "tight" else [c for c in spaced if c.sure == 2]
        glued = layout == "tight" and _glued(body, sure, known)
        read = _read(body, sure, known, glued)
        distinct = {int(n) for marker in read for n in marker.numbers}
        if known:
            covered = len(distinct & known) / len(known)
            enough = covered >= (0.3 if layout == "tight" else 0.5)
        else:
            # Without a list only an unbroken count from 1 convinces.
            last = _chain(read)
            enough = last >= 3 and len(distinct) <= last * 1.25
            covered = last / (last + 1) if enough else 0.0
        if enough and covered > best.covered + 0.15:
            markers = _read(body, candidates, known or frozenset(range(1, last + 1)), glued, walk=True, spaced=layout == "spaced")
            best = Flat(tuple(markers), covered, layout, best.seen)
    return best


# ------------------------------------------------------------------------------------------------ candidates


def _candidates(body: str) -> tuple[list[_Candidate], list[_Candidate]]:
    """Digits set tight to what they follow, and digits after a space, without those that are plainly figures or names."""
    tight: list[_Candidate] = []
    spaced: list[_Candidate] = []
    for match in _RUN.finditer(body):
        start, end = match.span()
        before = body[start - 1 : start]
        if not before or before in _NEVER_BEFORE or body[start] == "0":
            continue
        if _FIGURE_AFTER.match(body, end):
            continue
        tail = _TAIL.match(body, end)
        stop = tail.end() if tail else end
        if before == " ":
            if candidate := _spaced(body, start, end, stop):
                spaced.append(candidate)
        elif (follow := _follow(body, end)) and (judged := _tight(body, start, end, before, follow)):
            tight.append(_Candidate(start, end, stop, judged[0], before in _SENTENCE_ENDS, judged[1]))
    return tight, spaced


def _follow(body: str, end: int) -> int:
    """How well what follows closes a marker: 3 a stop or the end of a line, 2 a space, 1 Chinese running on, 0 a counted noun."""
    after = body[end : end + 1]
    if not after or after == "\n" or after in _STOPS:
        return 3
    if after == " ":
        end += 1
        after = body[end : end + 1]
        if not _han(after):
            return 0 if _word_at(body, end) in _context().words_after else 2
    if _han(after):
        return 0 if body.startswith(_context().after, end) else 1
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
    context = _context()
    low = max(0, end - 8)
    return body.endswith(context.before, low, end) and not body.endswith(context.exempt, low, end)


def _tight(body: str, start: int, end: int, before: str, follow: int) -> tuple[int, str] | None:
    """How sure digits set tight to `before` are, and the Latin word that may be a name together with them."""
    if _han(before):
        if _takes_number(body, start):
            return None
        if follow == 1:
            return 2 if _INTRODUCES.search(body, max(0, start - 4), start) else 1, ""
        return 2 if body[end : end + 1] in (":", "、") or follow == 2 else 3, ""
    if _latin(before):
        return _after_word(body, start, follow)
    if before in _SENTENCE_ENDS:
        return _after_stop(body, start, end, before, follow)
    last = body[start - 2 : start - 1]
    if before in ",;:，；：、":
        if not last or last in " \n" or last.isdigit():
            return None
        if follow == 1 or before in ":：、":
            return (1, "") if before not in ":：、" else None
        return (3 if _latin(last) or last in ")%" else 2), ""
    if before in _CLOSERS and last != " ":
        return None if before in ")]" and _formula(body, start - 1) else (3 if follow >= 2 else 2, "")
    if before in "%‰":
        return (3 if follow >= 2 else 2), ""
    return None


def _after_word(body: str, start: int, follow: int) -> tuple[int, str] | None:
    """mortality3 is sure, Mexico5 and PPH2 may be names, m2 and p53 are never citations."""
    word = _word_before(body, start)
    ahead = body[start - len(word) - 1 : start - len(word)]
    if ahead.isdigit() or ahead in ("=", "<", ">", "_", ".") or "\u0370" <= ahead <= "\u03ff":
        return None
    if word.islower():
        return None if len(word) < 3 and word != "al" else (3 if follow == 3 or word == "al" else 2, "")
    if len(word) < 2 or (ahead == "-" and follow != 3):
        return None
    return 2, word


def _after_stop(body: str, start: int, end: int, before: str, follow: int) -> tuple[int, str] | None:
    """After a full stop: "mortality.1-5 The", 治疗。4 — not v.2, nor a decimal."""
    last = body[start - 2 : start - 1]
    if not last or last in " \n.":
        return None
    if before != "." or _han(last):
        return (3 if follow != 1 else 1), ""
    after = body[end : end + 2]
    opens = not after or after[0] == "\n" or after[1:].isupper() or (after[0] == " " and after[1:] in ("(", '"', "'", "["))
    if last.isdigit():
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
    return (ahead.isascii() and ahead.isalnum()) or (closer - opener < 4 and body[opener + 1 : closer].islower())


def _spaced(body: str, start: int, end: int, tail: int) -> _Candidate | None:
    """Digits after a space: sure (2) before a stop, else (1) only where the running count expects them."""
    for stop in (tail, end):
        closing = stop + 1 if body[stop : stop + 1] == " " and body[stop + 1 : stop + 2] in (*".,;)/]",) else stop
        if follow := _follow(body, closing):
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
    return _Candidate(start, end, stop, 2 if follow == 3 else 1, False, word if word != "al" else "")


# ------------------------------------------------------------------------------------------------ reading


def _glued(body: str, sure: list[_Candidate], known: Set[int]) -> bool:
    """Whether lists lost their commas too ("1234" for 1, 2, 3, 4): a sure place holds a number no list has, that splits into ones it has."""
    if not known:
        return False
    lists = sum("," in body[c.start : c.end] or "-" in body[c.start : c.end] for c in sure)
    odd = [int(body[c.start : c.end]) for c in sure if body[c.start : c.end].isdigit() and c.end - c.start < 24]
    stray = [n for n in odd if n not in known and _splits(str(n), known, 0)]
    return len(stray) > 2 * lists and len(stray) >= 1


def _splits(digits: str, known: Set[int], seen: int) -> tuple[int, ...] | None:
    """`digits` as rising numbers of the list: the parting that best continues the running count, then the one in fewest parts."""
    widest = max(len(str(n)) for n in known)
    # best[i]: ways to read digits[:i], by last number: (gaps, parts, numbers)
    best: list[dict[int, tuple[int, int, tuple[int, ...]]]] = [{} for _ in range(len(digits) + 1)]
    best[0][0] = (0, 0, ())
    for i in range(len(digits)):
        if digits[i] == "0":
            continue
        for last, (gaps, parts, numbers) in best[i].items():
            for size in range(1, min(widest, len(digits) - i) + 1):
                n = int(digits[i : i + size])
                if n <= last or n not in known:
                    continue
                new = max(seen, last)
                step = (gaps + max(0, n - new - 1), parts + 1, (*numbers, n))
                if n not in best[i + size] or step[:2] < best[i + size][n][:2]:
                    best[i + size][n] = step
    ends = best[len(digits)].values()
    return min(ends)[2] if ends else None


def _chain(markers: list[Marker]) -> int:
    """How far the markers count up from 1 without a gap, in order of first appearance."""
    seen = 0
    for marker in markers:
        for number in marker.numbers:
            if int(number) == seen + 1:
                seen += 1
    return seen


def _read(
    body: str, candidates: list[_Candidate], known: Set[int], glued: bool, walk: bool = False, spaced: bool = False
) -> list[Marker]:
    """Candidates as markers. With `walk` the running count decides about all that are not sure, else only the list does."""
    markers: list[Marker] = []
    last = max(known, default=99)
    names = _names(body, candidates) if walk else frozenset()
    ordered = not walk or _ordered(body, [c for c in candidates if c.sure >= (2 if spaced else 3)], known)
    seen = 0
    for candidate in candidates:
        end, numbers = _numbers(body, candidate, known, glued, seen, ordered)
        if not numbers:
            continue
        values = [int(n) for n in numbers]
        new = [n for n in values if n > seen]
        in_list = all(n in known for n in values) if known else max(values) <= seen + 1 + len(values)
        running = not new or (new[0] <= seen + 2 and new[-1] <= seen + len(new))
        if walk:
            if not in_list:
                # One past the end of the list is a broken citation only where the count has come to it in a sure place.
                if not (candidate.sure == 3 and values[0] <= last + 1 and seen >= last - 1 and values[-1] <= last + 5):
                    continue
            elif candidate.name and _named(body, candidate, names, running):
                continue
            elif candidate.sure == 1 and not (running and new) and not (spaced and len(values) > 2):
                continue
            elif candidate.sure == 2 and ordered and new and new[0] > seen + 3:
                continue
        elif known and not in_list and not any(n in known for n in values):
            continue
        if candidate.sure >= 2 or walk:
            seen = max(seen, *(n for n in values if n <= last), 0) if not new or new[0] <= seen + 8 else seen
        markers.append(Marker(Span(candidate.start, end), numbers, MarkerStyle.FLAT, candidate.sure == 3))
    return markers


def _named(body: str, candidate: _Candidate, names: frozenset[str], running: bool) -> bool:
    """Whether word and digits are a name; where they touch (PPH2) the running count must speak against that too."""
    tight = body[candidate.start - 1] == candidate.name[-1]
    return candidate.name in names or (tight and not running)


def _ordered(body: str, sure: list[_Candidate], known: Set[int]) -> bool:
    """Whether the article numbers its works in order of citation (an alphabetical list does not)."""
    seen = steps = hits = 0
    for candidate in sure:
        for number in expand(body[candidate.start : candidate.end]):
            n = int(number)
            if n > seen and n in known:
                steps += 1
                hits += n <= seen + 3
                seen = n
    return not steps or hits >= 0.5 * min(len(known), steps + 2)


def _numbers(
    body: str, candidate: _Candidate, known: Set[int], glued: bool, seen: int, ordered: bool
) -> tuple[int, tuple[str, ...]]:
    """Where the marker ends and what it shows; nothing if that cannot be a list of references."""
    written = body[candidate.start : candidate.end]
    end = candidate.end
    if glued and written.isdigit():
        whole = int(written) if len(written) < 4 else 0
        parts = _splits(written, known, seen) or () if len(written) < 60 else ()
        counting = bool(parts) and parts == tuple(range(seen + 1, seen + 1 + len(parts)))
        return end, (written,) if whole in known and not counting else tuple(map(str, parts))
    if any(len(part) > 3 or part[0] == "0" for part in re.split("[,、-]", written)):
        return end, ()
    numbers = expand(written.replace("、", ","))
    values = [int(n) for n in numbers]
    if candidate.tail > end:
        longer = expand(
            body[candidate.start : candidate.tail].replace(" ", ",").replace(",,", ",").replace(",-", "-").replace("-,", "-")
        )
        more = [int(n) for n in longer]
        follow = _follow(body, candidate.tail)
        after = body[candidate.tail : candidate.tail + 2].strip()[:1]
        fits = more == sorted(more) and all(n in known for n in more[len(values) :])
        if candidate.sentence_end:
            closes = not after or after.isupper() or after in '("“' or (follow == 3 and after not in ",")
        else:
            closes = follow == 3 or (follow == 2 and (more[-1] <= max(seen, more[0]) + len(more)))
        if fits and closes:
            return candidate.tail, longer
    if len(values) > 1 and values != sorted(values):
        return end, ()
    return end, numbers


def _names(body: str, candidates: list[_Candidate]) -> frozenset[str]:
    """Words that make a name with their digit (CXCL12, MY.11): printed so again and again, or never without a digit; and words that
    count something (session 2, sessions 3-7)."""
    attached = Counter(c.name for c in candidates if c.name)
    if not attached:
        return frozenset()
    alone = Counter(_STANDALONE.findall(body))
    names = set()
    for name, times in attached.items():
        if (
            times > 2
            and times > 0.3 * alone[name]
            or alone[name] == 0
            and not name.islower()
            and not (name.istitle() and len(name) > 3)
        ):
            names.add(name)
    return frozenset(names)
