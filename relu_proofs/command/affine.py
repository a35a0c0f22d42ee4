"""``relu-proofs affine NETWORK``: is a network affine on a domain, and how far from it is it."""

import argparse
import sys
from dataclasses import dataclass, replace

from ..core.certificate import JSON, map_json
from ..core.domains import Domain
from ..core.network import Network
from ..core.rational import Matrix, text
from ..core.statements import affine_on, not_affine
from ..decide.affinity import decide_affine
from ..decide.decision import Decision
from ..decide.on_data import BestAffine, decide_on_data
from ..io.files import write_text
from .answers import at_least, print_evidence, print_json, prove, say
from .domain import about_rows, add_domain, domain_of, rows_of
from .maps import kind_of, print_map
from .options import add_budget, add_network, network_of
from .search import add_seconds, limits, searching

__all__ = ["add_arguments", "run"]

_WORDS = {"undecided": "undecided", "not-affine": "not affine"}
_PLACES = {
    "box": "on the box",
    "everywhere": "for all inputs",
    "rows": "at the rows",
    "hull": "on the convex hull of the rows, all that lies between them",
    "rows' box": "on the bounding box of the rows",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``NETWORK``, the domain, the budget, the seconds."""
    add_network(parser)
    add_domain(parser, space=True)
    add_budget(parser, 1000, "cells of a tree of splits", timed=True)
    add_seconds(parser)


@dataclass(frozen=True)
class _Part:
    """A decision under the name that JSON has for it, and whether it was checked.

    ``names`` are the inputs' names, one for each, from the header of the rows; or none.
    """

    name: str
    decision: Decision
    checked: bool
    names: tuple[str, ...] = ()

    def json(self) -> dict[str, JSON]:
        found = self.decision
        return {
            "verdict": found.verdict,
            "distance": text(found.distance),
            "map": map_json(found.map) if found.map else None,
            "form": kind_of(found.map) if found.map else None,
            "tried": found.tried,
            "certificate": found.certificate.statement["kind"] if found.certificate else None,
            "checked": self.checked,
        }

    def print(self, place: str) -> None:
        found = self.decision
        word = kind_of(found.map) if found.map else _WORDS[found.verdict]
        print(f"{_PLACES[place]}: {word} ({found.tried})")
        if found.distance:
            off = at_least(found.distance)
            print(f"    every affine map is off by at least {off} somewhere there")
        if found.map:
            print_map(found.map, "    ", self.names)
        sys.stdout.flush()


def run(options: argparse.Namespace) -> int:
    """Print the verdict; 3 if it is undecided."""
    reading = network_of(options)
    notes = list(reading.notes)
    best = None
    if about_rows(options):
        rows = rows_of(options, reading.network)
        notes += rows.notes
        say(notes)
        parts, best = _on_data(options, reading.network, rows.values, rows.names)
        (answer,) = (part for part in parts if part.name == "hull")
    else:
        answer = _on_domain(options, reading.network, notes)
        parts = [answer]
    certificate = answer.decision.certificate
    output = options.output if certificate else None
    if certificate and output is not None:
        write_text(output, certificate.text)
    if options.json:
        fields = {**answer.json(), "output": output, "notes": notes}
        if about_rows(options):
            fields["inputs"] = list(rows.names) or None
            fields |= {part.name: part.json() for part in parts}
            fields["best"] = _best_json(best) if best else None
        print_json(fields)
    else:
        if best:
            _print_best(best)
        print_evidence(options.output, options, "" if certificate else "the answer is open")
    return 3 if answer.decision.verdict == "undecided" else 0


def _on_domain(options: argparse.Namespace, network: Network, notes: list[str]) -> _Part:
    """The decision on a box or on the whole space; what is to be said of it is a note as well."""
    domain, said = domain_of(options, network)
    notes += said
    say(notes)
    with searching("searching", options.seconds) as bar:
        decision = decide_affine(network, domain, **limits(options, bar))
    name = "everywhere" if options.space else "box"
    part = _part(name, decision, options, network, domain)
    if not options.json:
        part.print(name)
    return part


def _on_data(
    options: argparse.Namespace, network: Network, rows: Matrix, names: tuple[str, ...]
) -> tuple[list[_Part], BestAffine | None]:
    """The decisions on the rows, on their hull and on their box; the best map on the rows.

    Each is checked, and then printed, as soon as it is found.
    """
    parts: list[_Part] = []

    def report(name: str, domain: Domain, decision: Decision) -> None:
        if bar:
            bar(1, 1)
        part = replace(_part(name, decision, options, network, domain), names=names)
        parts.append(part)
        if not options.json:
            part.print("rows' box" if name == "box" else name)

    with searching("searching", options.seconds) as bar:
        found = decide_on_data(network, rows, report=report, **limits(options, bar))
    return parts, found.best


def _part(
    name: str, decision: Decision, options: argparse.Namespace, network: Network, domain: Domain
) -> _Part:
    """A decision after its certificate was checked, if it was to be."""
    checked = bool(options.check and decision.certificate)
    if checked and decision.certificate:
        if decision.map:
            statement = affine_on(network, domain.json, decision.map)
        else:
            statement = not_affine(network, domain.json)
        prove(decision.certificate, statement, options.max_work)
    return _Part(name, decision, checked)


def _best_json(best: BestAffine) -> dict[str, JSON]:
    return {
        **map_json(best.map),
        "residuals": [[text(value) for value in row] for row in best.residuals],
        "r_squared": [None if value is None else text(value) for value in best.r_squared],
    }


def _print_best(best: BestAffine) -> None:
    for k, value in enumerate(best.r_squared):
        known = "undefined, the output is constant" if value is None else at_least(value)
        print(f"output {k}: R^2 of the best affine map on the rows: {known}")
