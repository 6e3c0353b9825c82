"""Flattened superscripts, decided by the reference list and the running count.

Works are numbered as they are first cited, so the next new number is known; and only numbers of the list can be cited. A layout
(digits set tight to the word, or after a space) is believed only when its surest candidates cover a good part of the list, or when
all of them together count up through it. Without a list, one is presumed where the markers
themselves count from 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from verify.extract.citations_flat import Candidate, candidates, how_it_ends
from verify.extract.citations_numbers import Marker, expand
from verify.model import MarkerStyle, Span
from verify.patterns import regex

_STANDALONE = regex(r"(?<![A-Za-z0-9-])[A-Za-z]++(?![A-Za-z0-9-])")
_SEPARATORS = regex("[,、-]")
# Share of the list that the surest candidates must cover for a layout to be believed. Figures after a space are common, so more.
_ENOUGH_TIGHT, _ENOUGH_SPACED, _ENOUGH_COUNT = 0.3, 0.5, 0.6
# How far past the next expected number a likely (not sure) candidate may lie: tables and figures cite out of turn.
_OUT_OF_TURN = 3
_FAR_OUT_OF_TURN = 12
# A longer run of digits cannot be split into references.
_LONGEST_RUN = 40


class Flat(NamedTuple):
    """The markers, and the share of the list that speaks for them."""

    markers: tuple[Marker, ...] = ()
    covered: float = 0.0


def flattened(body: str, known: Set[int]) -> Flat:
    """The flattened superscripts of folded `body`; `known` are the numbers of the reference list, empty if there is none."""
    tight, spaced = candidates(body)
    known = known or _presumed(_Reader(body, frozenset(), False).listed(tight))
    if not known:
        return Flat()
    best = Flat()
    surest = [c for c in tight if c.sure == 3]
    reader = _Reader(body, known, _glued(body, surest, known))
    covered = _covered(reader.listed(surest), known)
    if covered < _ENOUGH_TIGHT:
        # Unsure one by one, but together they may count through the list.
        steps = _count(reader.listed(tight)).steps
        covered = steps / len(known) if steps >= max(3, _ENOUGH_COUNT * len(known)) else 0.0
    if covered >= _ENOUGH_TIGHT:
        best = Flat(tuple(reader.walk(tight, surest)), covered)
    surest = [c for c in spaced if c.sure == 2]
    covered = _covered(reader.listed(surest), known)
    if covered >= max(_ENOUGH_SPACED, best.covered + 0.15):
        best = Flat(tuple(reader.walk(sorted(tight + spaced), surest)), covered)
    return best


def _presumed(markers: Sequence[Marker]) -> Set[int]:
    """The numbers that a list must have had for these markers to be citations; none if they are not bound to be.

    Either all markers count from 1 as works are first cited, or many sure ones leave hardly a number out.
    """
    count = _count(markers)
    if count.steps >= 3 and count.steps >= 0.85 * count.last and len(_shown(markers)) <= 1.25 * count.steps:
        return frozenset(range(1, count.last + 1))
    firm = [marker for marker in markers if marker.firm]
    shown = _shown(firm)
    if len(firm) >= 5 and len(shown) >= 4 and 1 in shown and len(shown) >= 0.75 * max(shown):
        return frozenset(range(1, max(shown) + 1))
    return frozenset()


class _Count(NamedTuple):
    """How far the markers count up from 1 in order of first appearance, and in how many steps; single numbers may be skipped."""

    last: int
    steps: int


def _count(markers: Iterable[Marker]) -> _Count:
    last = steps = 0
    for marker in markers:
        for number in map(int, marker.numbers):
            if number == last + 1 or (number == last + 2 and last):
                last, steps = number, steps + 1
    return _Count(last, steps)


def _covered(markers: Sequence[Marker], known: Set[int]) -> float:
    return len(_shown(markers) & known) / len(known)


def _shown(markers: Sequence[Marker]) -> set[int]:
    return {int(number) for marker in markers for number in marker.numbers}


@dataclass(frozen=True, slots=True)
class _Reader:
    body: str
    known: Set[int]
    glued: bool

    def listed(self, among: Sequence[Candidate]) -> list[Marker]:
        """The candidates as markers as far as the list has their numbers, whatever the order."""
        markers: list[Marker] = []
        seen = 0
        for candidate in among:
            marker = self._marker(candidate, seen)
            if marker and (not self.known or any(int(n) in self.known for n in marker.numbers)):
                seen = max(seen, *(n for n in map(int, marker.numbers) if n <= seen + 8), 0)
                markers.append(marker)
        return markers

    def walk(self, among: Sequence[Candidate], surest: Sequence[Candidate]) -> list[Marker]:
        """The candidates that hold when the text is read in order, each against what has been cited so far."""
        markers: list[Marker] = []
        names = _names(self.body, among)
        ordered = self._ordered(surest)
        last = max(self.known)
        # Where markers stand after the full stop, they stand after the comma too.
        trailing = 2 * sum(c.sentence_end for c in surest) > len(surest)
        seen = 0
        for candidate in among:
            marker = self._marker(candidate, seen)
            if not marker:
                continue
            if trailing and candidate.sure == 1 and self.body[candidate.start - 1] in ",;":
                candidate = candidate._replace(sure=2)
            word = self.body[max(0, candidate.start - 2) : candidate.start]
            if trailing and word.isalpha() and word.isupper() and word.isascii() and how_it_ends(self.body, candidate.end) < 3:
                continue  # NS1 antigen: an article that cites after the stop does not cite inside a name
            values = [int(n) for n in marker.numbers]
            new = [n for n in values if n > seen]
            if not self._holds(candidate, values, new, seen, last, ordered, names):
                continue
            if not new or new[0] <= seen + 8:
                seen = max(seen, min(values[-1], last))
            markers.append(marker)
        return markers

    def _holds(
        self, candidate: Candidate, values: list[int], new: list[int], seen: int, last: int, ordered: bool, names: Set[str]
    ) -> bool:
        spaced = self.body[candidate.start - 1] == " "
        # One number may be skipped: its marker may stand in a table or have been missed.
        running = not new or (new[0] <= seen + 2 and new[-1] <= seen + 1 + len(new))
        if any(n not in self.known for n in values):
            # Past the end of the list it is a broken citation only where the count has come to the end in a sure place.
            return candidate.sure == 3 and seen >= last - 1 and values[0] <= last + 1 and values[-1] <= last + 5
        if candidate.name:
            if _is_word(candidate.name) and not spaced:
                running = not new or new[0] <= seen + _FAR_OUT_OF_TURN
            return candidate.name not in names and (running if not spaced or candidate.sure == 1 else True)
        if candidate.sure == 1:
            return bool(running and new) or (spaced and len(values) > 2)
        return candidate.sure == 3 or not ordered or not new or new[0] <= seen + _OUT_OF_TURN

    def _ordered(self, surest: Sequence[Candidate]) -> bool:
        """Whether works are numbered in order of citation, as they are not in an alphabetical list."""
        seen = steps = hits = 0
        for candidate in surest:
            for number in expand(self.body[candidate.start : candidate.end]):
                n = int(number)
                if n > seen and n in self.known:
                    steps += 1
                    hits += n <= seen + _OUT_OF_TURN
                    seen = n
        return not steps or hits >= 0.5 * min(len(self.known), steps + 2)

    def _marker(self, candidate: Candidate, seen: int) -> Marker | None:
        """The candidate with its numbers, unless they cannot be a list of references."""
        end, numbers = candidate.end, self._numbers(candidate, seen)
        if numbers and candidate.tail > end and not self.glued and (longer := self._longer(candidate, len(numbers), seen)):
            end, numbers = candidate.tail, longer
        elif len(numbers) > 1 and sorted(map(int, numbers)) != list(map(int, numbers)):
            return None
        return Marker(Span(candidate.start, end), numbers, MarkerStyle.FLAT, candidate.sure == 3) if numbers else None

    def _numbers(self, candidate: Candidate, seen: int) -> tuple[str, ...]:
        written = self.body[candidate.start : candidate.end]
        if self.glued and written.isdigit() and len(written) <= _LONGEST_RUN:
            parts = _parted(written, self.known, seen)
            counting = bool(parts) and parts == tuple(range(seen + 1, seen + 1 + len(parts)))
            return (written,) if int(written) in self.known and not counting else tuple(map(str, parts))
        if len(written) > 3 and any(len(part) > 3 or part[0] == "0" for part in _SEPARATORS.split(written)):
            return ()
        return expand(written.replace("、", ","))

    def _longer(self, candidate: Candidate, first: int, seen: int) -> tuple[str, ...]:
        """The whole list where it goes on after a comma or a space ("1, 3-5", "9 12"), if that is what it is."""
        written = self.body[candidate.start : candidate.tail].replace(" - ", "-").replace(" -", "-").replace("- ", "-")
        numbers = expand(",".join(written.replace(",", " ").split()))
        values = [int(n) for n in numbers]
        if values != sorted(values) or any(n not in self.known for n in values[first:]):
            return ()
        ends = how_it_ends(self.body, candidate.tail)
        if candidate.sentence_end:
            after = self.body[candidate.tail : candidate.tail + 2].strip()[:1]
            closes = not after or after.isupper() or after in '("“' or (ends == 3 and after != ",")
        else:
            closes = ends == 3 or (ends == 2 and values[-1] <= max(seen, values[0]) + len(values))
        return numbers if closes else ()


def _glued(body: str, surest: Sequence[Candidate], known: Set[int]) -> bool:
    """Whether lists lost their commas too ("1234" for 1, 2, 3, 4): sure places hold numbers that only make sense when parted."""
    shown = [body[c.start : c.end] for c in surest]
    with_separators = sum(not written.isdigit() for written in shown)
    only_parted = [w for w in shown if w.isdigit() and len(w) <= _LONGEST_RUN and int(w) not in known and _parted(w, known, 0)]
    return len(only_parted) > 2 * with_separators


def _parted(digits: str, known: Set[int], seen: int) -> tuple[int, ...]:
    """`digits` as rising numbers of the list: the parting that best continues the running count, then the one in fewest parts."""
    widest = len(str(max(known)))
    # best[i]: the ways to read digits[:i], by their last number, as (numbers skipped, parts, numbers)
    best: list[dict[int, tuple[int, int, tuple[int, ...]]]] = [{} for _ in range(len(digits) + 1)]
    best[0][0] = (0, 0, ())
    for i in range(len(digits)):
        if digits[i] == "0":
            continue
        for last, (skipped, parts, numbers) in best[i].items():
            for end in range(i + 1, min(i + widest, len(digits)) + 1):
                n = int(digits[i:end])
                if n <= last or n not in known:
                    continue
                way = (skipped + max(0, n - max(seen, last) - 1), parts + 1, (*numbers, n))
                if n not in best[end] or way < best[end][n]:
                    best[end][n] = way
    return min(best[-1].values(), default=(0, 0, ()))[2]


def _names(body: str, among: Sequence[Candidate]) -> Set[str]:
    """Words that make a name with their number (CXCL12) or count something (session 2, sessions 3-7): they seldom stand alone."""
    attached = Counter(c.name for c in among if c.name)
    if not attached:
        return frozenset()
    alone = Counter(_STANDALONE.findall(body))
    return {
        name
        for name, times in attached.items()
        if (times > 2 and times > 0.4 * alone[name]) or not (alone[name] or name.islower() or _is_word(name))
    }


def _is_word(name: str) -> bool:
    """Mexico5, Trial15: a word with a capital, less likely a name with its number than PPH2."""
    return name.istitle() and len(name) > 4
