"""Regions: ours beside regioncam and relucent, on the same networks, in interleaved rounds.

`python benchmarks/regions.py` writes docs/reference/benchmarks/regions.md, regions.csv and the
figure of growth beside them; with `--at-once` it prints one table of it.  Needs scikit-learn for the trained networks; a peer that is not
installed is left out.  One thread; run it on an idle machine.
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before numpy is imported

import argparse
import csv
import importlib.util
import json
import operator
import platform
import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from relu_proofs import Network, activation_regions, check
from relu_proofs.regions.regions import regions_certificate

OUT = Path(__file__).parents[1] / "docs" / "reference" / "benchmarks"
PEERS = ("ours", "regioncam", "relucent")
ROUNDS = 5  # medians of so many: what else the machine does comes and goes within one
PATIENCE = 60  # seconds for a run in a process of its own
MOST_FOR_RELUCENT = 1000  # regions: it takes seconds for hundreds, and would be stopped beyond
PLANE = {
    "one layer of 10": [10],
    "one layer of 50": [50],
    "one layer of 200": [200],
    "one layer of 500": [500],
    "2 x 16": [16] * 2,
    "3 x 32": [32] * 3,
    "4 x 64": [64] * 4,
    "5 x 100": [100] * 5,
}
LINE = {"one layer of 1000": [1000], "4 x 50": [50] * 4}
GROWTH = {
    f"{name} {n}": widths
    for n in (25, 50, 100, 200, 400, 800)
    for name, widths in (("one layer of", [n]), ("four layers of", [n // 5] * 4))
}


def he(widths, inputs=2, seed=0):
    """He-initialised weights and PyTorch's biases, in multiples of 2^-16."""
    rng, layers = np.random.default_rng(seed), []
    for n in [*widths, 1]:
        weight = rng.standard_normal((n, inputs)) * (2 / inputs) ** 0.5
        bias = rng.uniform(-1, 1, n) / inputs**0.5
        layers.append(tuple(np.round(x * 2**16) / 2**16 for x in (weight, bias)))
        inputs = n
    return layers


def tent(times):
    """The tent map composed with itself: 2^times regions on [0, 1]."""
    again = (np.array([[2.0, -4], [2, -4]]), np.array([0, -0.5]))
    return [
        (np.array([[1.0], [1]]), np.array([0, -0.5])),
        *[again] * (times - 1),
        (np.array([[2.0, -4]]), np.array([0.0])),
    ]


def trained(widths, seed=0):
    """A scikit-learn regressor fitted to a wave on [-1, 1]^2."""
    from sklearn.neural_network import MLPRegressor

    x = np.random.default_rng(seed).uniform(-1, 1, (2000, 2))
    y = np.sin(5 * x[:, 0]) * np.cos(4 * x[:, 1])
    model = MLPRegressor(
        hidden_layer_sizes=widths, random_state=seed, max_iter=60, learning_rate_init=0.003
    )
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model.fit(x, y)
    return [(w.T, b) for w, b in zip(model.coefs_, model.intercepts_, strict=True)]


def weights_of_another_kind(widths):
    """Name -> layers: inputs that are hard for a filter of floats."""
    rng = np.random.default_rng(1)
    small = [(np.round(w * 1.5), np.round(b)) for w, b in he(widths)]
    int8 = []
    for w, b in he(widths):
        scale = 127 / abs(w).max()
        int8.append((np.round(w * scale), np.round(b * scale)))
    full = [
        (w * rng.uniform(0.99, 1.01, w.shape), b * rng.uniform(0.99, 1.01, b.shape))
        for w, b in he(widths)
    ]
    fitted = trained(widths)
    pruned = [
        (np.where(abs(w) < np.quantile(abs(w), 0.7), 0, w) if w.shape[0] > 1 else w, b)
        for w, b in fitted
    ]
    return {
        "multiples of 2^-16": he(widths),
        "small integers": small,
        "int8": int8,
        "full mantissas": full,
        "trained": fitted,
        "trained, 70 % pruned": pruned,
    }


# ---- who computes -------------------------------------------------------------------------------


def ours(layers, box=(-1, 1)):
    """Prepares outside the clock; the returned call is what is timed."""
    network = Network(layers)
    return lambda: activation_regions(network, box)


def regioncam(layers):
    import regioncam

    arrays = [(w.T.astype(np.float32), b.astype(np.float32)) for w, b in layers[:-1]]

    def run():
        camera = regioncam.Regioncam(size=1)
        for weight, bias in arrays:
            camera.linear(weight, bias)
            camera.relu()
        return range(camera.num_faces)

    return run


def relucent(layers):
    from relucent import Complex
    from relucent.model.model import LinearLayer, ReLULayer, ReLUNetwork

    chain = [part for w, b in layers[:-1] for part in (LinearLayer(w, b), ReLULayer())]
    network = ReLUNetwork([*chain, LinearLayer(*layers[-1])])

    def run():
        cells = Complex(network)
        cells.bfs(cube_radius=1, cube_mode="clipped", nworkers=1, verbose=0)
        return range(len(cells))

    return run


def timed(run):
    start = time.process_time()
    found = run()
    return time.process_time() - start, len(found)


def alone(who, name):
    """Seconds, regions and extra megabytes of one run in a process of its own; None if too long."""
    try:
        done = subprocess.run(
            [sys.executable, __file__, "--alone", who, name],
            check=True,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return None
    return json.loads(done.stdout.splitlines()[-1])


def one(who, name):
    layers = he({**PLANE, **GROWTH}[name])
    globals()[who](he([3]))()  # what is imported and prepared once is not counted
    run = globals()[who](layers)
    before = peak()
    seconds, count = timed(run)
    print(json.dumps([seconds, count, peak() - before]))


def peak():
    """The most megabytes this process has held; Linux counts them from its start."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


# ---- tables -------------------------------------------------------------------------------------


def milliseconds(seconds):
    return f"{1000 * seconds:.3g} ms" if seconds < 1 else f"{seconds:.3g} s"


def table(head, rows):
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(map(str, row)) + " |"


def plane():
    peers = [who for who in PEERS if who == "ours" or importlib.util.find_spec(who)]
    for name, widths in PLANE.items():
        layers = he(widths)
        runs = {who: globals()[who](layers) for who in peers if who != "relucent"}
        times, counts = {who: [] for who in runs}, {}
        for _ in range(ROUNDS):
            for who, run in runs.items():
                seconds, counts[who] = timed(run)
                times[who].append(seconds)
        row = {"network": name, "regions": counts["ours"]}
        row["ours"] = milliseconds(statistics.median(times["ours"]))
        for who in ("regioncam",) if "regioncam" in runs else ():
            row[who] = milliseconds(statistics.median(times[who]))
            ratios = map(operator.truediv, times["ours"], times[who])
            row["ratio"] = f"{statistics.median(ratios):.2f}"
            if counts[who] != counts["ours"]:
                row[who] += f" ({counts[who]} regions)"
        if "relucent" in peers:
            found = alone("relucent", name) if counts["ours"] < MOST_FOR_RELUCENT else None
            row["relucent"] = (
                milliseconds(found[0]) + (f" ({found[1]} regions)" * (found[1] != counts["ours"]))
                if found
                else (f"over {PATIENCE} s" if counts["ours"] < MOST_FOR_RELUCENT else "not tried")
            )
        memory = {who: alone(who, name) for who in runs}
        for who, found in memory.items():
            row[f"{who}: memory"] = f"{found[2]:.0f} MB" if found else ""
        yield row


def line():
    for name, layers, box in [
        *((name, he(widths, 1), (-1, 1)) for name, widths in LINE.items()),
        ("tent map 10 times", tent(10), (0, 1)),
    ]:
        run = ours(layers, box)
        times = [timed(run) for _ in range(ROUNDS)]
        yield {
            "network": name,
            "regions": times[0][1],
            "ours": milliseconds(statistics.median(seconds for seconds, _ in times)),
        }


def kinds():
    for widths in ([32] * 3, [64] * 4):
        for name, layers in weights_of_another_kind(widths).items():
            run = ours(layers)
            times = [timed(run)[0] for _ in range(3)]
            found = run()
            yield {
                "network": f"{len(widths)} x {widths[0]}",
                "weights": name,
                "regions": len(found),
                "ours": milliseconds(statistics.median(times)),
                "signs needed": found.signs,
                "decided by integers": f"{found.decided_exactly / found.signs:.2g}",
            }


def growth():
    for name in GROWTH:
        seconds, count, megabytes = alone("ours", name)
        yield {"network": name, "regions": count, "seconds": seconds, "megabytes": megabytes}


def at_once():
    """All exact vertices, in a loop over the regions, and all regions as arrays of floats."""
    for name in ("3 x 32", "4 x 64", "5 x 100"):
        find, times = ours(he(PLANE[name])), []
        for _ in range(ROUNDS):
            seconds, count = timed(find)
            loop, arrays = find(), find()  # nothing is kept from one to the other
            looped, _ = timed(lambda found=loop: [region.vertices for region in found])
            listed, _ = timed(lambda found=arrays: found.arrays().offsets)
            times.append((seconds, looped / seconds, listed / seconds))
        seconds, looped, listed = map(statistics.median, zip(*times, strict=True))
        yield {
            "network": name,
            "regions": count,
            "regions found": milliseconds(seconds),
            "all exact vertices, in times of that": f"{looped:.2f}",
            "arrays of all, in times of that": f"{listed:.2f}",
        }


def certificate():
    start = time.process_time()
    text = regions_certificate(activation_regions(Network(he(PLANE["4 x 64"])), (-1, 1))).text
    made = time.process_time()
    statement = check(text)
    return {
        "network": "4 x 64",
        "regions": statement["regions"],
        "distinct affine maps": statement["maps"],
        "size": f"{len(text) / 1e6:.0f} MB",
        "produced": milliseconds(made - start),
        "checked": milliseconds(time.process_time() - made),
    }


FRONT = """\
---
file_format: mystnb
kernelspec:
  name: python3
  display_name: Python 3
---
"""
FIGURE = """\
```{code-cell}
:tags: [remove-input]

import csv
from relu_proofs.argument.figures import regions

with open("regions.csv", encoding="utf-8") as file:
    rows = [{name: text if name == "network" else float(text) for name, text in row.items()}
            for row in csv.DictReader(file)]
regions.growth(rows)
```
"""


PAGE = """\
{front}
# Benchmark: activation regions

Generated by `python benchmarks/regions.py` ({machine}, \
Python {python}, \
NumPy {numpy}, seconds of one processor); not typed.
Networks are He-initialised with weights in multiples of 2^-16, the box is [-1, 1]².
Times are medians of {rounds} interleaved rounds, the ratio is the median of ours to regioncam's.
Ours are exact, regioncam computes in floats of 32 bits.
Both have built the patterns and the vertices.
Where a peer counts other regions than we do, its number is shown.

{plane}

Memory that a bare process needed beyond its imports:

{memory}

In one dimension:

{line}

Other weights, and the share of signs that floats left to integers:

{kinds}

All regions at once, after they were found: the exact vertices of every region in one loop, \
or vertices, patterns and maps as arrays of floats correct to the last bit:

{at_once}

The certificate of the number of regions:

{certificate}

Time and memory as the number of regions grows, nearly in proportion to the output, \
regions times units:

{figure}"""


def page(tables):
    """The text of the page, from the rows of each table."""

    def shown(title, *only):
        names = only or list(tables[title][0])
        return "\n".join(table(names, ([row[name] for name in names] for row in tables[title])))

    names = list(tables["plane"][0])
    memory = [name for name in names if name.endswith("memory")]
    return PAGE.format(
        front=FRONT,
        machine=platform.machine(),
        python=platform.python_version(),
        numpy=np.__version__,
        rounds=ROUNDS,
        plane=shown("plane", *(name for name in names if name not in memory)),
        memory=shown("plane", "network", "regions", *memory),
        line=shown("line"),
        kinds=shown("kinds"),
        at_once=shown("at once"),
        certificate=shown("certificate"),
        figure=FIGURE,
    )


def measured():
    """Title -> rows, told to stderr while they are found."""
    tables = {}
    for title, rows in (
        ("plane", plane()),
        ("line", line()),
        ("kinds", kinds()),
        ("at once", at_once()),
        ("growth", growth()),
        ("certificate", [certificate()]),
    ):
        tables[title] = []
        for row in rows:
            print(title, row, file=sys.stderr, flush=True)
            tables[title].append(row)
    return tables


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--alone", nargs=2)
    parser.add_argument("--at-once", action="store_true", help="print that table alone")
    options = parser.parse_args()
    if options.at_once:
        rows = list(at_once())
        return print("\n".join(table(rows[0], (row.values() for row in rows))))
    if options.alone:
        return one(*options.alone)
    tables = measured()
    OUT.mkdir(parents=True, exist_ok=True)
    with open(OUT / "regions.csv", "w", newline="") as file:
        writer = csv.DictWriter(file, tables["growth"][0])
        writer.writeheader()
        writer.writerows(tables["growth"])
    (OUT / "regions.md").write_text(page(tables), encoding="utf-8")


if __name__ == "__main__":
    main()
