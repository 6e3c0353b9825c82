"""Patterns compiled on first use: they match as `re` does, are kept between runs, and survive a damaged file."""

import os
import re
import subprocess
import sys

import pytest

from verify.patterns import regex

PROGRAM = """
import re, sys
from verify.patterns import regex
calls = []
parse = re._parser.parse
re._parser.parse = lambda *a: (calls.append(a), parse(*a))[1]
found = regex(r"(?P<value>[0-9.]+)\\s?(?:%|％)", re.I).search("降低死亡风险20.5％")
print(found["value"], found.span(), len(calls))
"""


def run(cache) -> str:
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    return subprocess.run([sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(
    ("source", "flags", "text"),
    [
        (r"(?P<a>[一-鿿]+)(?P<b>[0-9]+)", 0, "死亡风险20"),
        (r"\bhazard ratio\b|HR", re.IGNORECASE, "the Hazard Ratio"),
        (r"^x$", re.MULTILINE, "a\nx\nb"),
        (r"a(?=b)(?:c|b)+?", re.VERBOSE, "abcb"),
        (r"[^\W\d_]+", re.ASCII, "é abc"),
        (r"([ab])\1", 0, "abba"),
    ],
)
def test_a_pattern_matches_as_re_does(source, flags, text):
    for name in ("search", "match", "fullmatch"):
        ours, theirs = getattr(regex(source, flags), name)(text), getattr(re.compile(source, flags), name)(text)
        assert (ours and (ours.span(), ours.groupdict())) == (theirs and (theirs.span(), theirs.groupdict()))
    assert regex(source, flags).findall(text) == re.compile(source, flags).findall(text)
    assert regex(source, flags).flags == re.compile(source, flags).flags
    assert regex(source, flags).groupindex == re.compile(source, flags).groupindex


def test_a_pattern_that_is_wrong_says_so_when_it_is_used():
    with pytest.raises(re.error):
        regex("(").search("a")


def test_the_second_run_does_not_compile(tmp_path):
    assert run(tmp_path) == "20.5 (6, 11) 1\n"
    assert run(tmp_path) == "20.5 (6, 11) 0\n"


@pytest.mark.parametrize("damage", [b"", b"not a file of patterns", b"\xe9\x00\x00\x00\x00"])
def test_a_damaged_file_is_made_anew(tmp_path, damage):
    run(tmp_path)
    (file,) = (tmp_path / "verify").iterdir()
    file.write_bytes(damage)
    assert run(tmp_path) == "20.5 (6, 11) 1\n"
    assert run(tmp_path) == "20.5 (6, 11) 0\n"


def test_without_a_cache_folder_everything_is_compiled_as_usual(tmp_path):
    place = tmp_path / "file"
    place.write_text("", encoding="utf-8")
    assert run(place) == "20.5 (6, 11) 1\n"
