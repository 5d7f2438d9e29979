"""The house: imports point down, the audience is walled, and rooms have the shape they promise."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

FLOORS = (
    {"languages"},
    {"text"},
    {"people", "auth", "contenttypes"},
    {"journal"},
    {"teams", "notices", "glossary", "memory", "machine"},
    {"stories", "audience"},
    {"translation"},
    {"exchange"},
    {"issues"},
    {"delivery"},
    {"desk", "newsstand", "api"},
    {"config"},
)


def floor(label: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if label in rooms)


def modules(project_root: Path) -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted((project_root / "workflow").rglob("*.py")):
        yield path.relative_to(project_root), ast.parse(path.read_text(encoding="utf-8"))


def test_every_import_points_down_and_the_audience_is_walled(project_root: Path) -> None:
    command = str(Path(sys.executable).with_name("lint-imports"))
    result = subprocess.run(
        [command, "--no-cache"],
        cwd=project_root,
        env={**os.environ, "PYTHONPATH": str(project_root)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout


def foreign_keys() -> Iterator[tuple[str, str, str]]:
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if field.is_relation and field.concrete and field.related_model is not None:
                target = field.related_model._meta.app_label
                yield model._meta.app_label, f"{model.__name__}.{field.name}", target


def test_foreign_keys_point_down_as_imports_do() -> None:
    rising = [
        f"{name} of {room} points up to {target}"
        for room, name, target in foreign_keys()
        if floor(target) > floor(room) or (floor(target) == floor(room) and target != room)
        if {room, target} - {"auth", "contenttypes", "people"}
    ]
    assert rising == []


def test_no_editorial_row_points_to_a_reader() -> None:
    allowed = {"audience", "delivery", "desk", "newsstand", "api"}
    leaks = [
        f"{name} of {room}"
        for room, name, target in foreign_keys()
        if target == "audience" and room not in allowed
    ]
    assert leaks == []


def test_every_room_stands_on_a_floor(project_root: Path) -> None:
    rooms = {path.parent.name for path in (project_root / "workflow").glob("*/__init__.py")}
    known = set().union(*FLOORS)
    assert rooms - known == set()


def test_no_room_hides_things_in_a_drawer_called_utils(project_root: Path) -> None:
    drawers = {"utils.py", "helpers.py", "misc.py", "common.py", "signals.py"}
    found = [str(path) for path, _ in modules(project_root) if path.name in drawers]
    assert found == []


def test_no_import_hides_inside_a_function(project_root: Path) -> None:
    hidden = [
        f"{path}:{inner.lineno}"
        for path, tree in modules(project_root)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


def test_no_model_overrides_save_or_delete(project_root: Path) -> None:
    overrides = [
        f"{path}:{item.lineno}"
        for path, tree in modules(project_root)
        if "models" in {path.stem, path.parent.name}
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        for item in node.body
        if isinstance(item, ast.FunctionDef) and item.name in {"save", "delete"}
    ]
    assert overrides == []


def test_modules_stay_short(project_root: Path) -> None:
    long_ones = [
        str(path)
        for path, _ in modules(project_root)
        if len((project_root / path).read_text(encoding="utf-8").splitlines()) > 500
    ]
    assert long_ones == []


def test_content_folders_hold_no_python(project_root: Path) -> None:
    strays = [
        str(path)
        for folder in ("issues", "translations", "templates")
        for path in (project_root / folder).rglob("*.py")
    ]
    assert strays == []


@pytest.mark.parametrize(
    "room", ["stories", "translation", "issues", "audience", "delivery", "notices"]
)
def test_every_room_has_the_same_file_names(project_root: Path, room: str) -> None:
    folder = project_root / "workflow" / room
    missing = [
        name
        for name in ("models", "states", "queries")
        if not (folder / f"{name}.py").exists() and not (folder / name).is_dir()
    ]
    assert missing == []
