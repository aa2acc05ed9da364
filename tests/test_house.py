"""The rules of the house itself: words, sizes, layers, the lock, and what may not stand in a committed file."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "slough_tui"
ROOMS = ("model", "store", "importers", "hooks", "engine", "views", "report", "cli", "tui")
LINES_OF_A_FILE = 400
LINES_OF_A_SCREEN_CLASS = 250

CODE = sorted([*PACKAGE.rglob("*.py"), *(ROOT / "plugins").rglob("*.py")])


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=name_of(path))


each_file = pytest.mark.parametrize("path", CODE, ids=name_of)


# ---------------------------------------------------------------- rooms


def test_every_room_of_the_design_is_there_and_says_what_it_is_for() -> None:
    for room in ROOMS:
        assert ast.get_docstring(tree_of(PACKAGE / room / "__init__.py")), (
            f"{room} does not say what it is for"
        )


def test_there_is_no_room_that_the_design_does_not_know() -> None:
    rooms = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert rooms == set(ROOMS)


@each_file
def test_a_file_can_be_read_in_a_sitting(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LINES_OF_A_FILE, f"{name_of(path)} has {lines} lines: make two rooms of it"


@each_file
def test_a_file_opens_by_saying_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(tree_of(path)), f"{name_of(path)} has no module docstring"


def test_a_screen_class_stays_small() -> None:
    for path in (PACKAGE / "tui").rglob("*.py"):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ClassDef):
                size = (node.end_lineno or node.lineno) - node.lineno + 1
                assert size <= LINES_OF_A_SCREEN_CLASS, f"{name_of(path)}: {node.name} has {size} lines"


@each_file
def test_no_file_is_a_drawer_for_odds_and_ends(path: Path) -> None:
    assert path.stem not in {"utils", "util", "helpers", "helper", "base", "common", "misc"}


# ---------------------------------------------------------------- imports


def imports_of(path: Path) -> Iterator[tuple[int, str]]:
    """Line and full module name of every import, those inside functions too."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, node.module or "."


def test_the_model_needs_nothing_but_python() -> None:
    for path in (PACKAGE / "model").rglob("*.py"):
        for line, module in imports_of(path):
            top = module.partition(".")[0]
            ours = module.startswith(("slough_tui.model", "slough_tui.errors"))
            assert ours or top in sys.stdlib_module_names, f"{name_of(path)}:{line} imports {module}"


def test_a_bundled_plugin_uses_no_private_door() -> None:
    for path in (ROOT / "plugins").rglob("*.py"):
        for line, module in imports_of(path):
            assert not module.startswith(("slough_tui.tui", "slough_tui.cli")), f"{name_of(path)}:{line}"
            assert not any(part.startswith("_") for part in module.split(".")[1:]), f"{name_of(path)}:{line}"


CLOCKS = {"today", "now", "utcnow", "time", "localtime", "gmtime"}


def reads_a_clock(node: ast.AST) -> bool:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS):
        return False
    owner = node.func.value
    name = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else ""
    return name in {"date", "datetime", "time"}


@each_file
def test_only_the_clock_reads_the_clock(path: Path) -> None:
    lines = [getattr(node, "lineno", 0) for node in ast.walk(tree_of(path)) if reads_a_clock(node)]
    if path == PACKAGE / "clock.py":
        assert lines, "the clock reads no clock, so this test looks for the wrong calls"
    else:
        assert not lines, (
            f"{name_of(path)} asks what time it is in lines {lines}: take `today` as a parameter"
        )


# ---------------------------------------------------------------- the one printer


def prints_itself(node: ast.AST) -> bool:
    """`print`, `click.echo` and friends, and writing to a standard stream."""
    if not isinstance(node, ast.Call):
        return False
    called = ast.unparse(node.func)
    return called in {"print", "click.echo", "click.secho", "click.echo_via_pager"} or bool(
        re.fullmatch(r"sys\.(__)?std(out|err)(__)?(\.buffer)?\.write(lines)?", called)
    )


def is_a_program_of_its_own(path: Path) -> bool:
    """A child process speaks to its parent over a pipe that no person sees."""
    return path.stem.endswith("_child")


@each_file
def test_only_one_module_prints(path: Path) -> None:
    lines = [getattr(node, "lineno", 0) for node in ast.walk(tree_of(path)) if prints_itself(node)]
    if path == PACKAGE / "cli" / "emit.py":
        assert lines, "the printer does not print, so this test looks for the wrong calls"
    elif not is_a_program_of_its_own(path):
        assert not lines, f"{name_of(path)} prints in lines {lines}: go through slough_tui.cli.emit"


# ---------------------------------------------------------------- what a start loads


def loaded_by(*arguments: str) -> set[str]:
    """Top-level modules that a run of `slough` imports, as the interpreter itself reports them."""
    command = [sys.executable, "-X", "importtime", "-m", "slough_tui", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True
    )
    reports = (line for line in done.stderr.splitlines() if line.startswith("import time:"))
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in reports}


@pytest.mark.parametrize("arguments", [("--help",), ("--version",)], ids=" ".join)
def test_help_opens_no_heavy_room(arguments: tuple[str, ...]) -> None:
    loaded = loaded_by(*arguments)
    assert "slough_tui" in loaded
    assert loaded & {"polars", "pydantic", "textual", "rich", "pluggy", "rapidfuzz", "tomllib"} == set()


# ---------------------------------------------------------------- words

# What the design calls something else. A table has rows and a terminal has lines: `row` is refused only
# where it names a record. Matching is by whole words of an identifier, and only of what others see:
# classes, functions, parameters, fields and names of a module.
NOUNS = "recommendation|direction|action|indicator|kpi|resolution|saving|judgement|cadence"
REFUSED_WORDS = {
    r"(^|_)(items?)(_|$)": "record (or say what it is)",
    r"(^|_)(entry|entries)(?!_points?)(_|$)": "record (or say what it is)",
    rf"(^|_)({NOUNS})_rows?(_|$)": "record",
    r"^row_(record|ref|id)$": "record",
    r"direction_of_travel": "trend",
    r"(^|_)(officers?)(_|$)": "lead",
    r"(^|_)(councillors?)(_|$)": "member",
    r"(^|_)(suppress|suppressions?)(_|$)": "waiver",
}
ALLOWED_WORDS = {"agenda_item", "agenda_items", "line_items"}  # printed headings of the papers


def words_of(identifier: str) -> str:
    """`AuditEntry` and `audit_entry` are the same two words."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", identifier).lower()


def refusal_of(identifier: str) -> str | None:
    """The word to use instead, or nothing if the identifier is all right."""
    words = words_of(identifier)
    for allowed in ALLOWED_WORDS:
        words = re.sub(rf"(^|_){allowed}(_|$)", "_", words)
    for pattern, instead in REFUSED_WORDS.items():
        if re.search(pattern, words):
            return instead
    return None


def public_names(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield node.lineno, node.name
            yield from assigned(node.body)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.lineno, node.name
            arguments = node.args
            for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
                yield argument.lineno, argument.arg
    yield from assigned(tree.body)


def assigned(body: list[ast.stmt]) -> Iterator[tuple[int, str]]:
    for node in body:
        targets = (
            node.targets
            if isinstance(node, ast.Assign)
            else [node.target]
            if isinstance(node, ast.AnnAssign)
            else []
        )
        for target in targets:
            if isinstance(target, ast.Name):
                yield target.lineno, target.id


@each_file
def test_one_thing_has_one_word(path: Path) -> None:
    wrong = [
        f"{name_of(path)}:{line} {name}: say {instead}"
        for line, name in public_names(tree_of(path))
        if (instead := refusal_of(name))
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("identifier", "instead"),
    [
        ("TrackerItem", "record (or say what it is)"),
        ("audit_entries", "record (or say what it is)"),
        ("recommendation_row", "record"),
        ("DirectionOfTravel", "trend"),
        ("lead_officer", "lead"),
    ],
)
def test_a_wrong_word_would_be_noticed(identifier: str, instead: str) -> None:
    assert refusal_of(identifier) == instead


@pytest.mark.parametrize(
    "identifier", ["agenda_item", "entry_points", "row", "header_rows", "Record", "is_overdue"]
)
def test_a_right_word_is_left_alone(identifier: str) -> None:
    assert refusal_of(identifier) is None


# ---------------------------------------------------------------- committed files


@cache
def tracked() -> tuple[Path, ...]:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: nobody knows what is tracked")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout
    paths = (ROOT / name.decode() for name in listed.split(b"\0") if name)
    return tuple(path for path in paths if path.is_file())


REGISTRIES = [
    b"py" + b"pi.",
    b"python" + b"hosted",
    b"conda." + b"anaconda",
    b"index" + b"-url =",
    b"extra-index" + b"-url",
]
MACHINES = [b"/wo" + b"rk/", b"/ro" + b"ot/", b"/ho" + b"me/", b"/opt/" + b"py", b"/tmp/" + b"brief"]


@pytest.mark.parametrize("needle", REGISTRIES, ids=lambda needle: needle.decode())
def test_no_committed_file_names_a_package_registry(needle: bytes) -> None:
    assert [name_of(path) for path in tracked() if needle in path.read_bytes()] == []


@pytest.mark.parametrize("needle", MACHINES, ids=lambda needle: needle.decode())
def test_no_committed_file_names_a_place_of_one_machine(needle: bytes) -> None:
    text = [path for path in tracked() if b"\0" not in path.read_bytes()]
    assert [name_of(path) for path in text if needle in path.read_bytes()] == []


def test_no_committed_file_is_a_build_product() -> None:
    wrong = [
        name_of(path) for path in tracked() if path.suffix in {".pyc", ".whl", ".so"} or ".venv" in path.parts
    ]
    assert wrong == []


# ---------------------------------------------------------------- the lock

LOCKS = ("run", "dev")


@cache
def locked(name: str) -> dict[str, str]:
    """Package to version and hashes, as they stand in the lock."""
    text = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
    joined = re.sub(r"\\\n\s*", " ", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE))
    return {line.partition("==")[0]: line.partition("==")[2] for line in joined.splitlines() if line.strip()}


def project() -> dict[str, list[str]]:
    """Requirements of pyproject by what asks for them."""
    data = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = {
        name: wanted for name, wanted in data["project"]["optional-dependencies"].items() if name != "all"
    }
    groups = {
        name: [wanted for wanted in group if isinstance(wanted, str)]
        for name, group in data["dependency-groups"].items()
    }
    return {"base": data["project"]["dependencies"], **extras, **groups}


def package_of(requirement: str) -> str:
    return (
        re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0].lower().replace("_", "-").replace(".", "-")
    )


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_is_pinned_and_hashed(lock: str) -> None:
    assert locked(lock)
    for package, rest in locked(lock).items():
        assert re.match(r"\d", rest), f"{package} is not pinned"
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", rest), f"{package} has no hash"


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_names_no_index_and_no_place(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.lock").read_text(encoding="utf-8")
    for needle in ("://", "file:", "--index", "--extra-index", "--find-links", " @ ", "-e "):
        assert needle not in text


@pytest.mark.parametrize("lock", LOCKS)
def test_everything_that_pyproject_asks_for_is_locked(lock: str) -> None:
    groups = {"run": ("base", "excel", "word", "pdf", "build"), "dev": tuple(project())}[lock]
    wanted = {package_of(requirement) for group in groups for requirement in project()[group]}
    assert wanted - set(locked(lock)) == set(), "run `make lock`"


def test_the_two_locks_agree() -> None:
    for package, rest in locked("run").items():
        assert locked("dev")[package].split()[0] == rest.split()[0], package


def test_textual_is_pinned_because_the_table_stands_on_its_private_seams() -> None:
    assert any(re.fullmatch(r"textual==[\d.]+", wanted) for wanted in project()["base"])


# ---------------------------------------------------------------- the package


def test_the_package_tells_its_version_without_opening_a_room() -> None:
    code = "import sys, slough_tui; print(slough_tui.__version__, *(m for m in sys.modules if 'slough_tui.' in m))"
    out = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert re.fullmatch(r"\d+\.\d+\.\d+\n", out.replace(" \n", "\n")), out


def test_the_changelog_has_a_place_for_what_is_not_released() -> None:
    assert "\n## [Unreleased]\n" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
