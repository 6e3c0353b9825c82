"""The shape of the package: imports point down only, and siblings do not know each other.

Change this table only together with docs/design.md.
"""

import ast
from pathlib import Path

import pytest

import verify

PACKAGE = Path(verify.__file__).parent

# room -> rooms it may import. What is not listed may not be imported.
GROUND = {"model", "errors", "kept", "patterns"}
ALLOWED = {
    "model": set(),
    "errors": set(),
    "kept": set(),
    "patterns": {"kept"},
    "plugins": GROUND,
    "settings": GROUND,
    "text": GROUND,
    "terms": GROUND | {"text", "plugins"},
    "readers": GROUND | {"plugins", "text", "terms"},
    "extract": GROUND | {"plugins", "text", "terms"},
    "sources": GROUND | {"plugins", "text", "terms"},
    "match": GROUND | {"plugins", "text", "terms"},
    "rules": GROUND | {"plugins", "text", "terms"},
    "writers": GROUND | {"plugins", "text", "terms", "rules"},  # a report quotes the reasons of a rule
    "workspace": GROUND | {"settings", "readers"},
    "pipeline": GROUND | {"settings", "workspace", "readers", "extract", "sources", "match", "rules"},
    "shelf": GROUND | {"plugins", "text", "workspace", "readers", "extract", "sources"},
    "gate": GROUND,
    "pairs": GROUND | {"pipeline", "writers"},
    "trial": GROUND | {"pipeline", "readers", "rules", "settings"},
    "cli": GROUND
    | {"plugins", "settings", "workspace", "readers", "extract", "pipeline", "shelf", "rules", "writers", "gate", "pairs", "trial"},
}
# The faces of the package look everywhere; the model reaches up once, for `Review.to_dict`.
FACES = {"__init__", "__main__"}
KNOWN_EXCEPTIONS = {("model", "writers"): "Review.to_dict is the documented form, which is a writer's business; imported on call"}


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Rooms of the package that a file imports, inside functions too."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "verify":
            parts = node.module.split(".")
            found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("verify.")}
    return {name for name in found if (PACKAGE / name).is_dir() or (PACKAGE / f"{name}.py").is_file()}


FILES = sorted(path for path in PACKAGE.rglob("*.py") if room(path) not in FACES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_imports_only_from_rooms_below(path):
    here = room(path)
    above = {name for name in imported(path) - {here} if name not in ALLOWED[here] and (here, name) not in KNOWN_EXCEPTIONS}
    assert not above, f"{path.relative_to(PACKAGE)} imports {sorted(above)}, which do not stand below {here}"


def test_there_is_no_junk_drawer():
    names = {path.stem for path in PACKAGE.rglob("*.py")}
    assert not names & {"utils", "util", "helpers", "common", "base", "misc", "tools"}


def test_the_nouns_need_nothing_but_python():
    assert imported(PACKAGE / "model.py") <= {"writers"}
