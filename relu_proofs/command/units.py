"""``relu-proofs units NETWORK``: which units are off, on or switching on a domain."""

import argparse
from collections.abc import Sequence

from ..core.domains import Points
from ..core.network import Network
from ..core.statements import unit_sign
from ..decide.units import UnitState, unit_states
from ..io.files import write_text
from .answers import print_evidence, print_json, prove, say
from .domain import add_domain, domain_of
from .options import add_budget, add_network, network_of
from .search import add_seconds, limits, searching
from .words import counted, group

__all__ = ["add_arguments", "run"]

_WORDS = {"off": "off", "on": "on", "switching": "switch", "undecided": "undecided"}
_HOW = {
    "interval": "by intervals",
    "backward bounds": "by backward bounds",
    "multipliers": "by adding up the domain's inequalities",
    "cases": "by cases",
    "split tree": "by cases",
    "witness": "by two inputs",
    "rows": "at the rows",
}
"""How a state is known, in words; others say it themselves."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``NETWORK``, the domain, the budget."""
    add_network(parser)
    add_domain(parser, space=True)
    parser.add_argument(
        "--all", action="store_true", help="list every unit, and how its state is known"
    )
    add_budget(parser, 12, "steps of the search for points")
    add_seconds(parser)


def run(options: argparse.Namespace) -> int:
    """Print how many units are off, on or switching, then a line a layer; 3 if one is open."""
    reading = network_of(options)
    network = reading.network
    domain, said = domain_of(options, network)
    notes = [*reading.notes, *said]
    say(notes)
    with searching("settling", options.seconds) as bar:
        found = unit_states(network, domain, **limits(options, bar))
    certificate, output = found.certificate, None
    if certificate and options.check:
        prove(certificate, unit_sign(network, domain.json, found.decided), options.max_work)
    if certificate and options.output is not None:
        output = options.output
        write_text(output, certificate.text)
    counts = {state: sum(unit.state == state for unit in found) for state in _WORDS}
    if options.json:
        checked = bool(certificate) and options.check
        units = [unit._asdict() for unit in found]
        answer = {"units": units, "counts": counts, "output": output, "checked": checked}
        print_json({**answer, "notes": notes})
    else:
        rows_asked = len(domain.rows) if isinstance(domain, Points) else None
        where = "for all inputs" if options.space else "on the whole box"
        print(_summary(counts, rows_asked, where))
        _print_layers(network, found.units, every=options.all)
        print_evidence(options.output, options, "" if certificate else "no unit is decided")
    return 3 if counts["undecided"] else 0


def _summary(counts: dict[str, int], rows: int | None, where: str) -> str:
    """The first line: how many units are in which state, at so many rows or elsewhere."""
    total = sum(counts.values())
    if not total:
        return "the network has no ReLU unit"
    rest = f"{counts['switching']} switch, {counts['undecided']} undecided"
    if rows is None:
        return (
            f"{counts['off']} of {counted(total, 'unit')} off, {counts['on']} on {where}, " + rest
        )
    where = f"at all {rows} rows" if rows > 1 else "at the one row"
    are = "is dead" if counts["off"] == 1 else "are dead"
    return (
        f"{counts['off']} of {counted(total, 'unit')} {are}: off {where}; "
        f"{counts['on']} on {where}, {rest}"
    )


def _print_layers(network: Network, units: Sequence[UnitState], *, every: bool) -> None:
    """A line for each layer; with ``every`` one for each unit below it."""
    for k, relu in enumerate(network.relu):
        own = [unit for unit in units if unit.layer == k]
        parts = [
            group(word, places, len(own))
            for state, word in _WORDS.items()
            if (places := [unit.unit for unit in own if unit.state == state])
        ]
        passed = relu.count(False)
        parts += [f"{counted(passed, 'value')} passed on without a ReLU"] * bool(passed)
        print(f"layer {k}, {counted(len(own), 'unit')}: {', '.join(parts)}")
        for unit in own if every else ():
            print(f"    layer {k} unit {unit.unit}: {unit.state} ({_HOW.get(unit.by, unit.by)})")
    open_units = sum(unit.state == "undecided" for unit in units)
    if open_units:
        print(f"undecided: {counted(open_units, 'unit')}; --seconds=N searches longer")
    if units and not every:
        print("--all lists every unit, and how its state is known")
