"""Where things lie: the articles named on a command line, and the record and the report that belong to each.

A workspace is the folder of a `verify.yaml`. An article below one of its article folders has a claim record; any other file
can be audited too, but leaves nothing behind.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from verify import readers
from verify.errors import UserError
from verify.settings import FILE_NAME, Settings

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Article:
    """An article to audit: the name it is shown under, and its file, or its bytes if it came through standard input."""

    name: str
    path: Path | None = None
    record: Path | None = None  # its claims/<article>.yaml; None outside a workspace's article folders
    data: bytes = b""


def articles(paths: Sequence[str], settings: Settings, stdin: Callable[[], bytes] = bytes) -> tuple[Article, ...]:
    """The articles below `paths` (files, folders, "-"), each once, in a fixed order; no paths: those of the workspace.

    `stdin` is read for "-".
    Raises `UserError` for a path that does not exist, a file of a kind no reader knows, or when there is no article at all.
    """
    found: dict[Path, Article] = {}
    piped: list[Article] = []
    for path in [Path(p) for p in paths] or _homes(settings):
        if str(path) == STDIN:
            piped = [Article("<stdin>", data=stdin())]
        elif path.is_dir():
            for file in _below(path):
                found.setdefault(file.resolve(), _article(file, settings))
        elif path.exists():
            if path.suffix.lower() not in readers.suffixes():
                known = ", ".join(sorted(readers.suffixes()))
                raise UserError(
                    f"{path}: no reader for this kind of file; known kinds: {known}", f"{path}：不支持此类文件；可读取：{known}"
                )
            found.setdefault(path.resolve(), _article(path, settings))
        else:
            raise UserError(f"{path}: no such file or folder; check the path", f"{path}：文件或文件夹不存在，请检查路径")
    if not found and not piped:
        where = ", ".join(paths) or ", ".join(settings.articles)
        known = ", ".join(sorted(readers.suffixes()))
        raise UserError(
            f"no article found in {where} (looked for {known}); name a file or folder, or start a workspace with `verify init`",
            f"在 {where} 中没有找到文章（查找 {known}）；请指定文件或文件夹，或用 verify init 新建工作区",
        )
    return (*piped, *found.values())


def report(paths: Sequence[str], found: Sequence[Article], settings: Settings) -> Path | None:
    """Where the report of a run goes: one for the whole workspace, one for a single article of it, none for anything else."""
    folder = settings.root / settings.reports
    if not settings.found:
        return None
    if not paths:
        return folder / "report.html"
    if len(found) == 1 and (record := found[0].record) is not None:
        return folder / f"{record.stem}.html"
    return None


def _homes(settings: Settings) -> list[Path]:
    homes = [settings.root / name for name in settings.articles]
    if not any(home.is_dir() for home in homes):
        where = ", ".join(str(home) for home in homes)
        cure = "mend `articles:` there" if settings.found else "name a file or folder, or start a workspace with `verify init`"
        raise UserError(
            f"{settings.root / FILE_NAME}: no folder of articles at {where}; {cure}",
            f"没有文章文件夹 {where}；请指定文件或文件夹，或用 verify init 新建工作区",
        )
    return [home for home in homes if home.is_dir()]


def _below(folder: Path) -> Iterator[Path]:
    """Files of known kinds below `folder`, in name order; a link is followed once, so a cycle of links ends."""
    seen: set[Path] = set()
    for root, folders, files in os.walk(folder, followlinks=True):
        real = Path(root).resolve()
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and os.path.splitext(name)[1].lower() in readers.suffixes():
                yield Path(root, name)


def _article(path: Path, settings: Settings) -> Article:
    real = path.resolve()
    for home in settings.articles if settings.found else ():
        folder = (settings.root / home).resolve()
        if real.is_relative_to(folder):
            name = real.relative_to(folder)
            return Article(_shown(path), path, (settings.root / settings.claims / name).with_name(name.name + ".yaml"))
    return Article(_shown(path), path)


def _shown(path: Path) -> str:
    """The path from here, with forward slashes on every system, so that records and annotations are the same everywhere."""
    here = Path.cwd().resolve()
    for at in (Path(os.path.abspath(path)), path.resolve()):  # a link goes by its own name
        if at.is_relative_to(here):
            return at.relative_to(here).as_posix()
    return path.as_posix()


def make(folder: Path) -> Iterator[str]:
    """Make a workspace in `folder` and tell what was made. What is there already is left as it is."""
    settings = Settings(root=folder)
    for home in (*settings.articles, settings.claims, settings.references, settings.reports):
        if not (folder / home).is_dir():
            (folder / home).mkdir(parents=True)
            yield f"{folder / home}/"
    path = folder / FILE_NAME
    if not path.exists():
        path.write_text(_TEMPLATE, encoding="utf-8")
        yield str(path)


_TEMPLATE = """\
# The settings of this workspace. Every key is optional; an unknown key is an error that names the nearest known one.
# 本工作区的设置。每一项都可省略；写错的项会被指出。
articles: articles       # the folders that hold the articles 文章所在文件夹
claims: claims           # one record per article; human decisions in it are kept 每篇文章一份记录，人工判定会保留
references: references   # what is known of the cited works 所引文献的依据
reports: reports         # generated HTML 生成的报告

fail-on: error           # the gate: error, warning, note or never 门槛
"""
