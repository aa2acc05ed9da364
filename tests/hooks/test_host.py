"""One bad plugin costs only itself, whatever it does; and everybody comes in by the same door."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from slough_tui.errors import PluginError
from slough_tui.hooks.host import Host
from tests.hooks.conftest import ASSESSOR

if TYPE_CHECKING:
    from pathlib import Path

    from slough_tui.hooks.loading import Plugin
    from tests.hooks.conftest import Write

HEAD = '"""A plugin."""\nfrom slough_tui.hooks.api import hookimpl\nAPI = 1\n'


def load(folder: Path, nothing: Path) -> Host:
    return Host.load(folders=[folder], installed=False, bundle=nothing)


def record(host: Host, name: str) -> Plugin:
    return next(plugin for plugin in host.plugins if plugin.name == name)


def names(host: Host) -> list[str]:
    return [assessor.name for _, assessor in host.assessors()]


def test_the_bundle_loads_and_nothing_fails() -> None:
    host = Host.load(installed=False)
    assert {plugin.name for plugin in host.plugins} >= {
        "builtin",
        "due_state",
        "kpi_threshold",
        "satisfactory_progress",
    }
    assert names(host) == sorted(names(host))
    assert host.readers()
    assert host.layouts()
    assert host.rule_folders() == []
    assert host.failures == []


def test_built_in_readers_and_layouts_come_through_the_hooks_of_everybody(nothing: Path) -> None:
    from slough_tui.importers.layouts import LAYOUTS
    from slough_tui.importers.readers import READERS

    host = Host.load(installed=False, bundle=nothing)
    assert host.readers() == list(READERS)
    assert host.layouts() == list(LAYOUTS)
    assert record(host, "builtin").hooks == ("slough_register_layouts", "slough_register_readers")


BREAKS = {
    "raises": 'raise RuntimeError("out of order")',
    "leaves": "raise SystemExit(3)",
    "panics": "class P(BaseException): pass\nraise P('index out of bounds')",
    "is_no_python": "def (:",
    "holds_a_nul": "x = '\0'",
    "imports_what_is_missing": "import no_such_module_at_all",
    "says_no_api": "x = 1",
    "is_too_new": "API = 2",
    "says_a_word": 'API = "1"',
    "knows_a_hook_that_is_not": HEAD + "@hookimpl\ndef slough_register_asessors():\n    return []\n",
    "wants_an_argument_that_is_not": HEAD
    + "@hookimpl\ndef slough_register_assessors(colour):\n    return []\n",
    "wraps_others": HEAD + "@hookimpl(wrapper=True)\ndef slough_register_assessors():\n    return (yield)\n",
}


@pytest.mark.parametrize("name", list(BREAKS))
def test_a_plugin_that_cannot_be_loaded_costs_only_itself(
    name: str, write: Write, folder: Path, nothing: Path
) -> None:
    write("a_good", ASSESSOR.replace("NAME", "first"))
    write(name, BREAKS[name])
    write("z_good", ASSESSOR.replace("NAME", "last"))
    host = load(folder, nothing)
    assert record(host, name).state == "failed"
    assert len(record(host, name).failures) == 1
    assert "\n" not in record(host, name).failures[0]
    assert names(host) == ["first", "last"]
    assert [failure.where for failure in host.failures] == [f"plugin {name}"]


CALLS_BREAK = {
    "raises": "raise RuntimeError('out of order')",
    "leaves": "raise SystemExit(0)",
    "gives_a_number": "return 7",
    "gives_a_word": "return 'due_state'",
    "gives_a_mapping": "return {'a': 1}",
    "gives_no_assessors": "return [1, None]",
    "breaks_half_way": "yield 1\n    raise KeyError('half way')",
}


@pytest.mark.parametrize("name", list(CALLS_BREAK))
def test_a_hook_that_breaks_loses_nobody_else_s_results(
    name: str, write: Write, folder: Path, nothing: Path
) -> None:
    write("a_good", ASSESSOR.replace("NAME", "first"))
    write(name, f"{HEAD}@hookimpl\ndef slough_register_assessors():\n    {CALLS_BREAK[name]}\n")
    write("z_good", ASSESSOR.replace("NAME", "last"))
    host = load(folder, nothing)
    assert names(host) == ["first", "last"]
    assert record(host, name).state == "loaded"
    assert record(host, name).failures
    assert record(host, "a_good").failures == []


def test_what_a_generator_gave_before_it_broke_is_kept(write: Write, folder: Path, nothing: Path) -> None:
    text = ASSESSOR.replace("NAME", "early").replace("return [early]", "yield early\n    raise KeyError('x')")
    write("half", text)
    host = load(folder, nothing)
    assert names(host) == ["early"]
    assert "KeyError" in host.failures[0].what


def test_control_c_is_nobody_s_failure(write: Write, folder: Path, nothing: Path) -> None:
    write("stops", "raise KeyboardInterrupt")
    with pytest.raises(KeyboardInterrupt):
        load(folder, nothing)


def test_a_failure_names_the_line_of_the_plugin(write: Write, folder: Path, nothing: Path) -> None:
    write("wrong", f"{HEAD}\n\ndef deep():\n    return 1 / 0\n\ndeep()\n")
    host = load(folder, nothing)
    assert record(host, "wrong").failures == ["ZeroDivisionError: division by zero (line 7)"]


def test_a_name_is_taken_once(write: Write, folder: Path, nothing: Path) -> None:
    write("twice", ASSESSOR.replace("NAME", "mine"))
    (nothing / "twice.py").write_text(ASSESSOR.replace("NAME", "bundled"), encoding="utf-8")
    host = load(folder, nothing)
    assert names(host) == ["bundled"]
    assert "already" in host.failures[0].what


def test_an_assessor_s_name_is_taken_once(write: Write, folder: Path, nothing: Path) -> None:
    write("one", ASSESSOR.replace("NAME", "same"))
    write("two", ASSESSOR.replace("NAME", "same"))
    host = load(folder, nothing)
    assert names(host) == ["same"]
    assert len(host.failures) == 1


def test_a_file_that_is_not_trusted_is_reported_but_not_run(
    write: Write, folder: Path, nothing: Path
) -> None:
    marker = folder / "ran"
    write("sly", f"open({str(marker)!r}, 'w').close()\nAPI = 1\n", trusted=False)
    host = load(folder, nothing)
    assert [plugin.name for plugin in host.untrusted] == ["sly"]
    assert host.failures == []
    assert not marker.exists()


def test_a_trusted_file_that_changed_is_trusted_no_more(write: Write, folder: Path, nothing: Path) -> None:
    path = write("changed", ASSESSOR.replace("NAME", "same"))
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert load(folder, nothing).untrusted


def test_files_that_are_no_plugins_are_left_alone(write: Write, folder: Path, nothing: Path) -> None:
    write("_shared", "raise RuntimeError")
    (folder / "notes.txt").write_text("x", encoding="utf-8")
    assert [plugin.name for plugin in load(folder, nothing).plugins] == ["builtin"]


def test_a_function_of_a_plugin_is_found_by_its_name(write: Write, folder: Path, nothing: Path) -> None:
    write("mine", f"{HEAD}\ndef double(x: int) -> int:\n    return 2 * x\n")
    host = load(folder, nothing)
    assert host.function("mine:double")(21) == 42
    for wrong in ("mine:triple", "yours:double", "mine", ":"):
        with pytest.raises(PluginError):
            host.function(wrong)


# ---------------------------------------------------------------- the bundle waits

COUNTED = """
from pathlib import Path
with Path(__file__).with_suffix(".ran").open("a") as ran:
    ran.write("x")
"""


def ran(bundle: Path) -> set[str]:
    """Which files of the bundle were run so far; each once at most."""
    marks = {path.stem: path.read_text(encoding="utf-8") for path in bundle.glob("*.ran")}
    assert set(marks.values()) <= {"x"}
    return set(marks)


@pytest.fixture
def bundle(nothing: Path) -> Path:
    """Assessors `first` and `second`, the function `tool:double`, and a file that is no Python."""
    for name in ("first", "second"):
        text = ASSESSOR.replace("NAME", name) + COUNTED
        (nothing / f"{name}.py").write_text(text, encoding="utf-8")
    tool = f"{HEAD}\ndef double(x: int) -> int:\n    return 2 * x\n{COUNTED}"
    (nothing / "tool.py").write_text(tool, encoding="utf-8")
    (nothing / "broken.py").write_text("def (:", encoding="utf-8")
    return nothing


def test_of_the_bundle_only_what_is_asked_for_is_loaded(bundle: Path) -> None:
    host = Host.load(installed=False, bundle=bundle)
    host.add_record_kinds()
    assert host.rule_folders() == []
    assert ran(bundle) == set()
    assert host.function("tool:double")(21) == 42
    assert ran(bundle) == {"tool"}
    assert [assessor.name for _, assessor in host.assessors(["second"])] == ["second"]
    assert ran(bundle) == {"tool", "second"}
    assert names(host) == ["first", "second"]
    assert ran(bundle) == {"tool", "second", "first"}


def test_an_assessor_that_is_called_otherwise_than_its_file_is_found(bundle: Path) -> None:
    (bundle / "odd.py").write_text(ASSESSOR.replace("NAME", "even"), encoding="utf-8")
    host = Host.load(installed=False, bundle=bundle)
    assert [assessor.name for _, assessor in host.assessors(["even", "first"])] == ["even", "first"]
    assert "tool" not in ran(bundle)


def test_a_broken_file_of_the_bundle_is_told_whoever_asks(bundle: Path) -> None:
    host = Host.load(installed=False, bundle=bundle)
    with pytest.raises(PluginError, match="no plugin 'broken' is loaded"):
        host.function("broken:double")
    assert record(host, "broken").state == "failed"
    assert [one.where for one in Host.load(installed=False, bundle=bundle).failures] == ["plugin broken"]


def test_beside_plugins_of_other_people_nothing_waits(bundle: Path, write: Write, folder: Path) -> None:
    write("mine", ASSESSOR.replace("NAME", "mine"))
    load(folder, bundle)
    assert ran(bundle) == {"first", "second", "tool"}


# ---------------------------------------------------------------- each hook is called, and does what it says

IMPLEMENTS: dict[str, str] = {
    "slough_register_readers": """
class Reader:
    name, suffixes, extra = "mine", (".mine",), None
    def read(self, data, *, name, sha256, progress=None): ...
@hookimpl
def slough_register_readers():
    return [Reader(), object()]
""",
    "slough_register_layouts": """
class Layout:
    name, version, shapes = "mine", 1, ()
    def read(self, paper, grids, draft): ...
@hookimpl
def slough_register_layouts():
    return [Layout(), "no layout"]
""",
    "slough_register_assessors": """
from slough_tui.hooks.api import record_assessor
@record_assessor(tables=("kpis",), verdicts=("x",), name="mine")
def mine(record, today): ...
@hookimpl
def slough_register_assessors():
    return [mine, mine]
""",
    "slough_register_reports": """
from slough_tui.hooks.api import report
@report(name="mine")
def mine(asked): ...
@hookimpl
def slough_register_reports():
    return [mine, mine]
""",
    "slough_register_rules": """
import pathlib
@hookimpl
def slough_register_rules():
    return [pathlib.Path(__file__).parent, "/no/such/folder"]
""",
}


def given_by(host: Host, hook: str) -> list[Any]:
    by_hook: dict[str, Any] = {
        "slough_register_readers": host.readers,
        "slough_register_layouts": host.layouts,
        "slough_register_assessors": lambda: [assessor for _, assessor in host.assessors()],
        "slough_register_reports": lambda: [report for _, report in host.reports()],
        "slough_register_rules": host.rule_folders,
    }
    return list(by_hook[hook]())


@pytest.mark.parametrize("hook", list(IMPLEMENTS))
def test_a_plugin_implements_the_hook_and_what_does_not_fit_is_refused(
    hook: str, write: Write, folder: Path, nothing: Path
) -> None:
    before = given_by(Host.load(installed=False, bundle=nothing), hook)
    write("mine", HEAD + IMPLEMENTS[hook])
    host = load(folder, nothing)
    after = given_by(host, hook)
    assert len(after) == len(before) + 1
    assert record(host, "mine").hooks == (hook,)
    assert len(record(host, "mine").failures) == 1
    assert record(host, "mine").run_ms > 0


def test_a_reader_of_a_plugin_is_asked_before_the_built_in_ones(
    write: Write, folder: Path, nothing: Path
) -> None:
    write("mine", HEAD + IMPLEMENTS["slough_register_readers"])
    assert load(folder, nothing).readers()[0].name == "mine"


# ---------------------------------------------------------------- installed plugins


def install(site: Path, name: str, module: str, text: str) -> None:
    """A distribution `name` with a plugin `module`, as pip would lay it out."""
    (site / f"{module}.py").write_text(text, encoding="utf-8")
    info = site / f"{name}-1.2.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[slough_tui]\n{name} = {module}\n", encoding="utf-8")


def test_installed_plugins_are_found_and_a_broken_one_costs_only_itself(
    tmp_path: Path, nothing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    install(site, "good", "good_plugin_of_a_test", ASSESSOR.replace("NAME", "installed"))
    install(site, "broken", "broken_plugin_of_a_test", "raise RuntimeError('no')")
    install(site, "gone", "gone_plugin_of_a_test", "API = 1")
    (site / "gone_plugin_of_a_test.py").unlink()
    monkeypatch.syspath_prepend(str(site))
    host = Host.load(bundle=nothing)
    assert names(host) == ["installed"]
    assert (record(host, "good").origin, record(host, "good").version) == ("installed", "1.2")
    assert {failure.where for failure in host.failures} == {"plugin broken", "plugin gone"}


def test_looking_for_installed_plugins_loads_no_metadata_where_there_are_none(root: Path) -> None:
    import subprocess
    import sys

    code = (
        "import sys; from slough_tui.hooks.loading import entry_points; before = 'importlib.metadata' in sys.modules;"
        "found = list(entry_points()); print(found, 'importlib.metadata' in sys.modules and not before)"
    )
    env = {"PYTHONPATH": str(root / "src")}
    out = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, env=env
    ).stdout
    assert out == "[] False\n"
