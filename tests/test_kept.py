"""Copies in the user's cache folder: used while what they were made of is the same, never trusted when damaged, never needed."""

import os

import pytest

from verify import kept, terms


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "verify"


def made(origin: bytes, name: str = "words") -> tuple[object, bool]:
    """What is handed out for `origin`, and whether it had to be made."""
    calls = []
    found = kept.copy(name, origin, lambda: (calls.append(1), {"length": [len(origin)]})[1])
    return found, bool(calls)


def test_a_copy_serves_until_its_origin_changes(place):
    assert made(b"one") == ({"length": [3]}, True)
    assert made(b"one") == ({"length": [3]}, False)
    assert made(b"three") == ({"length": [5]}, True)
    assert made(b"one", "others") == ({"length": [3]}, True)


@pytest.mark.parametrize(
    "damage", [lambda data: b"", lambda data: data[:-1], lambda data: data[:-1] + b"\xff", lambda data: b"x" * 40]
)
def test_a_damaged_copy_is_made_anew(place, damage):
    made(b"one")
    (file,) = place.iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert made(b"one") == ({"length": [3]}, True)
    assert made(b"one") == ({"length": [3]}, False)


def test_without_a_place_everything_is_made_each_time(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert made(b"one") == made(b"one") == ({"length": [3]}, True)


def test_old_copies_go_and_new_ones_stay(place):
    for number in range(20):
        made(bytes(number))
        for file in place.iterdir():  # each is a second older than the next
            os.utime(file, (file.stat().st_atime, file.stat().st_mtime - 1))
    assert len(list(place.iterdir())) == 8
    assert made(bytes(19)) == ({"length": [19]}, False)
    assert made(bytes(0)) == ({"length": [0]}, True)


def test_the_vocabulary_is_the_same_from_its_copy(place):
    def told() -> tuple[object, ...]:
        terms._table.cache_clear()
        table = terms._table("arms")
        return table, terms.named("对照组", "arms"), terms.named("control group", "arms")

    first, second = told(), told()
    assert first == second
    assert [term.kind for term in (*first[1], *first[2])] == ["arms", "arms"]
    assert list(place.iterdir())
