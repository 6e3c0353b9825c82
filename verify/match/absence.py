"""With a thing and without it: whether words say that what they name was there.

"4.6% with a tourniquet and 2.1% without", 未置引流管者: the two groups are called by the same word, so that the word alone does not
tell them apart.
"""

from __future__ import annotations

from verify.model import Span
from verify.patterns import regex

_BEFORE = 24
_WITHOUT = regex(
    r"(?:没(?:有|做|用|接受|服用?|打|戴|参加)?|无"
    r"|未(?:合并|患|伴|发生|出现|行|予|用|使用|采用|接受|服用?|应用|给予|联合|加用|置入?|放置|留置|接种|进行|实施)?|不(?:伴|用|使用|采用|行|加用?|放置?|留置)|非)(?:[有合并伴发患过]{0,2})$"
    r"|(?<![a-z])(?:without|outside(?: of)?|no|non|not (?:having|receiving|taking|using|given|on)|free of"
    r"|did not (?:receive|take|use|get|have)|never had)"
    r"[ -](?:any |an? |the )?$"
)
_EITHER = regex(
    r"(?<![a-z])with(?: (?:or|and) |/)(?:without|no) (?:any |an? |the )?$"
    r"|[有是]无$|无论是否[用有行]?$|是否(?:使用|合并|接受|联合)?$"
)
# "and 2.1% without": the thing itself need not be said again
_BARE = regex(r"(?<![a-z])without(?: (?:one|it|them|either))?(?=\s*(?:[.,;:()]|$))|(?<!有)无[者组]|[未不]用[者组]")


def absent(lower: str, at: int) -> bool:
    """Whether what small text names at `at` is said not to have been there: without, no-, 未使用."""
    return _WITHOUT.search(lower, max(0, at - _BEFORE), at) is not None


def either(lower: str, at: int) -> bool:
    """Whether both are meant: "with or without", 有无."""
    return _EITHER.search(lower, max(0, at - _BEFORE), at) is not None


def bare(lower: str, span: Span) -> bool:
    """Whether a stretch says that something was not there without naming it: "those without one"."""
    return _BARE.search(lower, span.start, span.end) is not None
