"""What stands behind the last figure of a list: of all of it, of the last, or of none."""

from __future__ import annotations

from collections.abc import Sequence

from verify.extract.statements_frames import Frame
from verify.model import Quantity, Span
from verify.patterns import regex

_AT_A_TIME = regex(r"(?<![a-z])(?:at|before|after|on|during|initially)(?![a-z])|基线|[前后时]")
# "22.6% at baseline and 47.8% at six months"
_ITS_TIME = regex(
    r"(?<![a-z])(?:baseline|initially|originally|(?:at|before|on|upon) (?:the )?"
    r"(?:entry|admission|discharge|enrol[a-z]*|start|outset|treatment|training|surgery|operation|therapy|birth|diagnosis|intervention))"
    r"(?![a-z])|基线|(?:治疗|干预|手?术|用药|培训|训练|入院|实施)前|入院时"
)
_SHORT = 12  # characters before the figure of one that goes on a list
_OF_ALL = regex(r"\)?, (?:among|across|in|for) (?:the |these |those |all )?[a-z][^,;:()0-9]{2,60}\.?\s*$")
_ON = regex(r"\s*(?:,|;|and(?![a-z])|but(?![a-z])|并|且|而)")


def behind(made: list[Frame], times: Sequence[Quantity], sentence: Span, folded: str) -> list[Frame]:
    """The frames of a sentence, with what ends their list given to those it belongs to. `times`: the times of the sentence."""
    made = _of_all(_out_of_brackets(made, sentence, folded), folded)
    return _timed(made, [time for time in times if made and time.start < made[-1].near.end], folded)


def _out_of_brackets(made: list[Frame], sentence: Span, folded: str) -> list[Frame]:
    """Frames without what goes on behind the bracket that lists them: "(40% male, 37% smokers) and looked at weight loss"."""
    kept = made[:1]
    for frame in made[1:]:
        opening = folded.rfind("(", sentence.start, frame.near.start)
        closing = folded.find(")", frame.unit.end, frame.near.end)
        inside = opening > folded.rfind(")", sentence.start, frame.near.start)
        if inside and closing >= 0 and "(" not in folded[frame.unit.end : closing] and _ON.match(folded, closing + 1):
            frame = frame._replace(near=Span(frame.near.start, closing))
        kept.append(frame)
    return kept


def _of_all(made: list[Frame], folded: str) -> list[Frame]:
    """Frames with the people that end their list behind a comma: "A was 7.2%, and B was 11.7%, among those with diabetes"."""
    if len(made) < 2:
        return made
    last = made[-1]
    told = _OF_ALL.match(folded, last.unit.end, last.near.end)
    if told is None or any(frame.unit.members[0][0].unit != last.unit.members[0][0].unit for frame in made):
        return made
    return [*(frame._replace(shared=(*frame.shared, Span(*told.span()))) for frame in made[:-1]), last]


def _timed(made: list[Frame], times: Sequence[Quantity], folded: str) -> list[Frame]:
    """Frames with the time that ends their list: "A was 81% and B was 54% at week 52", "34% with A and 4% with B at month 4"."""
    if len(times) == 1 and len(made) > 1 and times[0].start >= made[-1].unit.end:
        before = [
            f if _ITS_TIME.search(folded, f.unit.end, f.near.end) else f._replace(shared=(*f.shared, times[0].span))
            for f in made[:-1]
        ]
        return [*before, made[-1]]
    timed: list[Frame] = []
    at: Quantity | None = None  # the time that ends the frames behind: "by 34% with A and by 4% with B at month 4, and …"
    for frame, following in zip(reversed(made), (None, *reversed(made)), strict=False):
        own = [time for time in times if any(span.holds(time.span) for span in (frame.near, *frame.shared))]
        if own:
            at = next((time for time in own if time.start >= frame.unit.end), None)
        elif at is not None and following is not None and _same_list(frame, following, folded):
            frame = frame._replace(shared=(*frame.shared, at.span))
        else:
            at = None
        timed.append(frame)
    return timed[::-1]


def _same_list(frame: Frame, following: Frame, folded: str) -> bool:
    """Whether a frame that names no time goes on with little but a figure of the same unit: "34% with A and by 4% with B"."""
    mine, theirs = frame.unit.members[-1][-1], following.unit.members[0][0]
    short = following.unit.start - following.near.start <= _SHORT
    return mine.unit == theirs.unit and short and not _AT_A_TIME.search(folded, frame.near.start, frame.near.end)
