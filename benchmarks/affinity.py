"""Affinity and unit states: how long exact answers take, and how large their certificates are.

`python benchmarks/affinity.py` writes docs/reference/benchmarks/affinity.md.  One thread,
processor time.
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before numpy is imported

import itertools
import platform
import statistics
import sys
import time
from collections import Counter
from fractions import Fraction
from pathlib import Path

import clocked
import numpy as np
from clocked import around, he

from relu_proofs import Network, check, decide_affine, unit_states

OUT = Path(__file__).parents[1] / "docs" / "reference" / "benchmarks"
SEEDS = 5


def cancelling(units, inputs, planted=0.0, seed=0):
    """A hidden layer of pairs on one crease that cancel, but for one weight changed by planted."""
    rng = np.random.default_rng(seed)
    weight, bias = rng.standard_normal((units // 2, inputs)), rng.standard_normal(units // 2)
    factor = -(2.0 ** rng.integers(-3, 4, units // 2))
    out = rng.standard_normal(units // 2)
    last = np.concatenate([out, -out / abs(factor)])
    last[0] += planted
    return Network(
        [
            (np.vstack([weight, weight * factor[:, None]]), np.concatenate([bias, bias * factor])),
            (last[None], [0.5]),
        ]
    )


def clauses(variables, count):
    """The network of the 3SAT gadget: identically 0 if and only if no assignment serves all."""
    signs = list(itertools.product((1, -1), repeat=variables))[:count]
    rows, bias, out = [], [], []
    for i in range(variables):
        unit = [int(i == j) for j in range(variables)]
        for sign, shift, factor in ((-1, 0, 1), (1, 0, 1), (1, Fraction(-1, 2), -2), (1, -1, 2)):
            rows.append([sign * t for t in unit])
            bias.append(shift)
            out.append(-count * factor)
    for literals in signs:
        rows.append([-sign for sign in literals])
        bias.append(1 - sum(sign < 0 for sign in literals))
        out.append(-1)
    return Network([(rows, bias), ([out], [Fraction(1, 2)]), ([[1]], [0])])


def timed(run):
    start = time.process_time()
    found = run()
    return found, time.process_time() - start


def row(name, domain, network, box):
    """One decision: made, written as a certificate, and checked again."""
    found, decided = timed(lambda: decide_affine(network, box, check=False))
    text, written = timed(lambda: found.certificate.text)
    statement, checked = timed(lambda: check(text))
    assert statement == found.certificate.statement
    entry = {
        "network": name,
        "domain": domain,
        "verdict": found.verdict,
        "distance at least": f"{float(found.distance) * (1 - 1e-12):.3g}",
        "decided": f"{decided:.2f} s",
        "written": f"{written:.2f} s",
        "checked": f"{checked:.2f} s",
        "certificate": f"{len(text) / 1e6:.2f} MB",
        "how": found.tried,
    }
    print(entry, file=sys.stderr, flush=True)
    return entry


def decisions():
    for seed in range(SEEDS):
        network, point = he([784, 100, 100, 10], seed)
        yield row(f"784-100-100-10, seed {seed}", "radius 0.01", network, around(point, 0.01))
    network, point = he([784, 100, 100, 10], 0)
    yield row("10 000 units, 100 inputs, cancelling", "space", cancelling(10_000, 100), "space")
    yield row("the same, one weight changed", "space", cancelling(10_000, 100, 1e-9), "space")
    yield row("1000 units, 20 inputs, cancelling", "[-1, 1]^20", cancelling(1000, 20), (-1, 1))
    for variables, count in ((2, 4), (3, 7), (3, 8)):
        yield row(
            f"{count} clauses, {variables} variables", "space", clauses(variables, count), "space"
        )


def states():
    for seed in range(SEEDS):
        network, point = he([784, 100, 100, 10], seed)
        found, decided = timed(
            lambda n=network, x=point: unit_states(n, around(x, 0.01), check=False)
        )
        text = found.certificate.text
        statement, checked = timed(lambda t=text: check(t))
        assert statement == found.certificate.statement
        for k in (0, 1):
            count = Counter(unit.state for unit in found if unit.layer == k)
            yield {
                "seed": seed,
                "layer": k,
                **{state: count[state] for state in ("off", "on", "switching", "undecided")},
                "found (both layers)": f"{decided:.1f} s",
                "checked": f"{checked:.1f} s",
                "certificate": f"{len(text) / 1e6:.1f} MB",
            }


def table(rows):
    yield "| " + " | ".join(rows[0]) + " |"
    yield "|" + "---|" * len(rows[0])
    for entry in rows:
        yield "| " + " | ".join(map(str, entry.values())) + " |"


def said(rows):
    """The rows of a table, each told as soon as it is there."""
    for entry in rows:
        print(entry, file=sys.stderr, flush=True)
        yield entry


def clocks():
    """The sections about rows, units and time."""
    yield from (
        "",
        "## Rows of data",
        "",
        "One command each, a process of its own, by the wall; reading and checking included.",
        "",
        *table(list(said(clocked.of_rows()))),
        "",
        "## Units, with more time",
        "",
        "Units of layer 1 of 784-100-100-10, of 100, decided after so many seconds; those stable at "
        "the end; the certificate of the longest run, checked.",
        "",
        *table(list(said(clocked.of_units()))),
        "",
        "Ten networks 5-50-50-50-50-50-50-5, on [-0.1, 0.1]^5: undecided units.",
        "",
        *table(list(said(clocked.of_deep()))),
    )
    solved = clocked.of_a_solver()
    if solved:
        yield from ("", "Beside a solver of mixed integer programs, HiGHS:", "", *table([solved]))


def main():
    affine, units = list(decisions()), list(states())
    slow = statistics.median(float(entry["decided"].split()[0]) for entry in affine[:SEEDS])
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "affinity.md").write_text(
        "\n".join(
            [
                "# Benchmark: affine or not, and the states of units",
                "",
                f"Generated by `python benchmarks/affinity.py` ({platform.machine()}, "
                f"Python {platform.python_version()}, NumPy {np.__version__}, one thread); not typed.",
                "Times are processor time; every certificate was checked.",
                f"784-100-100-10 takes {slow} s in the median, its network read already.",
                "",
                *table(affine),
                "",
                "Units of 784-100-100-10, He-initialised, in a box of radius 0.01: layer 0 is exact by "
                "intervals, layer 1 by backward bounds and witnesses.",
                "",
                *table(units),
                *clocks(),
                "",
            ]
        )
    )


if __name__ == "__main__":
    main()
