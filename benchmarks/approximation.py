"""Best pieces beside pwlf and scipy: the error divided by the optimum, and the time, in one run.

    python benchmarks/approximation.py

writes docs/reference/benchmarks/approximation.md.  Needs pwlf, scipy and python-flint.
"""

import math
import platform
import signal
import time
from pathlib import Path

import numpy as np
import pwlf
import scipy
from scipy.optimize import minimize

from relu_proofs.approximate.best import best_pieces
from relu_proofs.approximate.targets import stated, target
from relu_proofs.checker import check

CASES = {
    "exp on [0, 1]": ("exp", 0, 1),
    "sqrt on [0, 1]": ("sqrt", 0, 1),
    "sin on [0, 2π]": ("sin", 0, 2 * math.pi),
}
SPEED = {
    **CASES,
    "x³ on [−1, 1]": ([0, 0, 0, 1], -1, 1),
    "1/(1+25x²) on [−1, 1]": ("runge", -1, 1),
    "x² on [0, 1]": ([0, 0, 1], 0, 1),
    "log on [1, 8]": ("log", 1, 8),
    "cos on [0, π]": ("cos", 0, math.pi),
    "abs on [−1, 1]": ("abs", -1, 1),
    "1 − 3x + 2x³ + x⁴/2 on [−2, 2]": ([1, -3, 0, 2, "1/2"], -2, 2),
    "x⁶ − x on [−1, 1]": ([0, -1, 0, 0, 0, 0, 1], -1, 1),
    "callable x exp(x), convex, on [0, 1]": (stated(lambda x: x * math.exp(x), "convex"), 0, 1),
    "callable tanh, general, on [−3, 3]": (stated(math.tanh, "general"), -3, 3),
}
COUNTS = range(2, 9)
LIMIT = 20  # seconds for one fit
FILL = 0.3
ROWS = 201  # rows of data that pwlf and scipy are given
PAGE = Path(__file__).parents[1] / "docs" / "reference" / "benchmarks" / "approximation.md"


class TooLong(Exception):
    """A fit went over the limit."""


def timed(fit, *args):
    """What a fit returns and how long it takes, or None where it goes over the limit.

    A short one is repeated for FILL seconds: the clock ticks every few milliseconds.
    """

    def stop(*_):
        raise TooLong

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, LIMIT)
    start = time.process_time()
    try:
        found, count = fit(*args), 1
    except TooLong:
        return None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    while time.process_time() - start < FILL:
        fit(*args)
        count += 1
    return found, (time.process_time() - start) / count


def fitted(method):
    """A fit by pwlf; its least squares, its knots."""

    def fit(x, y, n):
        model = pwlf.PiecewiseLinFit(x, y, seed=1)
        getattr(model, method)(n)
        return model.predict

    return fit


def simplex(x, y, n):
    """scipy's Nelder-Mead on knots and values, for the sup norm on the rows, from equal knots."""
    start = np.linspace(x[0], x[-1], n + 1)

    def points(p):
        inner = np.sort(np.clip(p[: n - 1], x[0], x[-1]))
        return np.concatenate([x[:1], inner, x[-1:]]), p[n - 1 :]

    def error(p):
        return np.max(np.abs(np.interp(x, *points(p)) - y))

    found = minimize(
        error,
        np.concatenate([start[1:-1], np.interp(start, x, y)]),
        method="Nelder-Mead",
        options={"maxiter": 4000 * n, "maxfev": 4000 * n, "xatol": 1e-10, "fatol": 1e-12},
    )
    return lambda z: np.interp(z, *points(found.x))


PEERS = {"pwlf.fit": fitted("fit"), "pwlf.fitfast": fitted("fitfast"), "scipy Nelder-Mead": simplex}


def compare():
    """Rows (case, n, error, ours, peers): ours in seconds, peers as (ratio, seconds) or None."""
    for case, (name, a, b) in CASES.items():
        f = target(name)
        x, fine = np.linspace(a, b, ROWS), np.linspace(a, b, 20001)
        y, exact = np.array([f(t) for t in x]), np.array([f(t) for t in fine])
        for n in COUNTS:
            best, ours = timed(best_pieces, name, a, b, n)
            peers = []
            for fit in PEERS.values():
                done = timed(fit, x, y, n)
                peers.append(
                    done
                    and (float(np.max(np.abs(done[0](fine) - exact))) / float(best.error), done[1])
                )
            yield case, n, best, ours, peers


def speeds():
    """Rows (case, [(n, seconds, relative width)])."""
    for case, (name, a, b) in SPEED.items():
        row = []
        for n in (1, 4, 16, 64):
            best, seconds = timed(best_pieces, name, a, b, n)
            row.append((n, seconds, best))
            for certificate in best.certificates if best.standing == "certified" else ():
                if check(certificate.text) != certificate.statement:
                    raise ValueError(f"{case}, n = {n}: another statement")
        yield case, row


def digits(error):
    """An exact error as a fraction, an enclosed one with the digits that both bounds share."""
    if isinstance(error, float):
        return f"{error:.10g}"
    return error.digits(10) if hasattr(error, "digits") else str(error)


def took(seconds):
    """A time for people."""
    if seconds < 0.001:
        return "<\xa01\xa0ms"
    return f"{seconds * 1000:.2g}\xa0ms" if seconds < 0.1 else f"{seconds:.2g}\xa0s"


def whole(case):
    """The name of a case, its interval kept on one line."""
    name, bracket, interval = case.partition("[")
    return name + bracket + interval.replace(" ", "\xa0")


def width(error):
    """The distance of the two bounds."""
    if isinstance(error, float):
        return "none"
    return f"{float(error.width):.0e}" if hasattr(error, "width") else "exact"


def beside_peers():
    """Rows of the table beside peers, and its summary: a row for each peer."""
    rows, ratios, faster = [], {name: [] for name in PEERS}, {name: [] for name in PEERS}
    for case, n, best, ours, peers in compare():
        cells = []
        for name, peer in zip(PEERS, peers):
            cells.append(f"{peer[0]:.2f}, {took(peer[1])}" if peer else f"over\xa0{LIMIT}\xa0s")
            if peer:
                ratios[name].append(peer[0])
                faster[name].append(peer[1] / ours)
        start = f"| {whole(case)} | {n} | {digits(best.error)} | 1, {took(ours)} | "
        rows.append(start + " | ".join(cells) + " |")
        print(rows[-1], flush=True)
    summary = [
        f"| {name} | {min(ratios[name]):.2f} to {max(ratios[name]):.2f} | "
        f"{float(f'{min(faster[name]):.2g}'):g} to {float(f'{max(faster[name]):.2g}'):g} |"
        for name in PEERS
    ]
    return rows, summary


def alone():
    """Rows of the table of times without peers."""
    rows = []
    for case, row in speeds():
        last = row[-1][2]
        rows.append(
            f"| {whole(case)} | "
            + " | ".join(took(seconds) for _, seconds, _ in row)
            + f" | {digits(last.error)} | {width(last.error)} | {last.standing} |"
        )
        print(rows[-1], flush=True)
    return rows


HEAD = """\
# Benchmark: the best pieces

Generated by `python benchmarks/approximation.py`; not typed. One run: {versions}.
The peers are given {rows} rows of the target; their largest error is measured on 20001 points and \
divided by the optimum, which is proved from both sides.
Times are processor time, of repeated runs where one takes less than {fill} s.
pwlf minimises squares, not the largest error: the ratio says what that costs, not that it does its \
own task badly.
"""
SPEEDS = """\
## How long a search takes

Time for n pieces; for 64 pieces the optimum, the width between its two bounds, and how they are \
proved (certificates were checked).
"""


def main():
    """Run both tables and write the page."""
    best_pieces("sin", 0, 1, 1)  # imports python-flint
    rows, summary = beside_peers()
    versions = f"Python {platform.python_version()}, {platform.machine()}, "
    versions += f"pwlf {pwlf.__version__}, scipy {scipy.__version__}"
    names = " | ".join(f"{name}: ratio, time" for name in PEERS)
    lines = [
        HEAD.format(versions=versions, rows=ROWS, fill=FILL),
        f"| target | n | optimum | ours: ratio, time | {names} |",
        "|---|---|---|---|" + "---|" * len(PEERS),
        *rows,
        "",
        "Over all of these:",
        "",
        "| peer | error divided by the optimum | time divided by ours |",
        "|---|---|---|",
        *summary,
        "",
        SPEEDS,
        "| target | n = 1 | n = 4 | n = 16 | n = 64 | optimum at 64 | width | bounds |",
        "|---|---|---|---|---|---|---|---|",
        *alone(),
        "",
    ]
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
