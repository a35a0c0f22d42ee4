"""Check the general theorems: ``python -m relu_proofs.argument.formal [--record]``.

With the ``coqc`` on the path, else with jsCoq, which is fetched from npm into a folder of its own.
"""

import argparse
import shutil
import sys
from pathlib import Path

from .cheats import CHEATS, refusal_of
from .check import checked, compare, write
from .coq import Coq, coqc, jscoq
from .fetch import fetched
from .refusal import Refused
from .registry import files


def main(arguments: list[str] | None = None) -> int:
    """Check, then try each way of cheating; return 0 if all is well, else 1.

    Parameters
    ----------
    arguments : list of str, optional
        As on the command line.
    """
    parser = argparse.ArgumentParser(prog="relu_proofs.argument.formal", description=__doc__)
    parser.add_argument("--record", action="store_true", help="make what Coq says the record")
    parser.add_argument("--text", type=Path, help="only write all files, as one, to this path")
    parser.add_argument(
        "--jscoq", type=Path, metavar="FOLDER", help="use jsCoq, and keep it in this folder"
    )
    parser.add_argument("--npm", default="npm", help="the npm that fetches jsCoq")
    parser.add_argument("--node", default="node", help="the node that runs it")
    asked = parser.parse_args(arguments)
    if asked.text:
        asked.text.write_text("\n".join(files().values()), encoding="utf-8")
        return 0
    try:
        return _check(_coq(asked.jscoq, asked.npm, asked.node), asked.record)
    except (Refused, ValueError) as fault:
        print(f"refused: {fault}", file=sys.stderr)
        return 1


def _coq(folder: Path | None, npm: str, node: str) -> Coq:
    if folder is None:
        if not shutil.which("coqc"):
            raise ValueError("no coqc on the path, and no --jscoq FOLDER for one from npm")
        return coqc()
    return jscoq(fetched(folder, npm), node)


def _check(coq: Coq, recording: bool) -> int:
    answer, new = checked(coq)
    if recording:
        write(new)
    compare(new)
    print(f"{coq.version}: {len(answer.statements)} theorems; they rest on")
    for name, kind in answer.axioms.items():
        print(f"  {name} : {kind}")
    for cheat in CHEATS:
        print(f"refused, as it must be: {cheat.name}: {refusal_of(cheat, coq).splitlines()[0]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
