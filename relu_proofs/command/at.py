"""``relu-proofs at NETWORK --point=...``: pattern, map and reach of a network at an input."""

import argparse
from fractions import Fraction

from ..core.certificate import JSON, Certificate, map_json, texts
from ..core.domains import Box, Space
from ..core.network import Network, Unit
from ..core.rational import text
from ..core.statements import affine_on
from ..decide.convex import prove_map
from ..decide.point import AtPoint, at_point
from ..io.files import write_text
from .answers import at_least, print_evidence, print_json, prove, say
from .domain import add_table, point_of, require_rows
from .maps import print_map
from .options import add_network, network_of
from .words import counted, group

__all__ = ["add_arguments", "run"]

_LONGEST = 24  # characters of an exact radius in text; a longer one is in JSON alone


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``NETWORK`` and the point."""
    add_network(parser)
    parser.add_argument(
        "--point",
        required=True,
        metavar="X[,X...]",
        help="the input, one number for each; write --point=-1,1/2. Or @FILE:NUMBER, a row of a "
        "file, counted from 0",
    )
    add_table(parser)


def run(options: argparse.Namespace) -> int:
    """Print the pattern at the point, the map there, and how far it reaches."""
    require_rows(options, None, options.point)
    reading = network_of(options)
    network = reading.network
    x, said = point_of(options.point, options, network, "--point")
    notes = [*reading.notes, *said]
    found = at_point(network, x)
    say(notes)
    certificate = None
    if found.radius != 0 and (options.check or options.output is not None):
        certificate = _certified(options, network, found)
    output = options.output if certificate else None
    if certificate and output is not None:
        write_text(output, certificate.text)
    if options.json:
        checked = bool(certificate) and options.check
        print_json({**_json(found), "output": output, "checked": checked, "notes": notes})
    else:
        _print(network, found)
        missing = "" if certificate else "no box around the point has this pattern"
        print_evidence(options.output, options, missing)
    return 0


def _certified(options: argparse.Namespace, network: Network, found: AtPoint) -> Certificate:
    """The proof that the map holds on the whole box of this radius, checked if it was to be."""
    domain = _reach(found, network.inputs)
    statement = affine_on(network, domain.json, found.map)
    # One cell does: on this box every unit keeps the weak sign that it has at the point.
    certificate = Certificate(statement, prove_map(network, domain, found.map, 1))
    if options.check:
        prove(certificate, statement, options.max_work)
    return certificate


def _reach(found: AtPoint, inputs: int) -> Box | Space:
    """The closed box of the radius around the point, or all inputs."""
    if found.radius is None:
        return Space(inputs)
    return Box([(x - found.radius, x + found.radius) for x in found.point])


def _json(found: AtPoint) -> dict[str, JSON]:
    return {
        "point": texts(found.point),
        "pattern": [list[JSON](states) for states in found.pattern],
        **map_json(found.map),
        "radius": _number(found.radius),
        "stops": [list[JSON](unit) for unit in found.stops],
        "radius_squared": _number(found.radius_squared),
        "stops_euclidean": [list[JSON](unit) for unit in found.stops_euclidean],
    }


def _number(value: Fraction | None) -> str | None:
    return None if value is None else text(value)


def _print(network: Network, found: AtPoint) -> None:
    for k, (states, own) in enumerate(zip(found.pattern, network.relus, strict=True)):
        parts = []
        for bit, word in ((1, "on"), (0, "off")):
            places = [i for i, state in zip(own, states, strict=True) if state == bit]
            parts += [group(word, places, len(own))] * bool(places)
        print(f"layer {k}, {counted(len(own), 'unit')}: {', '.join(parts) or 'all passed on'}")
    print_map(found.map)
    if found.radius is None or found.radius_squared is None:
        print("radius: every input has this pattern")
    else:
        print(f"radius in the sup norm: {_short(found.radius)}, {_stopped(found.stops)}")
        square = _short(found.radius_squared)
        print(f"square of the Euclidean radius: {square}, {_stopped(found.stops_euclidean)}")


def _short(value: Fraction) -> str:
    """A number as it is, or a decimal that is not above it where that is long."""
    exact = text(value)
    return exact if len(exact) <= _LONGEST else f"at least {at_least(value)}"


def _stopped(units: tuple[Unit, ...]) -> str:
    return "stopped by " + ", ".join(f"layer {k} unit {i}" for k, i in units)
