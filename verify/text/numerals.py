"""Numbers written in words: Chinese numerals (plain, traditional, financial, colloquial) and English number words.

Both readers return an exact `Decimal`, or None for a string that is no well-formed number; nothing is guessed.
"""

from __future__ import annotations

from decimal import Context, Decimal

_DIGIT_GROUPS = ("零〇", "一壹", "二两贰", "三叁参", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
HAN_DIGITS = {c: i for i, group in enumerate(_DIGIT_GROUPS) for c in group}
HAN_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "廿": 20, "卅": 30}
HAN_MYRIADS = {"万": 10**4, "亿": 10**8, "兆": 10**12}

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen"
)
_PARTS = "half third quarter fifth sixth seventh eighth ninth tenth"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL_WORDS = {word: i for i, word in enumerate(_ONES.split())} | {word: 10 * i for i, word in enumerate(_TENS.split(), 2)}
SMALL_WORDS |= {"nought": 0, "naught": 0}
SCALE_WORDS = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SCALE_WORDS |= {"dozen": 12, "lakh": 10**5, "crore": 10**7}
DENOMINATOR_WORDS = {word: i for i, word in enumerate(_PARTS.split(), 2)} | {
    "fourth": 4,
    "halve": 2,
    "twentieth": 20,
    "hundredth": 100,
}


def han(text: str) -> Decimal | None:
    """The value of a folded Chinese numeral, Arabic digits mixed in or not: 三百二十, 1千零1, 两万五, 二〇一, 十二点五, 负三."""
    if text[:1] == "负":
        value = han(text[1:])
        return None if value is None else -value
    whole, point, tail = text.partition("点")
    if not point:
        return _han_whole(whole)
    myriad = 1
    while tail and tail[-1] in HAN_MYRIADS:  # 三点五万
        myriad *= HAN_MYRIADS[tail[-1]]
        tail = tail[:-1]
    digits = "".join(str(HAN_DIGITS[c]) if c in HAN_DIGITS else c for c in tail)
    value = _han_whole(whole) if whole else Decimal(0)
    if value is None or not digits.isascii() or not digits.isdigit():
        return None
    return (value + Decimal(f"0.{digits}")) * myriad


def _han_whole(text: str) -> Decimal | None:
    """A numeral without 点: sections below 万 are summed, 万 and 亿 multiply what stands before them."""
    if not text:
        return None
    if len(text) > 1 and all(c in HAN_DIGITS and c != "两" for c in text):  # digit by digit: 二〇一
        return Decimal("".join(str(HAN_DIGITS[c]) for c in text))
    total = section = Decimal(0)
    digit: Decimal | None = None
    step = 1  # of the last multiplier: the 五 of 二百五 stands for fifty
    zero = False
    i, n = 0, len(text)
    while i < n:
        c = text[i]
        if c in "0123456789":
            j = i
            while j < n and text[j] in "0123456789.,":
                j += 1
            if digit is not None:
                return None
            digit = Decimal(text[i:j].replace(",", "").rstrip("."))
            i = j
            continue
        if c in HAN_DIGITS:
            if digit is not None:
                return None
            if HAN_DIGITS[c]:
                digit = Decimal(HAN_DIGITS[c])
            else:
                zero = True
        elif c in HAN_TENS:
            if digit is None and step < HAN_TENS[c] and section:  # 五十千
                return None
            section += (Decimal(1) if digit is None else digit) * HAN_TENS[c]
            digit, step, zero = None, HAN_TENS[c], False
        elif c in HAN_MYRIADS:
            myriad = HAN_MYRIADS[c]
            section += digit or 0
            if section == 0:  # 四万万, 万亿
                total = (total or Decimal(1)) * myriad
            else:
                total = (total + section) * myriad if total < myriad else total + section * myriad
            section, digit, step, zero = Decimal(0), None, myriad, False
        else:
            return None
        i += 1
    if n == 1 and zero:
        return Decimal(0)
    if digit is not None:
        short = step >= 100 and not zero and 0 < digit < 10 and text[-1] in HAN_DIGITS
        section += digit * (step // 10) if short else digit
    return total + section


def english(words: list[str]) -> Decimal | None:
    """The value of lower-case English number words, hyphens split: ["one", "hundred", "and", "five"] is 105."""
    total = section = 0
    last = 0  # the value of the last small word: "twenty" may be followed by "one", "five" may not
    seen = False
    for word in words:
        if word == "and":
            if not seen or last:
                return None
        elif word in SMALL_WORDS:
            value = SMALL_WORDS[word]
            if last and not (last >= 20 and 0 < value < 10):
                return None
            section += value
            last, seen = value or 100, True
        elif word == "hundred":
            section = (section or 1) * 100
            last, seen = 0, True
        elif word in SCALE_WORDS:
            if seen and not section:  # three lakh crore
                total *= SCALE_WORDS[word]
            else:
                total += (section or 1) * SCALE_WORDS[word]
            section, last, seen = 0, 0, True
        else:
            return None
    return Decimal(total + section) if seen else None


def ratio(numerator: Decimal, denominator: Decimal) -> Decimal | None:
    """numerator / denominator with 15 significant digits, exact where it ends earlier."""
    if denominator == 0:
        return None
    value = _FIFTEEN.divide(numerator, denominator)
    return value.quantize(Decimal(1)) if value == value.to_integral_value() and value.adjusted() < 15 else value.normalize()


_FIFTEEN = Context(prec=15)
