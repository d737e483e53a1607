#!/usr/bin/env python3
"""The front door: one command each for what people do with this project.

Needs nothing but Python 3.11 or newer; everything else goes into ``.venv``, from the pinned requirements.
The file has to be readable by Python 3.6 (no newer syntax), so that an old Python gets a sentence, not a traceback.
"""

import sys

MINIMUM_PYTHON = (3, 11)


def python_problem(version: "tuple[int, ...]") -> str:
    """Say why this Python cannot be used; an empty string when it can."""
    if tuple(version[:2]) >= MINIMUM_PYTHON:
        return ""
    wanted = ".".join(str(part) for part in MINIMUM_PYTHON)
    found = ".".join(str(part) for part in version[:3])
    return (
        f"Python {wanted} or newer is needed, this is Python {found}. Install one and start run.py with it.\n"
        f"Cần Python {wanted} trở lên (đang dùng {found})."
    )


if python_problem(sys.version_info[:3]):
    sys.exit(python_problem(sys.version_info[:3]))

import contextlib  # noqa: E402 - an old Python must get the sentence above before anything else can fail
import ctypes  # noqa: E402
import datetime as dt  # noqa: E402
import hashlib  # noqa: E402
import importlib.util  # noqa: E402
import io  # noqa: E402
import json  # noqa: E402
import os  # noqa: E402
import platform  # noqa: E402
import re  # noqa: E402
import shutil  # noqa: E402
import signal  # noqa: E402
import subprocess  # noqa: E402
import tempfile  # noqa: E402
import time  # noqa: E402
from collections.abc import Callable, Iterable, Mapping, Sequence  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import IO, NamedTuple  # noqa: E402

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "set-up.json"
SITE = ROOT / "site"
DOCS = ROOT / "docs"
NEXT_CONFIG = ROOT / ".mkdocs-next.yml"  # for as long as `next` runs
NEXT_SITES = ".cache/next"
NEXT_KINDS: dict[str, list[str]] = {"": [], "-offline": ["--from-disk"]}  # by configuration, how they are compared
GENERATOR = "scripts/generate.py"
OFFLINE = ROOT / ".cache" / "offline"  # where `offline` builds
OFFLINE_ZIP = OFFLINE / "trang-web.zip"
SBOM = ROOT / ".cache" / "sbom"

SITE_REQUIREMENTS = "requirements.txt"
# The others hold everything of the site's file too, in the same versions, so that each can be added to it.
DEV_REQUIREMENTS = "requirements-dev.txt"
NEXT_REQUIREMENTS = "requirements-next.txt"
SBOM_REQUIREMENTS = "requirements-sbom.txt"
REQUIREMENTS = (SITE_REQUIREMENTS, DEV_REQUIREMENTS, NEXT_REQUIREMENTS, SBOM_REQUIREMENTS)

# Where versions of others' work are pinned; each says on which day all its pins were last moved to the newest release.
PINNED = (
    *(name.replace(".txt", ".in") for name in REQUIREMENTS),
    "scripts/mutation/requirements.in",
    "scripts/vendored.toml",
)
OLD_PINS_DAYS = 365

MANIFEST = DOCS / ".generated"  # where the generator lists what it wrote, so that nothing else is ever removed
LONGEST_PATH = 250  # letters below docs/; the ids in it have at most eighty
CACHES = (".cache", ".mypy_cache", ".pytest_cache", ".ruff_cache")
# Folders whose change means that the pages have to be made again.
WATCHED = ("rubric", "scripts")
WATCH_SECONDS = 0.5

PYTHON = "py" if os.name == "nt" else "python3"

# Google's and Microsoft's builds are Chromium too. Ubuntu's chromium-browser may be a mere snap stub: asked last.
BROWSER_NAMES = (
    "chromium",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
    "chromium-browser",
)
MAC_BROWSERS = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS_BROWSERS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)


class Stop(Exception):  # noqa: N818 - not always an error: it ends the run with an exit code
    """End the run with this exit code, after saying why where the failed program has not said it itself."""

    def __init__(self, code: int, message: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def say(message: str) -> None:
    """Tell the user what happens; at once, also where the output goes into a file or a CI log."""
    print(message, flush=True)


# --- Running programs -------------------------------------------------------------------------------------------------


def environment(extra: "Mapping[str, str] | None" = None) -> dict[str, str]:
    """The environment of every program that is started from here."""
    env = dict(os.environ)
    env["PYTHONUTF8"] = "1"  # the rubric is UTF-8; Windows would read it otherwise
    env["NO_MKDOCS_2_WARNING"] = "1"  # Material's banner about a version that is not used here
    env.update(extra or {})
    return env


def pip_environment() -> dict[str, str]:
    """Leave the user's pip configuration alone (a machine may need its own index), but for what breaks this install.

    An install "for the user" or into another folder never arrives in .venv; foreign constraints have no hashes.
    """
    env = environment({"PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"})
    for name in ("PIP_TARGET", "PIP_PREFIX", "PIP_CONSTRAINT"):
        env.pop(name, None)
    return env


def run(command: Sequence[str], env: "Mapping[str, str] | None" = None, folder: Path = ROOT) -> int:
    """Run a program in the project's folder, its output going straight to the user, and return its exit code."""
    try:
        ended = end_with_parent if sys.platform == "linux" else None
        return subprocess.run(command, cwd=folder, env=env or environment(), check=False, preexec_fn=ended).returncode
    except OSError as error:
        raise Stop(1, f"{command[0]} could not be started: {error}") from error


def end_with_parent() -> None:
    """Let the program that is about to start end when this one is killed, which cannot end it any more by itself."""
    asked_for = 1  # PR_SET_PDEATHSIG of <linux/prctl.h>
    ctypes.CDLL(None).prctl(asked_for, signal.SIGKILL)


def must(command: Sequence[str], message: str = "", env: "Mapping[str, str] | None" = None) -> None:
    """Run a program that has to succeed."""
    code = run(command, env)
    if code != 0:
        raise Stop(1, message)


def venv_python() -> str:
    """The Python in .venv."""
    return str(VENV / "Scripts" / "python.exe") if os.name == "nt" else str(VENV / "bin" / "python")


# --- Set-up -----------------------------------------------------------------------------------------------------------


def identity() -> dict[str, str]:
    """What a .venv belongs to: another Python or another place needs another one."""
    return {
        "python": f"{platform.python_implementation()} {platform.python_version()} {platform.machine()}",
        "place": str(ROOT),
    }


def digest(name: str) -> str:
    """The hash of a requirements file: a changed file means another set-up."""
    return hashlib.sha256((ROOT / name).read_bytes()).hexdigest()


def read_stamp() -> dict[str, str]:
    """What the last finished set-up wrote down; nothing where there was none or it did not finish."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(stamp, dict) or not Path(venv_python()).exists():
        return {}
    return {str(key): str(value) for key, value in stamp.items()}


def write_stamp(stamp: Mapping[str, str]) -> None:
    """Write down that the set-up is finished; by rename, so that half a stamp is never read."""
    draft = STAMP.with_suffix(".tmp")
    draft.write_text(json.dumps(stamp, indent=2) + "\n", encoding="utf-8")
    draft.replace(STAMP)


def set_up(requirements: str) -> None:
    """Make .venv with the given requirements; nothing to do when the stamp says that this was done."""
    stamp = read_stamp()
    same_venv = bool(stamp) and all(stamp.get(key) == value for key, value in identity().items())
    if same_venv and stamp.get(requirements) == digest(requirements):
        return
    say(f"Setting up .venv from {requirements} (once; a minute or so) …")
    refuse_inside_venv()
    done = {name for name in REQUIREMENTS if name in stamp}
    # To what is still current something can be added; after any other change only a new .venv has nothing stale in it.
    addable = same_venv and bool(done) and all(stamp[name] == digest(name) for name in done)
    STAMP.unlink(missing_ok=True)
    if not addable:
        done.clear()
        make_venv()
    install(requirements)
    done |= {SITE_REQUIREMENTS, requirements}
    write_stamp({**identity(), **{name: digest(name) for name in sorted(done)}})


def refuse_inside_venv() -> None:
    """Do not take away the Python that is running this file."""
    if Path(sys.prefix).resolve() == VENV.resolve():
        raise Stop(1, f"This is the Python in .venv itself. Deactivate it, then use: {PYTHON} run.py …")


def make_venv() -> None:
    """Make an empty .venv, in place of whatever a half-finished or older set-up left there."""
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise Stop(
            1,
            "This Python cannot make virtual environments (its venv and ensurepip modules are missing).\n"
            f"On Debian or Ubuntu: sudo apt install python{version}-venv   (or python3-venv)\n"
            "Python thiếu mô-đun venv: cài gói python3-venv rồi chạy lại.",
        )
    must(
        [sys.executable, "-m", "venv", "--clear", str(VENV)],
        f"{VENV} could not be made; remove that folder and try again.",
    )


def install(requirements: str) -> None:
    """Install exactly what a requirements file names, each file checked against its hash."""
    must(
        [venv_python(), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", requirements],
        f"{requirements} could not be installed (pip's reason stands above). Is there a network? Behind a proxy set\n"
        "HTTPS_PROXY; with an index of your own set it in pip's configuration. Then run the same command again.\n"
        "Không cài được thư viện: kiểm tra kết nối mạng rồi chạy lại lệnh này.",
        pip_environment(),
    )


# --- A browser for the tests ------------------------------------------------------------------------------------------


def find_browser() -> str:
    """Make sure of a Chromium, Chrome or Edge, installing one where there is none, and return its path."""
    found = present_browser()
    if found:
        return found
    say("No Chromium, Chrome or Edge found: installing Chromium for the tests …")
    found = (debian_browser() if is_root() and shutil.which("apt-get") else "") or download_browser()
    if not found:
        raise Stop(1, "No browser for the tests. Install Chromium, Chrome or Edge, or set CHROMIUM to the path of one.")
    return found


def present_browser() -> str:
    """The browser that CHROMIUM names, else one that is there; an empty string where there is none."""
    chosen = os.environ.get("CHROMIUM", "")
    if chosen:
        if not shutil.which(chosen):
            raise Stop(1, f"CHROMIUM names {chosen}, which is no program.")
        return str(shutil.which(chosen))
    return installed_browser() or playwright_browser()


def installed_browser() -> str:
    """The first installed browser that runs; an empty string where there is none."""
    return next((path for path in browser_candidates() if runs(path)), "")


def browser_candidates() -> Iterable[str]:
    """Where browsers stand: on the PATH, and in the usual folders of macOS and Windows."""
    for name in BROWSER_NAMES:
        path = shutil.which(name)
        if path:
            yield path
    if sys.platform == "darwin":
        for folder in (Path("/Applications"), Path.home() / "Applications"):
            yield from (str(folder / name) for name in MAC_BROWSERS)
    if os.name == "nt":
        for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
            if os.environ.get(variable):
                yield from (str(Path(os.environ[variable]) / name) for name in WINDOWS_BROWSERS)


def runs(path: str) -> bool:
    """Whether a browser is there and starts: Ubuntu's chromium-browser can be a stub that only asks for snap."""
    if not Path(path).is_file():
        return False
    if os.name == "nt":
        return True  # there --version opens a window
    quiet = subprocess.DEVNULL
    try:
        return subprocess.run([path, "--version"], stdout=quiet, stderr=quiet, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def is_root() -> bool:
    """Whether system packages can be installed without asking anybody."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def debian_browser() -> str:
    """Install Debian's Chromium; an empty string where that does not work (Ubuntu has only a snap of it)."""
    env = environment({"DEBIAN_FRONTEND": "noninteractive"})
    if run(["apt-get", "update", "-qq"], env) == 0:
        run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], env)
    return installed_browser()


def playwright_browser() -> str:
    """The Chromium that Playwright has downloaded earlier; an empty string where it has not."""
    ask = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    answer = subprocess.run(
        [venv_python(), "-c", ask], cwd=ROOT, env=environment(), stdout=subprocess.PIPE, text=True, check=False
    )
    path = answer.stdout.strip()
    return path if answer.returncode == 0 and Path(path).is_file() else ""


def download_browser() -> str:
    """Let Playwright download its own Chromium, with the system libraries where they may be installed."""
    libraries = ["--with-deps"] if is_root() and shutil.which("apt-get") else []
    run([venv_python(), "-m", "playwright", "install", *libraries, "chromium"])
    return playwright_browser()


# --- Steps that the commands share ------------------------------------------------------------------------------------


def generate(*arguments: str) -> int:
    """Turn the rubric into pages; the generator itself says what is wrong with a rubric."""
    return run([venv_python(), GENERATOR, *arguments])


def must_generate(*arguments: str) -> None:
    """Generate, or end the run: a site is never built from a rubric with errors."""
    if generate(*arguments) != 0:
        raise Stop(
            1,
            "The pages could not be generated (the reasons stand above); nothing was built.\n"
            "Chưa tạo được các trang (lý do ở trên): sửa bộ tiêu chí rồi chạy lại lệnh này.",
        )


def build() -> None:
    """Build site/ strictly: a warning of MkDocs is an error."""
    must([venv_python(), "-m", "mkdocs", "build", "--strict"], "MkDocs could not build the site (its reasons above).")


def no_arguments(command: str, arguments: Sequence[str]) -> None:
    """Refuse what a command would ignore."""
    if arguments:
        raise Stop(2, f"run.py {command} takes no arguments: {' '.join(arguments)}\n\n{usage()}")


# --- The commands -----------------------------------------------------------------------------------------------------


def command_site(arguments: Sequence[str]) -> None:
    """Generate the pages and build the site."""
    no_arguments("site", arguments)
    set_up(SITE_REQUIREMENTS)
    must_generate()
    build()
    say(
        f"\nThe site is in {SITE / 'index.html'}\n"
        f"To look at it: {PYTHON} -m http.server --bind 127.0.0.1 --directory site 8000   then open http://127.0.0.1:8000/\n"
        f"Đã dựng xong trang web trong thư mục site/. Để vừa sửa vừa xem: {PYTHON} run.py serve"
    )


def command_serve(arguments: Sequence[str]) -> None:
    """Show the site and follow every change; arguments go to `mkdocs serve` (such as --dev-addr 127.0.0.1:8001)."""
    set_up(SITE_REQUIREMENTS)
    for name in ("SIGTERM", "SIGHUP"):  # whoever ends this program or closes its window ends the server with it
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: sys.exit(0))
    seen = watched_state()
    generate()
    while not (DOCS / ".site.yml").exists():  # nothing was ever generated, so there is nothing to show yet
        say("Chưa dựng được trang nào: sửa các lỗi trên, trang sẽ tự dựng lại. Dừng: Ctrl+C.")
        seen = wait_for_change(seen)
        generate()
    say("Mở địa chỉ mà MkDocs in ra dưới đây; sửa tệp trong rubric/ thì trang tự cập nhật. Dừng: Ctrl+C.")
    # What is half-way edited may have a dead link: no reason to stop showing the rest, so it is not strict here.
    options = ["--livereload", "--no-strict", "--watch", "overrides", *arguments]
    server = subprocess.Popen([venv_python(), "-m", "mkdocs", "serve", *options], cwd=ROOT, env=environment())
    try:
        follow(server, seen)
    finally:
        stop(server)


def watched_state() -> dict[str, tuple[int, int]]:
    """Time and size of everything that pages are made from; two states differ when a file was changed."""
    state = {}
    for folder in WATCHED:
        for path in (ROOT / folder).rglob("*"):
            if "__pycache__" in path.parts:
                continue
            with contextlib.suppress(OSError):  # an editor may have taken it away just now
                status = path.stat()
                state[str(path)] = (status.st_mtime_ns, status.st_size)
    return state


def wait_for_change(seen: Mapping[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """Wait until a watched file changes and return the new state."""
    now = watched_state()
    while now == seen:
        time.sleep(WATCH_SECONDS)
        now = watched_state()
    return now


def follow(server: "subprocess.Popen[bytes]", seen: Mapping[str, tuple[int, int]]) -> None:
    """Generate again after each change; MkDocs sees the new pages and shows them.

    A rubric with errors writes nothing, so the last good pages stay until it is repaired.
    """
    while server.poll() is None:
        time.sleep(WATCH_SECONDS)
        now = watched_state()
        if now == seen:
            continue
        seen = now
        if generate() != 0:
            say("Bộ tiêu chí có lỗi (xem các dòng trên); vẫn hiển thị bản đúng gần nhất.")
    if server.returncode != 0:
        raise Stop(1, "MkDocs stopped (its reason above).")


def stop(server: "subprocess.Popen[bytes]") -> None:
    """End the server that was started here, kindly first."""
    if server.poll() is not None:
        return
    server.terminate()
    try:
        server.wait(timeout=5)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def command_test(arguments: Sequence[str]) -> None:
    """Run every test; arguments go to pytest (such as -k units)."""
    run_tests(["-m", "pytest", *arguments])


def command_coverage(arguments: Sequence[str]) -> None:
    """Run every test and measure which lines and branches of the generator they reach; less than before fails."""
    no_arguments("coverage", arguments)
    run_tests(["-m", "coverage", "run", "-m", "pytest"])
    must(
        [venv_python(), "-m", "coverage", "report"], "The tests reach less than they did; pyproject.toml has the bound."
    )


def run_tests(command: Sequence[str]) -> None:
    """Run a command of the tests, when all that they look at is there."""
    set_up(DEV_REQUIREMENTS)
    browser = find_browser()
    must([venv_python(), "scripts/javascript/check.py", "--fetch"])
    must_generate()
    build()
    must([venv_python(), *command], env=environment({"RUBRIC_BROWSER": browser}))


def command_mutate(arguments: Sequence[str]) -> None:
    """Change modules in small ways and list what no test notices; arguments go to scripts/mutation/mutate.py."""
    set_up(DEV_REQUIREMENTS)
    must([venv_python(), "scripts/mutation/mutate.py", *arguments])


def command_check(arguments: Sequence[str]) -> None:
    """Lint, check types, run the quick tests, and prove that rubric and pages agree."""
    no_arguments("check", arguments)
    set_up(DEV_REQUIREMENTS)
    must_generate()
    build()
    python = venv_python()
    quick_tests = [python, "-m", "pytest", "-q", "-m", "not browser and not slow"]
    steps: dict[str, list[str]] = {
        "ruff check": [python, "-m", "ruff", "check"],
        "ruff format": [python, "-m", "ruff", "format", "--check"],
        "mypy": [python, "-m", "mypy"],
        "JavaScript": [python, "scripts/javascript/check.py"],
        "generate --check": [python, GENERATOR, "--check"],
        "quick tests of parts": [*quick_tests, "tests/unit"],
        "quick tests of the whole": [*quick_tests, "--ignore=tests/unit"],
    }
    failed = failing(steps)
    for warning in old_pins(dt.date.today()):  # noqa: DTZ011 - a day more or less is no matter
        say(f"Warning: {warning}")
    if failed:
        raise Stop(1, f"Failed: {', '.join(failed)}")
    say("All checks passed.")


def old_pins(today: dt.date) -> list[str]:
    """Say whose pins nobody has looked through for a year; that stops nothing, since it comes by waiting."""
    warnings = []
    for name in PINNED:
        said = re.search(
            r"^# Looked through: (\d{4}-\d\d-\d\d)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE
        )
        if said is None:
            warnings.append(f"{name} does not say on which day its pins were looked through.")
        elif (today - dt.date.fromisoformat(said[1])).days > OLD_PINS_DAYS:
            warnings.append(f"{name}: its pins were last looked through on {said[1]}. Renew them, then the date.")
    return warnings


def failing(steps: Mapping[str, Sequence[str]]) -> list[str]:
    """Run checks beside each other, say in their order what each says, and return the names of those that failed."""
    with contextlib.ExitStack() as last:
        begun = []
        for name, command in steps.items():
            said = last.enter_context(tempfile.TemporaryFile())
            process = subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=said, stderr=said)
            last.callback(stop, process)
            begun.append((name, process, said))
        return [name for name, process, said in begun if not ended_well(name, process, said)]


def ended_well(name: str, process: "subprocess.Popen[bytes]", said: "IO[bytes]") -> bool:
    """Wait for a check, then say under its name what it has said into a file."""
    say(f"== {name}")
    process.wait()
    said.seek(0)
    say(said.read().decode("utf-8", "replace").rstrip())
    return process.returncode == 0


def passed(name: str, command: Sequence[str]) -> bool:
    """Run one check under its name; the others run whatever comes of it."""
    say(f"== {name}")
    return run(command) == 0


def command_bench(arguments: Sequence[str]) -> None:
    """Measure the generator, the build and the search; arguments go to scripts/bench/."""
    set_up(DEV_REQUIREMENTS)
    must([venv_python(), "-m", "bench", *arguments], env=environment({"PYTHONPATH": str(ROOT / "scripts")}))


def command_screenshots(arguments: Sequence[str]) -> None:
    """Take the pictures of the how-to page and the README anew."""
    no_arguments("screenshots", arguments)
    set_up(DEV_REQUIREMENTS)
    browser = find_browser()
    must_generate()
    build()
    must([venv_python(), "scripts/screenshots.py"], env=environment({"RUBRIC_BROWSER": browser}))


def command_goldens(arguments: Sequence[str]) -> None:
    """Write what the tests compare with to the letter anew, for somebody to read what has changed in it."""
    no_arguments("goldens", arguments)
    set_up(DEV_REQUIREMENTS)
    renewed = environment({"UPDATE_GOLDENS": "1"})
    must(
        [venv_python(), "-m", "pytest", "-q", "-k", "golden", "tests/unit", "tests/exports", "tests/search"],
        env=renewed,
    )


def command_schema(arguments: Sequence[str]) -> None:
    """Write rubric/schema.json, by which editors' programs know the keys, as the model has them now."""
    no_arguments("schema", arguments)
    set_up(SITE_REQUIREMENTS)
    must([venv_python(), GENERATOR, "--schema"])


def command_next(arguments: Sequence[str]) -> None:
    """Build with the two candidates to follow MkDocs and with itself, into .cache/next, and say what differs."""
    no_arguments("next", arguments)
    set_up(NEXT_REQUIREMENTS)
    must_generate()
    builds = [(name, kind) for name in ("mkdocs", "properdocs", "zensical") for kind in NEXT_KINDS]
    failed = [f"{name}{kind}" for name, kind in builds if not built_by(name, kind)]
    if failed:
        raise Stop(1, f"Could not build the site: {', '.join(failed)}")
    browser = present_browser()
    if not browser:
        say("No Chromium, Chrome or Edge found: not compared is what pages say when they are opened.")
    same = [name for name in ("properdocs", "zensical") if compared(name, browser)]
    if "properdocs" not in same:
        raise Stop(1, "ProperDocs no longer builds the same site.")
    say("ProperDocs builds the same site.")
    say("So does Zensical." if "zensical" in same else "Zensical does not yet; see decision 1 in CONTRIBUTING.md.")


def built_by(name: str, kind: str) -> bool:
    """Build with another program under MkDocs' command line; only a configuration tells Zensical where to write."""
    NEXT_CONFIG.write_text(f"INHERIT: mkdocs{kind}.yml\nsite_dir: {NEXT_SITES}/{name}{kind}\n", encoding="utf-8")
    try:
        return passed(f"{name}{kind}", [venv_python(), "-m", name, "build", "-f", str(NEXT_CONFIG), "--strict"])
    finally:
        NEXT_CONFIG.unlink()


def compared(name: str, browser: str) -> bool:
    """Say what differs from MkDocs' own results, with a server and without; whether nothing does."""
    looked = ["--browser", browser] if browser else []
    differing = 0
    for kind, options in NEXT_KINDS.items():
        sites = [f"{NEXT_SITES}/mkdocs{kind}", f"{NEXT_SITES}/{name}{kind}"]
        differing += run([venv_python(), "scripts/compare_sites.py", *looked, *options, *sites])
    return not differing


def command_vendored(arguments: Sequence[str]) -> None:
    """Make the vendored files anew by their recipes and compare; arguments go to scripts/vendored.py."""
    set_up(DEV_REQUIREMENTS)
    must([venv_python(), "scripts/vendored.py", *arguments])


def command_sbom(arguments: Sequence[str]) -> None:
    """List what the site and its build are made of, as CycloneDX."""
    no_arguments("sbom", arguments)
    set_up(SBOM_REQUIREMENTS)
    must([venv_python(), "scripts/sbom.py", str(SBOM)])


def command_offline(arguments: Sequence[str]) -> None:
    """Build the site into site/, and in it a zip of itself that works without a network and is linked as a download.

    The zip is built first, from pages that do not know it; the site that links it is generated and built after that.
    """
    no_arguments("offline", arguments)
    set_up(SITE_REQUIREMENTS)
    must_generate()
    folder = str(OFFLINE / "site")
    nowhere = environment({"SITE_URL": "", "REPO_URL": "", "EDIT_URI": ""})
    options = ["--strict", "--config-file", "mkdocs-offline.yml", "--site-dir", folder]
    must([venv_python(), "-m", "mkdocs", "build", *options], "MkDocs could not build the site.", nowhere)
    must([venv_python(), "scripts/offline.py", folder, str(OFFLINE_ZIP)], "A link of the offline site leads nowhere.")
    must_generate("--offline", str(OFFLINE_ZIP))
    build()
    say(f"\nThe offline site is in {OFFLINE_ZIP}, and in site/.\nĐã đóng gói trang web để dùng không cần mạng.")


def command_import(arguments: Sequence[str]) -> None:
    """Make an edition of a table; arguments go to scripts/import_table.py."""
    run_for_editors("import_table", arguments)


def command_new(arguments: Sequence[str]) -> None:
    """Begin a rubric for a body; arguments go to scripts/new_rubric.py."""
    run_for_editors("new_rubric", arguments)


def command_edition(arguments: Sequence[str]) -> None:
    """Begin the edition of another year; arguments go to scripts/new_edition.py."""
    run_for_editors("new_edition", arguments)


def command_diff(arguments: Sequence[str]) -> None:
    """Say what changed between two editions; arguments go to scripts/diff_editions.py."""
    with contextlib.redirect_stdout(sys.stderr):  # a program that reads the JSON must not get the set-up's words
        run_for_editors("diff_editions", arguments)


def run_for_editors(script: str, arguments: Sequence[str]) -> None:
    """Run a command that works on a rubric; files are looked for where the user is."""
    set_up(SITE_REQUIREMENTS)
    code = run([venv_python(), str(ROOT / "scripts" / f"{script}.py"), *arguments], folder=Path.cwd())
    if code != 0:
        raise Stop(code)


def command_clean(arguments: Sequence[str]) -> None:
    """Remove .venv, site, the generated pages and the caches; nothing else."""
    no_arguments("clean", arguments)
    refuse_inside_venv()
    bytecode = [path for name in ("scripts", "tests") for path in (ROOT / name).rglob("__pycache__")]
    caches = [*(ROOT / name for name in CACHES), ROOT / "__pycache__", *bytecode]
    for path in [VENV, SITE, *caches, *generated_files(), *DOCS.glob(".generating-*"), MANIFEST]:
        remove(path)
    say("Clean: .venv, site, the generated pages and the caches are gone.")


def generated_files() -> list[Path]:
    """What the generator wrote into docs/, by its own list."""
    try:
        names = MANIFEST.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    # Of a tampered list nothing is taken that the system would refuse to look for.
    paths = [DOCS / name for name in names if name.isprintable() and len(name) <= LONGEST_PATH]
    inside = [path for path in paths if ".." not in path.parts and path.is_relative_to(DOCS)]
    linked = [path for path in inside if any((ROOT / folder).is_symlink() for folder in path.relative_to(ROOT).parents)]
    return [path for path in inside if path not in linked and (path.is_symlink() or path.is_file())]


def remove(path: Path) -> None:
    """Remove a file or a folder if it is there (of a link only the link), and the folders in docs/ left empty by it."""
    try:
        if path.is_symlink() or path.is_file():
            path.unlink()
        elif path.is_dir():
            shutil.rmtree(path)
        for folder in path.parents:
            if not folder.is_relative_to(DOCS) or folder == DOCS or not folder.is_dir() or any(folder.iterdir()):
                break
            folder.rmdir()
    except OSError as error:
        raise Stop(1, f"{path} could not be removed: {error}") from error


class Command(NamedTuple):
    """A command and its line in the usage."""

    action: Callable[[Sequence[str]], None]
    summary: str


COMMANDS: dict[str, Command] = {
    "site": Command(command_site, "generate the pages and build the site into site/"),
    "serve": Command(command_serve, "show the site, follow changes of the rubric (xem thử khi đang sửa)"),
    "import": Command(command_import, "make an edition of a table in Word, Excel or text (nhập bảng tiêu chí)"),
    "new": Command(command_new, "begin a rubric for a body (bắt đầu bộ tiêu chí của một cơ quan)"),
    "edition": Command(command_edition, "begin another year as a copy of an earlier one (chép sang năm mới)"),
    "diff": Command(command_diff, "say what changed between two editions (so hai ấn bản): diff 2025 2026 [--json]"),
    "test": Command(command_test, "run every test, the browser's too"),
    "coverage": Command(command_coverage, "run every test and measure what of the generator they reach"),
    "mutate": Command(command_mutate, "change a module in small ways and list what its tests do not notice"),
    "check": Command(command_check, "lint, types, quick tests, pages up to date"),
    "bench": Command(command_bench, "measure the generator, the build and the search"),
    "screenshots": Command(command_screenshots, "take the pictures of the how-to page and the README anew"),
    "goldens": Command(command_goldens, "write the pages anew that the tests compare with"),
    "schema": Command(command_schema, "write rubric/schema.json anew from the model"),
    "offline": Command(command_offline, "build the site with a zip of itself that works without a network"),
    "next": Command(command_next, "build with ProperDocs and Zensical, the candidates to follow MkDocs"),
    "vendored": Command(command_vendored, "make the vendored files anew and compare them; --write renews them"),
    "sbom": Command(command_sbom, "list what site and build are made of (CycloneDX)"),
    "clean": Command(command_clean, "remove everything that these commands made"),
}


def usage() -> str:
    """The commands, a line each."""
    lines = [f"  {name:<11} {command.summary}" for name, command in COMMANDS.items()]
    return "\n".join([f"usage: {PYTHON} run.py COMMAND", "", *lines])


def main(arguments: Sequence[str]) -> int:
    """Run the command named first; the exit code is 0, 1 for a failure, 2 for wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console without Vietnamese letters must not stop the work
    if arguments and arguments[0] in ("-h", "--help", "help"):
        say(usage())
        return 0
    if not arguments or arguments[0] not in COMMANDS:
        problem = f"run.py: no command {arguments[0]!r}\n\n" if arguments else ""
        print(problem + usage(), file=sys.stderr)
        return 2
    if hasattr(signal, "SIGTERM"):  # who is ended takes the programs along that it has started
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        COMMANDS[arguments[0]].action(arguments[1:])
    except Stop as end:
        if end.message:
            print(f"\n{end.message}", file=sys.stderr)
        return end.code
    except OSError as error:
        advice = "Is the disk full, or may nothing be written here? Then run the same command again."
        vietnamese = "Máy không cho đọc hoặc ghi: xem ổ đĩa có đầy, thư mục có cho ghi không, rồi chạy lại lệnh này."
        print(f"\n{error}\n{advice}\n{vietnamese}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0 if arguments[0] == "serve" else 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
