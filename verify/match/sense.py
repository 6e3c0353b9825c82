"""Which way a sentence says something went, whether it denies, and whether it speaks in relative or absolute terms.

The same figure with the opposite sense is the worst kind of wrong: "rose by 12%" for "fell by 12%", "survived" for "died",
"25 points" for "25 per cent fewer".
"""

from __future__ import annotations

import re
from typing import Literal

from verify import terms
from verify.model import Span
from verify.patterns import regex

Direction = Literal["up", "down", "better", "worse"]
OPPOSITE = {"up": "down", "down": "up", "better": "worse", "worse": "better"}

_BOUND = regex(r"(?<![a-z])(?:more|less|fewer|greater|higher|lower) than(?= (?:an?|half|two|three|one|[0-9])(?![a-z]))", re.I)
# stage 2 or higher
_AT_LEAST = regex(r"(?<=[0-9IVX%]) or (?:higher|greater|more|worse|above|lower|less|fewer|below)(?![a-z])", re.I)
# "a 3.1-point larger fall" is a fall
_DEGREE = regex(
    r"(?<![a-z])(?:larger|greater|bigger|deeper|steeper|sharper|faster)"
    r"(?= (?:fall|drop|decline|decrease|reduction|loss|rise|increase|gain|growth|improvement|worsening)s?(?![a-z]))",
    re.I,
)
# to fall ill is no fall
_IDIOM = regex(
    r"(?<![a-z])(?:fall|fell|falls|fallen|falling) (?:ill|sick|pregnant|asleep|within|into|under|outside)(?![a-z])", re.I
)
_CLAUSE = 30  # characters within which two words of direction speak of one thing
_NEGATION = regex(
    r"\b(?:not|no|never|without|none|neither|free of|free from|failed|fails|flunked|missed|(?:fell|fall|falls|falling) short"
    r"|did not|non|avoid(?:ed|ing|s)?|spared|escaped)\b"
    r"|n't\b|-free\b|(?:未|无(?!论|创|菌)|没(?!收|食|药)"
    r"|并非|免于|避免|不(?!良|足|超过|到|少于|低于|同|等|断|仅|良反应)|缺乏)",
    re.I,
)
_LONG_WORD = regex(r"(?<![a-z])[a-z]{6,}", re.I)
_UN = regex(r"(?<![a-z])(?:un|non-?)([a-z]{6,})", re.I)
_ABSOLUTE = regex(r"\babsolute(?:ly)?\b|绝对", re.I)
_EFFICACY = regex(r"\b(?:vaccine )?(?:efficacy|effectiveness)\b|保护率|保护效力|保护效果|疫苗效力", re.I)
_RELATIVE = regex(r"\brelative(?:ly)?\b|\bproportional(?:ly)?\b|相对(?!较)", re.I)
_NOT_SIGNIFICANT = regex(
    r"(?:not|no|non|without|nor)[\s-]+(?:\w+\s+){0,3}?(?:significant|differ)|did not (?:\w+ )?differ|insignificant"
    r"|similar (?:in|between)|no (?:\w+ ){0,2}difference"
    r"|(?:无|没有|未|不具有?|并无)[^,。;，；]{0,8}?(?:显著|统计学|差异|差别)|不显著|差异不(?:大|显著)|相似|相当",
    re.I,
)
_SIGNIFICANT = regex(r"significant(?:ly)?|显著|有统计学(?:意义|差异)|具有统计学意义", re.I)
_OWN_STUDY = regex(
    r"(?<![a-z])(?:our|the present|the current) (?:own )?(?:[a-z-]+ )?(?:cohort|series|practice)(?![a-z])"
    r"|(?<![a-z])our (?:own )?(?:[a-z-]+ ){0,2}(?:study|trial|patients|data|sample|population|experience|results?|findings?"
    r"|analysis|cent(?:er|re)|hospital|institution|clinic)(?![a-z])"
    r"|(?<![a-z])(?:the present|the current) (?:study|trial|analysis)(?![a-z])"
    r"|(?<![a-z])this cohort(?![a-z])|[我本]院|我们的?(?:研究|队列|数据|患者|病例|中心|资料)|我科|本(?:中心|队列)"
)
_NON_INFERIOR = regex(r"non-?inferior|非劣", re.I)


def direction(text: str, at: int | None = None) -> Direction | None:
    """The direction word of folded `text` that stands nearest to `at` and before it, else the nearest after it."""
    found: list[tuple[int, int, Direction]] = []
    plain = text
    for idle in (_BOUND, _AT_LEAST, _DEGREE, _IDIOM):
        plain = idle.sub(lambda m: " " * len(m.group()), plain)
    for hit in terms.find(plain, "directions"):
        sense = hit.term.fields["sense"]
        if sense != "same":
            where = 0 if at is None else at - hit.span.end
            found.append((0 if where >= 0 else 1, abs(where), sense))  # type: ignore[arg-type]
    if not found:
        return None
    before = sorted((away, sense) for after, away, sense in found if not after)
    # "the fall was larger by": of two words close together, one tells how the other compares, and which is which takes a parser.
    opposed = [away for away, sense in before if before and sense == OPPOSITE[before[0][1]]]
    return None if opposed and opposed[0] - before[0][0] < _CLAUSE else min(found)[2]


def denied(text: str) -> bool:
    """Whether folded `text` denies what it speaks of, an odd number of times."""
    cleaned = _NOT_SIGNIFICANT.sub(" ", _NON_INFERIOR.sub(" ", text))
    return len(_NEGATION.findall(cleaned)) % 2 == 1


def outcome(text: str) -> frozenset[str]:
    """Which end of an either-or folded `text` names: kept (survived, completed …), lost (died, withdrew …)."""
    # Hearing loss is a disease, not the other end of anything.
    return frozenset(hit.term.id for hit in terms.find(text, "polarity", "diseases") if hit.term.kind == "polarity")


def _prefixed(one: str, other: str) -> bool:
    """Whether `one` has the negative of a word of `other`: undetectable and detectable."""
    positive = {match[1].lower() for match in _UN.finditer(one)}
    return bool(positive) and any(match[0].lower() in positive for match in _LONG_WORD.finditer(other))


def complementary(one: str, other: str) -> bool:
    """Whether two folded texts speak of opposite ends: one denies what the other does not, or they name both ends."""
    if denied(one) != denied(other) or _prefixed(one, other) or _prefixed(other, one):
        return True
    mine, theirs = outcome(one), outcome(other)
    return len(mine) == 1 and len(theirs) == 1 and mine != theirs


def of_own_study(text: str) -> bool:
    """Whether small folded `text` tells of a study by those who write: "in our cohort", 我院."""
    return _OWN_STUDY.search(text) is not None


def efficacy(text: str) -> bool:
    """Whether folded `text` speaks of the efficacy of a vaccine or a drug as a share, which is relative to those without it."""
    return _EFFICACY.search(text) is not None


def terms_of(text: str) -> Literal["absolute", "relative"] | None:
    """Whether folded `text` calls a change absolute or relative; None if it says neither or both."""
    absolute, relative = bool(_ABSOLUTE.search(text)), bool(_RELATIVE.search(text))
    if absolute == relative:
        return None
    return "absolute" if absolute else "relative"


def significance(text: str) -> bool | None:
    """What folded `text` says of statistical significance; None if nothing."""
    if _NOT_SIGNIFICANT.search(text):
        return False
    return True if _SIGNIFICANT.search(_NON_INFERIOR.sub(" ", text)) else None


_FOLD_WORDS = (
    (
        re.compile(
            r"(?<![a-z-])(?:doubl(?:ed|es|ing)|twice|twofold|two-fold)(?![a-z-])(?! (?:daily|a day|weekly|a week|per|monthly))"
            r"|翻倍|翻了?一番|增加了?一倍|加倍",
            re.I,
        ),
        2,
    ),
    (re.compile(r"(?<![a-z-])(?:tripl(?:ed|es|ing)|threefold|three-fold|trebled)(?![a-z])", re.I), 3),
    (re.compile(r"(?<![a-z-])(?:quadrupl(?:ed|es|ing)|fourfold|four-fold)(?![a-z])", re.I), 4),
)
_HALVED = regex(
    r"(?<![a-z])(?:halv(?:ed|es|ing)|half as (?:many|much|common|often|likely|frequent))(?![a-z])|减半|(?:减少|降低"
    r"|下降)(?:了)?(?:近|约)?一半",
    re.I,
)


def folds(text: str) -> tuple[tuple[Span, int], ...]:
    """Words that state a fold without a digit: (where, times); halved counts as two."""
    return tuple((Span(*m.span()), times) for pattern, times in (*_FOLD_WORDS, (_HALVED, 2)) for m in pattern.finditer(text))
