"""Promotional language: rules read from packs (`verify/rules/packs`, YAML), one rule of the engine for each category.

`rules(packs)` offers them; nobody can tell them from rules written in code. `considered(review, packs)` is the trace: every
phrase that was looked at, and what cleared it. The steps: `store` loads the packs (`pack` reads YAML, `notation` makes patterns
safe), `find` searches and weighs the words around a hit (`context`), `tone` weighs a sentence as a whole, `label` asks the
table of medicines, `documents` judges the article as a whole, `profile` tells who reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, partial

from verify.model import Audience, Confidence, Flag, Language, Review, Severity, Text
from verify.rules.promotion import documents, store
from verify.rules.promotion.context import Signals
from verify.rules.promotion.find import Considered, Index
from verify.rules.promotion.pack import AUDIENCES, Category, Entry
from verify.rules.promotion.profile import profile
from verify.rules.rule import Category as Heading
from verify.rules.rule import Example, Rule

__all__ = ["AUDIENCES", "Considered", "Entry", "considered", "entries", "pack", "profile", "rules"]

_SHOWN = 3  # examples of a category in the pages on rules, for each language
_BASIS = 4  # provisions named in a flag
_HOME: dict[Language, tuple[str, ...]] = {"zh": ("CN", "INT", "SCI"), "en": ("UK", "EU", "US", "INT", "CA", "SCI")}
_RECALLED = " [text recalled]"
_FROM_MEMORY = Text("（凭记忆转述，未核对原文）", " (from memory, not checked against the text)")
_CONFIDENCE = {Severity.ERROR: Confidence.HIGH, Severity.WARNING: Confidence.MEDIUM, Severity.NOTE: Confidence.LOW}


@cache
def rules(packs: tuple[str, ...] = ()) -> tuple[Rule, ...]:
    """One rule for each category, resting on these packs (names or files; none: all)."""
    loaded = store.load(packs)
    return tuple(_rule(category, loaded, packs) for category in loaded.categories.values())


def entries(packs: tuple[str, ...] = ()) -> tuple[Entry, ...]:
    """The rules of these packs as they are written there."""
    return store.load(packs).entries


_last: tuple[Review, tuple[str, ...], tuple[Considered, ...]] | None = None


def considered(review: Review, packs: tuple[str, ...] = ()) -> tuple[Considered, ...]:
    """Every phrase found in the article and what became of it, in order. The last review is kept: each category asks for it."""
    global _last
    if _last is None or _last[0] is not review or _last[1] != packs:
        loaded = store.load(packs)
        found = list(_index(packs).considered(review))
        found += documents.considered(review, found, [entry for entry in loaded.entries if entry.kind == "document"])
        _last = (review, packs, tuple(sorted(found, key=lambda item: item.span)))
    return _last[2]


@cache
def _index(packs: tuple[str, ...]) -> Index:
    loaded = store.load(packs)
    return Index(loaded.entries, Signals(loaded.vocabulary))


def _rule(category: Category, loaded: store.Packs, packs: tuple[str, ...]) -> Rule:
    members = [e for e in loaded.entries if e.category == category.name and "hcp" in e.severity]
    return Rule(
        name=f"promo-{category.name}",
        category=Heading.PROMOTION,
        severity=max((Severity(level) for level in category.severity.values()), key=lambda level: level.rank),
        confidence=Confidence.MEDIUM,
        summary=category.summary,
        why=category.why,
        known_problems=category.known_problems,
        sources=tuple(_source(loaded, name) for name in category.provisions),
        bad=_examples(members, bad=True),
        good=_examples(members, bad=False),
        check=partial(_check, category.name, packs),
    )


def _examples(members: Sequence[Entry], *, bad: bool) -> tuple[Example, ...]:
    """The first example of some entries in either language; all of them run in the tests of the packs."""
    found: list[Example] = []
    for language in ("zh", "en"):
        texts = [(entry.bad if bad else entry.good)[0] for entry in members if entry.language == language]
        found += [Example(language, text) for text in texts[:_SHOWN]]
    return tuple(found)


def _check(category: str, packs: tuple[str, ...], review: Review) -> Iterable[Flag]:
    for item in considered(review, packs):
        if item.entry.category == category and item.severity is not None:
            yield _flag(item, item.severity, review, store.load(packs))


def _flag(item: Considered, severity: Severity, review: Review, loaded: store.Packs) -> Flag:
    """What was said and why it is looked at; the way to reword it is the hint, the provisions are the basis."""
    quote = review.document.slice(item.span)
    category = loaded.categories[item.entry.category]
    notes = Text("；".join(reason.zh for reason in item.reasons), "; ".join(reason.en for reason in item.reasons))
    said, why = item.basis, item.entry.why
    zh = f"“{quote}”：{said.zh}{why.zh}"
    en = f"“{quote}”: {said.en}{' ' * bool(said.en)}{why.en}"
    return Flag(
        f"promo-{item.entry.category}",
        Text(zh + (f"（{notes.zh}）" if notes.zh else ""), en + (f" ({notes.en})" if notes.en else "")),
        item.span,
        severity,
        _CONFIDENCE[severity],
        hint=item.entry.hint if item.entry.hint.zh else category.hint,
        basis=_basis(item.entry, loaded, review),
    )


def _basis(entry: Entry, loaded: store.Packs, review: Review) -> tuple[str, ...]:
    """The provisions for this reader, those of the reader's own language first: id, link, and a mark if the text was recalled."""
    audience = review.profile.audience
    home = _HOME[review.document.language]
    known = [loaded.provisions[name] for name in entry.provisions]
    fitting = [p for p in known if p.audience in ("all", audience) or (p.audience == "patient" and audience == "public")] or known
    fitting.sort(key=lambda p: home.index(p.jurisdiction) if p.jurisdiction in home else len(home))
    return tuple(f"{p.id} {p.url}{_RECALLED if p.checked == 'recalled' else ''}" for p in fitting[:_BASIS])


def _source(loaded: store.Packs, name: str) -> Text:
    provision = loaded.provisions[name]
    article = Text("", "") if provision.article.en == "-" else Text(*(f" {part}" for part in provision.article))
    checked = _FROM_MEMORY if provision.checked == "recalled" else Text("", "")
    return Text(
        f"{name}：{provision.title.zh}{article.zh}：{provision.text.zh}{checked.zh} {provision.url}",
        f"{name}: {provision.title.en}{article.en}: {provision.text.en}{checked.en} {provision.url}",
    )


def pack(name: str) -> tuple[tuple[Entry, ...], Audience | None]:
    """The entries of the pack `name`: that of a file (zh-safety), a language (zh), or either with an audience (zh-hcp)."""
    audience: Audience | None = next((one for one in AUDIENCES if name.endswith(f"-{one}")), None)
    base = name.removesuffix(f"-{audience}") if audience else name
    found = entries((base,))
    return tuple(entry for entry in found if audience is None or audience in entry.severity), audience
