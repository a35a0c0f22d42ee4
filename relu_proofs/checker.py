"""The trusted core: reads a certificate and says which statement it proves.

Standard library only, and nothing from the rest of the package: networks, half-spaces and
polynomials are evaluated again here in a few lines of their own, on purpose, so that no error of
the search can hide in shared code.  Copy this file anywhere and run ``python checker.py FILE...``;
the format is described on the page ``reference/certificates``.

How to read it.  `parse` turns the text into a JSON value.  Each *rule* is one class: it reads what
it is about, bounds the work of judging it (`work`), and judges it (`judge`); where its docstring
says *Sound* stands the proof that what it accepts is true.  There is a rule for each kind of
statement, and one for each way of showing something that several of them use: `Places`,
`Multipliers`, `Tree`, `Bounds`, `Sum`.  A text that cannot be read, or that would take too long, is
`Malformed`; one that can be read but does not prove its statement is `Refused`.

Nothing recurses on the structure of a file, and nothing is built from a file before its depth,
degree and sizes are known.  There is no ``assert``, so ``python -O`` judges alike.
"""

import signal

if __name__ == "__main__" and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C is no traceback, from here on

import hashlib
import json
import re
import stat
import sys
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cached_property, partial, reduce
from itertools import chain, compress, pairwise, repeat, zip_longest
from math import gcd, lcm, prod
from operator import mul
from os import PathLike, _exit
from pathlib import Path
from types import NoneType
from typing import NamedTuple, Protocol, TypeAlias, TypeVar, cast

JSON: TypeAlias = "dict[str, JSON] | list[JSON] | str | int"
T = TypeVar("T")
S = TypeVar("S")
K = TypeVar("K", int, tuple[int, int])
N = TypeVar("N", int, Fraction)
Reader: TypeAlias = Callable[[JSON, str], T]  # takes a value and its path in the certificate

VARIABLE = r"[A-Za-z][A-Za-z0-9_]*"
FORMAT, OLD_FORMAT = "relu-proofs/2", "relu-proofs/1"
NETWORK, PASSING_NETWORK = "relu-network/1", "relu-network/2"
MOST_DIGITS = 4000  # of a number; below the limit of int(), and the same for every reader
MOST_BITS = 1 << 17  # of a common denominator
MOST_NESTING = 200  # levels of indentation
MOST_VARIABLES, MOST_DEGREE = 16, 8  # of an identity
MEGABYTE, MOST_MEGABYTES = 1 << 20, 256
MARKS = {b"\xef\xbb": "a mark of UTF-8", b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
MOST_WORK = 125  # million steps for each megabyte that is begun; a step is some 0.1 microseconds


class Malformed(Exception):
    """The text cannot be read as a certificate; the message holds the path into it."""


class TooMuchWork(Malformed):
    """Judging it would take more steps, or longer common denominators, than are allowed."""


class Refused(Exception):
    """The certificate can be read, but it does not prove its statement."""


def need(
    condition: object,
    path: str,
    expected: str,
    *found: JSON,
    otherwise: type[Malformed] = Malformed,
) -> None:
    """Reading goes on under this condition only."""
    if not condition:
        said = f"found {excerpt(found[0])}, " if found else ""
        raise otherwise(f"{path}: {said}expected {expected}")


def require(condition: object, said: str) -> None:
    """Judging goes on under this condition only."""
    if not condition:
        raise Refused(said)


def excerpt(value: JSON) -> str:
    """A JSON value in a message."""
    if isinstance(value, dict):
        return f"a record of {', '.join(value)[:60] or 'nothing'}"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    return str(value).lower() if isinstance(value, bool) else str(value)[:60]


def short(number: Fraction | int) -> str:
    """A number in a message; one of thousands of digits has no text in Python."""
    bits = max(number.numerator.bit_length(), number.denominator.bit_length())
    return str(number) if bits < 1000 else f"a number of {bits} bits"


# ---- from text to JSON --------------------------------------------------------------------------

ITEM = re.compile(
    r'( *)(?:([\]}])|(?:"(\w+)": )?'  # indent; a closing bracket, or a name and a value
    r'(?:"([ !#-\[\]-~]*)"|(0|[1-9][0-9]{0,15})|(true|false)|(\[\]|\{\})|([\[{])(?=\n)))(,?)\n',
    re.ASCII,
)


def parse(text: str, path: str) -> JSON:
    """The JSON value of a text, which must be the canonical text of its value.

    Canonical text has one item a line, so it is read line by line: two spaces of indent a level,
    names in increasing order, a comma after every item but the last of its list or record.  There
    are no quotes inside texts, no fractions and no null.
    """
    whole: list[JSON] = []
    here: dict[str, JSON] | list[JSON] = whole
    outer: list[tuple[dict[str, JSON] | list[JSON], str]] = []
    last, more, start, number = "", True, 0, 0  # more: an item must follow
    while start < len(text):
        number += 1
        place, line = f"{path}, line {number}", ITEM.match(text, start)
        if line is None:
            found = text[start : start + 60].partition("\n")[0]
            said = "canonical JSON, numbers as text"
            raise Malformed(f"{place}: found {found.strip()}, expected {said}")
        indent, closing, name, word, digits, flag, empty, opening, comma = line.groups()
        start, level = line.end(), len(outer) - bool(closing)
        need(len(indent) == 2 * level, place, f"an indent of {2 * level} spaces")
        need(level <= MOST_NESTING, place, f"at most {MOST_NESTING} levels")
        need(more != bool(closing), place, "a comma after each item but the last")
        more = bool(comma or opening)
        if closing:
            need(closing == ("}" if isinstance(here, dict) else "]"), place, "the other bracket")
            here, last = outer.pop()
            continue
        value: JSON = int(digits) if digits else flag == "true" if flag else word
        if empty or opening:
            value = [] if "[" in (empty or opening) else {}
        if isinstance(here, dict):
            need(name and name > last, place, "names in increasing order")
            here[name] = value
        else:
            need(name is None, place, "no name in a list")
            here.append(value)
        last = name
        if isinstance(value, dict | list) and opening:
            outer.append((here, last))
            here, last = value, ""
    need(whole and not outer and not more, path, "a whole text")
    return whole[0]


# ---- readers ------------------------------------------------------------------------------------

RATIONAL = re.compile(r"(0|-?[1-9][0-9]*)(?:/([1-9][0-9]*))?")


def kept(value: JSON, path: str) -> tuple[JSON, str]:
    return value, path


def typed(value: JSON, path: str, kind: type[T], expected: str) -> T:
    if not isinstance(value, kind):
        raise Malformed(f"{path}: found {excerpt(value)}, expected {expected}")
    return value


def text_of(value: JSON, path: str) -> str:
    return typed(value, path, str, "a text")


def index(value: JSON, path: str) -> int:
    number = typed(value, path, int, "a whole number")
    small = number < 1 << 53 and not isinstance(value, bool)
    need(small, path, "a whole number below 2^53", value)
    return number


def flag(value: JSON, path: str) -> bool:
    return typed(value, path, bool, "true or false")


def rational(value: JSON, path: str) -> Fraction:
    found = RATIONAL.fullmatch(typed(value, path, str, "a rational as text"))
    need(found, path, "a rational as text", value)
    top, bottom = cast(re.Match[str], found).groups("")
    need(max(len(top), len(bottom)) <= MOST_DIGITS, path, f"at most {MOST_DIGITS} digits")
    number = Fraction(int(top), int(bottom or 1))
    need(number.denominator == int(bottom or 1) and bottom != "1", path, "lowest terms", value)
    return number


def matching(pattern: str, expected: str) -> Reader[str]:
    def read(value: JSON, path: str) -> str:
        need(re.fullmatch(pattern, text_of(value, path)), path, expected, value)
        return text_of(value, path)

    return read


def one_of(*words: str) -> Reader[str]:
    def read(value: JSON, path: str) -> str:
        need(value in words, path, f"one of {', '.join(words)}", value)
        return text_of(value, path)

    return read


def list_of(item: Reader[T], least: int = 0, length: int | None = None) -> Reader[list[T]]:
    def read(value: JSON, path: str) -> list[T]:
        items: list[JSON] = typed(value, path, list, "a list")
        need(len(items) >= least, path, f"at least {least} items", value)
        need(length is None or len(items) == length, path, f"{length} items", value)
        return [item(entry, f"{path}[{i}]") for i, entry in enumerate(items)]

    return read


def pair(first: Reader[S], second: Reader[T]) -> Reader[tuple[S, T]]:
    def read(value: JSON, path: str) -> tuple[S, T]:
        a, b = list_of(kept, length=2)(value, path)
        return first(*a), second(*b)

    return read


def in_order(item: Reader[tuple[K, T]], least: int = 0) -> Reader[dict[K, T]]:
    """A list of pairs with increasing first parts."""

    def read(value: JSON, path: str) -> dict[K, T]:
        found = list_of(item, least)(value, path)
        need(all(a < b for (a, _), (b, _) in pairwise(found)), path, "an increasing order")
        return dict(found)

    return read


class Record:
    """A record with exactly these fields; ``record(field, reader)`` reads one of them."""

    def __init__(self, value: JSON, path: str, *fields: str) -> None:
        self.value: dict[str, JSON] = typed(value, path, dict, "a record")
        said = f"the fields {', '.join(fields) or '(none)'} and no others"
        need(set(self.value) == set(fields), path, said, value)
        self.path = path

    def __call__(self, field: str, reader: Reader[T]) -> T:
        return reader(self.value[field], f"{self.path}.{field}")


def two(first: str, reader: Reader[S], second: str, other: Reader[T]) -> Reader[tuple[S, T]]:
    """A record of two fields."""

    def read(value: JSON, path: str) -> tuple[S, T]:
        get = Record(value, path, first, second)
        return get(first, reader), get(second, other)

    return read


def variant(value: JSON, path: str, **forms: str) -> tuple[str, Record]:
    """A record whose field ``type`` names its form, which has the other fields in this text."""
    kind = value.get("type", "") if isinstance(value, dict) else ""
    form = one_of(*forms)(kind, f"{path}.type")
    return form, Record(value, path, "type", *forms[form].split())


def tree_of(node: Callable[[JSON, str, Reader[int]], T]) -> Reader[list[T]]:
    """A tree as the list of its nodes, the root first, and no node before the one it is part of.

    What stands below a node is put off by the reader that the node is given, which returns its
    number in the list.
    """

    def read(value: JSON, path: str) -> list[T]:
        queue = [(value, path)]

        def below(value: JSON, path: str) -> int:
            queue.append((value, path))
            return len(queue) - 1

        return [node(*entry, below) for entry in queue]  # grows while it is read

    return read


UNIT = pair(index, index)
INTERVAL = pair(rational, rational)
STATE = one_of("on", "off")


# ---- sizes and work -----------------------------------------------------------------------------
# The bits of sums and products can be bounded from the file, since numbers that are added up have a
# least common denominator.  The formulas of the work are part of the format: every checker finds
# the same number of units.


def size(numbers: Iterable[Fraction]) -> int:
    """The most bits of a numerator, and the bits of the least common denominator."""
    top, bottom = 0, 1
    for number in numbers:
        top = max(top, number.numerator.bit_length())
        if bottom % number.denominator:
            bottom = lcm(bottom, number.denominator)
            few, said = bottom.bit_length() <= MOST_BITS, f"at most {MOST_BITS} bits"
            need(few, "certificate", f"common denominators of {said}", otherwise=TooMuchWork)
    return top + bottom.bit_length()


def whole(numbers: Sequence[Fraction]) -> list[int]:
    """Numbers as integers over their least common denominator, which comes last."""
    bottom = lcm(*{number.denominator for number in numbers})
    return [*(number.numerator * (bottom // number.denominator) for number in numbers), bottom]


def product(a: int, b: int) -> int:
    """The work of a product of integers of so many bits, and of adding it to another."""
    return 1 + ((a + 32) * (b + 32) >> 16)


def reduction(bits: int) -> int:
    """The work of a sum or product of rationals of so many bits, in lowest terms."""
    return 32 + (bits >> 1) + (bits * bits >> 11)


def afford(work: int, limit: int) -> None:
    said = f"at most {limit} steps of work (--max-work)"
    need(work <= limit, "certificate", said, work, otherwise=TooMuchWork)


# ---- networks -----------------------------------------------------------------------------------

Unit: TypeAlias = tuple[int, int]  # layer, number
States: TypeAlias = dict[Unit, str]  # on, off; of a statement also switching
Point: TypeAlias = list[int]  # its numbers over the last one, their denominator
Layer: TypeAlias = tuple[list[list[int]], int, list[bool]]
"""A row for each unit, its weights and then its bias, over one denominator; which are ReLUs."""


def layer_of(weight: list[list[Fraction]], bias: list[Fraction], relu: list[bool]) -> Layer:
    *numbers, den = whole([*chain(*([*row, b] for row, b in zip(weight, bias)))])
    width = len(weight[0]) + 1
    return [numbers[k : k + width] for k in range(0, len(numbers), width)], den, relu


class Network:
    """Layers of weights and biases.  After each but the last stand its units, and those that pass
    on: they hand on their value as it is.  A *unit* of a statement or of evidence is a ReLU unit.
    """

    def __init__(self, value: JSON, path: str) -> None:
        get = Record(value, path, "format", "layers")
        passing = get("format", one_of(NETWORK, PASSING_NETWORK)) == PASSING_NETWORK
        self.read: list[tuple[list[list[Fraction]], list[Fraction], list[bool]]] = []
        layers, columns = get("layers", list_of(kept, 1)), None
        for k, (entry, place) in enumerate(layers, 1):
            says = passing and k < len(layers) and isinstance(entry, dict) and "relu" in entry
            field = Record(entry, place, "weight", "bias", *(["relu"] if says else []))
            weight = field("weight", list_of(list_of(rational, 1, columns), 1))
            need(len({*map(len, weight)}) == 1, f"{place}.weight", "rows of one length")
            columns = len(weight)
            bias = field("bias", list_of(rational, length=columns))
            relu = field("relu", list_of(flag, length=columns)) if says else [True] * columns
            self.read.append((weight, bias, relu))
        self.shapes = [(len(rows), len(rows[0])) for rows, _, _ in self.read]
        self.inputs, self.outputs = self.shapes[0][1], self.shapes[-1][0]
        self.relu = [relu for _, _, relu in self.read[:-1]]
        self.units = [[*compress(range(len(relu)), relu)] for relu in self.relu]
        self.widths = [*map(len, self.units)]
        sizes = [size(chain(bias, *rows)) for rows, bias, _ in self.read]
        self.count, self.most = sum(m * (n + 1) for m, n in self.shapes), max(sizes)
        # by so many bits numbers grow on the way from the inputs to the outputs
        self.growth = sum(sizes) + sum(n.bit_length() for _, n in self.shapes)

    @cached_property
    def layers(self) -> list[Layer]:
        return [layer_of(*layer) for layer in self.read]

    def has(self, unit: Unit) -> bool:
        layer, i = unit
        return layer < len(self.units) and i < len(self.relu[layer]) and self.relu[layer][i]

    def work(self) -> int:
        """Putting each layer over one denominator."""
        return self.count * product(self.most, self.most)

    def evaluation(self, bits: int) -> int:
        """`evaluate` at a point of so many bits."""
        return self.count * product(self.most, bits + self.growth)


def evaluate(layers: Sequence[Layer], point: Point) -> list[Point]:
    """The values before each ReLU, and at the end, at a point."""
    x, found = point, []
    for rows, den, relu in layers:
        z = [sum(map(mul, row, x)) for row in rows]
        x = [value if value > 0 or not own else 0 for value, own in zip(z, relu)] + [x[-1] * den]
        found.append([*z, x[-1]])
    return found


class Form(NamedTuple):
    """A function of the inputs over one denominator.

    Key i is that of input i, the next one that of the constant; each further key stands for an
    atom, a function r(A).
    """

    terms: dict[int, int]
    den: int


Atoms: TypeAlias = dict[tuple[int, ...], int]  # key of the atom r(A), by the terms of A


def combine(factors: Iterable[int], parts: Iterable[dict[int, N]]) -> dict[int, N]:
    """The sum of so many times each part, key by key."""
    total: dict[int, N] = {}
    for factor, part in zip(factors, parts):
        if factor:
            for key, value in part.items():
                own = value if factor == 1 else factor * value
                total[key] = total[key] + own if key in total else own
    return {key: value for key, value in total.items() if value}


def signed(form: Form, state: str) -> Form:
    """The form that is >= 0 where a unit with this form before its ReLU is on, or off."""
    return form if state == "on" else Form({key: -t for key, t in form.terms.items()}, form.den)


def at(form: Form, point: Point) -> int:
    """The value of a form without atoms at a point, times a positive factor."""
    return sum(value * point[key] for key, value in form.terms.items())


def walk(layers: Sequence[Layer], atoms: Atoms, states: States) -> Iterator[tuple[Unit, Form]]:
    """The units, outputs last, each with its value before its ReLU as a form.

    The forms hold on a set of inputs where the units have these states.  Layer by layer: if the
    values before a ReLU are certain forms on the set, then so are the values after it, z where a
    unit is on (z >= 0 on the set), 0 where it is off (z <= 0 on the set), and r(z) where it has no
    state.  Where there is no ReLU, z is handed on.  The next layer takes sums of these.
    """
    inputs, den = len(layers[0][0][0]) - 1, 1
    parts: list[dict[int, int]] = [{i: 1} for i in range(inputs)]
    for k, (rows, own, relu) in enumerate(layers):
        before, parts = [*parts, {inputs: den}], []
        den *= own
        for i, row in enumerate(rows):
            terms = combine(row, before)
            yield (k, i), Form(terms, den)
            last = k == len(layers) - 1  # outputs are handed on to nothing
            state = "off" if last else states.get((k, i)) if relu[i] else "on"
            affine = terms if state == "on" else {}
            parts.append(affine if state else rectified(terms, atoms, inputs))


def rectified(terms: dict[int, int], atoms: Atoms, inputs: int) -> dict[int, int]:
    """r(form) by atoms r(A), A primitive, where of A and -A the first that is met has the atom.

    r(cA) = c r(A) for c > 0, r(-A) = r(A) - A, and r(constant) = max(0, constant): so units that
    bend at one place share an atom, and can cancel.
    """
    if not terms.keys() - {inputs}:
        return terms if terms.get(inputs, 0) > 0 else {}
    keys, content = sorted(terms), gcd(*terms.values())
    own = [terms[key] // content for key in keys]
    name, opposite = (*keys, *own), (*keys, *(-value for value in own))
    if opposite in atoms:
        return {**terms, atoms[opposite]: content}
    return {atoms.setdefault(name, inputs + 1 + len(atoms)): content}


# ---- domains, their points, and what multipliers show -------------------------------------------


class Domain:
    """Where a statement speaks: all inputs, half-spaces, finitely many points, or their hull."""

    def __init__(self, value: JSON, path: str, inputs: int) -> None:
        forms = {"box": "intervals", "polytope": "rows", "points": "points", "hull": "points"}
        self.kind, get = variant(value, path, space="", **forms)
        self.inputs, point = inputs, list_of(rational, length=inputs)
        self.named = "weights" if self.kind == "hull" else "points"  # the field of `Places`
        self.points: list[list[Fraction]] = []
        self.atoms: Atoms = {}  # numbered once: a form means one function wherever it stands
        self.rows: list[dict[int, Fraction]] = []  # half-spaces form >= 0
        if self.kind == "box":
            for i, (low, high) in enumerate(get("intervals", list_of(INTERVAL, length=inputs))):
                need(low < high, f"{path}.intervals[{i}]", "low < high")
                self.rows += [{i: Fraction(1), inputs: -low}, {i: Fraction(-1), inputs: high}]
        elif self.kind == "polytope":
            rows = get("rows", list_of(pair(point, rational)))
            self.rows = [dict(enumerate([*row, constant])) for row, constant in rows]
        elif self.kind != "space":
            self.points = get("points", list_of(point, 1))
        self.terms = sum(map(len, self.rows))
        self.size = max(map(size, [*self.points, chain(*(row.values() for row in self.rows))]))

    def work(self) -> int:
        """Putting the half-spaces, or each point, over one denominator."""
        return (self.terms + len(self.points) * self.inputs) * product(self.size, self.size)

    @cached_property
    def half_spaces(self) -> list[Form]:
        *numbers, den = whole([*chain(*(row.values() for row in self.rows))])
        values = iter(numbers)
        return [Form({key: next(values) for key in row}, den) for row in self.rows]

    @cached_property
    def whole(self) -> list[Point]:
        return [*map(whole, self.points)]

    @cached_property
    def members(self) -> set[tuple[int, ...]]:
        return {*map(tuple, self.whole)}

    def require(self, point: Point, name: str) -> None:
        """A point lies in the domain, which is no hull."""
        member = self.kind != "points" or tuple(point) in self.members
        require(member, f"{name} is not one of the points of the domain")
        for k, form in enumerate(self.half_spaces):
            require(at(form, point) >= 0, f"{name} violates half-space {k} of the domain")


Weights: TypeAlias = dict[int, Fraction]  # by points


class Places:
    """Points of a domain that evidence names: by their numbers; in a hull as means of its points.

    Sound: a point given by its numbers lies in the domain if it is one of its points, or if all
    the half-spaces are >= 0 there.  A sum of points p with weights w > 0 that add up to 1 lies in
    their hull.
    """

    def __init__(self, domain: Domain, least: int, value: JSON, path: str) -> None:
        self.domain, self.points, self.weights = domain, list[list[Fraction]](), list[Weights]()
        if domain.kind == "hull":
            weights = in_order(pair(index, rational), 1)
            self.weights = list_of(weights, least)(value, path)
        else:
            self.points = list_of(list_of(rational, length=domain.inputs), least)(value, path)
        numbers: list[Iterable[Fraction]] = [*self.points, *(own.values() for own in self.weights)]
        used = {p for weights in self.weights for p in weights if p < len(domain.points)}
        rows = size(chain(*(domain.points[p] for p in used))) if self.weights else 0
        self.count = len(numbers)
        self.each = rows + max(map(size, numbers), default=0)  # of one point, and
        self.all = rows + size(chain(*numbers))  # of all together

    def work(self) -> int:
        tests = self.count * self.domain.terms * product(self.each, self.domain.size)
        means = sum(map(len, self.weights)) * self.domain.inputs * reduction(self.each)
        return self.count * self.domain.inputs * product(self.each, self.each) + tests + means

    def judge(self) -> list[Point]:
        """The points."""
        rows, found = self.domain.points, [*map(whole, self.points)]
        for k, x in enumerate(found):
            self.domain.require(x, f"point {k}")
        for k, weights in enumerate(self.weights):
            require(max(weights) < len(rows), f"point {k}: the hull has no such point")
            require(min(weights.values()) > 0, f"point {k}: a weight that is not positive")
            require(sum(weights.values()) == 1, f"point {k}: the weights do not add up to 1")
            columns = zip(*(rows[p] for p in weights))
            found.append(whole([Fraction(sum(map(mul, weights.values(), c))) for c in columns]))
        return found


# ---- trees of splits ----------------------------------------------------------------------------


WAYS = {"r": (1, 0), "r-z": (1, -1), "-r": (-1, 0)}  # so many times r(z) and z


class Known:
    """What is multiplied: a known half-space, by its number, or r(z), r(z) - z or -r(z) of a unit.

    Sound: z is the form of the unit in the cell, its value before its ReLU there.  Half-spaces are
    >= 0 in the cell, and r(z) and r(z) - z are >= 0 wherever z is anything.  -r(z) is not; but in a
    hull, where z is affine, it is concave, and `Multipliers` use no more of it.
    """

    def __init__(self, value: JSON, path: str) -> None:
        reader = pair(UNIT, one_of(*WAYS)) if isinstance(value, list) else index
        self.named: int | tuple[Unit, str] = reader(value, path)

    def work(self, domain: "Domain", keys: int, bits: int) -> int:
        """`judge`, and the values of z at the points of a hull."""
        if isinstance(self.named, int):
            return 0
        values = 1 + (domain.inputs + 1) * product(bits, domain.size)
        return keys * (64 + product(bits, bits)) + len(domain.points) * values

    def judge(self, cell: "Cell") -> tuple[Form, Form | None]:
        """What a multiplier multiplies, and z if that is -r(z)."""
        if isinstance(self.named, int):
            require(
                self.named < len(cell.known), f"{cell.where}: there is no half-space {self.named}"
            )
            return cell.known[self.named], None
        unit, way = self.named
        require(unit in cell.walked, f"{cell.where}: there is no unit {unit} before")
        z, inputs, bends = cell.walked[unit], cell.domain.inputs, way == "-r"
        plain = cell.domain.kind == "hull" and all(key <= inputs for key in z.terms)
        require(plain or not bends, f"{cell.where}: -r(z) of {unit} bends in unknown ways")
        parts = rectified(z.terms, cell.domain.atoms, inputs), z.terms
        return Form(combine(WAYS[way], parts), z.den), z if bends else None


class Multipliers:
    """Numbers l_j of known half-spaces S_j, which show that a form is >= 0 on a cell.

    Sound: a cell is the part of the domain where all the S_j are >= 0.  With all l_j >= 0 the sum
    of l_j S_j is >= 0 there, so the form is at least rest = form - sum l_j S_j.  It is enough that
    the rest is >= 0, and this is plain if nothing but a constant is left.  In a hull an affine rest
    may be left: its value at a mean of points is the mean of its values, so it is >= 0 on the hull
    if it is at the points.  An atom may not be left, since its values at the points say nothing of
    those between them.

    And in a hull the form may be an affine rest plus multiples >= 0 of -r(z), z affine: then it is
    concave, so at a mean of points it is at least the mean of its values at the points.
    """

    def __init__(self, value: JSON, path: str) -> None:
        self.pairs = list_of(pair(Known, rational))(value, path)
        self.units = [j.named[0] for j, _ in self.pairs if isinstance(j.named, tuple)]

    def work(self, domain: Domain, keys: int, bits: int) -> int:
        """`judge`, for forms of so many terms and bits."""
        own = bits + domain.size + size(factor for _, factor in self.pairs)
        sums = (1 + len(self.pairs)) * (keys * product(own, own) + reduction(own))
        sums += sum(fact.work(domain, keys, own) for fact, _ in self.pairs)
        return sums + len(domain.points) * (domain.inputs + 1) * product(own, domain.size)

    def judge(self, form: Form, cell: "Cell", said: str) -> None:
        domain, where, facts = cell.domain, cell.where, [j.judge(cell) for j, _ in self.pairs]
        for j, factor in self.pairs:
            require(factor >= 0, f"{where}: a negative multiplier of half-space {j.named}")
        dens = [factor.denominator * fact.den for (_, factor), (fact, _) in zip(self.pairs, facts)]
        den = lcm(form.den, *dens)
        scaled = [-factor.numerator * (den // own) for (_, factor), own in zip(self.pairs, dens)]
        parts = [form.terms, *(fact.terms for fact, _ in facts)]
        rest = Form(combine([den // form.den, *scaled], parts), den)
        hull, inputs = domain.kind == "hull", domain.inputs
        left = range(inputs + 1) if hull else [inputs]
        few = all(key in left for key in rest.terms)
        require(few, f"{where}: the multipliers leave {'an atom' if hull else 'no constant'}")
        bends = [(factor, z) for factor, (_, z) in zip(scaled, facts) if z]
        for x in domain.whole if hull else [[0] * inputs + [1]]:
            value = at(rest, x) + sum(factor * max(0, at(z, x)) for factor, z in bends)
            require(value >= 0, f"{where}: the multipliers do not {said}")


Leaves: TypeAlias = dict[str, Reader[list[Multipliers]] | None]


def read_shown(value: JSON, path: str) -> list[Multipliers]:
    return [Multipliers(value, path)]


def read_sign(value: JSON, path: str) -> tuple[Unit, tuple[str, Multipliers]]:
    get = Record(value, path, "unit", "state", "multipliers")
    return get("unit", UNIT), (get("state", STATE), get("multipliers", Multipliers))


class Node(NamedTuple):
    """A node of a tree: the units it gives a sign, and what follows."""

    signs: dict[Unit, tuple[str, Multipliers]]
    then: str
    unit: Unit | None  # of a split
    children: dict[str, int]  # of a split: their numbers in the tree
    shown: list[Multipliers]  # of a leaf


class Cell(NamedTuple):
    """A part of the domain: the node for it, the half-spaces and states of units known there."""

    domain: Domain
    node: Node
    known: list[Form]
    states: States
    where: str
    walked: dict[Unit, Form]  # the values before their ReLUs of units that are named, as met


Close: TypeAlias = Callable[[Cell, list[Form]], None]


class Tree:
    """A tree that cuts a domain into cells at units of a network, and says what holds in each leaf.

    Sound: a cell is the part of the domain where the known half-spaces are >= 0: those of the
    domain and of the splits above.  Every point of the domain lies in the cell of a leaf, since
    z >= 0 or z <= 0 for the unit of a split, so that a point of its cell lies in that of a child.
    The states that units have in a cell are true there: the unit of a split above is on where
    z >= 0 and off where z <= 0; for a unit that a node gives a sign, `Multipliers` show z >= 0 (on)
    or z <= 0 (off); and what is true in a cell is true in the smaller ones below.  So `walk` gives
    the forms of the units in the cell.  Atoms are numbered once for the tree: a form means one
    function of the inputs wherever it stands.  An empty leaf shows -1 >= 0 on its cell, so that
    this has no points; every other leaf is closed by the rule.
    """

    def __init__(
        self, network: Network, domain: Domain, leaves: Leaves, value: JSON, path: str
    ) -> None:
        self.network, self.domain, self.path = network, domain, path
        self.leaves: Leaves = {"empty": read_shown, **leaves}
        self.nodes = tree_of(self.read_node)(value, path)

    def read_node(self, value: JSON, path: str, below: Reader[int]) -> Node:
        get = Record(value, path, "signs", "then")
        signs = dict(get("signs", list_of(read_sign)))
        forms = {name: "multipliers" if reader else "" for name, reader in self.leaves.items()}
        then, get = variant(*get("then", kept), split="unit on off", **forms)
        if then == "split":
            children = {state: get(state, below) for state in ("on", "off")}
            return Node(signs, then, get("unit", UNIT), children, [])
        reader = self.leaves[then]
        return Node(signs, then, None, {}, get("multipliers", reader) if reader else [])

    def work(self) -> int:
        """One walk for each node, and what its multipliers show."""
        walked, span, keys, bits = 0, 1, 1 + self.network.inputs, 1 + self.network.growth
        for m, n in self.network.shapes:
            sums = n * span * product(self.network.most, bits)
            walked += m * (sums + keys * (64 + 2 * product(bits, bits)) + reduction(bits))
            span, keys = keys + 1, keys + m
        signs = chain(*(node.signs.values() for node in self.nodes))
        shown = [*(own for _, own in signs), *chain(*(node.shown for node in self.nodes))]
        return len(self.nodes) * walked + sum(own.work(self.domain, keys, bits) for own in shown)

    def judge(self, close: Close, wanted: Unit | None = None) -> None:
        """Close each leaf, given the forms of the outputs in its cell.

        Forms may be large, and many: a cell has those of its node's unit, of units that multipliers
        name in it, and of one that the rule wants.
        """
        domain = self.domain
        cells = [Cell(domain, self.nodes[0], domain.half_spaces, {}, self.path, {})]
        while cells:
            cell = cells.pop()
            _, node, known, states, where, forms = cell
            outputs = list[Form]()
            shown = chain((own for _, own in node.signs.values()), node.shown)
            named = {unit for own in shown for unit in own.units} | {node.unit, wanted}
            below = {own: state for own, (state, _) in node.signs.items()} | states
            for own, form in walk(self.network.layers, domain.atoms, below):
                if own[0] == len(self.network.units):
                    outputs.append(form)
                if not self.network.has(own):
                    continue
                if own in named:
                    forms[own] = form
                if own in node.signs and own not in states:  # before forms that rely on it
                    state, multipliers = node.signs[own]
                    said = f"show that unit {own} is {state}"
                    multipliers.judge(signed(form, state), cell, said)
            if node.then == "empty":
                node.shown[0].judge(Form({domain.inputs: -1}, 1), cell, "contradict")
            elif node.unit is None:
                close(cell, outputs)
            else:
                require(node.unit in forms, f"{where}: a split at a unit that does not exist")
                for state, child in node.children.items():
                    half, place = signed(forms[node.unit], state), f"{where}.then.{state}"
                    now = below | {node.unit: state}
                    cells.append(Cell(domain, self.nodes[child], [*known, half], now, place, {}))


# ---- the rules ----------------------------------------------------------------------------------


class Rule(Protocol):
    """One kind of statement: what it says, what is evidence for it, and how that is judged."""

    def work(self) -> int:
        """The work of judging, from the sizes in the file."""

    def judge(self, limit: int) -> None:
        """Return if the evidence proves the statement, else raise `Refused`."""


class OfNetwork:
    """What statements about a network on a domain begin with."""

    def __init__(self, statement: JSON, *fields: str) -> None:
        self.get = Record(statement, "statement", "kind", "network", "domain", *fields)
        self.network = self.get("network", Network)
        self.domain = self.get("domain", partial(Domain, inputs=self.network.inputs))
        self.prepared = self.network.work() + self.domain.work()


class Combination(OfNetwork):
    """``not-affine``, ``not-linear``: the network is no affine (linear) map on the domain.

    Evidence: points x_k of the domain and numbers m_k with sum m_k x_k = 0, for affine also
    sum m_k = 0, and an output f with sum m_k f(x_k) != 0.

    Sound: for g(x) = u.x + c the same sum is u.(sum m_k x_k) + c sum m_k, which is 0 (a linear g
    has c = 0).  So no such g agrees with f at all of the points.
    """

    def __init__(self, statement: JSON, evidence: JSON) -> None:
        super().__init__(statement)
        where = self.domain.named
        get = Record(evidence, "evidence", where, "coefficients", "output")
        self.places = get(where, partial(Places, self.domain, 1))
        self.m = get("coefficients", list_of(rational, 1))
        self.output = get("output", index)

    def work(self) -> int:
        bits = self.places.all + self.network.growth + size(self.m)
        sums = (self.network.inputs + 2) * reduction(bits)
        each = sums + self.network.evaluation(self.places.each)
        return self.prepared + self.places.work() + self.places.count * each

    def judge(self, limit: int) -> None:
        points, inputs = self.places.judge(), self.network.inputs
        require(len(self.m) == len(points), f"{len(points)} points, {len(self.m)} coefficients")
        require(self.output < self.network.outputs, "the network has no such output")
        affine = self.get("kind", text_of) == "not-affine"
        for i in range(inputs + affine):  # behind the inputs stands the number 1
            name = f"combination of input {i} is" if i < inputs else "coefficients add up to"
            total = self.total(points, i)
            require(total == 0, f"the {name} {short(total)}, expected 0")
        values = [evaluate(self.network.layers, x)[-1] for x in points]
        other = self.total(values, self.output) != 0
        require(other, "the combination of the outputs is 0, expected another value")

    def total(self, points: list[Point], i: int) -> Fraction:
        """The sum of m_k times number i of point k."""
        return sum((m * Fraction(x[i], x[-1]) for m, x in zip(self.m, points)), Fraction(0))


class AffineOn(OfNetwork):
    """``affine-on``: the network is U x + c on the domain.

    Sound: on finitely many points both are evaluated.  Elsewhere the evidence is a `Tree`: in the
    cell of each leaf every output minus U x + c is 0, either as a form (*equal*), or because
    multipliers show both signs of it to be >= 0 there (*squeezed*).  An empty polytope would prove
    anything, so a point of the domain is named, but for a hull, which has points.
    """

    def __init__(self, statement: JSON, evidence: JSON) -> None:
        super().__init__(statement, "U", "c")
        n, m = self.network.inputs, self.network.outputs
        self.U = self.get("U", list_of(list_of(rational, length=n), length=m))
        self.c = self.get("c", list_of(rational, length=m))
        self.size = size(chain(self.c, *self.U))
        fields = {"points": (), "hull": ("tree",)}.get(self.domain.kind, ("point", "tree"))
        get = Record(evidence, "evidence", *fields)
        self.point = get("point", list_of(rational, length=n)) if "point" in fields else []
        squeezed = list_of(pair(Multipliers, Multipliers), length=m)
        leaves: Leaves = {"equal": None}
        leaves["squeezed"] = lambda value, path: [*chain(*squeezed(value, path))]
        tree = partial(Tree, self.network, self.domain, leaves)
        self.tree = get("tree", tree) if fields else None

    def work(self) -> int:
        network, domain = self.network, self.domain
        bits = network.growth + domain.size + self.size + size(self.point)
        keys = 1 + network.inputs + sum(network.widths)
        compared = network.outputs * keys * product(bits, bits)
        if self.tree is None:
            values = network.evaluation(domain.size) + compared
            return self.prepared + (1 + len(domain.points)) * values
        inside = domain.terms * product(bits, bits)
        return self.prepared + inside + self.tree.work() + (1 + len(self.tree.nodes)) * compared

    def judge(self, limit: int) -> None:
        layers, target = self.network.layers, layer_of(self.U, self.c, [True] * len(self.c))
        if self.tree is not None:
            if self.point:
                self.domain.require(whole(self.point), "the point of the domain")
            targets = [form for _, form in walk([target], {}, {})]
            self.tree.judge(partial(self.close, targets))
            return
        for k, x in enumerate(self.domain.whole):
            y, z = evaluate(layers, x)[-1], evaluate([target], x)[-1]
            same = all(a * z[-1] == b * y[-1] for a, b in zip(y, z))
            require(same, f"at point {k} the network is not U x + c")

    def close(self, targets: list[Form], cell: Cell, outputs: list[Form]) -> None:
        for k, (value, target) in enumerate(zip(outputs, targets)):
            terms = combine((target.den, -value.den), (value.terms, target.terms))
            said, equal = f"output {k} is not U x + c", cell.node.then == "equal"
            require(not (equal and terms), f"{cell.where}: {said}")
            rest = Form(terms, value.den * target.den)
            for state, shown in zip(("on", "off"), cell.node.shown[2 * k : 2 * k + 2]):
                shown.judge(signed(rest, state), cell, f"squeeze output {k}")


Line: TypeAlias = tuple[Fraction, ...]  # low, high, lower, slope, shift


def read_line(value: JSON, path: str) -> Line:
    get = Record(value, path, "low", "high", "lower", "upper")
    return (*(get(name, rational) for name in ("low", "high", "lower")), *get("upper", INTERVAL))


class Part(NamedTuple):
    """A part of a box, where units are on (1) or off (-1), as the splits above say in order.

    Sound: what the splits know, z or -z, is >= 0 in the part, so a form is >= 0 there if it is so
    less multiples >= 0 of these.  And in the part r(z) = z of a unit that is on, r(z) = 0 of one
    that is off, whichever of two splits of one unit counts.  So with these lines, and lower slopes
    in [0, 1] for the others, `Bounds` bound the difference in the part.  A point of the box lies in
    one of the parts of each tree: at a split z >= 0 or z <= 0.
    """

    splits: tuple[tuple[Unit, int], ...] = ()
    slopes: dict[Unit, Fraction] = {}
    multipliers: list[tuple[int, Fraction]] = []  # of splits, by their places

    def work(self, bounds: "Bounds") -> int:
        own = size([*self.slopes.values(), *(factor for _, factor in self.multipliers)])
        return bounds.once(own) + 4 * bounds.count * reduction(bounds.most + own)

    def judge(self, bounds: "Bounds", unit: Unit, state: str) -> None:
        for own, lower in self.slopes.items():
            require(0 <= lower <= 1, f"unit {unit}: the lower slope of {own} is not in [0, 1]")
        for n, factor in self.multipliers:
            require(n < len(self.splits), f"unit {unit}: there is no split {n}")
            require(factor >= 0, f"unit {unit}: a negative multiplier of split {n}")
        least = bounds.least(unit, 1 if state == "on" else -1, self)
        require(least >= 0, f"unit {unit} is not shown to be {state}: only {short(least)}")


ALL = Part()


def read_part(value: JSON, path: str, below: Reader[int]) -> tuple[Unit, list[int], Part]:
    form, get = variant(value, path, split="unit on off", bounded="slopes multipliers")
    if form == "split":
        return get("unit", UNIT), [get("on", below), get("off", below)], ALL
    slopes = get("slopes", in_order(two("unit", UNIT, "lower", rational)))
    return (0, 0), [], Part((), slopes, get("multipliers", list_of(pair(index, rational))))


def read_parts(value: JSON, path: str) -> list[Part]:
    """The bounded cases of a tree."""
    nodes, splits = tree_of(read_part)(value, path), {0: ALL.splits}
    for n, (unit, below, _) in enumerate(nodes):
        splits |= {part: (*splits[n], (unit, sign)) for part, sign in zip(below, (1, -1))}
    return [
        part._replace(splits=splits[n]) for n, (_, below, part) in enumerate(nodes) if not below
    ]


class Bounds:
    """Lower bounds of units and outputs in a box, from lines around the r(z) of the layers before.

    Sound: a unit may have bounds low <= z <= high and two lines, lower z <= r(z) <= slope z +
    shift.  They hold in the box once this is shown: the bounds, by the lines of the layers before;
    0 <= lower <= 1, which puts the lower line below r(z) at every z; and the upper line is not
    below r at low and at high, hence not between them, since r is convex.

    To bound a sum of r(z) from below, take the lower line where the factor is >= 0 and the upper
    line where it is < 0; where there is no ReLU both lines are z, for each z.  What comes out is a
    sum over the layer before, and at last an affine form of the inputs, whose least value in a box
    is known.  An upper bound of z is minus a lower bound
    of -z.

    A unit that is stated to be on has z >= 0, so low may be 0; off, so may high.  That state is
    shown by the layers before its own, if at all, as are those that are used in showing it.
    """

    def __init__(self, network: Network, box: Domain, lines: list[list[Line]]) -> None:
        self.network, self.box, self.lines = network, box, lines
        self.sizes = [size(chain(*(line[2:] for line in layer))) for layer in lines]
        self.most = max(network.most, box.size, *self.sizes)
        self.count = sum(map(len, lines))

    def once(self, more: int) -> int:
        """`least`, with numbers of so many bits besides those of the lines."""
        bits = self.box.size + self.network.growth + sum(self.sizes) + 2 * more * len(self.lines)
        return 2 * self.network.count * product(self.most + more, bits) + reduction(bits)

    def work(self, units: int) -> int:
        """`least` for so many units, and twice for each unit that has lines."""
        return (units + 2 * self.count) * self.once(0)

    def numbers(self, layer: int, part: Part) -> Point:
        """For each row of a layer lower, slope, shift, and what times its z is taken away."""
        lines = zip(self.network.units[layer], self.lines[layer])
        named = {(layer, i): [*line[2:], Fraction(0)] for i, line in lines}
        z = [Fraction(1), Fraction(1), Fraction(0), Fraction(0)]
        for unit, lower in part.slopes.items():
            if unit in named:
                named[unit][0] = lower
        for unit, sign in part.splits:
            if unit in named:
                named[unit][:3] = [Fraction(sign > 0), Fraction(sign > 0), Fraction(0)]
        for n, factor in part.multipliers:
            unit, sign = part.splits[n]
            if unit in named:
                named[unit][3] += sign * factor
        rows = range(self.network.shapes[layer][0])
        return whole([*chain(*(named.get((layer, i), z) for i in rows))])

    @cached_property
    def plain(self) -> list[Point]:
        return [self.numbers(j, ALL) for j in range(len(self.lines))]

    @cached_property
    def columns(self) -> list[list[tuple[int, ...]]]:
        return [[*zip(*rows)] for rows, _, _ in self.network.layers]

    def least(self, unit: Unit, sign: int, part: Part = ALL) -> Fraction:
        """A lower bound of sign * z, in a part less the multiples of what its splits know."""
        rows, den, _ = self.network.layers[unit[0]]
        form = [sign * w for w in rows[unit[1]]]
        for j in range(unit[0] - 1, -1, -1):
            *numbers, under = self.plain[j] if part is ALL else self.numbers(j, part)
            own, constant = self.network.layers[j][1], form.pop() * under
            constant += sum(v * shift for v, shift in zip(form, numbers[2::4]) if v < 0)
            lines = zip(form, numbers[::4], numbers[1::4], numbers[3::4])
            form = [v * (slope if v < 0 else lower) - less * den for v, lower, slope, less in lines]
            form = [sum(map(mul, form, column)) for column in self.columns[j]]
            form[-1] += constant * own
            den *= under * own
        ends, n = self.box.half_spaces, self.box.inputs
        total = form.pop() * ends[0].den
        for v, low, high in zip(form, ends[::2], ends[1::2]):  # x - low >= 0 and high - x >= 0
            total += v * high.terms[n] if v < 0 else -v * low.terms[n]
        return Fraction(total, den * ends[0].den)

    def judge(self, states: dict[Unit, str]) -> None:
        widths = self.network.widths[: len(self.lines)]
        require([*map(len, self.lines)] == widths, "the first layers have other units")
        for k, layer in enumerate(self.lines):
            for i, (low, high, lower, slope, shift) in zip(self.network.units[k], layer):
                unit = k, i
                least, most = self.least(unit, 1), -self.least(unit, -1)
                least = max(least, Fraction(0)) if states.get(unit) == "on" else least
                most = min(most, Fraction(0)) if states.get(unit) == "off" else most
                require(low <= least, f"unit {unit}: low is above the bound, {short(least)}")
                require(most <= high, f"unit {unit}: high is below the bound, {short(most)}")
                require(0 <= lower <= 1, f"unit {unit}: the lower slope is not in [0, 1]")
                above = all(slope * z + shift >= max(z, Fraction(0)) for z in (low, high))
                require(above, f"unit {unit}: the upper line passes below r")


class UnitSign(OfNetwork):
    """``unit-sign``: units are off, on or switching on the domain.

    Off: z <= 0 throughout; on: z >= 0 throughout and z > 0 at a point of the domain; switching:
    z < 0 at a point and z > 0 at a point.

    Sound: on finitely many points z is evaluated.  Elsewhere a strict sign is shown by a point of
    the domain, a witness, and a weak one by a `Tree` in whose leaves multipliers show z >= 0
    (z <= 0), or, in a box, by `Bounds` of all of it or of each `Part` in a tree.  An empty polytope
    would prove any weak sign, so a point of it must be named.
    """

    STRICT = {"off": (), "on": (1,), "switching": (-1, 1)}  # the signs that witnesses show

    def __init__(self, statement: JSON, evidence: JSON) -> None:
        super().__init__(statement, "units")
        stated = two("unit", UNIT, "state", one_of(*self.STRICT))
        self.states = self.get("units", in_order(stated, 1))
        self.on_points, self.trees = self.domain.kind == "points", dict[Unit, Tree]()
        if self.on_points:
            Record(evidence, "evidence")
            return
        where = self.domain.named
        get = Record(evidence, "evidence", "relaxations", where, "witnesses", "trees")
        none = None if self.domain.kind == "box" else 0
        lines = get("relaxations", list_of(list_of(read_line), length=none))
        self.bounds = Bounds(self.network, self.domain, lines)
        least = int(self.domain.kind == "polytope")
        self.places = get(where, partial(Places, self.domain, least))
        self.witnesses = get("witnesses", list_of(list_of(index), length=len(self.states)))
        for j, (found, state) in enumerate(zip(self.witnesses, self.states.values())):
            count = len(self.STRICT[state])
            need(len(found) == count, f"evidence.witnesses[{j}]", f"{count} items")
        trees = get("trees", in_order(two("unit", UNIT, "tree", self.read_tree)))
        self.trees = {unit: tree for unit, tree in trees.items() if isinstance(tree, Tree)}
        self.parts = {unit: tree for unit, tree in trees.items() if isinstance(tree, list)}
        weak = {unit: state for unit, state in self.states.items() if state != "switching"}
        self.bounded = [unit for unit in weak if unit not in trees]

    def read_tree(self, value: JSON, path: str) -> Tree | list[Part]:
        if self.domain.kind == "box" and isinstance(value, dict) and "type" in value:
            return read_parts(value, path)
        return Tree(self.network, self.domain, {"sign": read_shown}, value, path)

    def work(self) -> int:
        if self.on_points:
            each = self.network.evaluation(self.domain.size) + len(self.states)
            return self.prepared + len(self.domain.points) * each
        points = self.places.work() + self.places.count * self.network.evaluation(self.places.each)
        trees = sum(tree.work() for tree in self.trees.values())
        parts = sum(part.work(self.bounds) for part in chain(*self.parts.values()))
        return self.prepared + points + trees + parts + self.bounds.work(len(self.bounded))

    def judge(self, limit: int) -> None:
        for unit in self.states:
            require(self.network.has(unit), f"there is no unit {unit}")
        if self.on_points:
            self.judge_points()
            return
        self.judge_witnesses()
        for unit in (*self.trees, *self.parts):
            stated = self.states.get(unit, "switching") != "switching"
            require(stated, f"the tree of unit {unit}: not stated to be on or off")
        for unit, tree in self.trees.items():
            tree.judge(partial(self.close, unit, self.states[unit]), unit)
        self.bounds.judge(self.states)
        for unit, parts in (*self.parts.items(), *((unit, [ALL]) for unit in self.bounded)):
            state = self.states[unit]
            require(self.domain.kind == "box", f"unit {unit}: no tree shows that it is {state}")
            require(unit[0] <= len(self.bounds.lines), f"unit {unit}: a layer before has no lines")
            for part in parts:
                part.judge(self.bounds, unit, state)

    def judge_points(self) -> None:
        signs: dict[Unit, set[int]] = {unit: set() for unit in self.states}
        for x in self.domain.whole:
            if all({-1, 1} <= found for found in signs.values()):
                break  # no point that is left could change a state
            z = evaluate(self.network.layers, x)
            for k, i in self.states:
                signs[k, i].add((z[k][i] > 0) - (z[k][i] < 0))
        for unit, state in self.states.items():
            found = "switching" if -1 in signs[unit] else "on"
            found = found if 1 in signs[unit] else "off"
            require(found == state, f"unit {unit} is {found} on the points, not {state}")

    def judge_witnesses(self) -> None:
        points, wanted = self.places.judge(), dict[int, list[tuple[Unit, int]]]()
        for (unit, state), witnesses in zip(self.states.items(), self.witnesses):
            for p, sign in zip(witnesses, self.STRICT[state]):
                require(p < len(points), f"unit {unit}: there is no point {p}")
                wanted.setdefault(p, []).append((unit, sign))
        for p, units in wanted.items():
            z = evaluate(self.network.layers, points[p])
            for (k, i), sign in units:
                require(z[k][i] * sign > 0, f"unit {(k, i)}: no such sign at point {p}")

    def close(self, unit: Unit, state: str, cell: Cell, _: object) -> None:
        form = signed(cell.walked[unit], state)
        cell.node.shown[0].judge(form, cell, f"show that unit {unit} is {state}")


class Quotient(NamedTuple):
    """A quotient of polynomials in one variable, the constants first."""

    top: list[Fraction]
    bottom: list[Fraction]

    def at(self, x: Fraction) -> Fraction:
        over, under = (reduce(lambda total, c: total * x + c, p[::-1], Fraction(0)) for p in self)
        require(under != 0, f"the denominator is 0 at {short(x)}")
        return over / under


class Function:
    """A continuous piecewise-linear function: its knots, its slopes, and its value at one point."""

    FIELDS = ("knots", "slopes", "at", "value")

    def __init__(self, get: Record) -> None:
        self.knots = get("knots", list_of(rational))
        self.slopes = get("slopes", list_of(rational, 1))
        self.at, self.value = get("at", rational), get("value", rational)
        self.size = 2 * size([*self.knots, *self.slopes, self.at, self.value])  # of constants

    def work(self, points: int, bits: int) -> int:
        """Its pieces, along so many ends, or at so many points, of so many bits."""
        return (len(self.knots) + len(self.slopes) + points) * reduction(self.size + bits)

    @cached_property
    def pieces(self) -> list[Quotient]:
        """Lines from knot to knot; the constant of each follows from that of the one before."""
        knots, slopes, constants = self.knots, self.slopes, [Fraction(0)]
        require(len(slopes) == len(knots) + 1, f"{len(knots)} knots, but {len(slopes)} slopes")
        require(all(s < t for s, t in pairwise(knots)), "the knots do not increase")
        require(all(s != t for s, t in pairwise(slopes)), "a slope does not change at its knot")
        for t, (before, after) in zip(knots, pairwise(slopes)):
            constants.append(constants[-1] + (before - after) * t)
        j = bisect_left(knots, self.at)
        lift = self.value - slopes[j] * self.at - constants[j]
        lines = zip(constants, slopes)
        return [Quotient([constant + lift, slope], [Fraction(1)]) for constant, slope in lines]

    def along(self, ends: Sequence[Fraction | None]) -> Iterator[Quotient]:
        """The piece on each interval between neighbouring ends; an end that is None is infinite.

        The intervals share their ends, so they leave no gap.
        """
        for low, high in pairwise(ends):
            require(low is None or high is None or low < high, "the ends do not increase")
            j = 0 if low is None else bisect_right(self.knots, low)
            inside = j < len(self.knots) and (high is None or self.knots[j] < high)
            require(not inside, f"knot {j} lies inside an interval")
            yield self.pieces[j]

    def values(self, points: list[Fraction]) -> list[Fraction]:
        return [self.pieces[bisect_left(self.knots, x)].at(x) for x in points]

    def slope(self, low: Fraction, high: Fraction) -> Fraction | None:
        """The slope between two points; None if it changes there."""
        j = bisect_right(self.knots, low)
        return self.slopes[j] if j == bisect_left(self.knots, high) else None


class Equals:
    """``equals``: a network of one input has exactly these knots and slopes, and this value.

    Evidence: ends that cut the line into cells, and a pattern for each cell, a state for each unit.

    Sound: in a cell, layer by layer, each z is an affine form of x; it has the sign of its state on
    the whole cell if it has it at the finite ends, and if its slope does not lead to the other sign
    where the cell is unbounded.  (There is an end, so every cell has a finite one.)  So the states
    are true there, and `walk` gives the network's map, which is the stated piece.  The cells cover
    the line, and no knot lies inside one.
    """

    def __init__(self, statement: JSON, evidence: JSON) -> None:
        get = Record(statement, "statement", "kind", "network", *Function.FIELDS)
        self.network, self.function = get("network", Network), Function(get)
        get = Record(evidence, "evidence", "ends", "patterns")
        self.ends = get("ends", list_of(rational, 1))
        self.patterns = get("patterns", list_of(list_of(list_of(STATE))))

    def work(self) -> int:
        network, end = self.network, max(size([x]) for x in self.ends)
        bits = 1 + network.growth
        walked = 2 * network.count * product(network.most, bits)
        signs = sum(network.widths) * (64 + 8 * product(bits, end))
        compared = reduction(bits + self.function.size)
        pieces = self.function.work(len(self.ends), end)
        return network.work() + len(self.patterns) * (walked + signs + compared) + pieces

    def judge(self, limit: int) -> None:
        ends, cells, widths = [None, *self.ends, None], len(self.patterns), self.network.widths
        require(self.network.inputs == self.network.outputs == 1, "not a network of one variable")
        require(cells == len(ends) - 1, f"{cells} patterns, {len(ends) - 1} cells")
        for j, piece in enumerate(self.function.along(ends)):
            require([*map(len, self.patterns[j])] == widths, f"cell {j}: a pattern of other units")
            units = [(k, i) for k, places in enumerate(self.network.units) for i in places]
            states = dict(zip(units, chain(*self.patterns[j])))
            forms = dict(walk(self.network.layers, {}, states))
            for unit, state in states.items():
                said = f"unit {unit} is not {state} in cell {j}"
                self.judge_sign(signed(forms[unit], state), ends[j], ends[j + 1], said)
            terms, den = forms[len(widths), 0]
            found = [Fraction(terms.get(key, 0), den) for key in (1, 0)]
            require(found == piece.top, f"in cell {j} the network is another line")

    def judge_sign(
        self, form: Form, low: Fraction | None, high: Fraction | None, said: str
    ) -> None:
        """The form is >= 0 from low to high."""
        for x in (low, high):
            above = x is None or at(form, [x.numerator, x.denominator]) >= 0
            require(above, f"{said}, at an end")
        slope = form.terms.get(0, 0)
        require(low is not None or slope <= 0, f"{said}, far to the left")
        require(high is not None or slope >= 0, f"{said}, far to the right")


class Target(Function):
    """A function of one variable: a polynomial, piecewise linear, sqrt, or a quotient.

    Points are given as numbers x; but sqrt is a polynomial in u = sqrt(x), and there they are u.
    """

    def __init__(self, value: JSON, path: str) -> None:
        forms = {"polynomial": "coefficients", "piecewise": " ".join(self.FIELDS)}
        self.kind, get = variant(value, path, sqrt="", quotient="top bottom", **forms)
        top, bottom, polynomial = [Fraction(0), Fraction(1)], [Fraction(1)], list_of(rational, 1)
        if self.kind == "quotient":
            top, bottom = get("top", polynomial), get("bottom", polynomial)
        elif self.kind == "polynomial":
            top = get("coefficients", polynomial)
        self.terms = len(top) + len(bottom)
        if self.kind == "piecewise":
            super().__init__(get)
        else:
            self.knots, self.pieces = [], [Quotient(top, bottom)]
            self.size = size([*top, *bottom])

    def work(self, points: int, bits: int) -> int:
        """The values at so many points, of so many bits."""
        own = super().work(points, 2 * bits) if self.kind == "piecewise" else 0
        return own + points * self.terms * reduction(self.size + self.terms * bits)

    def abscissas(self, points: list[Fraction]) -> list[Fraction]:
        require(self.kind != "sqrt" or min(points) >= 0, "a square root is negative")
        return [u * u for u in points] if self.kind == "sqrt" else points


def stretched(q: list[int], a: int, b: int) -> list[int]:
    return [a * x + b * y for x, y in zip([*q, 0], [0, *q])]


def bernstein(p: list[Fraction], low: Fraction, high: Fraction) -> list[int]:
    """Positive multiples of the Bernstein coefficients of a polynomial on an interval.

    x = (a v + b w) / c with v + w = 1 runs from low to high as w does from 0 to 1, and makes
    c^n p(x) = sum p_k (a v + b w)^k (c v + c w)^(n-k); the coefficient of v^(n-i) w^i is c^n times
    the i-th Bernstein coefficient times a binomial.  Horner's rule finds it.
    """
    numbers = whole(p)[:-1]
    a, b = low.numerator * high.denominator, high.numerator * low.denominator
    c, total, power = low.denominator * high.denominator, numbers[-1:], [1]
    for coefficient in reversed(numbers[:-1]):
        power = stretched(power, c, c)
        total = [x + coefficient * y for x, y in zip(stretched(total, a, b), power)]
    return total


class Within:
    """``within``: |f - g| <= E on an interval, for a target f and piecewise linear g.

    Evidence: cuts of the interval into parts with no knot of g (or of a piecewise-linear f) inside.

    Sound: on a part f = top / bottom and g are quotients of polynomials in one variable, which is
    x, or u = sqrt(x) for sqrt.  A polynomial lies between the least and the greatest of its
    Bernstein coefficients there.  So bottom > 0 if all of its coefficients are, and then
    E + (f - g) >= 0 and E - (f - g) >= 0 if bottom times each of them has coefficients >= 0.  The
    parts share ends and cover the interval.
    """

    def __init__(self, statement: JSON, evidence: JSON) -> None:
        fields = ("kind", "target", "interval", "error", *Function.FIELDS)
        get = Record(statement, "statement", *fields)
        self.target, self.function = get("target", Target), Function(get)
        self.interval, self.error = get("interval", INTERVAL), get("error", rational)
        self.cuts = Record(evidence, "evidence", "cuts")("cuts", list_of(rational, 2))

    def work(self) -> int:
        count, cut, terms = len(self.cuts), max(size([x]) for x in self.cuts), self.target.terms + 3
        own = 2 * self.target.size + self.function.size + size([self.error])
        bits = own + 2 * terms * cut
        each = 3 * terms * terms * product(bits, own + 2 * cut) + 4 * terms * reduction(own)
        pieces = self.function.work(count, 2 * cut) + self.target.work(count, cut)
        return pieces + count * each

    def judge(self, limit: int) -> None:
        f, ends = self.target, self.target.abscissas(self.cuts)
        covered = (ends[0], ends[-1]) == self.interval
        require(covered, "the cuts do not cover the interval")
        power = 2 if f.kind == "sqrt" else 1  # of the variable in x
        parts = zip(self.function.along(ends), f.along(ends), pairwise(self.cuts))
        for j, (((constant, slope), _), (top, bottom), (low, high)) in enumerate(parts):
            positive = min(bernstein(bottom, low, high)) > 0
            require(positive, f"the denominator has a Bernstein coefficient <= 0 on part {j}")
            line = [Fraction(0)] * (len(bottom) + power)  # g times the denominator
            for k, b in enumerate(bottom):
                line[k] += constant * b
                line[k + power] += slope * b
            terms = [*zip_longest(bottom, top, line, fillvalue=Fraction(0))]
            for sign, name in ((1, "E + (f - g)"), (-1, "E - (f - g)")):
                total = [self.error * b + sign * (t - g) for b, t, g in terms]
                positive = min(bernstein(total, low, high)) >= 0
                require(positive, f"{name} has a negative Bernstein coefficient on part {j}")


def read_block(value: JSON, path: str) -> tuple[int, Function, list[Fraction]]:
    get = Record(value, path, "pieces", "points", "reference")
    reference = Function(Record(*get("reference", kept), *Function.FIELDS))
    return get("pieces", index), reference, get("points", list_of(rational, 1))


class Floor:
    """``floor``: every continuous function h of at most n linear pieces has |f - h| >= E somewhere.

    Evidence: blocks, side by side in the interval.  Block j has a continuous g of m pieces, and
    n_j + m + 1 increasing points at which f - g is >= E and <= -E in turn.

    Sound: let h be continuous and err by less than E.  Then h - g has the signs of f - g at the
    points, so in each of the n_j + m gaps between neighbouring points there is a place where its
    slope is positive, or negative, in turn.  Between the places in neighbouring gaps h or g has a
    knot; g has m - 1, so h has n_j knots between the first and the last of these places.

    There is one more, a *junction*, between the last place of a block and the first of the next, if
    h - g rises in the last gap and falls in the first gap of the next block, the two functions g
    have one slope each there, s and then t, and t <= s: for h has a slope > s at the one place, and
    one < t at the other.  Likewise if it falls and then rises, and t >= s.

    If n knots are counted in all, then h has more than n pieces.
    """

    def __init__(self, statement: JSON, evidence: JSON) -> None:
        get = Record(statement, "statement", "kind", "target", "interval", "pieces", "error")
        self.target, self.interval = get("target", Target), get("interval", INTERVAL)
        self.pieces, self.error = get("pieces", index), get("error", rational)
        self.blocks = Record(evidence, "evidence", "blocks")("blocks", list_of(read_block, 1))

    def work(self) -> int:
        f, total = self.target, 0
        for _, g, points in self.blocks:
            count, point = len(points), max(size([x]) for x in points)
            bits = f.size + f.terms * point + g.size + 2 * point + size([self.error])
            total += 3 * g.work(count, 2 * point) + f.work(count, point) + count * reduction(bits)
        return total

    def judge(self, limit: int) -> None:
        f, (low, high), total = self.target, self.interval, 0
        end, sign, slope = low, 0, None  # of the block before: its end, and how f - g ends there
        require(low >= 0 or f.kind != "sqrt", "sqrt is not defined on the whole interval")
        for j, (pieces, g, points) in enumerate(self.blocks):
            x = f.abscissas(points)
            expected = pieces + len(g.pieces) + 1
            require(len(x) == expected, f"block {j}: {len(x)} points, expected {expected}")
            require(all(s < t for s, t in pairwise(x)), f"block {j}: the points do not increase")
            require(low <= x[0] and x[-1] <= high, f"block {j} leaves the interval")
            require(end <= x[0], f"block {j} overlaps the block before it")
            gaps = [y - z for y, z in zip(f.values(points), g.values(x))]
            first = 1 if gaps[0] > 0 else -1  # the sign of f - g at the first point
            turns = all(first * (-1) ** k * gap >= self.error for k, gap in enumerate(gaps))
            require(turns, f"block {j}: f - g does not alternate by E")
            here = g.slope(x[0], x[1])
            if sign == first and here is not None and slope is not None:
                total += first * here <= first * slope
            end, sign, slope = x[-1], first * (-1) ** (len(x) - 1), g.slope(x[-2], x[-1])
            total += pieces
        require(total >= self.pieces, f"the blocks count {total} pieces, expected {self.pieces}")


class Extent(NamedTuple):
    """What is known of a polynomial before it is formed: its terms, degree and bits at most."""

    terms: int
    degree: int
    bits: int
    work: int  # of forming it

    def formed(self, other: "Extent", terms: int, degree: int, bits: int) -> "Extent":
        """The extent of a polynomial made of these two."""
        need(degree <= MOST_DEGREE, "certificate", f"degrees of at most {MOST_DEGREE}")
        work = self.work + other.work + terms * (64 + reduction(bits))
        return Extent(terms, degree, bits, work)

    def plus(self, other: "Extent") -> "Extent":
        degree, bits = max(self.degree, other.degree), self.bits + other.bits + 1
        return self.formed(other, self.terms + other.terms, degree, bits)

    def times(self, other: "Extent") -> "Extent":
        degree, bits = self.degree + other.degree, self.bits + other.bits + self.terms.bit_length()
        found = self.formed(other, self.terms * other.terms, degree, bits)
        return found._replace(terms=min(found.terms, 1 << 40))


Polynomial: TypeAlias = dict[int, Fraction]  # by monomials, four bits for each exponent
Decided: TypeAlias = dict[frozenset[tuple[int, Fraction]], Polynomial]  # r(p), by the terms of p


def multiply(p: Polynomial, q: Polynomial) -> Polynomial:
    """The product; no exponent overflows its four bits, as the degree is known to be small."""
    total: Polynomial = {}
    for a, x in p.items():
        for b, y in q.items():
            total[a + b] = total.get(a + b, 0) + x * y
    return {key: value for key, value in total.items() if value}


class Step(NamedTuple):
    """A step of a term: a number, a variable, or what is done with its parts."""

    operation: str
    parts: list[int]  # their numbers in the term
    number: Fraction = Fraction(0)
    variable: int = 0


Many: TypeAlias = Callable[[list[T]], T]


class Term:
    """A polynomial in ReLUs of named variables."""

    def __init__(self, names: list[str], value: JSON, path: str) -> None:
        self.names = names
        self.steps = tree_of(self.read_step)(value, path)
        self.extent: Extent = self.fold(
            lambda step: Extent(1, int(step.operation == "variable"), 1 + size([step.number]), 1),
            partial(reduce, Extent.plus),
            partial(reduce, Extent.times),
            Extent(0, 0, 0, 0).plus,
        )

    def read_step(self, value: JSON, path: str, below: Reader[int]) -> Step:
        if isinstance(value, list):
            parts = list_of(kept, 2)(value, path)
            operation = one_of("+", "*", "r")(*parts[0])
            need(operation != "r" or len(parts) == 2, path, "one term after r")
            return Step(operation, [below(*part) for part in parts[1:]])
        if re.fullmatch(VARIABLE, text_of(value, path)):
            need(value in self.names, path, "a variable that is declared", value)
            return Step("variable", [], variable=self.names.index(text_of(value, path)))
        return Step("number", [], rational(value, path))

    def fold(
        self, leaf: Callable[[Step], T], add: Many[T], times: Many[T], relu: Callable[[T], T]
    ) -> T:
        """The value of the term in some arithmetic."""
        values: dict[int, T] = {}
        for i, step in reversed([*enumerate(self.steps)]):  # parts stand behind what they are of
            parts = [values.pop(part) for part in step.parts]
            if not parts:
                values[i] = leaf(step)
            elif step.operation == "r":
                values[i] = relu(parts[0])
            else:
                values[i] = add(parts) if step.operation == "+" else times(parts)
        return values[0]

    def polynomial(self, decided: Decided, point: Sequence[Fraction] = ()) -> Polynomial | None:
        """As a polynomial where ReLUs are decided so, or at a point; None if one is not decided."""

        def leaf(step: Step) -> Polynomial:
            variable = step.operation == "variable"
            if variable and not point:
                return {1 << 4 * step.variable: Fraction(1)}
            number = point[step.variable] if variable else step.number
            return {0: number} if number else {}

        def relu(p: Polynomial) -> Polynomial:
            if p.keys() <= {0}:
                return p if p.get(0, 0) > 0 else {}
            return decided[frozenset(p.items())]

        try:
            plus, times = partial(combine, repeat(1)), partial[Polynomial](reduce, multiply)
            return self.fold(leaf, plus, times, relu)
        except KeyError:  # of `relu`
            return None


class Relation(NamedTuple):
    """left - right is = 0, >= 0, > 0 or != 0."""

    left: Term
    right: Term
    word: str

    @property
    def extent(self) -> Extent:
        return self.left.extent.plus(self.right.extent)

    def fact(self, decided: Decided, point: Sequence[Fraction] = ()) -> "Fact":
        p, q = (side.polynomial(decided, point) for side in self[:2])
        return (None if p is None or q is None else combine((1, -1), (p, q))), self.word


Fact: TypeAlias = tuple[Polynomial | None, str]
SIGNS = {"=": (0,), ">=": (0, 1), ">": (1,), "!=": (-1, 1)}  # that a relation allows


class Sum:
    """A sum of products of facts with a polynomial, which is shown to be >= 0, or > 0.

    Sound: a fact is p = 0, p >= 0, p > 0 or p != 0.  A summand is >= 0 if one of its facts is
    p = 0, since it is 0 then, or if the polynomial is a constant >= 0, where p != 0 enters as
    p^2 > 0.  It is > 0 if the constant is > 0 and all its facts are p > 0 or p != 0.  The sum is
    >= 0 if all its summands are, and > 0 if moreover one of them is.
    """

    def __init__(self, term: Reader[Term], value: JSON, path: str) -> None:
        self.summands = list_of(two("factors", list_of(index), "times", term))(value, path)

    def work(self, facts: list[tuple[Extent, str]]) -> int:
        total = 0
        for factors, term in self.summands:
            value = term.extent
            for extent, word in [facts[i] for i in factors if i < len(facts)]:
                own = extent._replace(work=0)
                value = value.times(own.times(own) if word == "!=" else own)
            total += value.plus(value).work
        return total

    def judge(self, facts: list[Fact], decided: Decided, where: str) -> tuple[Polynomial, bool]:
        """The sum, and whether it is > 0."""
        products, strict = list[Polynomial](), False
        for factors, term in self.summands:
            found = term.polynomial(decided)
            require(found is not None, f"{where}: an undecided factor")
            value = cast(Polynomial, found)
            constant, words = value.get(0, 0), set[str]()
            known = value.keys() <= {0} and constant >= 0
            for i in factors:
                exists = i < len(facts) and facts[i][0] is not None
                require(exists, f"{where}: fact {i} does not exist or is undecided")
                p, word = facts[i][0] or {}, facts[i][1]
                value = multiply(value, multiply(p, p) if word == "!=" else p)
                words.add(word)
            require(known or "=" in words, f"{where}: a factor that is not known to be >= 0")
            strict = strict or (constant > 0 and words <= {">", "!="})
            products.append(value)
        return combine(repeat(1), products), strict


class Case(NamedTuple):
    """A node of a tree of cases."""

    form: str
    on: Term | None  # of a split
    children: dict[str, int]  # of a split: their numbers in the tree
    sums: list[Sum]  # of a leaf


class Identity:
    """``identity``: where real variables satisfy hypotheses, a conclusion holds; or none do.

    Terms are polynomials in the variables and in ReLUs r(.) of terms.

    Sound: the evidence is a tree of cases.  A split on a polynomial p gives the cases p > 0, where
    r(p) = p and r(-p) = 0, and -p >= 0, where r(p) = 0 and r(-p) = -p; at each point one of them is
    true.  With its ReLUs decided, a term is a polynomial that has its values wherever the case is
    true.  Facts of a case are the hypotheses and the splits above.  A leaf closes if a `Sum` of
    them that is > 0 is a constant <= 0 (*contradiction*: the case is true nowhere); or if a sum is
    the difference d of the two sides of the conclusion (*conclusion*), which proves d >= 0, and
    d > 0 if the sum is > 0; d = 0 needs another sum for -d.  For d != 0 a contradiction may use
    d = 0 as a fact.

    If nothing satisfies the hypotheses, every conclusion is true of it; so a point that does is
    named, unless that is the statement ("false").
    """

    def __init__(self, statement: JSON, evidence: JSON) -> None:
        get = Record(statement, "statement", "kind", "variables", "hypotheses", "conclusion")
        names = get("variables", list_of(matching(VARIABLE, "a name")))
        few = len(set(names)) == len(names) <= MOST_VARIABLES
        need(few, "statement.variables", f"at most {MOST_VARIABLES} different names")
        self.term = partial(Term, names)
        self.sum = partial(Sum, self.term)
        self.hypotheses = get("hypotheses", list_of(self.read_relation))
        false = get.value["conclusion"] == "false"
        self.goal = None if false else get("conclusion", self.read_relation)
        get = Record(evidence, "evidence", *(["tree"] if false else ["tree", "point"]))
        point = list_of(rational, length=len(names))
        self.point = [] if false else get("point", point)
        self.cases = get("tree", tree_of(self.read_case))

    def read_relation(self, value: JSON, path: str) -> Relation:
        get = Record(value, path, "left", "relation", "right")
        return Relation(
            get("left", self.term), get("right", self.term), get("relation", one_of(*SIGNS))
        )

    def read_case(self, value: JSON, path: str, below: Reader[int]) -> Case:
        forms = {"contradiction": "sum", "conclusion": "sums", "split": "on positive otherwise"}
        form, get = variant(value, path, **forms)
        if form == "split":
            children = {side: get(side, below) for side in ("positive", "otherwise")}
            return Case(form, get("on", self.term), children, [])
        if form == "contradiction":
            return Case(form, None, {}, [get("sum", self.sum)])
        sides = 2 if self.goal and self.goal.word == "=" else 1
        return Case(form, None, {}, get("sums", list_of(self.sum, length=sides)))

    def work(self) -> int:
        given = [(relation.extent, relation.word) for relation in self.hypotheses]
        goal = [(self.goal.extent, "=")] if self.goal else []
        formed = sum(extent.work for extent, _ in given + goal)
        total, cases = formed, [(self.cases[0], given)]
        for (left, right, _), (extent, _) in zip(self.hypotheses, given):
            steps, bits = len(left.steps) + len(right.steps), MOST_DEGREE * size(self.point)
            total += steps * reduction(extent.bits + bits)
        while cases:
            case, facts = cases.pop()
            if case.on:
                total += case.on.extent.work
                below = [*facts, (case.on.extent, ">")]
                cases += [(self.cases[child], below) for child in case.children.values()]
            else:
                total += formed + sum(own.work(facts + goal) for own in case.sums)
        return total

    def judge(self, limit: int) -> None:
        for k, relation in enumerate(self.hypotheses if self.goal else ()):
            p, word = relation.fact({}, self.point)
            value = (p or {}).get(0, 0)
            holds = (value > 0) - (value < 0) in SIGNS[word]
            require(holds, f"the point violates hypothesis {k}")
        cases: list[tuple[Case, Decided, list[Fact], str]] = [(self.cases[0], {}, [], "tree")]
        while cases:
            case, decided, splits, where = cases.pop()
            if not case.on:
                self.close(case, decided, splits, where)
                continue
            found = case.on.polynomial(decided)
            require(found is not None, f"{where}: a split on a term with an undecided r(.)")
            p = cast(Polynomial, found)
            minus = combine((-1,), [p])
            sides = {"positive": (p, minus, ">"), "otherwise": (minus, p, ">=")}
            for side, child in case.children.items():
                on, off, word = sides[side]
                known = decided | {frozenset(on.items()): on, frozenset(off.items()): {}}
                cases.append((self.cases[child], known, [*splits, (on, word)], f"{where}.{side}"))

    def close(self, case: Case, decided: Decided, splits: list[Fact], where: str) -> None:
        facts = [known.fact(decided) for known in self.hypotheses] + splits
        goal, word = self.goal.fact(decided) if self.goal else (None, "")
        if case.form == "contradiction":
            facts += [(goal, "=")] if word == "!=" else []
            total, strict = case.sums[0].judge(facts, decided, where)
            require(strict, f"{where}: no term of the contradiction is positive")
            contradicts = total.keys() <= {0} and total.get(0, 0) <= 0
            require(contradicts, f"{where}: the contradiction is not a constant <= 0")
            return
        provable = goal is not None and word != "!="
        require(provable, f"{where}: the conclusion is undecided or needs a contradiction")
        for sign, own in zip((1, -1), case.sums):
            total, strict = own.judge(facts, decided, where)
            require(strict or word != ">", f"{where}: no term of the sum is positive")
            same = total == combine((sign,), [goal or {}])
            require(same, f"{where}: the sum is not the difference of the two sides")


Corner: TypeAlias = Sequence[int]  # x and y, over the third number
Edge: TypeAlias = tuple[int, int]


def determinant(p: Corner, q: Corner, r: Corner) -> int:
    return (
        p[0] * (q[1] * r[2] - q[2] * r[1])
        + p[1] * (q[2] * r[0] - q[0] * r[2])
        + p[2] * (q[0] * r[1] - q[1] * r[0])
    )


def hull(ranks: list[int], corners: list[Corner]) -> list[int]:
    """The corners of the convex hull of sorted points, counter-clockwise, none of them flat."""
    ring: list[int] = []
    for way in (ranks, ranks[::-1]):
        least = len(ring) + 1
        for p in way:
            while len(ring) > least and determinant(*(corners[i] for i in (*ring[-2:], p))) <= 0:
                ring.pop()
            ring.append(p)
        del ring[-1:]  # a cell without points has none
    return ring


class Regions(OfNetwork):
    """``regions``: a box of one or two inputs has so many activation regions, and affine maps.

    The region of a pattern is the interior of the part of the box where z > 0 for its on units and
    z <= 0 for its off units; it is counted if it is not empty.

    Evidence: cells, each a pattern and points of the box, at each of which z >= 0 for units that
    are on and z <= 0 for units that are off.

    Sound: layer by layer, each z is affine on the hull of the points, since the units before keep
    to one side at the points and hence on the hull.  If each unit that is on has z > 0 at a point,
    its z, affine and >= 0, is > 0 inside the hull.  So the inside of the hull, which is not flat,
    lies in the region of the pattern.  Patterns of cells differ, so the insides do not meet.  The
    areas of the hulls add up to that of the box: nothing is left where another region could be.  On
    a cell the outputs are the affine maps through their values at three corners.

    With one input the box is made a strip by a second input y from 0 to 1 that has no weight.  The
    area to the left of an edge from p to q, in a sum over all edges of a cell, is half of
    x_p y_q - y_p x_q; in a strip it is x (y_q - y_p) as well, so that only edges across it count.
    """

    def __init__(self, statement: JSON, evidence: JSON) -> None:
        super().__init__(statement, "regions", "maps")
        self.regions, self.maps = self.get("regions", index), self.get("maps", index)
        cell = two(
            "pattern", list_of(matching("[01]*", "zeros and ones")), "points", list_of(index)
        )
        points = list_of(list_of(rational, length=self.network.inputs))
        self.points, self.cells = two("points", points, "cells", list_of(cell))(
            evidence, "evidence"
        )
        self.size = max(map(size, self.points), default=1)

    def work(self) -> int:
        own, network, units = self.size, self.network, sum(self.network.widths)
        bits = 3 * own + network.growth
        inside = self.domain.terms * product(own, self.domain.size) + reduction(own)
        points = len(self.points) * (network.evaluation(own) + inside + units + 64)
        corners = sum(len(points) for _, points in self.cells)
        tested = corners * (64 + units // 16 + 36 * product(own, 2 * own))
        mapped = 3 * network.outputs * (9 * product(bits, bits) + reduction(bits))
        return self.prepared + points + tested + len(self.cells) * (units + mapped)

    def judge(self, limit: int) -> None:
        inputs, box = self.network.inputs, self.domain
        require(box.kind == "box" and inputs <= 2, "expected a box of 1 or 2 dimensions")
        known = [self.signs(k, whole(x)) for k, x in enumerate(self.points)]
        places = [[(x[0], y) for y in x[1:] or (Fraction(0), Fraction(1))] for x in self.points]
        ranks = {place: rank for rank, place in enumerate(sorted({*chain(*places)}))}
        corners: list[Corner] = [*map(whole, ranks)]
        outputs = {ranks[place]: y for own, (_, _, y) in zip(places, known) for place in own}
        patterns, maps = set[int](), set[tuple[Fraction, ...]]()
        edges = Counter[Edge]()
        for k, (pattern, points) in enumerate(self.cells):
            require(max(points, default=0) < len(known), f"cell {k} has a point that is not there")
            patterns.add(self.pattern(k, pattern, [known[p] for p in points]))
            ring = hull(sorted({ranks[place] for p in points for place in places[p]}), corners)
            require(len(ring) > 2, f"cell {k} is flat")
            maps.add(self.map_through([(corners[p], outputs[p]) for p in ring[:3]]))
            for p, q in pairwise([*ring, ring[0]]):
                edge = (min(p, q), max(p, q))  # an edge that two cells share cancels
                across = inputs == 2 or bool(corners[p][1]) != bool(corners[q][1])
                edges[edge] += across * (1 if p < q else -1)
        require(len(patterns) == len(self.cells), "two cells have one pattern")
        require(len(patterns) == self.regions, f"{len(patterns)} regions, not as stated")
        require(len(maps) == self.maps, f"{len(maps)} affine maps, not as stated")
        left = {edge: times for edge, times in edges.items() if times}
        low_high = zip(box.rows[::2], box.rows[1::2])
        area = inputs * prod(high[inputs] + low[inputs] for low, high in low_high)
        found = self.area_of(left, corners, limit)
        require(found == area, "the areas of the cells do not add up to that of the box")

    def signs(self, k: int, point: Point) -> tuple[int, int, list[int]]:
        """At a point of the box: the units that are > 0, and < 0, as bits; the outputs."""
        self.domain.require(point, f"point {k}")
        *hidden, outputs = evaluate(self.network.layers, point)
        z = [*chain(*map(compress, hidden, self.network.relu))]
        above = "".join(["1" if value > 0 else "0" for value in z])
        below = "".join(["1" if value < 0 else "0" for value in z])
        return int(above or "0", 2), int(below or "0", 2), outputs[:-1]

    def pattern(self, k: int, pattern: list[str], known: list[tuple[int, int, list[int]]]) -> int:
        """The units of a cell that are on, as bits; they are so at its points."""
        widths, on, seen = [*map(len, pattern)], int("".join(pattern) or "0", 2), 0
        require(widths == self.network.widths, f"cell {k} has a pattern of other units")
        for above, below, _ in known:
            require(not below & on, f"cell {k} calls a unit on that is negative at a point")
            require(not above & ~on, f"cell {k} calls a unit off that is positive at a point")
            seen |= above
        require(not on & ~seen, f"cell {k} calls a unit on that is 0 at all its points")
        return on

    def map_through(self, ends: list[tuple[Corner, list[int]]]) -> tuple[Fraction, ...]:
        """The affine map with the values of the outputs at three corners, times a fixed factor."""
        x, y, den = zip(*(corner for corner, _ in ends))
        bottom, values = determinant(x, y, den), zip(*(outputs for _, outputs in ends))
        columns = chain(*(((f, y, den), (x, f, den), (x, y, f)) for f in values))
        return tuple(Fraction(determinant(*three), bottom) for three in columns)

    def area_of(self, edges: dict[Edge, int], corners: list[Corner], limit: int) -> Fraction:
        """The sum of x_p y_q - y_p x_q over edges, so many times each."""
        ends = {p for edge in edges for p in edge}
        bits = self.size + size(Fraction(1, corners[p][2]) for p in ends)
        count = self.network.inputs * len(ends) + 2 * len(edges)
        afford(count * product(bits, bits), limit)
        den, total = lcm(*(corners[p][2] for p in ends)), 0
        scaled = {p: [t * (den // corners[p][2]) for t in corners[p]] for p in ends}
        for (p, q), times in edges.items():
            total += times * (scaled[p][0] * scaled[q][1] - scaled[p][1] * scaled[q][0])
        return Fraction(total, den * den)


# ---- the ways in --------------------------------------------------------------------------------

RULES: dict[str, Callable[[JSON, JSON], Rule]] = {
    "not-affine": Combination,
    "not-linear": Combination,
    "affine-on": AffineOn,
    "unit-sign": UnitSign,
    "identity": Identity,
    "equals": Equals,
    "within": Within,
    "floor": Floor,
    "regions": Regions,
}
NETWORK_FILE = matching(r"[A-Za-z0-9][A-Za-z0-9._-]*\.network\.json", "a bare *.network.json")


def read_format(value: JSON, path: str) -> str:
    if value == OLD_FORMAT:
        said = "which is no longer read; prove it again with this version"
        raise Malformed(f"{path}: found {value}, {said}")
    return one_of(FORMAT)(value, path)


def argument(value: object, name: str, expected: str, *kinds: type) -> None:
    """Refuse what is no argument of the ways in, as what cannot be read."""
    if not isinstance(value, kinds):
        raise Malformed(f"{name}: found {type(value).__name__}, expected {expected}")


def decoded(data: str | bytes, path: str) -> str:
    if isinstance(data, str):
        return data
    try:
        return bytes(data).decode("ascii")
    except UnicodeDecodeError as problem:
        found = MARKS.get(bytes(data[:2]), f"byte {problem.start}")
        raise Malformed(f"{path}: found {found}, expected ASCII text") from None


def read_bytes(path: str | Path, most_megabytes: int) -> bytes:
    need(path, "file", "its name")
    try:
        status = Path(path).stat()
        found = "a folder" if stat.S_ISDIR(status.st_mode) else "a pipe or a device"
        need(stat.S_ISREG(status.st_mode), str(path), "a file", found)
        few = status.st_size <= most_megabytes * MEGABYTE
        need(few, str(path), f"at most {most_megabytes} MB (--max-mb)", status.st_size)
        with Path(path).open("rb") as file:
            data = file.read(status.st_size + 1)
        need(len(data) == status.st_size, str(path), "a file that keeps its size")
        return data
    except (OSError, ValueError) as problem:
        said = problem.strerror if isinstance(problem, OSError) else None
        raise Malformed(f"{path}: {said or 'cannot be read'}") from None


def with_network(statement: dict[str, JSON], folder: str | Path | None) -> tuple[JSON, int]:
    """The statement, its network read from a file beside the certificate if it names one; bytes."""
    network, path = statement.get("network"), "statement.network"
    if not isinstance(network, dict) or "file" not in network:
        return statement, 0
    name, digest = two("file", NETWORK_FILE, "sha256", text_of)(network, path)
    if folder is None:
        raise Malformed(f"{path}: a network in a file needs the folder of the certificate")
    data = read_bytes(Path(folder, name), MOST_MEGABYTES)
    found = hashlib.sha256(data).hexdigest()
    need(found == digest, f"{path}.sha256", f"{found}, the digest of the file", digest)
    return {**statement, "network": parse(decoded(data, name), name)}, len(data)


def check(
    text: str | bytes, folder: str | Path | None = None, max_work: int = MOST_WORK
) -> dict[str, JSON]:
    """The statement that a certificate proves.

    Parameters
    ----------
    text : str or bytes
        The canonical text of a certificate.
    folder : path, optional
        Where a network named by the statement as a file is looked for.
    max_work : int
        Million steps of work for each megabyte that is begun; a step is some 0.1 microseconds.

    Returns
    -------
    dict
        The statement as the text has it: compare it with the one you wanted proved.

    Raises
    ------
    Malformed
        If the text cannot be read as a certificate, an argument is none, or, as `TooMuchWork`,
        judging it would take more work.
    Refused
        If the evidence does not prove the statement.

    Notes
    -----
    The rules, one by one, are on the page ``reference/certificates``.

    Examples
    --------
    >>> check("[]\\n")
    Traceback (most recent call last):
    ...
    relu_proofs.checker.Malformed: certificate: found a list of 0, expected a record
    """
    try:
        argument(text, "certificate", "its text; check_file reads a file", str, bytes, bytearray)
        argument(folder, "folder", "its path", str, PathLike, NoneType)
        argument(max_work, "max_work", "a whole number", int)
        value = parse(decoded(text, "certificate"), "certificate")
        get = Record(value, "certificate", "format", "statement", "evidence")
        get("format", read_format)
        statement: dict[str, JSON] = typed(get.value["statement"], "statement", dict, "a record")
        kind = one_of(*RULES)(statement.get("kind", ""), "statement.kind")
        whole_statement, more = with_network(statement, folder)
        rule = RULES[kind](whole_statement, get.value["evidence"])
        limit = max_work * 1_000_000 * -(-(len(text) + more) // MEGABYTE)
        afford(rule.work(), limit)
        rule.judge(limit)
    except (RecursionError, MemoryError):  # of the caller: nothing here recurses on the file
        raise Malformed("certificate: no room is left to judge it in") from None
    return statement


def check_file(
    path: str | Path, most_megabytes: int = MOST_MEGABYTES, max_work: int = MOST_WORK
) -> dict[str, JSON]:
    """The statement that the certificate in a file proves; see `check`."""
    argument(path, "file", "its path", str, PathLike)
    argument(most_megabytes, "most_megabytes", "a whole number", int)
    return check(read_bytes(path, most_megabytes), Path(path).parent, max_work)


def printable(text: str) -> str:
    """One line of ASCII."""
    return "".join(c if " " <= c <= "~" else ascii(c)[1:-1] for c in text)


def main(arguments: list[str]) -> int:
    """Check files: 0 all accepted, 1 one refused, 2 one malformed or a wrong call."""
    limits, names, worst = {"--max-mb": MOST_MEGABYTES, "--max-work": MOST_WORK}, list[str](), 0
    for argument in arguments:
        option = re.fullmatch(r"(--max-mb|--max-work)=([0-9]{1,9})", argument)
        if option:
            limits[option[1]] = int(option[2])
        else:
            names.append(argument)
    if not names or any(name.startswith("-") for name in names):
        print("usage: checker.py [--max-mb=N] [--max-work=N] FILE...", file=sys.stderr)
        return 2
    for name in names:
        try:
            statement = check_file(name, *limits.values())
        except (Malformed, Refused) as problem:
            malformed = isinstance(problem, Malformed)
            verdict = "malformed" if malformed else "refused"
            said = str(problem).removeprefix(f"{name}: ")  # of a file that cannot be read
            print(printable(f"{name}: {verdict}: {said}"), file=sys.stderr)
            worst = max(worst, 1 + malformed)
        else:
            digest = hashlib.sha256(json.dumps(statement, sort_keys=True).encode()).hexdigest()
            kind = statement["kind"]
            print(printable(f"{name}: accepted: {kind}, statement {digest[:16]}"))
    return worst


if __name__ == "__main__":
    try:
        code = main(sys.argv[1:])
        print(end="", flush=True)
    except OSError as problem:  # the reader of our output left, or its disk is full
        try:
            print(f"checker.py: output: {problem.strerror}", file=sys.stderr, flush=True)
        finally:  # where no word can be written the code still says it
            _exit(2)
    sys.exit(code)
