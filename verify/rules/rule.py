"""What a rule is: a name that says what it finds, its reasons, its sources, its examples, and one function."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from verify.model import Confidence, Flag, Language, Review, Severity, Span, Text


class Category(StrEnum):
    """What a rule compares the article with; the headings of `docs/rules.md`, in this order."""

    SOURCE = "source"  # figures against the cited source
    CITATION = "citation"  # markers and the reference list
    CONSISTENCY = "consistency"  # the article against itself
    PROMOTION = "promotion"  # its language
    SUPPRESSION = "suppression"  # comments and settings that silence a rule

    @property
    def heading(self) -> Text:
        return _TITLES[self]


_TITLES = {
    Category.SOURCE: Text("数字与所引文献", "Figures against the cited source"),
    Category.CITATION: Text("引文与参考文献表", "Citations and the reference list"),
    Category.CONSISTENCY: Text("文内一致性", "The article against itself"),
    Category.PROMOTION: Text("宣传性用语", "Promotional language"),
    Category.SUPPRESSION: Text("忽略标记", "Suppressed flags"),
}


@dataclass(frozen=True, slots=True)
class Example:
    """An article, with the text of its sources by reference key where the rule looks at them. Examples run as tests.

    `complete` says whether those texts are the full sources or only abstracts. `works` are files of a references folder, for rules
    that compare an entry with the record found.
    """

    language: Language
    article: str
    sources: Mapping[str, str] = field(default_factory=dict)
    complete: bool = True
    works: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing an editor must look at.

    `name` is the identity: kebab-case, what is wrong and never the cure. A renamed rule keeps its old name in `aliases`, and no
    name is used again. `sources` are the works, guidelines and laws the rule rests on. `known_problems` says when it is mistaken.
    """

    name: str
    category: Category
    severity: Severity
    confidence: Confidence
    summary: Text
    why: Text
    known_problems: Text
    sources: tuple[str | Text, ...]
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    check: Callable[[Review], Iterable[Flag]]
    aliases: tuple[str, ...] = ()

    def flag(self, span: Span, message: Text, **more: Any) -> Flag:
        """A flag of this rule at `span`; `more` are further fields of `Flag`, and may lower severity or confidence."""
        return Flag(self.name, message, span, **{"severity": self.severity, "confidence": self.confidence, **more})
