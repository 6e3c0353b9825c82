"""What `verify explain`, `verify rules` and `docs/rules.md` say of the rules, taken from the rules themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from verify.model import Confidence, Language, Severity, Text
from verify.rules import Category, Example, Rule, resolve, rules


@dataclass(frozen=True, slots=True)
class Explanation:
    """One rule in one language."""

    name: str
    aliases: tuple[str, ...]
    category: str
    severity: Severity
    confidence: Confidence
    summary: str
    why: str
    known_problems: str
    sources: tuple[str, ...]
    bad: tuple[Example, ...]
    good: tuple[Example, ...]


def explain(name: str, language: Language) -> Explanation:
    """The rule of this name or former name, with the examples in `language`. Raises `UserError` for an unknown name."""
    rule = resolve(name)
    return Explanation(
        rule.name,
        rule.aliases,
        rule.category.heading.in_(language),
        rule.severity,
        rule.confidence,
        rule.summary.in_(language),
        rule.why.in_(language),
        rule.known_problems.in_(language),
        tuple(source.in_(language) if isinstance(source, Text) else source for source in rule.sources),
        tuple(example for example in rule.bad if example.language == language),
        tuple(example for example in rule.good if example.language == language),
    )


def markdown(some: Iterable[Rule] | None = None) -> str:
    """The text of `docs/rules.md`: an overview by category, then every rule."""
    listed = tuple(rules() if some is None else some)
    lines = [
        "# The rules",
        "",
        "Generated from the rules themselves; edit the rule, not this page. `verify explain NAME` prints the same.",
        "A flag says that the article and its source, or two places of the article, *differ*; it never says which is wrong.",
        "",
    ]
    for category in Category:
        members = [rule for rule in listed if rule.category is category]
        if not members:
            continue
        lines += [
            f"## {category.heading.en} · {category.heading.zh}",
            "",
            "| rule | severity | confidence | what it finds |",
            "| --- | --- | --- | --- |",
        ]
        lines += [
            f"| [`{rule.name}`](#{rule.name}) | {rule.severity.value} | {rule.confidence.value} | {rule.summary.en} |"
            for rule in members
        ]
        lines.append("")
        for rule in members:
            lines += _section(rule)
    return "\n".join(lines).rstrip() + "\n"


def _section(rule: Rule) -> list[str]:
    lines = [f"### {rule.name}", "", rule.summary.en, "", rule.summary.zh, ""]
    if rule.aliases:
        lines += [f"Formerly: {', '.join(f'`{alias}`' for alias in rule.aliases)}.", ""]
    lines += [f"**Why.** {rule.why.en}", "", f"**为什么** {rule.why.zh}", ""]
    lines += [f"**Known problems.** {rule.known_problems.en}", "", f"**已知问题** {rule.known_problems.zh}", ""]
    lines += ["**Sources · 依据**", "", *(f"- {source.en if isinstance(source, Text) else source}" for source in rule.sources), ""]
    for title, examples in (("Flagged · 会提示", rule.bad), ("Not flagged · 不提示", rule.good)):
        lines += [f"**{title}**", ""]
        for example in examples:
            lines += ["```text", *example.article.strip("\n").split("\n")]
            for key, text in example.sources.items():
                lines += ["", f"-- {'source' if example.complete else 'abstract of'} {key} --", *text.strip("\n").split("\n")]
            for work in example.works:
                lines += ["", "-- in references/ --", *work.strip("\n").split("\n")]
            lines += ["```", ""]
    return lines


if __name__ == "__main__":
    print(markdown(), end="")
