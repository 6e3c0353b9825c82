"""What part a figure plays in its sentence, told from the words beside it.

"At 12 months, 40% ..." holds one result and one time; comparing a result with a time, or a P value with a rate, is the first
mistake of every tool that looks numbers up. The words are few and grammatical, so they stand here and not in the vocabulary.
"""

from __future__ import annotations

import re
from decimal import Decimal

from verify import terms
from verify.model import Quantity
from verify.patterns import regex

# Statistics that say when or for whom a result holds, and those that qualify one. Neither is a result of its own.
SETTING = frozenset({"time", "condition"})
QUALIFIER = frozenset({"p", "interval", "size", "spread", "test"})

_RATIOS = frozenset({"hazard_ratio", "odds_ratio", "risk_ratio"})
_LEFT, _RIGHT, _FAR, _CLOSE = 60, 40, 120, 24
# Other members of a list of times: "at 1, 3 and 5 years", "6个月、12个月和24个月时".
_LISTED_BEFORE = regex(r"(?:[0-9.]+(?:\s*-?(?:days?|weeks?|months?|years?|hours?))?-?\s*(?:,\s*(?:and|or)?|and|or)\s*)+$", re.I)
_LISTED_AFTER = regex(r"(?:\s*[、,和及与]\s*[0-9一二三四五六七八九十.]+\s*(?:个?月|年|周|天|日|小时|h|d|mo)?)+")
_CHANGE_EN = (
    r"(?:increas|decreas|reduc|declin|improv|chang|shorten|lengthen|prolong|extend|lower|rais|rise|rising|rose|fell|fall|drop"
    r"|grew|grow|climb|cut|gain|lost|los[es]|differ|high|longer|shorter|larger|smaller|great"
    r"|(?:less|(?<!or )more|fewer)(?! than (?:an?|one|two|half|[0-9]))|accelerat|delay"
    r"|worsen|deteriorat|slip|slid|dipp|thinn|thicken|sank|sink|shed|shrank|shrunk|shrink|crept|plung|slash|trimm|soar|jump|surg(?=e[ds]))[a-z]*"
)
_BY_CHANGE = regex(r"(?:" + _CHANGE_EN + r"|(?<![a-z])(?:up|down)(?![a-z]))" + r"(?:[^.;]{0,40}?)\sby\s+(?:[a-z]+\s+){0,3}$", re.I)
_BY = regex(
    r"(?:" + _CHANGE_EN + r"|(?<![a-z])(?:up|down)(?![a-z]))"
    r"(?:[^.;0-9]{0,110}?|(?:[^.;]|\.(?=[0-9])){0,70}?)\sby\s+(?:(?:about|nearly|almost|an|a|only|just|approximately|around|absolute|additional|further|mean|median|average|of)\s+)*$",
    re.I,
)
# "was reported by 41%": the share of those who did, not a change.
_AGENT = regex(
    r"(?<![a-z])(?!"
    + _CHANGE_EN
    + r"|down |(?:wo)?men |children |oxygen |then |often |(?:[a-z]*w|h)eight )(?:(?:was|were|been|being) (?:lost|met|felt|held|led)"
    r"|[a-z]+(?:ed|en|wn|ght|orn)|(?:[a-z]*do|[a-z]*go|bor)ne)\s+by\s+(?:[a-z]+\s+){0,2}$",
    re.I,
)
_TIME_EN = regex(
    r"(?:^|[\s(,-])(?:at|by|within|after|before|until|till|over|during|past|previous|preceding|last|first|next|week|day|month"
    r"|year|every|per"
    r"|each|for|aged?|follow(?:ed|-up)|beyond|since|than|under|the)[\s-]+(?:(?:a|an|the|about|approximately|up|to|at|least"
    r"|least|median|mean|average|of|additional"
    r"|further|first|past|previous|preceding|last|next|following|only|ages?|age|another|exactly|around)\s+)*$",
    re.I,
)
_ORDINAL = regex(
    r"(?:^|[^A-Za-z])(?:days?|weeks?|months?|years?|visit|grades?|stages?|phase|class|type|step|cycle|version|ages?|aged|level"
    r"|part|cohort|group|arm|"
    r"figure|table|dose|line|end ?point|outcome|question|item|site|panel|model|criterion)\s+$",
    re.I,
)
_TIME_AFTER_EN = regex(
    r"^\s*-?(?:post|after|ago\b|later|on(?=,)|of age|of follow-up|follow-up|old\b|before|earlier"
    r"|of treatment|gestation|in duration|interval)"
    r"|^-(?:[a-z])",
    re.I,
)
_VALUE_BEFORE_EN = regex(
    r"(?:was|were|is|are|averag(?:ed|ing)|lasted|took(?: up| (?:any(?:thing|where) )?(?:from|between))?|cost(?: [a-z]+)?|spent"
    r"|reached|stood at|=|:|about|approximately|nearly|around|only|just|[(])\s*"
    r"(?:only |just |about |approximately )?$",
    re.I,
)
_JOINED = regex(
    r"(?:(?<![a-z])(?:and|or|than|versus|vs\.?|v|against|with)\s+(?:about |only |just )?|[,和与对比、(]\s*(?:约|仅)?)$", re.I
)
_MEDIAN = regex(r"(?:median|mean|average|中位|平均|均数|中位数)[^.;。；,，]{0,60}$", re.I)
# "on average they collapsed 1.5 hours after the start", but "seen at a mean of 12 months after surgery"
_ON_AVERAGE = regex(
    r"(?<![a-z])(?:on average,? [^.;,]{0,40}|(?<!at )(?<!after )an? (?:mean|median|average) of )(?:about )?$"
    r"|平均(?:在|于|约)?(?:[^,。;0-9]{0,8}后)?$",
    re.I,
)
_SINCE = regex(r"\s*(?:after|before|into|later)(?![a-z])|\s*后(?:发生|出现|起)", re.I)
_VALUE_VERB_ZH = regex(
    r"(?:为|达到?|是|长达|延长|缩短|增加|减少|提前|推迟|[升降增减长短缩延]至|至|到|由|多|少|早|晚|维持)(?:了|约|近|至|仅|大约"
    r"|为)*\s*$"
)
_TIME_BEFORE_ZH = regex(
    r"(?:第|术后|治疗|干预|随访[至到]?|满|过去|近|最近|产后|出院后?|入院|确诊|接种|用药|每|连续|为期|停药|发病|移植|封闭|修复|停止|基线后?"
    r"|未来|此前)(?:后|满|期间|第|前|时间)?\s*$|(?<=[一-鿿])后\s*$|(?:[疗术药预]前|基线|入院时)(?:[、及和与]|以及)\s*$"
)
_TIME_AFTER_ZH = regex(
    r"^\s*(?:时|后|内|以内|前|的?随访|以来|期间|龄|起|末|的?(?:总|无)?[^,。;()、0-9]{0,6}?(?:率|风险|死亡|生存)|试验|研究|疗程|治疗|复[查诊])"
)
_FROM = regex(
    r"(?:from|由|从|自)\s*(?:基线|[一-鿿]{1,6}前|[0-9]{4}年|第?[0-9]+(?:个?月|周|天|年))?(?:的|时的)?\s*"
    r"(?:(?:a|an|the|about|约)\s*)?(?:mean|median|average|baseline)?\s*(?:of)?\s*$",
    re.I,
)
# "swabs from 644 dogs" starts nothing.
_TO_FOLLOWS = regex(
    r"[^.;。]*?(?<![a-z])to\s+(?:(?:a|an|the|about|only|just|nearly|over)\s+)*[+-]?[0-9]|[^。;]{0,20}?(?:[至到升降增减缩延变]|提高|改善)"
)
_WITH_SCORE = regex(
    r"(?<![a-z])(?:with|had|has|having|scoring) (?:a |an )?(?:[a-z-]+ )?scores? of (?:[0-9]{1,2} (?:or|to) )?$", re.I
)
_AT_ONCE = regex(r"\s*[即就便]")
_ITS_FIGURE = regex(r"\s*[,:]\s*[0-9]")
_MEDIAN_TIME = regex(r"(?:中位|平均)(?:随访|病程|住院|用药|治疗|观察)(?:时间|时长|天数)?(?:为|达到?|约)*$")
_MIDDLE_NEXT = regex(r"\s*[,(，;]?\s*(?:中位|平均|median|mean|average)", re.I)
_RATIO_NEXT = regex(r"\s*\((?:a?OR|HR|RR|SHR|odds|hazard|risk)(?![a-z])", re.I)
_FIGURE_NEXT = regex(r":? ?[+-]?[0-9]")  # "6 weeks 94° vs 71°; 3 months 131°"
_NUMBERED_TIME = regex(r"(?i:days?|weeks?|months?|years?|hours?)\s|第|(?i:third|[a-z]{3,5}th)\s")
_OF_ANOTHER_LIST = regex(r"(?:days?|weeks?|months?|years?)\s$", re.I)  # "at month 1, and 381, 408 and 354 minutes at month 3"
_LASTED = regex(
    r"(?<![a-z])(?:stay|duration|survival|interval|delay)(?: in hospital)? (?:was|of|were|averaged) (?:only |about )?$", re.I
)
_THEN = regex(r"[时后末]的\s?(?:约|近)?[0-9]")  # 升至52周时的69.4%
_SET_TIME = regex(r"(?:[内后前末]|(?<!小)时)$")  # 12个月时, but 12小时 may be a result
_LIMIT = regex(r"(?:超过|超出|不足|不到|少于|多于|短于|长于)[^,。;0-9]{1,16}的\s*$")  # 超过指南建议的1小时
_TO = regex(
    r"(?:" + _CHANGE_EN + r"|from)(?:[^.;]|\.(?=[0-9])){0,60}?\sto\s+(?:(?:about|only|just|a|nearly|approximately|around)\s+)*$"
    r"|(?:升|降|增|减|缩短|延长|缩小|提高|提升|延|缩|涨|跌|跌落|滑落|下滑|攀升|回升|反弹|骤降|骤升|锐减|激增|猛增|跃升|增长|拉长|走低|走高|变化|改变"
    r"|下降|上升|增加|减少|压缩|改善|变|恢复|回落|扩大|升高|降低)了?(?:至|到|为|成)(?:[一-鿿]{1,6}后的?|[0-9]{4}年的?|第?[0-9]+(?:个?月|周|天|年)(?:[时后]的?|的)?)?(?:约|了)?\s*$",
    re.I,
)
_CHANGE_ZH = regex(
    r"(?:(?:升高|上升|增加|提高|增长|增多|增大|增厚|变厚|变薄|减薄|下降|降低|减少|缩短|延长|改善|减轻|推迟|提前|降幅|增幅|变化|改变|差值?|相差)(?:了|达"
    r"|约|为|近|幅度|幅|分别)*"
    r"|(?:升|降|涨|减|增|高|低|多|少|长|短)(?:了|出)?|(?<!最)[早晚快慢]了?)(?:约|近)?\s*$"
)
_THRESHOLD = regex(
    r"(?:reductions?|increases?|decreases?|loss(?:es)?|gains?|declines?|improvements?|expression|fraction|stenosis"
    r"|response)\s+(?:of|in [^,;.]{2,30} of|by)?\s*$"
    r"|(?:,|\band)\s+of\s*$"  # "… was seen in 52.3%, and of at least 90% in 15.8%"
    r"|(?:改善|减少|下降|降低|增加|减轻|表达|分数|狭窄|缓解|面积|负荷)(?:率|幅度|程度|水平|达到或|达到|达|或)*\s*$",
    re.I,
)
# 48%的患者头痛天数减少了至少一半, "48% of patients cut their headache days by at least half"
_WHO_CHANGED = regex(
    r"(?:%|[一二三四五六七八九]成|分之[一二三四五六七八九十]|半数)的?[^,。;%]{0,30}[者人性童][^,。;%]{0,20}"
    r"(?:改善|减少|下降|降低|增加|减轻|减|降)了?\s*$"
    r"|(?:%|half|quarter|third|fifth)s?\sof\s[^,;.%]{3,60}\sby\s*$",
    re.I,
)
# "had at least a 50% reduction"
_THRESHOLD_NEXT = regex(
    r"\s(?:[a-z]+ )?(?:reduction|decrease|increase|decline|improvement|fall|drop|rise|loss|gain|clearance)(?![a-z])", re.I
)
_EFFICACY = regex(
    r"(?:efficacy|effectiveness|protection)\s[^.;,]{0,90}?(?:was|of|were|reached|stood at|remained)\s*$"
    r"|(?:(?<!抗体)保护率|保护效力|保护效果|疫苗效力|有效性)[^,。;]{0,16}$",
    re.I,
)
_EFFECTIVE = regex(r"\s(?:effective|efficacious|protective)(?![a-z])", re.I)  # "91% effective against severe disease"
_DIFFERENCE = regex(
    r"(?:difference|reduction|increase|decrease|decline|gain|rise|fall|drop|change|saving|gap|差值?|相差"
    r"|差异)\s*(?:in\s[^.;,()]{0,50})?\s*(?:of|was|为|,|:|=|-|by|\()?\s*(?:about|约|an?)?\s*$",
    re.I,
)
_GAINED = regex(
    r"(?<![a-z])(?:gain(?:ed|s)?|lost|loses?|shed|put on|add(?:ed|s)|sav(?:ed|es|ing)(?: [a-z]+)?|spared(?: [a-z]+)?)\s+"
    r"(?:(?:about|nearly|only|just|(?:an? )?(?:mean|average|median) of)\s+)*$",
    re.I,
)
_MEAN_DIFFERENCE = regex(r"(?<![A-Za-z])[SW]?MD\s*(?:of|was|for [^,.;()]{1,40}|为|是|,|:|=)?\s*$")
_GAIN_OF = regex(
    r"(?<![a-z])(?:difference|reduction|increase|decline|gain|rise|saving|gap) of (?:(?:about|only|just|some|nearly) )?$", re.I
)
_CHANGE_WITHIN = regex(r"减少|降低|下降|增加|上升|升高|少|多")  # 每千导管日减少2.7例
_POINTS_MORE = regex(
    r" (?:[a-z]+ ){0,2}(?:larger|greater|smaller|bigger|more|less|higher|lower|longer|shorter|better"
    r"|difference|reduction|rise|fall|gap|gain|improvement|increase"
    r"|decrease|drop|advantage|lead|benefit|decline|change)(?![a-z])"
)
_CHANGE_AFTER = regex(
    r"^\s*(?:[a-z]{2,10}/[a-z]{1,8}\s+|(?:events?|days?|points?|letters?|attacks?|episodes?|times?)\s+)?"
    r"(?:(?:absolute|relative|overall|further|additional|smaller|greater)\s+)*(?:reduction|increase|decrease|decline"
    r"|improvement|longer|shorter|lower|higher|more|less|fewer"
    r"|greater|larger|smaller|rise|fall|drop|gain|reduced|increased)(?![a-z])"
    r"|^\s*(?:below|above|under)\s+(?:the|that|those|its|their|what|baseline|placebo|controls?|usual)(?![a-z])|^的?(?:降幅|增幅|下降|升高|增加|减少)",
    re.I,
)
# "(n=487) relapse was seen in 35%": the size of the group that the next figure is of.
_SIZE = regex(r"n\s*=\s*$", re.I)
_SIZE_OF_NEXT = regex(r"\s*[)\]](?!\s*[,;。、]|\s*$|\s*(?:and|or|versus|vs|to|和|与|或)(?![a-z]))[^,;。、]{0,40}?[0-9]", re.I)
# "14.3% with prednisolone (n=547)": of the group that the figure before it is of.
_SIZE_OF_LAST = regex(r"[0-9]\s?%?\s(?:in|with|on|of|for|among|after)\s[^,;.()]{2,40}[(\[]\s*(?:n\s*=\s*)?$", re.I)
# "95% CI 25.4–not estimable"
_OPEN_INTERVAL, _NEVER = regex(r"CI[\s:,]*$"), regex(r"\s?(?:[-–,]|to)\s?(?:not|NE|NR|NA|未)")
_TESTED = regex(r"(?<![A-Za-z])(?:[χxX]2|[χxX]?²|χ|[tFZUHz])\s*[=＝]\s*$")
# "on the 0-10 scale", "总分（0~100分）": from where to where a scale goes.
_SCALE_BEFORE = regex(
    r"(?i:scale|score|index|range|scored|rated|questionnaire|inventory|from)[^.;。；0-9]{0,24}$|量表[^。；;0-9]{0,10}$|[(,]\s*$"
)
_SCALE_AFTER = regex(r"\s*\)")
_SCALE_OF = regex(r"(?i:(?<![a-z])(?:scale|scored|rated)(?: of| from)?\s+$)")
_SCALE_NAMED = regex(
    r"\s*-?(?i:points?|cm|mm)?[\s-]*(?:(?i:numeric(?:al)?|visual|rating|analogue|analog|likert)[\s-]*)*(?i:scale|score)(?![a-z])|制|量表"
)
# "(mRS 0～3分)", "modified Rankin score 0–2": which part of a scale is meant.
_SCORED = regex(r"(?:(?i:rankin|score|scale|class|grade)|mRS|ECOG|ASA|NYHA|GCS|GOSE?|评分|分级|量表)[\s:为(]{0,2}$")
# Visual acuity as a fraction of what is usual, in metres or feet: what can be seen, not how many can.
_SNELLEN = regex(
    r"(?:3|6)/(?:5|6|7\.5|9|12|15|18|24|30|36|60)|20/(?:15|20|25|30|32|40|50|60|63|70|80|100|125|160|200|250|320|400|800)"
)
_SEEING = regex(
    r"(?<![a-z])(?:acuity|vision|visual|see|sight(?:ed)?|blind(?:ness)?|unaided)(?![a-z])|BCVA|UCVA|视力|视敏度|失明|盲", re.I
)
# "Each 10 μg/m³ rise", "每升高5 mmHg": what an effect is counted over.
_STEP_BEFORE = regex(
    r"(?<![A-Za-z])(?i:each|every|per)\s+(?i:additional|further|extra)\s+$|每(?:增加|升高|上升|增长|下降|降低|减少|延长)\s*$"
)
_PER_STEP = regex(r"(?<![A-Za-z])(?i:each|every|per)\s+(?:(?i:one)\s+)?$|每\s*$")
_STEP_AFTER = regex(
    r"^[^.;,。，]{0,30}?(?i:rise|increase|increment|higher|lower|decrease|reduction|gain)|^[^。，,;；]{0,12}?(?:增加|升高|上升|增长|下降|降低|的增量|延长)"
)
# "按1 mmol/L=18 mg/dL换算", "(conversion factor 2.5)"
_RATE_OF_EXCHANGE = regex(r"(?:按|换算系数|换算因子|折算系数|(?i:conversion factor))\s*(?:为|of|is|约)?\s*$")
_EXCHANGED = regex(r"\s*(?:按[^,。;]{1,14}(?:计|换算|折算)|(?:换算|折算))")
_AGED = regex(r"(?<![a-z])(?:aged|ages)\s+(?:between\s+)?$|年龄\s*$", re.I)
_AMOUNT = regex(
    r"(?i:consum\w*|requirement|required|use[d]?|intake|cumulative|total|averag\w*)[^.;()]{0,60}(?i:was|were|of|averaged)\s*$"
    r"|(?i:(?<![a-z])(?:needed|consumed|required)\s+(?:(?:(?:an? )?(?:mean|median|average|total) of|only|about|just) )*$)"
    r"|(?:消耗|用)量[^。；;，,]{0,20}$|^\s*$"
)
_DOSED = regex(r"^\s*(?:组|剂量|治疗|给药|用药)|^[\s-]*(?:dose|group|arm|tablets?)(?![a-z])", re.I)  # 20 mg剂量, the 20 mg group
_WITH_SPREAD = regex(r"^\s*(?:\(\s*(?:SD|SE|SEM|IQR)|±)")
_GROUPS = regex(r"^\s*(?:-?(?:arm|group|way|sided|stage|thirds?)|组|类|者|方面|点|侧)")
_BY_END = regex(r"\sby\s+(?:(?:about|nearly|almost|only|just|around|some)\s+)*$")
_SIZED_BEFORE = regex(r"\([nN] ?= ?[0-9][0-9, ]*[;,] ?$")
_COUNTABLE = frozenset({"number", "count"})
_BOUNDS = frozenset({"<", ">", "<=", ">="})
_TOPS = frozenset(Decimal(n) for n in (3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 21, 24, 27, 30, 36, 40, 50, 56, 60, 63, 66, 72, 100))
_SPREAD_BEFORE = regex(r"(?<![A-Za-z])(?:SD|SE|SEM|s\.d\.|standard (?:deviation|error))[\s,:=]*$|标准(?:差|误)[\s,:为=]*$|±\s*$")
# "from 5.3 to 3.1 events per 100 admissions"; "走路超过8000步者": what a rate is counted over, and who belongs to a group.
_EXPOSED = regex(r"(?<![a-z])(?:with|taking|on|using)\s+$", re.I)
_LISTED_ON = regex(r"(?: or more)?(?:[,.;]|\s+and\s+[0-9]|$)")
_COUNT_NEXT = regex(r"\s*\(\s*[0-9]")
_RATE_BASE = regex(r"(?<![a-z])(?:per|every|each)\s+$|每$", re.I)
_WHO = regex(r"^\s*(?:[一-鿿]{0,2}者|的(?:人|患者|病人|受试者|女性|男性|老人|儿童|成人))")
# 每周至少吃五份豆类者: how much it takes to belong to a group
_HABIT, _OF_HABIT = regex(r"每[天日周月年晚次][^,。;0-9]{0,10}$"), regex(r"^[^,。;0-9]{1,8}(?<!患)者")
_OF_DOSES, _MOST_DOSES, _CLOSEST = regex(r"^[a-z0-9]+[ -]doses?(?![a-z])|^[一二两三四1-4][剂针](?![量型灸刺])", re.I), 4, 6
_WHO_BETWEEN = regex(r"^\s*(?:[一-鿿]{0,2}[者组]|的[^,。;]{0,12}?(?:人|患者|病人|受试者|女性|男性|老人|儿童|学生|成人|妇女))")


def statistic(quantity: Quantity, folded: str, last: str | None = None) -> str:
    """The part `quantity` plays in `folded`, the folded text it was read from; `last` is that of the stretch of time before it."""
    kind = quantity.kind
    left, right = folded[max(0, quantity.start - _LEFT) : quantity.start], folded[quantity.end : quantity.end + _RIGHT]
    if " by " in left[-_CLOSE:] and _BY_END.search(left):
        left = folded[max(0, quantity.start - 2 * _LEFT) : quantity.start]
    if "±" in quantity.text and left.endswith("("):
        left = left[:-1]  # 由(3.4±1.2)s延长至(6.3±1.8)s
    far, close = folded[quantity.end : quantity.end + _FAR], left[-_CLOSE:]
    if _SPREAD_BEFORE.search(close):
        return "spread"
    if kind in ("number", "percent", "count") and _AGED.search(close):
        return "condition"
    if _RATE_OF_EXCHANGE.search(close) or _EXCHANGED.match(right):
        return "condition"
    if _STEP_BEFORE.search(close) or (_PER_STEP.search(close) and _STEP_AFTER.search(right)):
        return "condition"
    if kind == "p_value":
        return "p"
    if kind == "number" and _TESTED.search(close):
        return "test"
    if _OPEN_INTERVAL.search(close) and _NEVER.match(right):
        return "interval"
    if kind == "interval":
        return "interval"
    if kind in _RATIOS:
        return "ratio"
    if kind == "rate" and _CHANGE_WITHIN.search(quantity.text):
        return "change"
    if kind in ("duration", "age") and "±" in quantity.text:
        return _of_result(left, right, far)  # what was measured of many is no point of time
    if kind in ("duration", "age"):
        return _of_time(quantity, left, right, far, last)
    if kind in ("dose", "frequency"):
        part = _of_result(left, right, far)
        measured = (
            kind == "dose"
            and not _DOSED.match(right)
            and (_MEDIAN.search(left) or _AMOUNT.search(left) or _WITH_SPREAD.match(right) or "±" in quantity.text)
        )
        return part if part != "value" or measured else "condition"
    if kind == "measurement" and quantity.text.endswith("-point") and _POINTS_MORE.match(right):
        return "change"
    if kind == "measurement" and (quantity.comparator in _BOUNDS or quantity.text.endswith("-point")):
        return "condition"  # "on the 10-point scale"
    if quantity.low == 0 and quantity.high in _TOPS and _of_scale(left, right):
        return "condition"
    if kind in ("number", "measurement") and quantity.low != quantity.high and not quantity.decimals and _SCORED.search(close):
        return "condition"
    if quantity.unit == "{score}" and _WHO.match(right):
        return "condition"  # 评分0分者
    if kind in ("number", "measurement") and not quantity.decimals and _WITH_SCORE.search(left):
        return "condition"
    if kind == "fraction" and _SNELLEN.fullmatch(quantity.text) and _SEEING.search(left + right):
        return "condition"
    if kind == "percent" and right[:1] == ")" and _SIZED_BEFORE.search(left):
        return "size"  # (n=13,273; 31.0%): the share of all that a group is
    sized = kind in _COUNTABLE and (quantity.text[:1] in "nN" or _SIZE.search(left))
    if sized and (_SIZE_OF_NEXT.match(right) or (_SIZE_OF_LAST.search(left) and right.lstrip()[:1] in (")", "]"))):
        return "size"
    if kind in ("count", "rate") and _RATE_BASE.search(close):
        return "condition"
    if kind in _COUNTABLE and quantity.unit == "1":
        few = quantity.value is not None and quantity.value <= _MOST_DOSES and quantity.comparator == "="
        if few and left[-1:] != "第" and _OF_DOSES.search(quantity.text + right[:_CLOSEST]):
            return "condition"  # 2.6 after two doses, 5.1 after one dose; 接种两剂者
        if _HABIT.search(left) and _OF_HABIT.match(right):
            return "condition"
        if _ORDINAL.search(left):
            return "time" if re.search(r"(?:day|week|month|year)s?\s+$", left, re.I) else "condition"
        if quantity.comparator in _BOUNDS and kind == "number" and quantity.value is not None and quantity.value < 200:
            return "condition"
        if kind == "number" and _GROUPS.match(right):
            return "condition"
        spelt = not any(c.isdigit() for c in quantity.text)
        exposed = spelt and _EXPOSED.search(close) and _LISTED_ON.match(right)  # "25.7 with two and 33.1 with three drugs"
        if exposed or _RATE_BASE.search(close) or (quantity.comparator in _BOUNDS and _WHO.match(right)):
            return "condition"
    if kind == "percentage_point":
        part = _of_result(left, right, far)
        return "difference" if part == "value" else part
    if kind == "percent" and right[:2].strip()[:1].isalpha() and _of_drug(right):
        return "condition"
    part = _of_result(left, right, far)
    if part == "value" and kind == "percent" and efficacy(folded[max(0, quantity.start - 2 * _LEFT) : quantity.start]):
        return "difference"  # "effectiveness of full vaccination against admission to hospital was 74.3%"
    return part


def threshold(quantity: Quantity, folded: str) -> bool:
    """Whether a bounded share says who counts as a case (a reduction of at least 50%) and not how many do."""
    if quantity.kind not in ("percent", "fraction") or quantity.comparator not in ("<", ">", "<=", ">="):
        return False
    before = folded[max(0, quantity.start - _LEFT) : quantity.start]
    if _WHO_CHANGED.search(before):
        return True
    if quantity.kind == "fraction":
        return False
    if quantity.text[:1] in "<>≤≥":
        return True
    # "5% or more (1047 of 1212)": who is counted stands before the count
    counted = _COUNT_NEXT.match(folded, quantity.end) is not None
    return counted or _THRESHOLD.search(before) is not None or _THRESHOLD_NEXT.match(folded, quantity.end) is not None


def _of_scale(left: str, right: str) -> bool:
    """Whether a range from nought is that of a scale named beside it."""
    if _SCALE_NAMED.match(right) or _SCALE_OF.search(left):
        return True
    return bool(_SCALE_BEFORE.search(left) and _SCALE_AFTER.match(right))


# 1.5%乳膏组, "a 0.05% cream"
_FORM = regex(
    r"\s*(?:浓度|溶液|[一-鿿]{0,2}[乳软药]膏|[一-鿿]{0,2}凝胶|滴眼液|洗剂|组)"
    r"|[\s-](?:topical |nasal |eye |oral )?(?:cream|gel|ointment|solution|drops|lotion|foam|mouthwash|rinse|varnish|spray|shampoo"
    r"|patch)(?:e?s)?(?![a-z])",
    re.I,
)


def _of_drug(right: str) -> bool:
    """Whether a percentage is the strength of the drug named right after it."""
    hits = terms.find(right, "drugs")
    return (bool(hits) and hits[0].span.start <= 1) or _FORM.match(right) is not None


def strength(quantity: Quantity, folded: str) -> bool:
    """Whether a percentage is the strength of the drug beside it: "atropine 0.05%", 0.01%阿托品."""
    before = folded[max(0, quantity.start - _RIGHT) : quantity.start].rstrip()
    hits = terms.find(before, "drugs")
    return _of_drug(folded[quantity.end : quantity.end + _RIGHT]) or (bool(hits) and hits[-1].span.end == len(before))


def efficacy(left: str) -> bool:
    """Whether the words right before a figure make it the efficacy of a vaccine or a drug."""
    return _EFFICACY.search(left) is not None


def _from(left: str) -> bool:
    """Whether a figure is where something started."""
    return any(word in left for word in ("rom", "由", "从", "自")) and _FROM.search(left) is not None


def _to(left: str) -> bool:
    """Whether a figure is where something went. The words that end such a phrase are looked for first: most text has none."""
    return any(word in left for word in (" to ", "至", "到", "为")) and _TO.search(left) is not None


def _of_result(left: str, right: str, far: str) -> str:
    if _from(left) and _TO_FOLLOWS.match(far):
        return "from"
    if _to(left):
        return "to"
    by = " by " in left and _BY.search(left) and not _AGENT.search(left)
    if by or _GAINED.search(left) or (not left.isascii() and _CHANGE_ZH.search(left)) or _CHANGE_AFTER.match(right):
        return "change"
    if _DIFFERENCE.search(left) or _MEAN_DIFFERENCE.search(left) or efficacy(left) or _EFFECTIVE.match(right):
        return "difference"
    return "value"


def _of_time(quantity: Quantity, left: str, right: str, far: str, last: str | None) -> str:
    if _NUMBERED_TIME.match(quantity.text) or _SET_TIME.search(quantity.text) or _THEN.match(right):
        return "time"
    if right[:1].isascii() and right[:1].isupper() and not quantity.text.isascii() and not _VALUE_VERB_ZH.search(left):
        return "time"  # 1分钟Apgar评分
    if quantity.low != quantity.high and None not in (quantity.low, quantity.high) and _WHO_BETWEEN.match(right):
        return "condition"  # 病程5~10年的患者
    if quantity.low != quantity.high and None not in (quantity.low, quantity.high) and _MIDDLE_NEXT.match(right):
        return "value"  # 手术日龄29~118 d,中位63 d
    if quantity.comparator in _BOUNDS and _RATIO_NEXT.match(right):
        return "condition"  # 留置导尿管≥7 d(OR=3.42)
    if _LIMIT.search(left) or _FIGURE_NEXT.match(right) or (quantity.comparator in _BOUNDS and _WHO.match(right)):
        return "condition" if quantity.kind == "age" else "time"  # 75岁及以上者
    ranged = quantity.low != quantity.high and None not in (quantity.low, quantity.high)
    if ranged and quantity.unit == "a" and _ITS_FIGURE.match(right):
        return "condition"  # 50–54 years, 44.7 vs 38.1
    if _MEDIAN_TIME.search(left):
        return "value"  # 中位随访30个月
    if quantity.comparator in _BOUNDS and _AT_ONCE.match(right):
        return "condition"  # 减少不足37周即须分娩者
    if not _OF_ANOTHER_LIST.search(bare := _LISTED_BEFORE.sub("", left)) or _NUMBERED_TIME.match(quantity.text):
        left = bare
    listed = _LISTED_AFTER.match(right)
    if listed and _TIME_AFTER_ZH.match(right[listed.end() :]):
        right = right[listed.end() :]
    if _from(left) and _TO_FOLLOWS.match(far) and (quantity.kind == "duration" or _MEDIAN.search(left)):
        return "from"
    if _to(left):
        return "to"
    gained = quantity.comparator not in _BOUNDS and _GAINED.search(left)  # not "lost within five years"
    if (" by " in left and _BY_CHANGE.search(left)) or gained or _CHANGE_ZH.search(left) or _CHANGE_AFTER.match(right):
        return "change"
    if _GAIN_OF.search(left):
        return "difference"
    if _ON_AVERAGE.search(left) and _SINCE.match(right):
        return "value"
    if (_LASTED.search(left) and quantity.comparator not in _BOUNDS) or (
        last == "value" and left.endswith((" and ", " versus ", " vs ", " against "))
    ):
        return "value"  # "a stay of 4 days after A and 7 days after B"
    if _TIME_AFTER_ZH.match(right) or _TIME_AFTER_EN.match(right) or _TIME_BEFORE_ZH.search(left):
        return "time"
    if _MEDIAN.search(left) or ("." in quantity.text and quantity.kind == "duration"):
        return "value"
    if last is not None and last != "from" and _JOINED.search(left):
        return "value" if last == "to" else last
    if quantity.kind == "age":
        return "condition"
    if quantity.text.isascii():
        if re.search(r"[-\s](?:day|week|month|year|hour|minute|second)$", quantity.text) and quantity.value != 1:
            return "time"
        if _TIME_EN.search(left):
            return "time"
        # "a median of 5 days with A and those given B 9 days": what is measured in one arm is measured in the next.
        return "value" if last == "value" or _VALUE_BEFORE_EN.search(left) or _VALUE_VERB_ZH.search(left) else "time"
    if quantity.text.endswith(("间", "来", "里")):
        return "time"
    if right[:1] >= "一" and right[:1] not in "和与及对比":
        return "value" if _VALUE_VERB_ZH.search(left) else "time"
    return "value"
