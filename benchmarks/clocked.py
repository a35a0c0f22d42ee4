"""The tables of `benchmarks/affinity.py` about rows, units and time: commands that people call.

Files are made from stated seeds.  Each command runs in a process of its own; times are by the
wall, of one run, reading and checking included.
"""

import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import numpy as np
from checkers import checkers

from relu_proofs import Network, check, unit_states, write_network

CASES = Path(__file__).parents[1] / "tests" / "io" / "data"


def he(widths, seed):
    """A He-initialised network and a random point, all in double precision."""
    rng = np.random.default_rng(seed)
    layers = [
        (rng.standard_normal((m, n)) * (2 / n) ** 0.5, rng.standard_normal(m) / 10)
        for n, m in itertools.pairwise(widths)
    ]
    return Network(layers), rng.random(widths[0])


def around(point, radius):
    return [(float(t) - radius, float(t) + radius) for t in point]


def rows_file(path, rows, digits=None):
    """Rows as text: all digits of their floats, or so many behind the point."""
    written = (lambda t: f"{t:.{digits}f}") if digits else repr
    path.write_text("".join(",".join(map(written, row)) + "\n" for row in rows.tolist()))
    return path


def called(words, folder):
    """A command: seconds, megabytes at most, exit code, and what it prints as JSON."""
    measured = (
        "import sys\n"
        "from relu_proofs.__main__ import main\n"
        "code = main(sys.argv[1:])\n"
        # ru_maxrss would be at least what this process had when it started that one
        "most = next(line for line in open('/proc/self/status') if line.startswith('VmHWM'))\n"
        "print(int(most.split()[1]) // 1024, file=sys.stderr)\n"
        "sys.exit(code)\n"
    )
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", measured, *map(str, words), "--json", "-o", "certificate.json"],
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])},
    )
    seconds = time.perf_counter() - start
    return seconds, int(done.stderr.split()[-1]), done.returncode, json.loads(done.stdout)


def second_checker(path):
    """What the second checker says of a certificate, if there is one; else ""."""
    if not path.exists():
        return ""
    command = [*checkers()["checker.js"], str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return "accepted" if done.returncode == 0 else done.stdout.strip()


def made(folder):
    """The files: name in the table -> the words of the command that are about them."""
    uniform, normal = np.random.default_rng(2000), np.random.default_rng(20640)
    sin, dead = CASES / "sin_trailing_relu.onnx", CASES / "dead_keras.npz"
    wide = folder / "he.json"
    write_network(he([8, 64, 64, 1], 0)[0], wide)
    many = rows_file(folder / "he.csv", normal.standard_normal((20_640, 8)))
    return {
        "1-1-100-1-1, 400 rows": [sin, f"--data={CASES / 'sin_400.csv'}"],
        "1-1-100-1-1, 2000 rows, uniform in [-10, 10], seed 2000": [
            sin,
            f"--data={rows_file(folder / 'sin.csv', uniform.uniform(-10, 10, (2000, 1)), 2)}",
        ],
        "4-32-4-1, 100 rows": [dead, f"--data={CASES / 'dead_100.csv'}", "--seconds=8"],
        "4-32-4-1, 1000 rows, uniform in [0, 50], seed 2000": [
            dead,
            f"--data={rows_file(folder / 'dead.csv', uniform.uniform(0, 50, (1000, 4)), 2)}",
            "--seconds=7",
        ],
        "8-64-64-1, 20 640 rows, standard normal, seed 20640": [wide, f"--data={many}"],
    }


def of_rows():
    """How long it takes to answer about rows."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for title, words in made(folder).items():
            for verb in ("affine", "units") if "20 640" in title else ("affine",):
                (folder / "certificate.json").unlink(missing_ok=True)
                seconds, megabytes, _, answer = called([verb, *words], folder)
                if verb == "affine":
                    said = ", ".join(
                        f"{n}: {answer[n]['verdict']}" for n in ("rows", "hull", "box")
                    )
                else:
                    said = str(dict(Counter(unit["state"] for unit in answer["units"])))
                yield {
                    "network and rows": title,
                    "command": " ".join([verb, *(w for w in words[2:] if isinstance(w, str))]),
                    "answer": said,
                    "seconds": f"{seconds:.1f}",
                    "MB": megabytes,
                    "second checker, of the hull": second_checker(folder / "certificate.json"),
                }


WIDE, RADIUS = [784, 100, 100, 10], 0.01


def of_units(seeds=5, spans=(5, 20, 60)):
    """Layer 1 of 784-100-100-10: decided after so many seconds; before, and at the end."""
    for seed in range(seeds):
        network, point = he(WIDE, seed)
        box = around(point, RADIUS)
        entry = {
            "seed": seed,
            "bounds alone": _decided(unit_states(network, box, cells=0, check=False)),
        }
        for span in spans:
            found = unit_states(network, box, budget_seconds=span, check=False)
            entry[f"{span} s"] = _decided(found)
        start = time.perf_counter()
        assert check(found.certificate.text) == found.certificate.statement
        entry["stable"] = sum(u.layer == 1 and u.state in ("on", "off") for u in found)
        entry["checked"] = f"{time.perf_counter() - start:.1f} s"
        entry["certificate"] = f"{len(found.certificate.text) / 1e6:.1f} MB"
        yield entry


def _decided(found):
    return sum(unit.layer == 1 and unit.state != "undecided" for unit in found)


def of_deep(seeds=10, span=20):
    """5-50-50-50-50-50-50-5 on [-0.1, 0.1]^5: undecided units before and after."""
    for seed in range(seeds):
        network, _ = he([5, *[50] * 6, 5], seed)
        before = unit_states(network, (-0.1, 0.1), cells=0, check=False)
        after = unit_states(network, (-0.1, 0.1), budget_seconds=span, check=False)
        assert check(after.certificate.text) == after.certificate.statement
        yield {
            "seed": seed,
            "undecided by bounds and points": _open(before),
            f"after {span} s": _open(after),
            "of": len(after),
        }


def _open(found):
    return sum(unit.state == "undecided" for unit in found)


def of_a_solver(seed=0, seconds=60):
    """What a MILP solver (HiGHS, by SciPy) says of layer 1 where bounds do not; None without it."""
    try:
        from scipy import optimize
    except ImportError:
        return None
    network, point = he(WIDE, seed)
    box = np.array(around(point, RADIUS))
    (w0, b0), (w1, b1) = (tuple(map(np.array, layer)) for layer in network.floats[:2])
    middle, radius = w0 @ box.mean(1) + b0, np.abs(w0) @ ((box[:, 1] - box[:, 0]) / 2)
    low, high = middle - radius, middle + radius
    bends, on = np.flatnonzero((low < 0) & (high > 0)), np.flatnonzero(low >= 0)
    count, zero, one = len(bends), np.zeros((len(bends),) * 2), np.eye(len(bends))
    # variables: the inputs, r(z) of the units that bend, and for each of these 0 (off) or 1 (on)
    z = np.hstack([w0[bends], zero, zero])
    after = np.hstack([np.zeros((count, WIDE[0])), one, zero])
    state = np.hstack([np.zeros((count, WIDE[0])), zero, one])
    at_most = after - z - state * low[bends, None]  # r(z) <= z - low (1 - state)
    rows = [
        optimize.LinearConstraint(after - z, b0[bends], np.inf),
        optimize.LinearConstraint(at_most, -np.inf, b0[bends] - low[bends]),
        optimize.LinearConstraint(after - state * high[bends, None], -np.inf, 0),
    ]
    limits = optimize.Bounds(
        np.concatenate([box[:, 0], np.zeros(2 * count)]),
        np.concatenate([box[:, 1], high[bends], np.ones(count)]),
    )
    whole = np.concatenate([np.zeros(WIDE[0] + count), np.ones(count)])

    def keeps(i, sign):
        """Whether sign times z is >= 0 in the box, as far as the solver finds in its time."""
        cost = np.concatenate([w1[i, on] @ w0[on], w1[i, bends], np.zeros(count)])
        best = optimize.milp(
            sign * cost,
            constraints=rows,
            bounds=limits,
            integrality=whole,
            options={"time_limit": seconds},
        )
        bound = best.mip_dual_bound if best.mip_dual_bound is not None else -np.inf
        return bound + sign * (b1[i] + w1[i, on] @ b0[on]) >= 0

    plain = unit_states(network, box, cells=0, check=False)
    start = time.perf_counter()
    known = [unit.state for unit in plain if unit.layer == 1]
    stable = known.count("on") + known.count("off")
    still = [i for i, each in enumerate(known) if each == "undecided"]
    center = list(network.pre_activations(box.mean(1)))[1]
    more = sum(bool(keeps(i, 1 if center[i] > 0 else -1)) for i in still)
    spent = time.perf_counter() - start
    start = time.perf_counter()
    ours = unit_states(network, box, check=False)
    return {
        "seed": seed,
        "stable by bounds": stable,
        "left open by bounds and points": len(still),
        "of these stable by MILP": more,
        f"seconds of the solver, at most {seconds} a unit": f"{spent:.0f}",
        "of these stable by cases": sum(unit.by == "cases" for unit in ours if unit.layer == 1),
        "undecided by cases": _decided_not(ours),
        "our seconds, for all units": f"{time.perf_counter() - start:.0f}",
    }


def _decided_not(found):
    return sum(unit.layer == 1 and unit.state == "undecided" for unit in found)
