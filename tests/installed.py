"""README in an environment where only the wheel is installed: `python -m tests.installed BIN`.

Every console command runs with the programs of that environment, every Python example with its
Python, and the checker once more alone, copied to an empty folder, with nothing but Python.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from .console import BLOCK, ROOT, failures

EXAMPLES = """
import doctest, sys
tried = doctest.testfile(sys.argv[1], module_relative=False, optionflags=doctest.ELLIPSIS)
print(tried.attempted, "examples")
sys.exit(tried.failed or not tried.attempted)
"""


def main(programs: Path) -> int:
    """Run all of it; 1 if something is not as README says."""
    python = programs / "python"
    names = {
        "relu-proofs": [str(programs / "relu-proofs")],
        "python": [str(python), "-I"],
        "environment": {"PYTHONPATH": ""},
    }
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = BLOCK.findall(readme)
    with tempfile.TemporaryDirectory() as folder:
        found = [failure for block in blocks for failure in failures(block, folder, names)]
        copy = Path(folder, "README.md")
        copy.write_text(readme, encoding="utf-8")
        examples = [python, "-I", "-c", EXAMPLES, copy]
        Path(folder, "alone").mkdir()
        alone = Path(folder, "alone", "checker.py")
        alone.write_bytes((ROOT / "relu_proofs" / "checker.py").read_bytes())
        certificate = ROOT / "tests" / "certificates" / "valid" / "four-cases-are-not-one.json"
        checker = [python, "-I", "-S", alone, certificate]
        ran = [subprocess.run(command, cwd=folder, check=False) for command in (examples, checker)]
    print("\n\n".join(found) or f"{len(blocks)} console blocks print what README says")
    return int(bool(found) or any(each.returncode for each in ran))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).absolute()))
