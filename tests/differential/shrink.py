"""A smaller case with the same fault: fewer units, rows and digits, as long as it stays wrong."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from .compare import findings
from .draw import Case, is_of_its_kind

SIMPLE = (0, 1, -1, Fraction(1, 2), 2)


def smallest(case: Case, kind: tuple) -> Case:
    """The smallest case found that still has a finding of this kind."""
    shrunk = True
    while shrunk:
        shrunk = False
        for candidate in smaller(case):
            if is_of_its_kind(candidate) and kind in {f.kind for f in findings(candidate)}:
                case, shrunk = candidate, True
                break
    return case


def smaller(case: Case) -> Iterator[Case]:
    """Cases with one thing less, the larger steps first."""
    yield from _simpler_networks(case)
    if case.domain != "box":
        for i in range(len(case.data)):
            if len(case.data) > 1:
                yield replace(case, data=case.data[:i] + case.data[i + 1 :])
    for place, value in _numbers(case.layers):
        for simple in _simpler(value):
            yield replace(case, layers=_replaced(case.layers, place, simple))
    for place, value in _numbers(case.data):
        for simple in _simpler(value):
            yield replace(case, data=_replaced(case.data, place, simple))


def _simpler_networks(case: Case) -> Iterator[Case]:
    """Without units that pass on in one layer, or without one unit."""
    for k, own in enumerate(case.relu):
        if not all(own):
            all_relus = (True,) * len(own)
            yield replace(case, relu=(*case.relu[:k], all_relus, *case.relu[k + 1 :]))
    for k, (_, bias) in enumerate(case.layers):
        for i in range(len(bias)):
            if len(bias) > 1:
                relu = [list(own) for own in case.relu]
                if k < len(relu):
                    del relu[k][i]
                layers = _without_unit(case.layers, k, i)
                yield replace(case, layers=layers, relu=tuple(map(tuple, relu)))


def _without_unit(layers: tuple, k: int, i: int) -> tuple:
    (weight, bias), changed = layers[k], list(layers)
    changed[k] = weight[:i] + weight[i + 1 :], bias[:i] + bias[i + 1 :]
    if k + 1 < len(layers):
        rows, shifts = layers[k + 1]
        changed[k + 1] = tuple(row[:i] + row[i + 1 :] for row in rows), shifts
    return tuple(changed)


def _simpler(value: Fraction) -> Iterator[Fraction]:
    """Numbers that are easier to read than this one."""

    def size(number: Fraction) -> tuple:
        number = Fraction(number)
        return len(str(number)), abs(number)

    rounded = Fraction(value).limit_denominator(10)
    yield from (
        Fraction(number)
        for number in (*SIMPLE, rounded, Fraction(value.numerator))
        if size(number) < size(value)
    )


def _numbers(whole: tuple, path: tuple = ()) -> Iterator[tuple]:
    """All numbers in nested tuples, with their paths."""
    for i, part in enumerate(whole):
        if isinstance(part, tuple):
            yield from _numbers(part, (*path, i))
        else:
            yield (*path, i), part


def _replaced(whole: tuple, path: tuple, value: Fraction) -> tuple:
    if not path:
        return value
    i, *rest = path
    return (*whole[:i], _replaced(whole[i], tuple(rest), value), *whole[i + 1 :])
