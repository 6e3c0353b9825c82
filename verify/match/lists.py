"""Which figures of the source stand together: in one list, one column of a table, one group of people.

A difference, a fold or a share is taken from figures that belong together; what stands in two lists, or was counted in another
group, makes none.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from verify.match.concepts import FAMILIES
from verify.match.doubts import Doubts
from verify.match.fit import Place
from verify.match.kinds import COUNTS
from verify.model import Role, Span, Statement
from verify.patterns import regex

# The last words before a figure: "needlestick injuries 548", "完成肠镜3 920例".
_NAME_BEFORE = regex(r"((?<![a-z])(?!(?:and|was|were|with|than|for|the|but|had|only|about) )[a-z]{3,}|[㐀-鿿]{2})[\s:]*$")
_WINDOW = 40
_OF_TABLE = 2  # a figure of a table is named by its row and its column
_FEW = 20  # counts so small make shares of nearly any size
_BEHIND = 24  # characters between the name of a group and its size


class Lists(Doubts):
    """What the figures of the source have to do with one another."""

    def of_one_measure(self, one: Place, other: Place) -> bool:
        """Whether two figures of the source may measure the same: one sentence, or no other measure said of the one."""
        first, last = sorted((one.role.quantity.end, other.role.quantity.start))
        if one.statement == other.statement and ";" not in self.source.text[first:last]:
            return True
        return self.of_like(one, other)

    def in_one_sentence(self, one: Place, other: Place) -> bool:
        """Whether two figures of the source stand in one sentence, which a semicolon may part."""
        first, last = sorted((one.statement, other.statement))
        end = self.source.statements[first].span.end
        return first == last or (first + 1 == last and self.source.text[:end].endswith(";"))

    @cached_property
    def _columns(self) -> dict[int, list[Role]]:
        """The figures of each column of a table, by where its head stands: they are of one measure, like those of a list."""
        made: dict[int, list[Role]] = {}
        for i in self._on:
            for role in self.source.statements[i].roles:
                if len(role.label) == _OF_TABLE and role.statistic in ("value", "change"):
                    made.setdefault(role.label[1].start, []).append(role)
        return {head: column for head, column in made.items() if len(column) > 1}

    def _of_one_group(self, count: Role, size: Role) -> bool:
        """Whether a group of a given size may be the one that something was counted in, by the names that came to them by order.

        "18, 35 and 62 of those called (n=300), texted (n=320) and written to (n=310)": 35 is not counted in 300.
        """
        if size.statistic == "value" and (size.quantity.value or 0) < _FEW and self._home(count) is not self._home(size):
            return False  # 7 of one sentence are no part of 12 of another
        if self._of_another_arms_size(count, size):
            return False
        if len(count.label) == len(size.label) == _OF_TABLE:
            return count.label[0] == size.label[0] or size.statistic != "size"
        if not count.label or any(self._sizes(label, size) for label in count.label):
            return True
        return not any(self._sizes(label, size) for role in self._home(count).roles for label in role.label)

    def _of_another_arms_size(self, count: Role, size: Role) -> bool:
        """Whether a count is said of one arm, and its size stands beside that of another: 54 on A, where A had 90 and B 88."""
        if size.quantity.text[:1] not in "nN":
            return False
        home = self._home(size)
        sizes = [role for role in home.roles if role.quantity.text[:1] in "nN"]
        ends = [home.span.start, *(role.quantity.end for role in sizes)]
        named = {id(role): self._arms_in((Span(end, role.quantity.start),)) for end, role in zip(ends, sizes, strict=False)}
        mine = self._arms_in((*count.near, *count.label))
        return mine.isdisjoint(named[id(size)]) and any(mine & arms for arms in named.values())

    def _arms_in(self, spans: Sequence[Span]) -> frozenset[str]:
        """The drugs and arms that the source names in some stretches."""
        return frozenset(id for span in spans for id in self.source.bag(span).ids if FAMILIES.get(id.partition(":")[0]) == "arm")

    def _home(self, role: Role) -> Statement:
        return next(s for s in self.source.statements if s.span.holds(role.quantity.span))

    @staticmethod
    def _sizes(name: Span, size: Role) -> bool:
        """Whether a size is printed in or right behind a name."""
        return name.start <= size.quantity.start <= name.end + _BEHIND

    def _listed(self, place: Place) -> bool:
        """Whether a figure of the source is one of two or more of its group, which are compared with one another."""
        role = place.role
        alike = (r for r in self.source.statements[place.statement].roles if r.quantity.unit == role.quantity.unit)
        return sum(r.unit == role.unit and r.statistic == role.statistic for r in alike) > 1

    def _of_two_lists(self, one: Place, other: Place) -> bool:
        """Whether two figures stand in two lists of a sentence not said to be of one measure: "18% and 34%, … 5% and 8%"."""
        if one.statement != other.statement or one.role.unit == other.role.unit:
            return False
        if not (self._listed(one) and self._listed(other)) or self._only_time(other.role):
            return False
        return not self.measured(one) & self.measured(other)

    @staticmethod
    def _of_another_arm(one: Place, other: Place) -> bool:
        """Whether two counts of one list come to other names by order: 46 and 27 with kidney injury."""
        mine, theirs = one.role, other.role
        listed = one.statement == other.statement and mine.unit == theirs.unit
        return listed and bool(mine.label) and bool(theirs.label) and mine.label != theirs.label

    @cached_property
    def _fellows(self) -> dict[str, list[tuple[int, Role]]]:
        """Figures with the same words right before them, each with its statement: "…,总有效率93.3%;…,总有效率78.3%"."""
        made: dict[str, list[tuple[int, Role]]] = {}
        for i in self._on:
            for role in self.source.statements[i].roles:
                start = role.quantity.start
                if role.statistic in ("value", "change") and (
                    match := _NAME_BEFORE.search(self.source.lower, max(0, start - _WINDOW), start)
                ):
                    made.setdefault(f"{match.group(1)} {role.statistic} {role.quantity.unit}", []).append((i, role))
        return made

    @cached_property
    def _namesakes(self) -> dict[str, list[Role]]:
        """Counts of different statements with the same words right before them."""
        made: dict[str, list[Role]] = {}
        for i in self._on:
            for role in self.source.statements[i].roles:
                if role.quantity.kind in COUNTS and role.statistic == "value" and not role.quantity.decimals:
                    match = _NAME_BEFORE.search(self.source.lower, max(0, role.quantity.start - _WINDOW), role.quantity.start)
                    if match:
                        made.setdefault(match.group(1) + role.quantity.unit, []).append(role)
        return made
