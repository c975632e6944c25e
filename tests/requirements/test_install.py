"""requirements/install.py, in a project of its own whose only package is a wheel made here: no network is used."""

import ast
import base64
import hashlib
import importlib.util
import io
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

INSTALL = Path(__file__).resolve().parents[2] / "requirements" / "install.py"

NO_NETWORK = "the packages cannot be downloaded: check the network connection and the proxy"
NO_TRUST = "a certificate is not trusted: where a proxy reads along, name its certificates in SSL_CERT_FILE"
DISK_FULL = "the disk is full: free a gigabyte"
NO_PERMISSION = "no permission to write .venv: check who owns this folder"


@dataclass(frozen=True, kw_only=True)
class Project:
    """A checkout with locks, and the wheels that they can be installed from."""

    root: Path
    wheels: Path

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    def add_lock(self, group: str, *pins: str) -> None:
        (self.root / "requirements" / f"{group}.txt").write_text("".join(f"{pin}\n" for pin in pins), encoding="utf-8")

    def add_npm_lock(self, group: str, text: str) -> None:
        folder = self.root / "requirements" / group
        folder.mkdir(exist_ok=True)
        for name, content in ((".npmrc", ""), ("package.json", "{}"), ("package-lock.json", text)):
            (folder / name).write_text(content, encoding="utf-8")

    def add_wheel(self, version: str) -> str:
        """Makes a wheel of the package `demo`; returns the pin that a lock would have."""
        info = f"demo-{version}.dist-info"
        files = {
            "demo.py": f"version = '{version}'\n",
            f"{info}/METADATA": f"Metadata-Version: 2.1\nName: demo\nVersion: {version}\n",
            f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        }
        record = "".join(f"{name},{record_hash(text)},{len(text)}\n" for name, text in files.items())
        wheel = self.wheels / f"demo-{version}-py3-none-any.whl"
        with zipfile.ZipFile(wheel, "w") as archive:
            for name, text in {**files, f"{info}/RECORD": f"{record}{info}/RECORD,,\n"}.items():
                archive.writestr(name, text)
        return f"demo=={version} --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}"

    def run(self, *groups: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Runs install.py as make does, with none of this machine's pip settings."""
        own = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
        own |= {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.wheels)}
        command = [sys.executable, "requirements/install.py", *groups]
        return subprocess.run(
            command, cwd=self.root, env=own | environment, capture_output=True, text=True, check=False
        )

    def installed_version(self) -> str:
        command = [str(self.venv / "bin" / "python"), "-I", "-c", "import demo; print(demo.version)"]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()

    def load(self) -> ModuleType:
        """install.py of this project, to be called here."""
        specification = importlib.util.spec_from_file_location("install", self.root / "requirements" / "install.py")
        assert specification is not None
        assert specification.loader is not None
        module = importlib.util.module_from_spec(specification)
        specification.loader.exec_module(module)
        return module


def record_hash(text: str) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest())
    return "sha256=" + digest.decode().rstrip("=")


def create_project(folder: Path) -> Project:
    project = Project(root=folder / "project", wheels=folder / "wheels")
    (project.root / "requirements").mkdir(parents=True)
    project.wheels.mkdir()
    shutil.copy(INSTALL, project.root / "requirements")
    project.add_lock("site", project.add_wheel("1.0"))
    return project


@pytest.fixture(scope="module")
def first_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, subprocess.CompletedProcess[str]]:
    """A project whose group `site` was installed, and what that printed."""
    project = create_project(tmp_path_factory.mktemp("first"))
    return project, project.run("site")


@pytest.fixture
def installed(first_run: tuple[Project, subprocess.CompletedProcess[str]], tmp_path: Path) -> Project:
    """A copy of the project whose group `site` was installed."""
    project, _ = first_run
    shutil.copytree(project.root, tmp_path / "project", symlinks=True)
    return Project(root=tmp_path / "project", wheels=shutil.copytree(project.wheels, tmp_path / "wheels"))


@pytest.fixture
def bare(tmp_path: Path) -> Project:
    """A project without .venv."""
    return create_project(tmp_path)


@pytest.fixture
def install(bare: Project, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """install.py of a bare project, with an environment that is made at once and a pip that says it has installed."""

    def create(folder: str, **_: object) -> None:
        python = Path(folder) / "bin" / "python"
        python.parent.mkdir()
        python.symlink_to(sys.executable)

    monkeypatch.setattr("venv.create", create)
    module = bare.load()
    module.__dict__["PIP"] = fake("Collecting demo==1.0\nInstalling collected packages: demo", code=0)
    return module


def fake(says: str, *, code: int) -> list[str]:
    return [sys.executable, "-c", f"print({says!r}); raise SystemExit({code})"]


def test_first_run_installs_the_group_and_says_when_it_starts_and_ends(
    first_run: tuple[Project, subprocess.CompletedProcess[str]],
) -> None:
    project, run = first_run
    start, end = run.stdout.splitlines()
    assert (run.returncode, run.stderr) == (0, "")
    assert start == "Setting up (once, about a minute)"
    assert end.startswith("Set up in ")
    assert project.installed_version() == "1.0"


def test_second_run_prints_nothing_and_starts_nothing(installed: Project) -> None:
    python = installed.venv / "bin" / "python"
    python.unlink()
    python.write_text("#!/bin/sh\necho started; exit 1\n", encoding="utf-8")
    python.chmod(0o755)
    run = installed.run("site")
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_changed_lock_is_installed_into_the_same_environment(installed: Project) -> None:
    (installed.venv / "marker").touch()
    installed.add_lock("site", installed.add_wheel("2.0"))
    assert installed.run("site").returncode == 0
    assert installed.installed_version() == "2.0"
    assert (installed.venv / "marker").exists()


def test_second_group_leaves_the_first_alone(install: ModuleType, bare: Project) -> None:
    bare.add_lock("test", "other==1.0")
    assert install.main(["site"]) == 0
    written = (bare.venv / "site.stamp").stat().st_mtime_ns
    assert install.main(["site", "test"]) == 0
    assert (bare.venv / "site.stamp").stat().st_mtime_ns == written
    assert (bare.venv / "test.stamp").exists()


def test_environment_of_another_python_is_made_anew(install: ModuleType, bare: Project) -> None:
    assert install.main(["site"]) == 0
    (bare.venv / "marker").touch()
    (bare.venv / "python.stamp").write_text("cpython 3.10.0", encoding="utf-8")
    assert install.main(["site"]) == 0
    assert not (bare.venv / "marker").exists()
    assert (bare.venv / "site.stamp").exists()


def test_environment_whose_python_is_gone_is_made_anew(install: ModuleType, bare: Project) -> None:
    assert install.main(["site"]) == 0
    (bare.venv / "bin" / "python").unlink()
    (bare.venv / "bin" / "python").symlink_to("/nowhere/python")
    assert install.main(["site"]) == 0
    assert (bare.venv / "bin" / "python").exists()


def test_environment_that_was_not_made_to_the_end_is_made_anew(install: ModuleType, bare: Project) -> None:
    (bare.venv / "bin").mkdir(parents=True)
    (bare.venv / "bin" / "half").touch()
    assert install.main(["site"]) == 0
    assert not (bare.venv / "bin" / "half").exists()


def test_group_that_was_not_installed_to_the_end_is_not_taken_for_installed(
    install: ModuleType, bare: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert install.main(["site"]) == 0
    old = (bare.root / "requirements" / "site.txt").read_text(encoding="utf-8")
    bare.add_lock("site", "demo==2.0")
    with monkeypatch.context() as patch:
        patch.setattr(install, "PIP", fake("anything", code=1))
        assert install.main(["site"]) == 1
    bare.add_lock("site", old.strip())  # half of the old lock may have been replaced, so the old stamp must not count
    assert not install.is_installed("site")


def test_lock_that_changes_while_pip_runs_is_not_taken_for_installed(install: ModuleType, bare: Project) -> None:
    lock = str(bare.root / "requirements" / "site.txt")
    install.__dict__["PIP"] = [sys.executable, "-c", f"open({lock!r}, 'a').write('more==1.0')"]
    assert install.main(["site"]) == 0
    assert not install.is_installed("site")


def test_interrupted_set_up_is_told_and_not_taken_for_finished(
    install: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(install, "run_pip", interrupt)
    assert install.main(["site"]) == 130
    assert capsys.readouterr().err == "stopped before the set-up was complete: run the same command again\n"
    assert not install.is_installed("site")


def test_old_python_is_told_in_one_line(
    install: ModuleType, bare: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 18, "final", 0))
    assert install.main(["site"]) == 1
    assert capsys.readouterr().err == (
        "error: Python 3.11 or newer is needed, and this is 3.9.18: "
        "install one and name it, like: make PYTHON=python3.12 serve\n"
    )
    assert not bare.venv.exists()


def test_python_2_can_read_the_file() -> None:
    text = INSTALL.read_bytes().decode("ascii")
    newer = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Nonlocal, ast.Starred, ast.Match, ast.YieldFrom)
    for node in ast.walk(ast.parse(text)):
        assert not isinstance(node, newer), ast.unparse(node)
        if isinstance(node, ast.FunctionDef):
            assert node.returns is None, node.name
            assert not any(argument.annotation for argument in node.args.args), node.name
            assert not node.args.kwonlyargs, node.name
        if isinstance(node, ast.Raise):
            assert node.cause is None, ast.unparse(node)


def test_missing_venv_module_is_told_in_one_line(bare: Project, tmp_path: Path) -> None:
    (tmp_path / "ensurepip.py").write_text("raise ImportError", encoding="utf-8")
    run = bare.run("site", PYTHONPATH=str(tmp_path))
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    assert run.returncode == 1
    assert run.stderr == (
        f"error: this Python has no venv module: install it (Debian, Ubuntu: sudo apt install {package}), "
        "then run the same command again\n"
    )
    assert not bare.venv.exists()


def test_missing_network_is_told_in_one_line_and_the_next_run_goes_on(installed: Project, tmp_path: Path) -> None:
    installed.add_lock("site", installed.add_wheel("2.0"))
    run = installed.run("site", PIP_FIND_LINKS=str(tmp_path / "nowhere"))
    assert run.returncode == 1
    assert run.stderr == f"error: {NO_NETWORK}, then run the same command again (what pip said: .venv/install.log)\n"
    assert "No matching distribution found for demo==2.0" in (installed.venv / "install.log").read_text()
    assert installed.run("site").returncode == 0
    assert installed.installed_version() == "2.0"


def test_package_with_another_hash_is_not_installed(installed: Project) -> None:
    pin = installed.add_wheel("2.0")
    installed.add_lock("site", pin[:-4] + "beef")
    run = installed.run("site")
    assert run.returncode == 1
    assert run.stderr.startswith("error: a package differs from its hash in requirements/, and nothing was installed: ")
    assert installed.installed_version() == "1.0"


def test_package_without_a_hash_is_not_installed(installed: Project) -> None:
    installed.add_lock("site", installed.add_wheel("2.0").split()[0])
    run = installed.run("site")
    assert run.returncode == 1
    assert run.stderr == "error: pip could not install the packages (what pip said: .venv/install.log)\n"
    assert installed.installed_version() == "1.0"


@pytest.mark.parametrize(
    ("says", "told"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", DISK_FULL),
        ("ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied: 'x'", NO_PERMISSION),
        ("ERROR: Could not install packages due to an OSError: [Errno 30] Read-only file system: 'x'", NO_PERMISSION),
        ("WARNING: Retrying after connection broken by 'NameResolutionError(...)'\nERROR: no", NO_NETWORK),
        ("connection broken by 'SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]'))'", NO_TRUST),
        ("ReadTimeoutError: HTTPSConnectionPool(host='example.org', port=443): Read timed out.", NO_NETWORK),
        ("ERROR: (from versions: none)\nERROR: No matching distribution found for demo==1.0", NO_NETWORK),
        (
            "Collecting demo==1.0\nERROR: No matching distribution found for other==2.0",
            f"other==2.0 is not made for Python {sys.version_info[0]}.{sys.version_info[1]} on this machine",
        ),
        ("ERROR: ResolutionImpossible", "pip could not install the packages"),
    ],
)
def test_what_stopped_pip_is_told_in_one_line_without_an_address(
    install: ModuleType, bare: Project, capsys: pytest.CaptureFixture[str], says: str, told: str
) -> None:
    install.__dict__["PIP"] = fake(says, code=1)
    assert install.main(["site"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"error: {told}")
    assert line.endswith(" (what pip said: .venv/install.log)")
    assert "example.org" not in line
    assert says in (bare.venv / "install.log").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(28, "No space left on device"), DISK_FULL),
        (PermissionError(13, "Permission denied"), NO_PERMISSION),
        (FileExistsError(17, "File exists"), "the set-up failed: [Errno 17] File exists"),
    ],
)
def test_what_stopped_the_making_of_the_environment_is_told_in_one_line(
    install: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: OSError, told: str
) -> None:
    def fail(_: object) -> None:
        raise error

    monkeypatch.setattr(os, "mkdir", fail)
    assert install.main(["site"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"error: {told}")


def test_environment_without_pip_is_told_and_not_taken_for_made(
    install: ModuleType, bare: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise subprocess.CalledProcessError(1, "ensurepip", output=b"ensurepip is broken")

    monkeypatch.setattr("venv.create", fail)
    assert install.main(["site"]) == 1
    assert capsys.readouterr().err == "error: no pip could be put into .venv (what pip said: .venv/install.log)\n"
    assert (bare.venv / "install.log").read_text(encoding="utf-8") == "ensurepip is broken"
    assert not install.is_made()


def test_group_without_a_lock_is_told_with_those_there_are(
    install: ModuleType, bare: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    bare.add_lock("test", "other==1.0")
    assert install.main(["stie"]) == 1
    assert capsys.readouterr().err == "error: there is no group 'stie', only site, test\n"
    assert install.main([]) == 1
    assert capsys.readouterr().err == "error: name the groups to install: site, test\n"


def test_packages_of_two_groups_are_counted_once(install: ModuleType, bare: Project) -> None:
    bare.add_lock("site", "# made by hand", "demo==1.0 \\", "    --hash=sha256:00", "    # via other", "other==1.0")
    bare.add_lock("test", "other==1.0 ; sys_platform == 'win32'", "third==1.0")
    assert install.count_packages(["site", "test"]) == 3


COPY_LOCK = [sys.executable, "-c", "open('installed', 'w').write(open('package-lock.json').read())"]


def test_what_a_group_needs_from_npm_lands_in_a_folder_of_its_own(install: ModuleType, bare: Project) -> None:
    install.__dict__["NPM"] = COPY_LOCK
    bare.add_lock("test", "other==1.0")
    bare.add_npm_lock("test", "first")
    assert install.main(["site", "test"]) == 0
    assert (bare.venv / "npm" / "test" / "installed").read_text(encoding="utf-8") == "first"
    assert not (bare.venv / "npm" / "site").exists()


def test_changed_npm_lock_is_installed(install: ModuleType, bare: Project) -> None:
    install.__dict__["NPM"] = COPY_LOCK
    for text in ("first", "second"):
        bare.add_npm_lock("site", text)
        assert not install.is_installed("site")
        assert install.main(["site"]) == 0
        assert install.is_installed("site")
        assert (bare.venv / "npm" / "site" / "installed").read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("says", "told"),
    [
        ("npm error code ENOTFOUND", NO_NETWORK),
        ("npm error code SELF_SIGNED_CERT_IN_CHAIN", NO_TRUST),
        ("npm error code EINTEGRITY", "a package differs from its hash in requirements/"),
        ("npm error code ENOSPC", DISK_FULL),
        ("npm error code EACCES", NO_PERMISSION),
        ("npm error code EUSAGE", "npm could not install the packages"),
    ],
)
def test_what_stopped_npm_is_told_in_one_line(
    install: ModuleType, bare: Project, capsys: pytest.CaptureFixture[str], says: str, told: str
) -> None:
    install.__dict__["NPM"] = fake(says, code=1)
    bare.add_npm_lock("site", "")
    assert install.main(["site"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"error: {told}")
    assert line.endswith(" (what npm said: .venv/install.log)")
    assert says in (bare.venv / "install.log").read_text(encoding="utf-8")
    assert not install.is_installed("site")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_one_line_rewritten_in_place_on_a_terminal(install: ModuleType) -> None:
    terminal = Terminal()
    progress = install.Progress(terminal, 2)
    progress.follow("Collecting demo==1.0 (from -r requirements/site.txt (line 3))\n")
    progress.follow("  Downloading demo-1.0-py3-none-any.whl (1 kB)\n")
    progress.follow("Requirement already satisfied: other==1.0 in x (1.0)\n")
    progress.follow("Installing collected packages: demo\n")
    progress.end()
    assert [state.rstrip(" ") for state in terminal.getvalue().split("\r")] == [
        "",
        "Setting up (once, about a minute)",
        "Setting up (once, about a minute): 1 of 2 packages",
        "Setting up (once, about a minute): 2 of 2 packages",
        "Setting up (once, about a minute): unpacking 2 packages",
        "Set up in 0 seconds.".ljust(79) + "\n",
    ]


def test_error_on_a_terminal_comes_on_a_line_of_its_own(install: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setattr(sys, "stderr", terminal)
    install.__dict__["PIP"] = fake("Collecting demo==1.0", code=1)
    assert install.main(["site"]) == 1
    *_, progress, error = terminal.getvalue().splitlines()
    assert progress.rstrip().endswith("1 of 1 packages")
    assert error.startswith("error: ")
