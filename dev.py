#!/usr/bin/env python3
"""Everything a fresh clone needs, with nothing but Python 3.11 or newer.

    python3 dev.py audit    audit the demo workspace and say where the HTML report lies
    python3 dev.py test     lint, types, tests and the floors of the demo gold (what continuous integration runs)
    python3 dev.py rules    write docs/rules.md anew from the rules
    python3 dev.py new-rule NAME    start a rule: its file, with the blanks to fill

The first call makes `.venv` and installs what the project names in pyproject.toml.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed-for"


def main(arguments: list[str]) -> int:
    if sys.version_info < (3, 11):  # noqa: UP036  (this file is what tells the user of an older Python)
        return fail(f"verify needs Python 3.11 or newer; this is {sys.version.split()[0]}")
    commands = {"audit": audit, "test": test, "rules": rules, "new-rule": new_rule}
    if not arguments or arguments[0] not in commands:
        print(__doc__)
        return 0 if arguments in ([], ["-h"], ["--help"]) else 2
    install()
    return commands[arguments[0]](arguments[1:])


def install() -> None:
    """Make the environment once, and again when pyproject.toml changes."""
    stamp = hashlib.sha256((ROOT / "pyproject.toml").read_bytes() + sys.version.encode()).hexdigest()
    if STAMP.is_file() and STAMP.read_text() == stamp:
        return
    print("Installing verify and its tools into .venv (once) …", flush=True)
    if subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], cwd=ROOT).returncode:
        sys.exit(fail("Python could not make a virtual environment; on Debian or Ubuntu: apt-get install python3-venv"))
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-e", ".[dev]"]
    if subprocess.run(pip, cwd=ROOT).returncode:
        sys.exit(fail("the packages could not be installed; pip says why above"))
    # An environment may forbid Python to keep what it compiles; then every start would compile the package anew.
    subprocess.run([str(PYTHON), "-m", "compileall", "-q", "verify"], cwd=ROOT, env={**os.environ, "PYTHONDONTWRITEBYTECODE": ""})
    STAMP.write_text(stamp)


def audit(arguments: list[str]) -> int:
    """Audit the demo articles. They hold planted defects, so flags are what should be seen."""
    code = run("verify", "audit", *arguments)
    if code == 1:
        print("\nThe demo articles hold planted defects: these flags are what the tool is for.")
    return 0 if code == 1 else code


def test(arguments: list[str]) -> int:
    """The checks in the order of their speed; all run, the first failure decides."""
    steps = [
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "--quiet", "."),
        ("mypy",),
        ("pytest", "-n", "auto", *arguments),
    ]
    codes = []
    for step in steps:
        print(f"\n$ {' '.join(step)}", flush=True)
        codes.append(run(*step))
    return next((code for code in codes if code), 0)


def rules(_: list[str]) -> int:
    text = subprocess.run([str(PYTHON), "-m", "verify.rules.catalog"], cwd=ROOT, capture_output=True)
    if text.returncode == 0:
        (ROOT / "docs" / "rules.md").write_bytes(text.stdout)
    sys.stderr.buffer.write(text.stderr)
    return text.returncode


def new_rule(arguments: list[str]) -> int:
    if len(arguments) != 1:
        return fail("which rule? python3 dev.py new-rule what-is-wrong")
    name = arguments[0]
    path = ROOT / "verify" / "rules" / "checks" / f"{name.replace('-', '_')}.py"
    if path.exists():
        return fail(f"{path.relative_to(ROOT)} stands already")
    path.write_text((ROOT / "docs" / "rule-template.txt").read_text(encoding="utf-8").replace("{name}", name), encoding="utf-8")
    print(f"{path.relative_to(ROOT)} written. Fill the blanks, add {name!r} to verify/rules/__init__.py, run: python3 dev.py rules")
    return 0


def run(module: str, *arguments: str) -> int:
    return subprocess.run([str(PYTHON), "-m", module, *arguments], cwd=ROOT).returncode


def fail(message: str) -> int:
    print(f"dev.py: {message}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
