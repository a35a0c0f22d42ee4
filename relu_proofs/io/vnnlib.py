"""The input box of a VNN-LIB file, version 1: bounds of X_0, X_1, ..., each exact as written.

Source: Demarchi, Guidotti, Pulina, Tacchella, *Supporting Standardization of Neural Networks
Verification with VNN-LIB and CoCoNet*, and the files of the competition VNN-COMP.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import TypeAlias

from ..core.rational import InputError, Interval, exact, shown
from .files import Limits
from .notes import Notes

__all__ = ["vnnlib_box"]

Tree: TypeAlias = "str | list[Tree]"
"""A word, or what stands between two parentheses."""

_TOKEN = re.compile(r";[^\n]*|\s+|[()]|[^\s();]+")
_VARIABLE = re.compile(r"([XY])_(0|[1-9][0-9]{0,8})")
_DEEPEST = 50  # parentheses in each other: bounds of inputs need five
_IGNORED = {"set-logic", "set-info", "set-option", "check-sat", "get-model", "exit"}
_SECOND_VERSION = {"vnnlib-version", "declare-network"}
_MOST_LINES_NAMED = 5
_TURNED = {"<=": ">=", ">=": "<=", "=": "="}
_ONE_BOUND = "expected (<= X_0 1) or (>= X_0 1), a bound of one input by a number"


def vnnlib_box(text: str, limits: Limits, notes: Notes) -> tuple[Interval, ...]:
    """The input box of a VNN-LIB text, one pair (low, high) for each of X_0, X_1, ...

    Parameters
    ----------
    text : str
    limits : Limits
    notes : Notes
        What is asserted of outputs Y_0, Y_1, ... is not used, and that is said.

    Returns
    -------
    tuple of pairs of Fraction
        With low <= high.

    Raises
    ------
    InputError
        If the text asserts anything else of inputs than a box, an input lacks a bound, or the box
        is empty; the message names the line.

    Examples
    --------
    >>> notes = Notes()
    >>> text = '''(declare-const X_0 Real) (declare-const Y_0 Real)
    ... (assert (<= X_0 0.5)) (assert (>= X_0 -1e-1))
    ... (assert (<= Y_0 3))'''
    >>> vnnlib_box(text, Limits(), notes)
    ((Fraction(-1, 10), Fraction(1, 2)),)
    >>> notes.said
    ['line 3: what is asserted of outputs is not used: the box of the inputs alone is']
    """
    bounds = _Bounds()
    about_outputs: list[int] = []
    for line, command in _commands(text, limits):
        place = _Place(line)
        name = place.name(command)
        if name in ("declare-const", "declare-fun"):
            bounds.declare(command, place)
        elif name == "assert":
            if bounds.assertion(command, place):
                about_outputs.append(line)
        elif name in _SECOND_VERSION:
            raise place.refused(
                f"found {name}, of version 2 of VNN-LIB, expected version 1, with declare-const"
            )
        elif name not in _IGNORED:
            raise place.refused(f"found {shown(name)}, expected declare-const or assert")
    if about_outputs:
        some = ", ".join(map(str, about_outputs[:_MOST_LINES_NAMED]))
        some += ", ..." * (len(about_outputs) > _MOST_LINES_NAMED)
        notes.say(
            f"line{'s' * (len(about_outputs) > 1)} {some}: what is asserted of outputs is not "
            "used: the box of the inputs alone is"
        )
    return bounds.box()


class _Place:
    """The line of a command, for what is refused in it."""

    def __init__(self, line: int) -> None:
        self.line = line

    def refused(self, message: str) -> InputError:
        return InputError(f"line {self.line}: {message}")

    def name(self, command: list[Tree]) -> str:
        """The first word of a command."""
        if not command or not isinstance(command[0], str):
            raise self.refused(f"found {_written(command)}, expected a command in parentheses")
        return command[0]


# ---- parentheses ---------------------------------------------------------------------------------


def _commands(text: str, limits: Limits) -> Iterator[tuple[int, list[Tree]]]:
    """Each command with the line on which it begins; only one is held at a time."""
    line, begun = 1, 1
    open_lists: list[list[Tree]] = []
    for token in (found[0] for found in _TOKEN.finditer(text)):
        if token == "(":
            if len(open_lists) == _DEEPEST:
                raise InputError(f"line {line}: found more than {_DEEPEST} parentheses open")
            begun = begun if open_lists else line
            open_lists.append([])
        elif token == ")":
            if not open_lists:
                raise InputError(f"line {line}: found ')', expected '(' before it")
            done = open_lists.pop()
            if not open_lists:
                yield begun, done
            else:
                open_lists[-1].append(done)
        elif token[0] == ";" or token.isspace():
            line += token.count("\n")
        elif open_lists:
            limits.take(1, f"line {line}")
            open_lists[-1].append(token)
        else:
            raise InputError(f"line {line}: found {shown(token)}, expected '('")
    if open_lists:
        raise InputError(f"line {begun}: found no ')' to the '(' of this line")


def _written(tree: Tree) -> str:
    """A tree as a message quotes it: its start, on one line."""
    words: list[str] = []
    stack: list[Tree] = [tree]
    while stack and len(words) < 12:
        part = stack.pop()
        if isinstance(part, str):
            words.append(part)
        else:
            stack += [")", *reversed(part[:12]), "("]
    quoted = " ".join(words).replace("( ", "(").replace(" )", ")")
    return shown(quoted if not stack else f"{quoted} ...")


# ---- bounds --------------------------------------------------------------------------------------


class _Bounds:
    """The variables of a file, and the bounds of its inputs."""

    def __init__(self) -> None:
        self._inputs: set[int] = set()
        self._outputs: set[int] = set()
        self._ends: dict[int, dict[str, Fraction]] = {}

    def declare(self, command: list[Tree], place: _Place) -> None:
        """Take a variable down."""
        given = [part for part in command[1:] if part != []]  # declare-fun has () for no argument
        found = _VARIABLE.fullmatch(given[0]) if given and isinstance(given[0], str) else None
        if not found or given[1:] != ["Real"]:
            raise place.refused(
                f"found {_written(command)}, expected (declare-const X_0 Real), or Y_0 for an "
                "output"
            )
        known, number = self._inputs if found[1] == "X" else self._outputs, int(found[2])
        if number in known:
            raise place.refused(f"found {given[0]} declared twice")
        known.add(number)

    def assertion(self, command: list[Tree], place: _Place) -> bool:
        """Take bounds of inputs down; whether something is asserted of outputs as well."""
        if len(command) != 2:
            raise place.refused(f"found {_written(command)}, expected (assert ...) of one formula")
        about_outputs = False
        stack = [command[1]]
        while stack:
            part = stack.pop()
            name = part[0] if isinstance(part, list) and part else None
            if name == "and" or (name == "or" and len(part) == 2):
                stack += reversed(part[1:])
                continue
            kinds = self._kinds(part, place)
            if "X" not in kinds:
                about_outputs = True
            elif name == "or":
                raise place.refused(
                    f"found {len(part) - 1} cases that speak of inputs, joined by or, expected one "
                    "box; write each case as a file of its own"
                )
            elif "Y" in kinds:
                raise place.refused(
                    f"found {_written(part)}, of inputs and outputs together, expected bounds of "
                    "inputs that hold whatever the outputs are"
                )
            else:
                self._bound(part, place)
        return about_outputs

    def _kinds(self, formula: Tree, place: _Place) -> set[str]:
        """Which of X and Y occur; each has to be declared."""
        kinds: set[str] = set()
        stack: list[Tree] = [formula]
        while stack:
            part = stack.pop()
            if isinstance(part, list):
                stack += part
                continue
            found = _VARIABLE.fullmatch(part)
            if found:
                kinds.add(found[1])
                if int(found[2]) not in (self._inputs if found[1] == "X" else self._outputs):
                    raise place.refused(f"found {part}, which is not declared before")
        if not kinds:
            raise place.refused(
                f"found {_written(formula)}, expected something about inputs X_0, ... or outputs "
                "Y_0, ..."
            )
        return kinds

    def _bound(self, part: Tree, place: _Place) -> None:
        """Take down one bound of one input."""
        relation, left, right = part if isinstance(part, list) and len(part) == 3 else [""] * 3
        if not isinstance(relation, str) or relation not in _TURNED:
            raise place.refused(f"found {_written(part)}, {_ONE_BOUND}")
        if _input(left, place) is None:  # the number first
            relation, left, right = _TURNED[relation], right, left
        term, value = _input(left, place), _value(right, place)
        if term is None or value is None or term[0] == 0:
            raise place.refused(f"found {_written(part)}, {_ONE_BOUND}")
        factor, number = term
        if factor < 0:
            relation = _TURNED[relation]
        value /= factor
        ends = self._ends.setdefault(number, {})
        if relation in ("<=", "="):
            ends["high"] = min(value, ends.get("high", value))
        if relation in (">=", "="):
            ends["low"] = max(value, ends.get("low", value))

    def box(self) -> tuple[Interval, ...]:
        """The box, if each input has a low and a high one."""
        if not self._inputs:
            raise InputError("found no input X_0, expected (declare-const X_0 Real)")
        missing = next(i for i in range(len(self._inputs) + 1) if i not in self._inputs)
        if missing < len(self._inputs):
            raise InputError(
                f"found X_{max(self._inputs)} declared and not X_{missing}, expected X_0, X_1, ... "
                "without a gap"
            )
        return tuple(self._interval(i) for i in range(len(self._inputs)))

    def _interval(self, number: int) -> Interval:
        ends = self._ends.get(number, {})
        for end, relation in (("low", ">="), ("high", "<=")):
            if end not in ends:
                raise InputError(
                    f"X_{number}: found no {end} end, expected (assert ({relation} X_{number} ...))"
                )
        if ends["low"] > ends["high"]:
            raise InputError(
                f"X_{number}: found {shown(ends['low'])} to {shown(ends['high'])}, an empty box"
            )
        return ends["low"], ends["high"]


def _input(tree: Tree, place: _Place) -> tuple[Fraction, int] | None:
    """The factor and the number of the input in X_0, (- X_0) or (* 2 X_0); else None."""
    match tree:
        case str():
            found = _VARIABLE.fullmatch(tree)
            return (Fraction(1), int(found[2])) if found and found[1] == "X" else None
        case ["-", inner]:
            factor: Fraction | None = Fraction(-1)
        case ["*", by, inner]:
            factor = _value(by, place)
        case _:
            return None
    term = _input(inner, place)
    return None if term is None or factor is None else (factor * term[0], term[1])


def _value(tree: Tree, place: _Place) -> Fraction | None:
    """The number that a term writes: 0.5, -1e-3, (- 0.5) or (/ 1 3); None if it is another term."""
    if isinstance(tree, str):
        return None if _VARIABLE.fullmatch(tree) else exact(tree, f"line {place.line}")
    match tree:
        case ["-", inner]:
            value = _value(inner, place)
            return None if value is None else -value
        case ["/", above, below]:
            top, bottom = _value(above, place), _value(below, place)
            return top / bottom if top is not None and bottom else None
    return None
