"""This checkout beside an earlier one: are the same calls slower than they were?

    python benchmarks/before.py REVISION [--runs=5]

takes the package as it was at a revision out of the repository and runs each case under both, in
processes of their own, first one, then the other, `--runs` times.  Prints the medians of the
processor time of the call alone, and how they compare.  The cases use public names that both have.
Where the earlier functions did not check their certificates themselves, as they do now, the check
is a part of the call.  Run it where nothing else runs.
"""

import argparse
import io
import os
import statistics
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]

SETUP = """
import importlib.util, inspect, random, time
import numpy as np
from relu_proofs import *

if importlib.util.find_spec("flint"):
    import flint  # takes as long as a small case, once

def checked(answer):
    #What is answered now is checked; do it for a revision in which it was not.
    if "check" not in inspect.signature(decide_affine).parameters:
        found = getattr(answer, "certificates", None) or [getattr(answer, "certificate", None)]
        for certificate in found:
            if certificate is not None:
                check(certificate.text)

def he(*widths, seed=0):
    rng = np.random.default_rng(seed)
    return Network([
        (rng.standard_normal((m, n)) * (2 / n) ** 0.5, rng.standard_normal(m) / 10)
        for n, m in zip(widths, widths[1:])
    ])

def cancelling(pairs):
    rng = random.Random(0)
    rows = [[rng.randrange(1, 99), rng.randrange(1, 99)] for _ in range(pairs)]
    both = rows + [[-a, -b] for a, b in rows]
    return Network([(both, [0] * len(both)), ([[1] * pairs + [-1] * pairs], [0])])
"""

CASES = {  # name: what is made before the clock starts, what is measured
    "not affine: 8-64-1 on space": ("f = he(8, 64, 1)", "decide_affine(f, 'space')"),
    "affine: 1 000 pairs that cancel": ("f = cancelling(1000)", "decide_affine(f, 'space')"),
    "not affine: 4-16-16-1 on a box": (
        "f = he(4, 16, 16, 1)",
        "decide_affine(f, [(-1, 1)] * 4)",
    ),
    "units: 100-50-50-5 on a box of 1/1000": (
        "f = he(100, 50, 50, 5)",
        "unit_states(f, [(0, 0.001)] * 100)",
    ),
    "units: the same on a box of 1/50, where 8 were undecided and none is": (
        "f = he(100, 50, 50, 5)",
        "unit_states(f, [(0, 0.02)] * 100)",
    ),
    "regions: 2-64-64-1 on a square": (
        "f = he(2, 64, 64, 1)",
        "activation_regions(f, [(-1, 1)] * 2)",
    ),
    "simplify: 1 000 pairs that cancel": ("f = cancelling(1000)", "simplify(f, 'space')"),
    "on data: 300 rows of 4 features, 4-32-1": (
        "f = he(4, 32, 1); rows = np.random.default_rng(1).standard_normal((300, 4)).tolist()",
        "decide_on_data(f, rows)",
    ),
    "best affine map: 300 rows of 4 features": (
        "f = he(4, 32, 1); rows = np.random.default_rng(1).standard_normal((300, 4)).tolist()",
        "best_affine(f, rows)",
    ),
    "one input: 1-300-1 as pieces": ("f = he(1, 300, 1)", "Piecewise.from_network(f)"),
    "best pieces: square root, 8": ("", "best_pieces('sqrt', 0, 1, 8)"),
    "best pieces: 1 / (1 + 25 x^2), 4": ("", "best_pieces('runge', -1, 1, 4)"),
    "best line: square root": ("", "best_line('sqrt', 0, 1)"),
    "checker alone: 1 000 pairs that cancel": (
        "text = decide_affine(cancelling(1000), 'space').certificate.text",
        "check(text)",
    ),
}


def script(before, measured):
    """A program that prints the processor time of a call."""
    return (
        f"{SETUP}\n{before}\nstart = time.process_time()\nchecked({measured})\n"
        "print(time.process_time() - start)\n"
    )


def seconds(tree, program):
    """The processor time of a program's call, with the package of a tree; None if it failed."""
    run = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree)},
    )
    if run.returncode:
        print(run.stderr.strip().rpartition("\n")[2], file=sys.stderr)
        return None
    return float(run.stdout.split()[-1])


def main():
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("revision")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive = subprocess.run(
            ["git", "archive", options.revision, "relu_proofs"],
            capture_output=True,
            check=True,
            cwd=ROOT,
        )
        tarfile.open(fileobj=io.BytesIO(archive.stdout)).extractall(folder, filter="data")
        print("| case | before | now | now / before |\n|---|---|---|---|")
        for name, case in CASES.items():
            program = script(*case)
            found = {tree: [] for tree in (Path(folder), ROOT)}
            for _ in range(options.runs):
                for tree, times in found.items():
                    times.append(seconds(tree, program))
            if None in [time for times in found.values() for time in times]:
                print(f"| {name} | failed | | |", flush=True)
                continue
            old, new = map(statistics.median, found.values())
            print(f"| {name} | {old:.3f} s | {new:.3f} s | {new / old:.2f} |", flush=True)


if __name__ == "__main__":
    main()
