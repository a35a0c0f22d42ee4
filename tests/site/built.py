"""The site is built once in a run, beside the tests that need none of it.

Each worker of a parallel run has a session of its own: the first one that comes builds, the others
wait for its lock.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "docs" / "_build" / "html"
DOCTREES = ROOT / "docs" / "_build" / "doctrees"
LOCK, SAID = "site.lock", "site.said"


def build(out=SITE, doctrees=DOCTREES, **environment):
    """Build the whole site as `make html` does; what was said if that failed, else nothing."""
    options = "-n -W --keep-going -q -j 2".split()
    ran = subprocess.run(
        [sys.executable, "-m", "sphinx", *options, "-d", str(doctrees), "docs", str(out)],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if not ran.returncode:
        return ""
    shutil.rmtree(doctrees, ignore_errors=True)
    return f"the site does not build:\n{ran.stdout}\n{ran.stderr}"


def shared(folder):
    """The folder of a run, from that of one of its sessions."""
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


def begin(folder):
    """Start to build in the background, unless another session does or has."""
    lock = (shared(folder) / LOCK).open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
    else:
        threading.Thread(target=_locked, args=(folder, lock)).start()


def _locked(folder, lock):
    with lock:  # closing it is what the others wait for
        said = shared(folder) / SAID
        if not said.exists():
            shutil.rmtree(SITE, ignore_errors=True)
            said.write_text(build(), encoding="utf-8")


def finished(folder):
    """Wait until the site stands, or build it; what was said if that failed, else nothing."""
    with (shared(folder) / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _locked(folder, lock)
    return (shared(folder) / SAID).read_text(encoding="utf-8")
