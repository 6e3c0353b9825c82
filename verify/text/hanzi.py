"""Numbers and labels that start with a Chinese character: 三百二十, 百分之五, 三又二分之一, 一半, 翻一番, 可信区间."""

from __future__ import annotations

from decimal import Decimal

from verify.patterns import regex
from verify.text import numerals
from verify.text.tokens import Label, Number, share

_NUMERAL = frozenset("零〇一二三四五六七八九十百千万亿兆壹贰叁肆伍陆柒捌玖拾佰仟廿卅两")
_UNIT_TAILS = {"千": "克米瓦卡焦帕伏赫", "兆": "帕赫瓦焦欧伏字位"}  # 千克, 兆帕: a unit, no number
_LONGEST = 24
# A pattern of the places where `read` may find something.
HEADS = (
    f"[{''.join(sorted(_NUMERAL))}负半翻]|参(?=[万仟佰拾])|对(?=[半折])|个(?=半)|隔(?=[日天周月])|[可置](?=信区间)|[风危](?=险比)|优(?=势)|比(?=值)|率(?=比)"
    "|相(?=对[危风])"
)


def _one(text: str, at: int) -> bool:
    """Whether a numeral character stands at `at`."""
    c = text[at : at + 1]
    if c == "参":  # the 參 of 參萬 once folded; otherwise the 参 of 参与
        return text[at + 1 : at + 2] in ("万", "仟", "佰", "拾") or text[at - 1 : at] in ("零", "仟", "佰", "拾")
    return c in _NUMERAL and not (c in _UNIT_TAILS and text[at + 1 : at + 2] in tuple(_UNIT_TAILS[c]))


def _run(text: str, at: int) -> int:
    """The end of the numeral characters from `at` on, single blanks between them allowed."""
    limit = at + _LONGEST
    while at < limit:
        if _one(text, at):
            at += 1
        elif text[at : at + 1] == " " and _one(text, at + 1):
            at += 2
        else:
            break
    return at


def numeral_end(text: str, at: int) -> int:
    """The end of the Chinese numeral that starts at `at`, with its decimals: 十二点五."""
    end = _run(text, at)
    point = end + (text[end : end + 1] == " ")
    if end == at or text[point : point + 1] != "点":
        return end
    after = _run(text, point + 1)
    while after < point + 13 and text[after : after + 1].isdigit():  # 零点77
        after += 1
    return after if after > point + 1 else end


# ------------------------------------------------------------------------------------------------ parts of a whole

_OF = regex(r" {0,2}分 {0,2}之 {0,2}(-|负)?([0-9][0-9,.]{0,12})?")
_AND = regex(r" ?又 ?")
_SLASHED = regex(r"([0-9]{1,4})/([0-9]{1,4})(?![0-9.])")
_PLACES = frozenset("十拾百佰千仟万亿")


def part_of(text: str, start: int, base_end: int) -> Number | None:
    """百分之三十 where its base, the 百, ends at `base_end`: per cent of a power of ten, a fraction of anything else."""
    match = _OF.match(text, base_end)
    if match is None:
        return None
    end = match.end()
    printed = match[2].rstrip(".,") if match[2] else ""
    if printed:
        end -= len(match[2]) - len(printed)
    else:
        end = numeral_end(text, match.end())
        printed = text[match.end() : end].replace(" ", "")
    base = text[start:base_end].replace(" ", "")
    bottom = plain(base)
    tops = _ends(printed)
    if tops is None or not bottom:
        return None
    low, high = (-top if match[1] else top for top in tops)
    if bottom >= 100 and _PLACES.issuperset(base):
        places = len(printed.replace("点", ".").partition(".")[2])
        return Number(start, end, low * 100 / bottom, high * 100 / bottom, places + bottom.adjusted() - 2, "han", kind="percent")
    return share(start, end, low, bottom)


def plain(text: str) -> Decimal | None:
    """Digits with separators, or a Chinese numeral."""
    if text[:1].isdigit() and text.isascii():
        whole, _, rest = text.partition(".")
        digits = whole.replace(",", "")
        return Decimal(f"{digits}.{rest}" if rest.isdigit() else digits)
    return numerals.han(text)


def and_part(text: str, number: Number) -> Number:
    """`number` with the fraction that 又 adds: 三又二分之一."""
    match = _AND.match(text, number.end)
    if match is None:
        return number
    base_end = match.end()
    while text[base_end : base_end + 1].isdigit() and base_end - match.end() < 7:
        base_end += 1
    base_end = max(base_end, _run(text, match.end()))
    if slashed := _SLASHED.match(text, match.end()):
        part = share(*slashed.span(), Decimal(slashed[1]), Decimal(slashed[2]))
    else:
        part = part_of(text, match.end(), base_end) if base_end > match.end() else None
    if part is None or part.kind or not 0 < part.low < 1:
        return number
    number.low = number.high = number.low + part.low
    number.decimals, number.end = 1, part.end
    return number


# ------------------------------------------------------------------------------------------------ words

_LABELS = (
    *((word, "interval") for word in ("置信区间", "可信区间", "四分位数间距", "四分位间距", "四分位距", "四分位数")),
    *((word, "hazard_ratio") for word in ("风险比", "危险比")),
    *((word, "odds_ratio") for word in ("比值比", "优势比")),
    *((word, "risk_ratio") for word in ("相对危险度", "相对危险", "相对风险", "率比")),
)
_LEVEL = regex(r"(?: ?\((?:(9[059]) ?%)? ?(?:CI|IQR)?\))?[ ,:=为]{0,2}[\[(]?")
_DATE = regex(r"十?[一二三四五六七八九十]月(?:[一二三四五六七八九十]{1,3}[日号])?(?![龄大经])|[一二三四五六七八九〇零]{4}年")
_HALF = regex(r"一半|半数(?!致)|对半|(?<=打)对折|(?<=[近约])半(?![年个月小天数])|(?<=过)(?<![经通]过)半(?![年个月小天数夜程])")
_HALF_UNIT = regex(r"(?<![上下前后大多小一])半(?=个?月(?![板瓣线神形湾裂切刊])|年|岁|小时|天|日(?!本)|周|分钟|斤)")
# 个半小时 is one and a half; 每个半小时 and 半月板 are not.
_AND_HALF = regex(r"(?<![每第前后上下几数整0-9])个半(?=小时|钟|星期|礼拜|月(?![板瓣线神形湾裂切刊]))")
_ALTERNATE = regex(r"隔([日天周月])(?=(?:一|1)次|(?:口服|服|皮下|肌肉|静脉)?[给服注输用])")
_TURNED = regex(r"翻(?:了 ?)?(?:([一二两三四五]) ?番|一?倍)")


def read(text: str, start: int) -> tuple[int, Number | Label | None]:
    """What starts at `start`, and where to read on; None for a date, a word or a malformed numeral."""
    c = text[start]
    if c not in _NUMERAL or c == "四":
        for word, kind in _LABELS:
            if c == word[0] and text.startswith(word, start):
                return _label(text, start, start + len(word), kind)
    if c == "个" and (match := _AND_HALF.match(text, start)):
        return match.end(), Number(*match.span(), Decimal("1.5"), Decimal("1.5"), 1, "han")
    if c == "隔" and (match := _ALTERNATE.match(text, start)):
        return match.end(), Label(*match.span(), "frequency", value=Decimal(2), code=_PERIODS[match[1]])
    if c == "百" and text.startswith("百分百", start):
        return start + 3, Number(start, start + 3, Decimal(100), Decimal(100), 0, "han", kind="percent")
    if c in "一半对" and (match := _HALF.match(text, start)):
        return match.end(), share(*match.span(), Decimal(1), Decimal(2))
    if c == "半" and _HALF_UNIT.match(text, start):
        return start + 1, Number(start, start + 1, Decimal("0.5"), Decimal("0.5"), 1, "han")
    if c == "翻" and (match := _TURNED.match(text, start)):
        value = Decimal(2 ** numerals.HAN_DIGITS[match[1]] if match[1] else 2)
        return match.end(), Number(*match.span(), value, value, 0, "han", kind="fold")
    if c == "负":
        end = numeral_end(text, start + 1)
    elif c in _NUMERAL or c == "参":
        if match := _DATE.match(text, start):
            return match.end(), None
        if text.startswith("十有八九", start):
            return start + 4, Number(start, start + 4, Decimal(80), Decimal(90), 0, "han", kind="percent")
        end = numeral_end(text, start)
    else:
        return start + 1, None
    if end <= start + (c == "负") or (c == "零" and text[end : end + 1].isdigit()):  # 1年零3个月
        return start + 1, None
    part = part_of(text, start + (c == "负"), end)
    if part is not None and c == "负":  # 负百分之五
        part.start, part.low, part.high = start, -part.high, -part.low
        part.numerator = part.denominator = None
    if part is not None:
        return part.end, part
    number = _numeral(text, start, end)
    return (end, None) if number is None else ((number := and_part(text, number)).end, number)


_PERIODS = {"日": "d", "天": "d", "周": "wk", "月": "mo"}
# 上百例: at least a hundred; 加上百 and 以上百分之 are other words.
_UPWARDS = frozenset(("百", "千", "万", "亿", "百万", "千万"))
_NO_UPWARDS = frozenset("以晚早加之网身如")
_BETWEEN = frozenset(["一二", "一两", "二三", "两三", "三四", "三五", "四五", "五六", "六七", "七八", "八九"])
_PLANS = frozenset(("十三五", "十四五", "十五五"))  # the five-year plans
_COUNTED = frozenset("个天年月周次例名岁小日种位")


def _label(text: str, start: int, end: int, kind: str) -> tuple[int, Label | None]:
    if kind != "interval":
        # 第1组的应答率比第2组高: the rate is compared, no ratio named
        return end, None if text.startswith("第", end) else Label(start, end, kind)
    match = _LEVEL.match(text, end)
    level = Decimal(match[1]) if match and match[1] else None
    end = match.end() if match else end
    return end, Label(start, end, kind, level)


def _numeral(text: str, start: int, end: int) -> Number | None:
    word = text[start:end].replace(" ", "")
    before = text[start - 1] if start else ""
    if before and before in "数几上" and not (before == "上" and word in _UPWARDS and text[start - 2] not in _NO_UPWARDS):
        return None
    if len(word) > 1 and word[-1] == "两" and not (word == "一两" and text[end : end + 1] in _COUNTED):  # 五两 is a weight
        word, end = word[:-1], end - 1
    if word in _PLANS and text[end : end + 1] not in _COUNTED:
        return None
    ends = _ends(word)
    return None if ends is None else Number(start, end, *ends, len(word.partition("点")[2]), "han")


def _ends(word: str) -> tuple[Decimal, Decimal] | None:
    """The value of a number, twice, or the two that 三四, 七八十 and 四十五六 lie between."""
    pairs = [i for i in range(len(word) - 1) if word[i] in numerals.HAN_DIGITS and word[i + 1] in numerals.HAN_DIGITS]
    if len(pairs) == 1 and word[pairs[0] : pairs[0] + 2] in _BETWEEN and "点" not in word:
        at = pairs[0]
        low, high = numerals.han(word[: at + 1] + word[at + 2 :]), numerals.han(word[:at] + word[at + 1 :])
        if low is not None and high is not None:
            return low, high
    value = plain(word)
    return None if value is None else (value, value)
