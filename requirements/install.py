#!/usr/bin/env python3
"""Makes .venv and installs groups of packages into it.

Run as: python3 requirements/install.py site test
A group is a lock in this folder: `judges` is judges.txt, and judges/package-lock.json for what it needs from npm,
which lands in .venv/npm/judges. What is installed already costs no work and prints nothing.
Even Python 2.7 must be able to read this file, to be told that it is too old: no annotations, no f-strings.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time

OLDEST_PYTHON = (3, 11)

LOCKS = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(LOCKS)
VENV = os.path.join(ROOT, ".venv")
VENV_PYTHON = os.path.join(VENV, "bin", "python")
LOG = os.path.join(VENV, "install.log")

# -I keeps PYTHONPATH and the user's own packages from counting as installed; wheels alone, so that no package runs
# code while it is installed.
PIP = [VENV_PYTHON, "-I", "-u", "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--no-user"]
PIP += ["--require-hashes", "--only-binary", ":all:", "--progress-bar", "off"]

# Nothing but what the lock names, each checked against its hash; none of the packages runs code while it is installed.
NPM = [os.path.join(VENV, "bin", "npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"]
NPM_FILES = (".npmrc", "package.json", "package-lock.json")

LINE_WIDTH = 79
TITLE = "Setting up (once, about a minute)"
SEE_LOG = " (what {} said: .venv/install.log)"
AGAIN = "then run the same command again"
NAME_IT = "name it, like: make PYTHON=python3.12 serve"

# What pip, npm or the system says -> what to do about it. The first that fits is told.
NO_NETWORK = "the packages cannot be downloaded: check the network connection and the proxy, " + AGAIN
CAUSES = (
    (("[Errno 28]", "No space left", "quota exceeded", "ENOSPC"), "the disk is full: free a gigabyte, " + AGAIN),
    (
        ("[Errno 1]", "[Errno 13]", "[Errno 30]", "Permission denied", "EACCES", "EROFS"),
        "no permission to write .venv: check who owns this folder and what is in it (ls -la), " + AGAIN,
    ),
    (
        ("DO NOT MATCH THE HASHES", "EINTEGRITY"),
        "a package differs from its hash in requirements/, and nothing was installed: try another network or report it",
    ),
    (
        ("SELF_SIGNED_CERT", "UNABLE_TO_GET_ISSUER_CERT", "UNABLE_TO_VERIFY_LEAF", "CERTIFICATE_VERIFY_FAILED"),
        "a certificate is not trusted: where a proxy reads along, name its certificates in SSL_CERT_FILE (for pip) and "
        "NODE_EXTRA_CA_CERTS (for npm), " + AGAIN,
    ),
    (("connection broken by", "ConnectionError", "SSLError", "ProxyError", "timed out", "IncompleteRead"), NO_NETWORK),
    (("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "ERR_SOCKET_TIMEOUT"), NO_NETWORK),
)


class SetUpError(Exception):
    """Why the set-up stopped and what to do about it, in one line."""


class Progress(object):
    """How far the set-up is: one line rewritten in place on a terminal, else a line at the start and one at the end."""

    def __init__(self, stream, total):
        """Prints the first line."""
        self.stream = stream
        self.total = total
        self.done = 0
        self.started = time.time()
        self.show(TITLE)
        if not stream.isatty():
            stream.write(TITLE + "\n")
            stream.flush()

    def show(self, text):
        """Rewrites the line, where lines can be rewritten."""
        if self.stream.isatty():
            self.stream.write("\r" + text.ljust(LINE_WIDTH))
            self.stream.flush()

    def follow(self, line):
        """Reads one line of pip's output and counts the packages that it has looked at."""
        if line.startswith(("Collecting ", "Processing ", "Requirement already satisfied: ")):
            self.done += 1
            self.show("{}: {} of {} packages".format(TITLE, self.done, self.total))
        elif line.startswith("Installing collected packages"):
            self.show("{}: unpacking {} packages".format(TITLE, self.done))

    def end(self):
        """Prints the last line."""
        line = "Set up in {:.0f} seconds.".format(time.time() - self.started)
        self.stream.write("\r" + line.ljust(LINE_WIDTH) + "\n" if self.stream.isatty() else line + "\n")

    def stop(self):
        """Leaves the line as it is, so that what went wrong comes on a line of its own."""
        if self.stream.isatty():
            self.stream.write("\n")


def main(arguments):
    """Installs the groups named by the arguments and returns the exit code."""
    try:
        check_python(sys.version_info)
        check_groups(arguments)
        set_up(arguments)
    except SetUpError as error:
        sys.stderr.write("error: {}\n".format(error))
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("stopped before the set-up was complete: run the same command again\n")
        return 130
    return 0


def check_python(version):
    """Python must be new enough."""
    if tuple(version[:2]) < OLDEST_PYTHON:
        need, have = dotted(OLDEST_PYTHON), dotted(version[:3])
        message = "Python {} or newer is needed, and this is {}: install one and {}"
        raise SetUpError(message.format(need, have, NAME_IT))


def check_groups(groups):
    """At least one group must be named, and each must have a lock."""
    known = sorted(name[:-4] for name in os.listdir(LOCKS) if name.endswith(".txt"))
    if not groups:
        raise SetUpError("name the groups to install: " + ", ".join(known))
    for group in groups:
        if group not in known:
            raise SetUpError("there is no group '{}', only {}".format(group, ", ".join(known)))


def set_up(groups):
    """Installs the groups that are not installed as their locks say."""
    missing = [group for group in groups if not is_installed(group)]
    if not missing:
        return
    progress = Progress(sys.stdout, count_packages(missing))
    try:
        if not is_made():
            make_venv()
        install(missing, progress)
    except OSError as error:
        progress.stop()
        raise SetUpError(explain(str(error), "the set-up failed: {}".format(error)))
    except (SetUpError, KeyboardInterrupt):
        progress.stop()
        raise
    progress.end()


def is_made():
    """.venv was made to the end, by this Python, which is still there."""
    return read(stamp_path("python")) == python_name() and os.path.exists(VENV_PYTHON)


def is_installed(group):
    """The group was installed to the end, from the lock as it is now."""
    return is_made() and read(stamp_path(group)) == lock_hash(group)


def make_venv():
    """Makes .venv anew, whatever is there; its stamp comes last."""
    venv = import_venv()
    if os.path.lexists(VENV):
        remove(VENV)
    os.mkdir(VENV)
    try:
        venv.create(VENV, symlinks=True, with_pip=True)
    except subprocess.CalledProcessError as error:
        output = (error.output or b"").decode("utf-8", "replace")
        write(LOG, output)
        raise SetUpError(explain(output, "no pip could be put into .venv") + SEE_LOG.format("pip"))
    write(stamp_path("python"), python_name())


def import_venv():
    """The venv module, which Debian and Ubuntu keep in a package of its own."""
    try:
        import ensurepip  # noqa: F401
        import venv
    except ImportError:
        message = "this Python has no venv module: install it (Debian, Ubuntu: sudo apt install python{}-venv), {}"
        raise SetUpError(message.format(dotted(sys.version_info[:2]), AGAIN))
    return venv


def install(groups, progress):
    """Installs the groups with pip and npm; a group has its stamp only while all of it is installed."""
    hashes = {group: lock_hash(group) for group in groups}
    for group in groups:
        forget(group)
    code, output = run_pip(groups, progress)
    if code != 0:
        raise SetUpError(explain(output, "pip could not install the packages") + SEE_LOG.format("pip"))
    for group in groups:
        install_from_npm(group, progress)
        write(stamp_path(group), hashes[group])


def install_from_npm(group, progress):
    """Installs what the group needs from npm, if anything, into a folder of its own."""
    folder = os.path.join(VENV, "npm", group)
    if not os.path.isdir(npm_path(group)):
        return
    if not os.path.isdir(folder):
        os.makedirs(folder)
    for name in NPM_FILES:
        shutil.copy(os.path.join(npm_path(group), name), folder)
    progress.show("{}: what npm has".format(TITLE))
    with open(LOG, "a", encoding="utf-8") as log, start(NPM, folder) as npm:
        output = npm.stdout.read()
        log.write(output)
    if npm.returncode != 0:
        raise SetUpError(explain(output, "npm could not install the packages") + SEE_LOG.format("npm"))


def run_pip(groups, progress):
    """Runs pip on the groups' locks, keeping what it says in the log; returns its exit code and what it said."""
    command = list(PIP)
    for group in groups:
        command += ["--requirement", os.path.relpath(lock_path(group), ROOT)]
    lines = []
    with open(LOG, "w", encoding="utf-8") as log, start(command, ROOT) as pip:
        for line in pip.stdout:
            log.write(line)
            lines.append(line)
            progress.follow(line)
    return pip.returncode, "".join(lines)


def start(command, folder):
    """Starts a command in a folder; its output, errors included, can be read line by line."""
    options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    return subprocess.Popen(command, cwd=folder, encoding="utf-8", errors="replace", **options)


def explain(output, otherwise):
    """What pip's or npm's output or an OSError means for a reader, and what to do; `otherwise` if that is not known."""
    for signs, meaning in CAUSES:
        if any(sign in output for sign in signs):
            return meaning
    if "No matching distribution found for " in output:
        return explain_missing(output)
    return otherwise


def explain_missing(output):
    """Nothing at all was found: no network; or one package was not: it is not made for this Python."""
    package = output.rsplit("No matching distribution found for ", 1)[1].split()[0]
    if "Collecting" not in output and "Processing" not in output:
        return NO_NETWORK
    message = "{} is not made for Python {} on this machine: use an older Python and {}"
    return message.format(package, dotted(sys.version_info[:2]), NAME_IT)


def count_packages(groups):
    """How many packages the groups' locks name, those in two of them once."""
    lines = [line for group in groups for line in read(lock_path(group)).splitlines()]
    return len({line.split()[0] for line in lines if line[:1].isalnum()})


def lock_path(group):
    """The lock of a group."""
    return os.path.join(LOCKS, group + ".txt")


def lock_hash(group):
    """The hash of a group's locks as they are now."""
    locks = read(lock_path(group)) + read(os.path.join(npm_path(group), "package-lock.json"))
    return hashlib.sha256(locks.encode("utf-8")).hexdigest()


def npm_path(group):
    """The folder that says what a group needs from npm; most groups have none."""
    return os.path.join(LOCKS, group)


def stamp_path(name):
    """The file that says what was done to the end: the environment (`python`), or a group."""
    return os.path.join(VENV, name + ".stamp")


def forget(group):
    """Removes the group's stamp, if it has one."""
    if os.path.exists(stamp_path(group)):
        os.remove(stamp_path(group))


def python_name():
    """The running Python, like 'cpython 3.11.7'."""
    return "{} {}".format(sys.implementation.name, dotted(sys.version_info[:3]))


def dotted(version):
    """A version as people write it: (3, 11) is 3.11."""
    return ".".join(str(number) for number in version)


def read(path):
    """The text of a file; empty if there is none."""
    if not os.path.isfile(path):
        return ""
    with open(path, encoding="utf-8") as file:
        return file.read()


def write(path, text):
    """Writes a file, whole."""
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def remove(path):
    """Removes a folder with all that is in it, or a file, or a link."""
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path)
    else:
        os.remove(path)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
