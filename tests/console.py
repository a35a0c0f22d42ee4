"""What follows `$ ` in a console block of a page is run, and what it prints is compared."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from doctest import ELLIPSIS, OutputChecker
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n?)*)", re.MULTILINE)
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)

HERE = {
    "relu-proofs": [sys.executable, "-m", "relu_proofs"],
    "python": [sys.executable],
    "environment": {"PYTHONPATH": str(ROOT)},
}
"""The programs of a block as this checkout has them."""


def failures(block: str, folder: str, programs: Mapping = HERE) -> Iterator[str]:
    """Run the commands of a block in a folder; what did not print what stands below it.

    `...` matches anything.  A path that begins with `relu_proofs/` means the file of this checkout.
    """
    for command, expected in COMMAND.findall(block):
        words = shlex.split(command)
        words[0:1] = programs[words[0]]
        words = [str(ROOT / word) if word.startswith("relu_proofs/") else word for word in words]
        ran = subprocess.run(
            words,
            cwd=folder,
            env={**os.environ, **programs["environment"]},
            capture_output=True,
            text=True,
            check=False,
        )
        found = ran.stdout + ran.stderr
        if not OutputChecker().check_output(expected, found, ELLIPSIS):
            yield f"$ {command}\nexpected:\n{expected}\nfound:\n{found}"
