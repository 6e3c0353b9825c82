"""What can be lifted out of a reference entry before its words are read: label, DOI, PMID, link, dates of access, type marker.

Each is blanked with spaces of the same length, so that the rest keeps its places.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from verify.patterns import regex
from verify.text import fold

_LABEL = regex(
    r"(?:[•*·/–—▪◦-]+\s+)?(?:\[\s?\^?[0-9]{1,4}[a-z]?\s?\]\s*[.:]?|\([0-9]{1,4}\)|[0-9]{1,4}\s?[.、)](?![0-9])|[0-9]{1,4}\s+(?=[^\W\d_])"
    r"|[①-⑳㉑-㉟㊱-㊿]|[【〔][0-9]{1,4}[】〕]|\[[A-Za-z][A-Za-z+-]{0,20}[0-9]{2,4}[A-Za-z-]{0,8}\])?\s*"
)
_SPACES = regex(r"\s+")
_BEFORE_SIGN = regex(r" +(?=[,;:)\]?!](?!=)|\.(?![0-9]))|(?<=[A-Za-z]) (?=\.[0-9])")
_DOUBLE_STOP = regex(r"\.(?: ?\.)+(?!\.)")
_AFTER_OPEN = regex(r"(?<=[(\[]) +")
_DOI = regex(
    r"(?:https?://(?:dx\.)?doi\.org/|(?<![A-Za-z])doi\s?(?:\.org/|[:.]|\s)\s?(?:https?://(?:dx\.)?doi\.org/)?)?"
    r"\s?(10\.[0-9]{4,9}/[^\s,;\"'<>\]}，；。]+(?:<[^\s>]+>[^\s,;]*)?)",
    re.IGNORECASE,
)
_LANDING = regex(
    r"(?:/(?:full|html|pdf|abstract|epdf|meta|fulltext)|\.(?:full|pdf|html|abstract))?(?:[?#].*|/html.*)?$", re.IGNORECASE
)
_PMID = regex(r"(?:PMID|PubMed(?:\s?(?:ID|PMID))?|Medline)\s?:?\s?([0-9]{5,8})(?![0-9])[.;]?", re.IGNORECASE)
_PMC = regex(r"(?:PubMed Central\s*)?PMC(?:ID)?\s?:?\s?(?:PMC)?[0-9]{5,9}[.;]?", re.IGNORECASE)
_URL = regex(
    r"<?(?:(?:available(?: (?:from|at|online(?: at)?))?|retrieved(?: [^:]{0,60}?)? from|url|link|见|网址)\s?:?\s?)?"
    r"((?:https?|ftp)://[^\s<>\"，；。]+|www\.[^\s<>\"，；。]+)>?",
    re.IGNORECASE,
)
_PREPRINT = regex(r"(?<![0-9:./])[0-9]{4}\.[0-9]{4,5}(?:v[0-9])?(?![0-9.])(?:\s?\[\s?[a-z-]+(?:\.[a-z]+)?\s?\])?", re.IGNORECASE)
# Asides, each with lower-case words one of which an entry must hold before the pattern is worth trying.
_ASIDES = (
    (
        ("arxiv", "-ph", "-th", "-ex", "-lat", "-qc", "-mat"),
        regex(
            r"[\[(]?(?:arxiv\s?:\s?(?:[a-z-]+/)?[0-9.]+(?:v[0-9])?|arxiv\s[0-9]{4}\.[0-9]{4,5}|(?:hep|astro|nucl|cond|quant|gr|math)"
            r"-?[a-z]{0,4}/[0-9]{7})(?:\s?\[\s?[a-z-]+(?:\.[a-z]+)?\s?\])?\s?[\])]?",
            re.IGNORECASE,
        ),
    ),
    (
        ("access", "cited", "retrieved", "viewed", "日期", "epub", "[1", "[2"),
        regex(
            r"[\[(]?(?<![A-Za-z])(?:(?:last )?accessed(?: on| date)?|cited|retrieved(?: on)?|viewed|访问日期|引用日期|检索日期)"
            r"[:\s]+(?=[A-Za-z ,.]{0,14}[0-9])[^.\])]{4,40}[\])]?"
            r"|\[(?:19|20)[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}\]"
            r"|(?<![A-Za-z])epub\s(?:ahead of print\s?)?(?:[0-9]{4}[ /][A-Za-z0-9]+[ /][0-9]{1,2})?\.?",
            re.IGNORECASE,
        ),
    ),
    (("publish",), regex(r"(?<=[.;,( ] )published(?: online)?(?: ahead of print)?:?(?=\s)", re.IGNORECASE)),
    (
        ("[", "isbn", "issn", "(in ", "cstr", "available", "discussion", "reply", "quiz"),
        regex(
            r"\[(?:PubMed|Google Scholar|CrossRef|PMC free article|Medline|CAS|Web of Science|ISI|Ref list|Abstract"
            r"|(?:Free )?Full Text|INSPIRE|SPIRES|DOI)\]|(?<![A-Za-z])ISB?S?N:?\s?[0-9X-]{8,17}|CSTR:\S+"
            r"|\(in (?:Chinese|German|Japanese|Russian|French)[^)]{0,40}\)|Available (?:at|from):?\s*(?=$|\s{3})"
            r"|[0-9-]{8,}\s?\[pii\];?|[;,]?\s(?:discussion|author reply|quiz)\s[A-Z]?[0-9]+(?:-[0-9]+)?",
            re.IGNORECASE,
        ),
    ),
)
_VERSION = regex(r"(?<![A-Za-z])(?:Version|V)\.?\s?([0-9]{1,2}\.)((?:19|20)[0-9]{2})(?![0-9])")
_ORIGINAL = regex(r"[\[(]\s?([^\W\d_A-Za-z]{2,6}\s?[,.、(\s].{10,}?)[\])]\.?$")
_MARKER = regex(r"\[\s?((?:CP|DB|DS|EB|CM|NP|PP|[JMCDRSPNZGAKB])(?:\s?/\s?(?:OL|CD|DK|MT))?)\s?\]")


@dataclass(slots=True)
class Lifted:
    """`raw` is the entry on one line, `text` the same folded; the lifted parts are blank in both, at the end of `text` cut off."""

    raw: str
    text: str
    doi: str = ""
    pmid: str = ""
    url: str = ""
    version: str = ""
    marker: str = ""
    marker_start: int = -1
    marker_end: int = -1


def one_line(entry: str) -> str:
    """`entry` without its number, its lines joined: Chinese without a space, English with one, stray spaces before signs gone."""
    text = _SPACES.sub(" ", _joined(entry)).strip().replace("_suppl", " suppl")
    label = _LABEL.match(fold(text))
    if label and label.end() < len(text):
        text = text[label.end() :]
    bare = text.rstrip(".。")
    if bare[:1] in ("[", "［") and bare[-1:] in ("]", "］") and fold(bare).find("]") == len(bare) - 1:
        text = bare[1:-1]
    return _DOUBLE_STOP.sub(".", _AFTER_OPEN.sub("", _BEFORE_SIGN.sub("", text)))


def _joined(entry: str) -> str:
    rows = [row.strip() for row in entry.split("\n")]
    text = rows[0]
    for row in rows[1:]:
        wide = text[-1:] >= "\u3000" and row[:1] >= "\u3000"
        text += row if wide or (text[-1:] == "-" and text[-2:-1].isalnum()) else f" {row}"
    return text


def lift(entry: str) -> Lifted:
    """Take the identifiers, dates of access, notes and the type marker out of `entry`."""
    raw = one_line(entry)
    found = Lifted(raw, fold(raw))
    original = _ORIGINAL.search(found.text) if found.text.rstrip(".。")[-1:] in ("]", ")") else None
    if original:
        # A translated entry: the original stands in brackets behind it. Alone where the translation has no words of its own.
        if sum(map(str.isalpha, raw[: original.start()].replace("in Chinese", ""))) < 4:
            return lift(raw[original.start(1) : original.end(1)])
        _blank(found, *original.span())
    lower = found.text.lower()
    if "10." in lower:
        _lift_doi(found)
    if "pm" in lower or "pubmed" in lower or "medline" in lower:
        pmid = _PMID.search(found.text)
        if pmid:
            found.pmid = pmid[1]
            _blank(found, *pmid.span())
        _blank_all(found, _PMC)
    if "//" in lower or "www." in lower:
        url = _URL.search(found.text)
        if url:
            found.url = _trimmed(found.raw[url.start(1) : url.end(1)])
            _blank_all(found, _URL)
    for hints, pattern in _ASIDES:
        if any(hint in lower for hint in hints):
            _blank_all(found, pattern)
    _blank_all(found, _PREPRINT)
    version = _VERSION.search(found.text)
    if version:
        found.version = version[1] + version[2]
        _blank(found, version.start(), version.start(2))
    found.text = found.text.rstrip()
    if "[" in lower:
        marker = _MARKER.search(found.text)
        if marker:
            found.marker = marker[1].replace(" ", "")
            found.marker_start, found.marker_end = marker.span()
    return found


def _lift_doi(found: Lifted) -> None:
    """The DOI: one that is printed as such before one that is part of a publisher's link."""
    matches = list(_DOI.finditer(found.text))
    stated = [m for m in matches if m.start() < m.start(1) or found.text[m.start(1) - 1 : m.start(1)] != "/"]
    if not matches:
        return
    match = (stated or matches)[0]
    doi = _trimmed(found.raw[match.start(1) : match.end(1)])
    found.doi = doi if stated else _LANDING.sub("", doi)
    if stated:
        _blank(found, match.start(), match.start(1) + len(doi))


def _trimmed(address: str) -> str:
    address = address.rstrip(".,;:")
    while address.endswith(")") and address.count("(") < address.count(")"):
        address = address[:-1].rstrip(".,;:")
    return address


def _blank(found: Lifted, start: int, end: int) -> None:
    gap = " " * (end - start)
    found.text = found.text[:start] + gap + found.text[end:]
    found.raw = found.raw[:start] + gap + found.raw[end:]


def _blank_all(found: Lifted, pattern: re.Pattern[str]) -> None:
    for match in pattern.finditer(found.text):
        _blank(found, *match.span())
