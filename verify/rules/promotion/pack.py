"""What a pack is: a YAML file of rules on wording that an editor can read, checked whole before anything is audited.

`docs/packs.md` tells how to write one. Every mistake (an unknown key, a pattern that does not compile or could run for ever, a rule
without examples, a provision that does not exist) is a `UserError` that names file, rule and line. What comes out is plain data,
so that it can be kept compiled (`store`).
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from verify.errors import UserError
from verify.model import Audience, Language, Severity, Text
from verify.rules.promotion import notation

if TYPE_CHECKING:
    import yaml

T = TypeVar("T")
NOTHING = Text("", "")

AUDIENCES: tuple[Audience, ...] = ("hcp", "patient", "public")
KINDS = ("phrase", "pattern", "near", "comparison", "figure", "document", "label", "tone")
# What the surroundings of a phrase may be; `context` finds them.
SIGNALS = (
    "negation",
    "question",
    "criticism",
    "aim",
    "title",
    "hedge",
    "cited",
    "guideline",
    "statistic",
    "insignificant",
    "figures",
    "comparator",
    "risk",
    "personal",
)
# In every rule, unless it names them under `keep`.
DROPPING = ("negation", "question", "criticism", "aim", "title")
LOWERING = ("hedge",)
# What a kind adds.
_BY_KIND: Mapping[str, tuple[str, ...]] = {"comparison": ("comparator", "statistic"), "figure": ("figures", "statistic")}


@dataclass(frozen=True, slots=True)
class Exemption:
    """Wording that clears a rule: within the phrase (`where` "hit"), its clause or its sentence."""

    expression: str
    reason: str
    where: str = "hit"


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule of a pack. `severity` has no key for an audience it does not speak to."""

    id: str
    pack: str
    place: str  # file:line
    language: Language
    category: str
    kind: str
    severity: Mapping[str, str]
    expressions: tuple[str, ...] = ()  # regular expressions; empty for a document rule
    anchors: tuple[tuple[str, ...], ...] = ()
    company: tuple[str, ...] = ()  # near: one of these in the clause or sentence …
    within: str = "clause"
    needs: tuple[str, ...] = ()  # … and signals that must all be there
    exempt: tuple[Exemption, ...] = ()
    drop: tuple[str, ...] = DROPPING
    lower: tuple[str, ...] = LOWERING
    alone: bool = False  # the phrase is two signals by itself: it may be an error without a treatment in its sentence
    governs: bool = False  # the phrase speaks for the rest of its sentence
    document: Mapping[str, Any] = field(default_factory=dict)
    why: Text = NOTHING
    hint: Text = NOTHING
    provisions: tuple[str, ...] = ()
    jurisdictions: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
    good: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Category:
    """A category of `categories.yaml`: what all its rules share. `name` without the prefix promo-."""

    name: str
    severity: Mapping[str, str]
    summary: Text
    why: Text
    hint: Text
    known_problems: Text
    provisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Provision:
    """A law, code or paper, in our words. `checked` says how its text was read; "recalled" was not read against it."""

    id: str
    jurisdiction: str
    title: Text
    article: Text  # "-" where it has none
    text: Text
    audience: str
    url: str
    checked: str


class Node:
    """A YAML node with the file it stands in and the rule it belongs to, read with errors that name them."""

    def __init__(self, node: yaml.Node, path: str, rule: str = "") -> None:
        self.node, self.path, self.rule = node, path, rule

    def wrong(self, message: str) -> UserError:
        where = f" rule {self.rule!r}:" if self.rule else ""
        return UserError(f"{self.path}:{self.line}:{where} {message}")

    @property
    def line(self) -> int:
        return int(self.node.start_mark.line) + 1

    def text(self) -> str:
        import yaml

        if not isinstance(self.node, yaml.ScalarNode) or not str(self.node.value).strip():
            raise self.wrong("expected words here")
        return str(self.node.value)

    def flag(self) -> bool:
        word = self.text()
        if word not in ("true", "false"):
            raise self.wrong(f"expected true or false, not {word!r}")
        return word == "true"

    def items(self) -> list[Node]:
        import yaml

        if isinstance(self.node, yaml.SequenceNode):
            return [Node(item, self.path, self.rule) for item in self.node.value]
        return [self]

    def texts(self) -> tuple[str, ...]:
        return tuple(item.text() for item in self.items())

    def one_of(self, words: Collection[str], what: str) -> str:
        word = self.text()
        if word not in words:
            raise self.wrong(f"unknown {what} {word!r}; {_nearest(word, words)}")
        return word

    def some_of(self, words: Collection[str], what: str) -> tuple[str, ...]:
        return tuple(item.one_of(words, what) for item in self.items())

    def mapping(self, keys: Collection[str] | None = None) -> dict[str, Node]:
        import yaml

        if not isinstance(self.node, yaml.MappingNode):
            raise self.wrong("expected `key: value` lines here")
        found: dict[str, Node] = {}
        for key, value in self.node.value:
            name = str(key.value)
            if keys is not None and name not in keys:
                raise Node(key, self.path, self.rule).wrong(f"unknown key {name!r}; {_nearest(name, keys)}")
            if name in found:
                raise Node(key, self.path, self.rule).wrong(f"key {name!r} stands twice")
            found[name] = Node(value, self.path, self.rule)
        return found

    def bilingual(self) -> Text:
        """`{zh: …, en: …}`."""
        both = self.mapping(("zh", "en"))
        for language in ("zh", "en"):
            if language not in both:
                raise self.wrong(f"the words in {language!r} are missing")
        return Text(both["zh"].text(), both["en"].text())

    def severities(self) -> dict[str, str]:
        """One severity for everybody, or one for each audience the rule speaks to."""
        import yaml

        levels = [level.value for level in Severity]
        if isinstance(self.node, yaml.ScalarNode):
            return dict.fromkeys(AUDIENCES, self.one_of(levels, "severity"))
        return {audience: level.one_of(levels, "severity") for audience, level in self.mapping(AUDIENCES).items()}


def _nearest(word: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    return f"did you mean {near[0]!r}?" if near else f"known: {', '.join(sorted(known))}"


def compose(text: str, path: str) -> Node:
    """The root of a YAML text; a `UserError` with file and line if it is none."""
    import yaml

    try:
        node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise UserError(f"{path}:{line}: not valid YAML: {error.problem}; mend this line") from error
    except yaml.YAMLError as error:
        raise UserError(f"{path}: not valid YAML: {error}") from error
    if node is None:
        raise UserError(f"{path}: the file is empty")
    return Node(node, path)


def provisions(root: Node) -> dict[str, Provision]:
    """`provisions.yaml`."""
    found: dict[str, Provision] = {}
    for name, node in root.mapping().items():
        node.rule = name
        one = {key: Node(value.node, node.path, name) for key, value in node.mapping(_PROVISION_KEYS).items()}
        for key in _PROVISION_KEYS:
            if key not in one:
                raise node.wrong(f"key {key!r} is missing")
        found[name] = Provision(
            name,
            one["jurisdiction"].text(),
            one["title"].bilingual(),
            one["article"].bilingual(),
            one["text"].bilingual(),
            one["audience"].one_of(("all", *AUDIENCES), "audience"),
            one["url"].text(),
            one["checked"].text(),
        )
    return found


_PROVISION_KEYS = ("jurisdiction", "title", "article", "text", "audience", "url", "checked")


def categories(root: Node, known: Collection[str]) -> dict[str, Category]:
    """`categories.yaml`; `known` are the ids of provisions."""
    found: dict[str, Category] = {}
    for name, node in root.mapping().items():
        node.rule = name
        one = {key: Node(value.node, node.path, name) for key, value in node.mapping(_CATEGORY_KEYS).items()}
        for key in _CATEGORY_KEYS:
            if key not in one:
                raise node.wrong(f"key {key!r} is missing")
        found[name] = Category(
            name,
            one["severity"].severities(),
            one["summary"].bilingual(),
            one["why"].bilingual(),
            one["hint"].bilingual(),
            one["known-problems"].bilingual(),
            one["provisions"].some_of(known, "provision"),
        )
    return found


_CATEGORY_KEYS = ("severity", "summary", "why", "hint", "known-problems", "provisions")


def read(
    root: Node,
    shared: Mapping[str, Category],
    known: Mapping[str, Provision],
    lists: Mapping[str, Mapping[str, tuple[str, ...]]],
) -> list[Entry]:
    """The rules of one pack, in order. `lists` are the words of `words.yaml` by language; a pack may add its own."""
    top = root.mapping(("pack", "language", "words", "rules"))
    for key in ("pack", "language", "rules"):
        if key not in top:
            raise root.wrong(f"a pack needs the key {key!r}")
    name = top["pack"].text()
    language: Language = "zh" if top["language"].one_of(("zh", "en"), "language") == "zh" else "en"
    words = dict(lists.get(language, {}))
    if "words" in top:
        words |= {key: value.texts() for key, value in top["words"].mapping().items()}
    entries: list[Entry] = []
    taken: dict[str, int] = {}
    for node in top["rules"].items():
        entry = _entry(node, name, language, words, shared, known)
        if entry.id in taken:
            raise Node(node.node, node.path, entry.id).wrong(f"the id stands already on line {taken[entry.id]}")
        taken[entry.id] = node.line
        entries.append(entry)
    return entries


_ENTRY_KEYS = (
    "id",
    "category",
    "kind",
    "severity",
    "jurisdictions",
    "provisions",
    "why",
    "hint",
    "find",
    "with",
    "within",
    "needs",
    "exempt",
    "clear",
    "lower",
    "keep",
    "alone",
    "governs",
    "document",
    "bad",
    "good",
)


def _entry(
    node: Node,
    pack: str,
    language: Language,
    words: Mapping[str, tuple[str, ...]],
    shared: Mapping[str, Category],
    known: Mapping[str, Provision],
) -> Entry:
    named = node.mapping()
    if "id" not in named:
        raise node.wrong("a rule needs the key 'id'")
    rule = named["id"].text()
    node = Node(node.node, node.path, rule)
    raw = node.mapping(_ENTRY_KEYS)
    one = {key: Node(value.node, node.path, rule) for key, value in raw.items()}
    for key in ("category", "kind", "bad", "good"):
        if key not in one:
            raise node.wrong(f"a rule needs the key {key!r}" + (" (its examples run as tests)" if key in ("bad", "good") else ""))
    category = shared[one["category"].one_of(shared, "category")]
    kind = one["kind"].one_of(KINDS, "kind")
    asked = {"document": "document", "label": None, "tone": None}.get(kind, "find")
    if [key for key in ("document", "find") if key in one] != ([asked] if asked else []):
        raise node.wrong("a rule of kind document has the key 'document', of kind label or tone none, any other the key 'find'")
    if (kind == "near") != ("with" in one):
        raise node.wrong("a rule of kind near, and no other, has the key 'with'")
    keep = one["keep"].some_of(SIGNALS, "signal") if "keep" in one else ()
    clear = one["clear"].some_of(SIGNALS, "signal") if "clear" in one else ()
    lower = one["lower"].some_of(SIGNALS, "signal") if "lower" in one else ()
    expressions, anchors = _found(one["find"], kind, language, words) if "find" in one else ((), ())
    cited = one["provisions"].some_of(known, "provision") if "provisions" in one else category.provisions
    return Entry(
        id=rule,
        pack=pack,
        place=f"{node.path}:{node.line}",
        language=language,
        category=category.name,
        kind=kind,
        severity=one["severity"].severities() if "severity" in one else category.severity,
        expressions=expressions,
        anchors=anchors,
        company=tuple(_expression(item, language, words) for item in one["with"].items()) if "with" in one else (),
        within=one["within"].one_of(("clause", "sentence"), "scope") if "within" in one else "clause",
        needs=one["needs"].some_of(SIGNALS, "signal") if "needs" in one else (),
        exempt=tuple(_exemption(item, language, words) for item in one["exempt"].items()) if "exempt" in one else (),
        drop=tuple(s for s in (*DROPPING, *_BY_KIND.get(kind, ()), *clear) if s not in keep),
        lower=tuple(s for s in (*LOWERING, *lower) if s not in keep),
        alone="alone" in one and one["alone"].flag(),
        governs="governs" in one and one["governs"].flag(),
        document=_document(one["document"]) if "document" in one else {},
        why=one["why"].bilingual() if "why" in one else category.why,
        hint=one["hint"].bilingual() if "hint" in one else category.hint,
        provisions=cited,
        jurisdictions=one["jurisdictions"].texts()
        if "jurisdictions" in one
        else tuple(dict.fromkeys(known[name].jurisdiction for name in cited)),
        bad=one["bad"].texts(),
        good=one["good"].texts(),
    )


def _found(
    node: Node, kind: str, language: Language, words: Mapping[str, tuple[str, ...]]
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Regular expressions and their anchors; for phrases no expression, the phrase is its own anchor."""
    expressions: list[str] = []
    anchors: list[tuple[str, ...]] = []
    for item in node.items():
        if kind == "phrase":
            for phrase in _careful(item, notation.listed, item.text(), words):
                expressions.append(_literal(phrase, language))
                anchors.append((_plain(phrase),))
            continue
        _careful(item, notation.check, item.text())
        for branch in notation.branches(item.text()):
            expressions.append(_careful(item, notation.expand, branch, words, language))
            anchors.append(_careful(item, notation.anchors, expressions[-1]))
    return tuple(expressions), tuple(anchors)


def _plain(phrase: str) -> str:
    return phrase.lower().replace("-", " ")


def _literal(phrase: str, language: Language) -> str:
    import re

    escaped = re.escape(_plain(phrase))
    return notation.bounded(escaped) if language == "en" else escaped


def _expression(node: Node, language: Language, words: Mapping[str, tuple[str, ...]]) -> str:
    pattern = node.text()
    _careful(node, notation.check, pattern)
    return _careful(node, notation.expand, pattern, words, language)


def _careful(node: Node, work: Callable[..., T], *arguments: Any) -> T:
    try:
        return work(*arguments)
    except notation.PatternError as error:
        raise node.wrong(str(error)) from error


def _exemption(node: Node, language: Language, words: Mapping[str, tuple[str, ...]]) -> Exemption:
    one = node.mapping(("phrases", "pattern", "reason", "where"))
    if ("phrases" in one) == ("pattern" in one) or "reason" not in one:
        raise node.wrong("an exemption has a reason and either phrases or a pattern")
    if "phrases" in one:
        phrases = [phrase for item in one["phrases"].items() for phrase in _careful(item, notation.listed, item.text(), words)]
        expression = "|".join(_literal(phrase, language) for phrase in phrases)
    else:
        expression = _expression(one["pattern"], language, words)
    where = one["where"].one_of(("hit", "clause", "sentence"), "scope") if "where" in one else "hit"
    return Exemption(expression, one["reason"].text(), where)


def _document(node: Node) -> dict[str, Any]:
    """What a document rule asks for: kinds of document, how often a product is named and how many flags speak of benefit, and
    the words that would answer it."""
    one = node.mapping(("kinds", "products", "benefits", "lacks"))
    number = {key: int(one[key].text()) for key in ("products", "benefits") if key in one}
    kinds = one["kinds"].texts() if "kinds" in one else ()
    lacks = tuple(_plain(word) for word in one["lacks"].texts()) if "lacks" in one else ()
    return {"kinds": kinds, "products": number.get("products", 1), "benefits": number.get("benefits", 0), "lacks": lacks}
