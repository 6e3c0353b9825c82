"""The packs in use, compiled: read from YAML once, then from a copy in the user's cache folder as long as no file has changed.

YAML is made for editors and slow to read; the copy lies under the hash of everything it was made from (`verify.kept`). Nothing
that a pack gets wrong is ever stored: a `UserError` stops the run before an article is opened.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from verify import kept
from verify.errors import UserError
from verify.model import Text
from verify.rules.promotion import context, notation, pack
from verify.rules.promotion.context import Vocabulary
from verify.rules.promotion.pack import Category, Entry, Exemption, Provision

FOLDER = Path(__file__).parent.parent / "packs"
_SHARED = ("provisions", "categories", "context", "words")


@dataclass(frozen=True, slots=True)
class Packs:
    """Everything the packs in use say. `entries` stand in the order of the packs; an id that comes again has replaced the first."""

    provisions: Mapping[str, Provision]
    categories: Mapping[str, Category]
    vocabulary: Mapping[str, Vocabulary]
    entries: tuple[Entry, ...]


def built_in() -> dict[str, Path]:
    """The packs that come with the package and with installed plug-ins (entry points of the group `verify.packs`), by name."""
    found = {path.stem: path for path in sorted(FOLDER.glob("*.yaml")) if path.stem not in _SHARED}
    for point in entry_points(group="verify.packs"):
        if point.name in found:
            raise UserError(f"plug-in {point.name!r} ({point.value}) has the name of another pack")
        try:
            found[point.name] = Path(str(point.load()))
        except (ImportError, AttributeError) as error:
            raise UserError(f"plug-in {point.value!r} does not load: {error}") from error
    return found


@cache
def load(chosen: tuple[str, ...] = ()) -> Packs:
    """The packs of these names or files; none: all built-in and installed ones. Raises `UserError` naming file, rule and line."""
    paths = _paths(chosen)
    shared = [FOLDER / f"{name}.yaml" for name in _SHARED]
    data = [_bytes(path) for path in (*shared, *paths)]
    code = [_bytes(Path(module.__file__ or "")) for module in (pack, notation, context)] + [_bytes(Path(__file__))]
    origin = b"\0".join([*(str(path).encode() for path in paths), *data, *code])
    return _thawed(kept.copy("packs", origin, lambda: _frozen(_compiled(shared, paths, data))))


def _paths(chosen: Sequence[str]) -> list[Path]:
    """The file of each pack. A name may also be a language, which stands for its built-in packs, or the path of a file."""
    known = built_in()
    if not chosen:
        return list(known.values())
    paths: list[Path] = []
    for name in chosen:
        if name in known:
            paths.append(known[name])
        elif name in ("zh", "en"):
            paths += [path for pack_name, path in known.items() if pack_name.startswith(f"{name}-")]
        elif name.endswith((".yaml", ".yml")):
            paths.append(Path(name))
        else:
            raise UserError(f"there is no pack {name!r}; known: zh, en, {', '.join(known)}, or the path of a .yaml file")
    return list(dict.fromkeys(paths))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError(f"{path}: cannot be read ({error.strerror})") from error


def _compiled(shared: Sequence[Path], paths: Sequence[Path], data: Sequence[bytes]) -> Packs:
    roots = [pack.compose(_decoded(path, raw), str(path)) for path, raw in zip((*shared, *paths), data, strict=True)]
    provisions = pack.provisions(roots[0])
    categories = pack.categories(roots[1], provisions)
    vocabulary = {word.name: word for word in context.vocabulary(roots[2])}
    words = {
        language: {name: node.texts() for name, node in lists.mapping().items()} for language, lists in roots[3].mapping().items()
    }
    entries: dict[str, Entry] = {}
    for root in roots[len(shared) :]:
        for entry in pack.read(root, categories, provisions, words):
            entries[entry.id] = entry
    return Packs(provisions, categories, vocabulary, tuple(entries.values()))


def _decoded(path: Path, raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(f"{path}: is not UTF-8 text") from error


def _frozen(packs: Packs) -> Any:
    """The packs as lists and dictionaries."""
    data = {
        "provisions": [asdict(item) for item in packs.provisions.values()],
        "categories": [asdict(item) for item in packs.categories.values()],
        "vocabulary": [asdict(item) for item in packs.vocabulary.values()],
        "entries": [asdict(item) for item in packs.entries],
    }
    return json.loads(json.dumps(data))


def _thawed(data: Mapping[str, Any]) -> Packs:
    provisions = [
        Provision(**{**item, **{key: Text(*item[key]) for key in ("title", "article", "text")}}) for item in data["provisions"]
    ]
    categories = [
        Category(
            **{
                **item,
                "provisions": tuple(item["provisions"]),
                **{key: Text(*item[key]) for key in ("summary", "why", "hint", "known_problems")},
            }
        )
        for item in data["categories"]
    ]
    return Packs(
        {item.id: item for item in provisions},
        {item.name: item for item in categories},
        {item["name"]: _vocabulary(item) for item in data["vocabulary"]},
        tuple(_entry(item) for item in data["entries"]),
    )


def _vocabulary(item: Mapping[str, Any]) -> Vocabulary:
    return Vocabulary(**{**item, "reason": Text(*item["reason"]), "anchors": tuple(item["anchors"])})


def _entry(item: Mapping[str, Any]) -> Entry:
    plain: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in item.items()}
    plain["anchors"] = tuple(tuple(words) for words in item["anchors"])
    plain["exempt"] = tuple(Exemption(**one) for one in item["exempt"])
    plain["why"], plain["hint"] = Text(*item["why"]), Text(*item["hint"])
    return Entry(**plain)
