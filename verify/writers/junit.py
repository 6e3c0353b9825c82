"""JUnit XML for build servers that show nothing else: a suite for each article, a case for each claim and for the article itself.

A case fails by the worst of its flags that is an error or a warning; notes and suppressed flags are told in its output. An
article that could not be read is a case with an error, never a suite that is missing.
"""

from __future__ import annotations

from collections import defaultdict
from xml.etree import ElementTree

from verify.model import Flag, Language, Review, Run, Severity
from verify.patterns import regex
from verify.writers.summary import in_order
from verify.writers.words import language_of, word

# XML 1.0, section 2.2: other characters may not stand in a document at all, not even escaped.
_NOT_XML = regex("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(run: Run, *, language: Language | None = None) -> str:
    """The XML document as text, with its declaration."""
    root = ElementTree.Element("testsuites", name="verify")
    for review in run.reviews:
        _suite(root, review, language_of(review.document, language))
    for failure in run.failures:
        suite = ElementTree.SubElement(root, "testsuite", name=_xml(failure.path), tests="1", errors="1", failures="0")
        case = ElementTree.SubElement(suite, "testcase", name="read", classname=_xml(failure.path))
        ElementTree.SubElement(case, "error", type="incomplete", message=_xml(failure.message))
    for kind in ("tests", "failures", "errors"):
        root.set(kind, str(sum(int(suite.get(kind, "0")) for suite in root)))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _suite(root: ElementTree.Element, review: Review, language: Language) -> None:
    flags: dict[str | None, list[Flag]] = defaultdict(list)
    known = {claim.id for claim in review.claims}
    for flag in in_order(review.flags):
        flags[flag.claim if flag.claim in known else None].append(flag)
    name = _xml(review.document.name)
    suite = ElementTree.SubElement(root, "testsuite", name=name, errors="0")
    cases = [(word("say.whole", language), flags[None])]
    cases += [(f"{claim.id} {review.document.slice(claim.span)}", flags[claim.id]) for claim in review.claims]
    failed = 0
    for title, listed in cases:
        case = ElementTree.SubElement(suite, "testcase", name=_xml(" ".join(title.split())), classname=name)
        live = [flag for flag in listed if flag.suppressed is None and flag.severity is not Severity.NOTE]
        told = [_line(review, flag, language) for flag in listed]
        if live:
            failed += 1
            worst = max(live, key=lambda flag: flag.severity.rank)
            failure = ElementTree.SubElement(case, "failure", type=worst.rule, message=_xml(worst.message.in_(language)))
            failure.text = "\n".join(told)
        elif told:
            ElementTree.SubElement(case, "system-out").text = "\n".join(told)
    suite.set("tests", str(len(cases)))
    suite.set("failures", str(failed))


def _line(review: Review, flag: Flag, language: Language) -> str:
    place = review.document.place(flag.span.start)
    silenced = f" ({word('label.suppressed', language)}: {flag.suppressed.reason})" if flag.suppressed else ""
    severity = word(f"severity.{flag.severity}", language)
    return _xml(
        f"{review.document.name}:{place.line}:{place.column}: {severity} {flag.rule}: {flag.message.in_(language)}{silenced}"
    )


def _xml(text: str) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
