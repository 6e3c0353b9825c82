"""Numbers in English words: twenty-five, two and a half, three quarters, half a dozen, a week, twice daily, doubled.

Every reader takes the word that starts it, from `start` to `end`, and gives where to read on and what it found: None in the place
of a number is a word that holds none after all, None alone leaves the word to others.
"""

from __future__ import annotations

import re
from decimal import Decimal

from verify.patterns import regex
from verify.text import numerals
from verify.text.tokens import Label, Number, integral, share
from verify.text.vocabulary import counters

Read = tuple[int, Number | Label | None]

WORD = regex(r"( ?- ?| {1,3})([A-Za-z]{1,14})")
NUMBERS = numerals.SMALL_WORDS.keys() | numerals.SCALE_WORDS.keys()
_ORDINALS = {"first": 1, "second": 2, **numerals.DENOMINATOR_WORDS, "half": 0, "quarter": 0}


def spoken(text: str, start: int, end: int, sign: int = 1, at: int | None = None) -> Read:
    """The number words from `at` on and what belongs to them: decimals, parts, a half, a scale."""
    words = [text[start if at is None else at : end].lower()]
    match = WORD.match(text, end)
    while match is not None and len(words) < 12:
        following = _following(text, match, words)
        if following is None:
            break
        words.append(following)
        end = match.end()
        match = WORD.match(text, end)
    if words[-1] == "and":
        words.pop()
        end = text.rindex("and", start, end) - 1
        match = WORD.match(text, end)
    last = match[2].lower() if match is not None else ""
    if match is not None and text[match.end() : match.end() + 1] not in _MORE_WORD:
        bottom = _denominator(last)
        if bottom is not None and (value := numerals.english(words)) is not None:
            tens = numerals.SMALL_WORDS.get(words[-1], 0) if "-" in match[1] else 0
            if tens < 20:
                return match.end(), share(start, match.end(), sign * value, bottom)
        ordinal = _ORDINALS.get(last) or _ORDINALS.get(last[:-1])
        if ordinal and ordinal < 10 and "-" in match[1] and numerals.SMALL_WORDS.get(words[-1], 0) >= 20:  # three twenty-firsts
            top = numerals.english(words[:-1])
            bottom = Decimal(numerals.SMALL_WORDS[words[-1]] + ordinal)
            return match.end(), None if top is None else share(start, match.end(), sign * top, bottom)
    value = numerals.english(words)
    if value is None:
        return end, None
    number = Number(start, end, value, value, 0, "word")
    if last == "point" and match is not None:
        _decimals(text, match.end(), number)
    else:
        add_part(text, number, numerals.SCALE_WORDS.get(words[-1], 1) if words[-1] not in ("hundred", "dozen") else 1)
    number.low = number.high = sign * number.low
    return number.end, number


_MORE_WORD = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-")


def _following(text: str, match: re.Match[str], words: list[str]) -> str | None:
    """The next word of a number in words, None where it ends."""
    gap, word = match[1], match[2].lower()
    if text[match.end() : match.end() + 1] in _MORE_WORD and not WORD.match(text, match.end()):
        return None
    if word == "and":
        follower = WORD.match(text, match.end())
        scaled = words[-1] in numerals.SCALE_WORDS and words[-1] != "dozen"
        part = _AND_PART.match(text, match.start())
        if part is not None and _denominator(part["part"]):
            return None
        return word if scaled and "-" not in gap and follower and follower[2].lower() in NUMBERS else None
    if word.endswith("s") and word[:-1] in numerals.SCALE_WORDS:  # three dozens
        word = word[:-1]
    if word not in NUMBERS:
        return word[:-4] if word.endswith("fold") and word[:-4] in NUMBERS else None
    if "-" in gap and not (numerals.SMALL_WORDS.get(words[-1], 0) >= 20 and 0 < numerals.SMALL_WORDS.get(word, 0) < 10):
        return None if word in numerals.SMALL_WORDS or " " in gap else word  # two-three days
    return word


def _denominator(word: str) -> Decimal | None:
    found = numerals.DENOMINATOR_WORDS.get(word) or (numerals.DENOMINATOR_WORDS.get(word[:-1]) if word[-1:] == "s" else None)
    return None if found is None else Decimal(found)


def _decimals(text: str, at: int, number: Number) -> None:
    """The words behind point: two point nought five."""
    digits = ""
    while len(digits) < 9 and (match := WORD.match(text, at)) and match[2].lower() in numerals.SMALL_WORDS:
        digits += str(numerals.SMALL_WORDS[match[2].lower()])
        at = match.end()
    if digits:
        number.low = number.high = number.low + Decimal(f"0.{digits}")
        number.decimals, number.end = len(digits), at


_AND_PART = regex(
    r"[ ]and[ ](?:(?P<top>an?|one|two|three|four|five|seven)[ -])?"
    r"(?P<part>hal(?:f|ves)|[a-z]{4,8})(?![A-Za-z-])(?![ ]of[ ](?!an?[ ]))"
)


def add_part(text: str, number: Number, scale: int) -> None:
    """Add what "and a half" or "and two thirds" says, of the `scale` just read: 2 and a half, a million and a half."""
    match = _AND_PART.match(text, number.end)
    bottom = _denominator("half" if match["part"].startswith("hal") else match["part"]) if match else None
    if match is None or bottom is None or not (match["top"] or bottom == 2):
        return
    top = Decimal(numerals.SMALL_WORDS.get(match["top"], 1))
    following = WORD.match(text, match.end())
    factor = numerals.SCALE_WORDS.get(following[2], 1) if following and following[1] == " " else 1
    if scale == 1:  # five and a half million
        value = number.low * factor + (numerals.ratio(top * factor, bottom) or 0)
    else:  # a million and a half, a billion and a half million
        value = number.low + (numerals.ratio(top * (factor if factor > 1 else scale), bottom) or 0)
    number.low = number.high = integral(value)
    number.decimals = (2 if bottom == 4 else 1) - len(str(factor if factor > 1 else scale)) + 1
    number.end = following.end() if following and factor > 1 else match.end()


def minus(text: str, start: int, end: int) -> Read | None:
    match = WORD.match(text, end)
    if match is None or match[1] != " " or match[2].lower() not in NUMBERS:
        return None
    return spoken(text, start, match.end(), -1, match.start(2))


def half(text: str, start: int, end: int) -> Read:
    """Half of all, half an hour, half a dozen, half a million."""
    if text[end : end + 1] in _MORE_WORD and text[end : end + 1]:
        return end, None
    if scaled := _HALF_OF.match(text, end):
        value = Decimal(numerals.SCALE_WORDS[scaled[1]]) / 2
        return scaled.end(), Number(start, scaled.end(), value, value, 0, "word")
    return end, share(start, end, Decimal(1), Decimal(2))


_HALF_OF = regex(r" {1,3}(?:an? )? {0,2}(dozen|hundred|thousand|million|billion)(?![A-Za-z])")


# ------------------------------------------------------------------------------------------------ articles and times

_ARTICLE = regex(r"[ -](?:business[ ])?(?:second|minute|hour|day|week|fortnight|month|year|decade)(?![A-Za-z])")
_PART_OF = regex(r"[ -]([a-z]{4,10})(?= (?:of|fewer|less|more|lower|higher) |[ ]?[,.;:)]|$)")
_GOING_ON = regex(r" and (?=[0-9]|a half(?![A-Za-z]))")
# "A year after surgery, …": at the start of a clause, where "three times a day after meals" can't be.
_LATER = regex(r"[ -][a-z]+ (?:after|later|from|into|on from)(?![a-z])")
_OPENS = regex(r"(?:^|[.,;:(\n] ?|(?<![A-Za-z])(?:only|just|nearly|almost|about|roughly|by|at|and|but) )$")
_COUPLE = regex(r" couple of(?= [a-z]{3,})")
_SCORE = regex(r" score of (?=[a-z])")
_PREPOSITIONS = ("for ", "within ", "after ", "than ", "over ", "in ", "half ", "lasting ")
_TIMES = regex(r"[ -](?:(?:a|per|each|every)[ ])?(?P<each>day|week|month|year|daily|weekly|monthly|yearly)(?![A-Za-z])")
_COUNTS = {"once": 1, "twice": 2, "thrice": 3, "doubl": 2, "tripl": 3, "trebl": 3, "quadrupl": 4}
CODES = {"d": "d", "w": "wk", "m": "mo", "y": "a", "h": "h"}


def article(text: str, start: int, end: int) -> Read | None:
    """A week after a preposition is one week, a whole week always, 5 mg a week no duration; a third of; a couple of."""
    if end - start < 3:
        part = _PART_OF.match(text, end)
        bottom = _denominator(part[1]) if part else None
        if part and bottom:
            return part.end(), share(start, part.end(), Decimal(1), bottom)
        scale = WORD.match(text, end)
        if scale is not None and scale[1] == " " and scale[2] in numerals.SCALE_WORDS:  # a dozen
            return spoken(text, start, scale.end(), at=scale.start(2))
        if couple := _COUPLE.match(text, end):
            return couple.end(), Number(start, couple.end(), Decimal(2), Decimal(2), 0, "word")
        score = _SCORE.match(text, end)
        if score and (counted := counters().at(text, score.end())) and counted[1] == "yes":  # a score of patients
            return score.end() - 4, Number(start, score.end() - 4, Decimal(20), Decimal(20), 0, "word")
        unit = _ARTICLE.match(text, end)
        if unit is not None and text.startswith(" of ", unit.end()) and text[unit.start()] == " ":  # a fortnight of treatment
            return end, Number(start, end, Decimal(1), Decimal(1), 0, "word")
        going_on = unit is not None and (
            _GOING_ON.match(text, unit.end()) is not None
            or (_LATER.match(text, end) is not None and _OPENS.search(text, max(0, start - 10), start) is not None)
        )
        if not going_on and not text[max(0, start - 8) : start].lower().endswith(_PREPOSITIONS):
            return None
    return (end, Number(start, end, Decimal(1), Decimal(1), 0, "word")) if _ARTICLE.match(text, end) else None


_OTHER = regex(r" other (day|week|month|year)(?![A-Za-z])")


def every(text: str, start: int, end: int) -> Read | None:
    """Every other day."""
    match = _OTHER.match(text, end)
    return (
        None if match is None else (match.end(), Label(start, match.end(), "frequency", value=Decimal(2), code=CODES[match[1][0]]))
    )


_TENS = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
_DECADES = {word: 10 * n for n, word in enumerate(_TENS, 2)}
_OF_LIFE = ("their ", "his ", "her ", "our ", "early ", "mid-", "late ")


def decade(text: str, start: int, end: int) -> Read | None:
    """In their seventies: from 70 to 79 years of age, but the seventies are years of a century."""
    if not text.endswith(_OF_LIFE, 0, start):
        return None
    first = Decimal(_DECADES[text[start:end].lower()])
    return end, Number(start, end, first, first + 9, 0, "word", kind="age")


DECADES = _DECADES.keys()
TURNS = numerals.DENOMINATOR_WORDS.keys() - {"half", "quarter"}
_TURN = regex(r" (?:day|week|month|year)(?![A-Za-z])")
_BY_THE_TURN = ("at the ", "by the ", "in the ", "until the ", "after the ", "during the ")


def turn(text: str, start: int, end: int) -> Read | None:
    """By the sixth month: the point of time that Chinese calls 第六个月."""
    if not text[max(0, start - 11) : start].lower().endswith(_BY_THE_TURN) or not _TURN.match(text, end):
        return None
    at = numerals.DENOMINATOR_WORDS[text[start:end].lower()]
    return end, Number(start, end, Decimal(at), Decimal(at), 0, "word")


def times(text: str, start: int, end: int) -> Read | None:
    count = _COUNTS[text[start:end].lower()]
    match = _TIMES.match(text, end)
    if match is not None:
        code = CODES[match["each"][0]]
        label = Label(start, match.end(), "frequency", value=Decimal(count), code=f"/{code}" if count > 1 else code)
        return match.end(), label
    return turned(text, start, end) if count == 2 and text.startswith((" as", " the", " that"), end) else None


def turned(text: str, start: int, end: int) -> Read | None:
    """Doubled, tripling: a figure said by a verb."""
    if text[end : end + 1] == "-":
        return None
    word = text[start:end].lower()
    value = Decimal(_COUNTS.get(word) or _COUNTS[word.removesuffix("ed").removesuffix("ing")])
    return end, Number(start, end, value, value, 0, "word", kind="fold")
