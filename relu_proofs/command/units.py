"""``relu-proofs units NETWORK``: which units are off, on or switching on a domain."""

import argparse

from ..core.statements import unit_sign
from ..decide.units import unit_states
from ..io.files import write_text
from .answers import print_evidence, print_json, prove, say
from .domain import add_domain, domain_of
from .options import add_budget, add_network, network_of
from .search import add_seconds, limits, searching

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``NETWORK``, the domain, the budget."""
    add_network(parser)
    add_domain(parser, space=False)
    add_budget(parser, 12, "steps of the search for points")
    add_seconds(parser)


def run(options: argparse.Namespace) -> int:
    """Print a line for each unit; 3 if one is undecided."""
    reading = network_of(options)
    network = reading.network
    domain, said = domain_of(options, network)
    notes = [*reading.notes, *said]
    say(notes)
    with searching("settling", options.seconds) as bar:
        found = unit_states(network, domain, **limits(options, bar))
    certificate, output = found.certificate, None
    if certificate and options.check:
        decided = [(unit[:2], unit.state) for unit in found if unit.state != "undecided"]
        prove(certificate, unit_sign(network, domain.json, decided), options.max_work)
    if certificate and options.output is not None:
        output = options.output
        write_text(output, certificate.text)
    if options.json:
        checked = bool(certificate) and options.check
        units = [unit._asdict() for unit in found]
        print_json({"units": units, "output": output, "checked": checked, "notes": notes})
    else:
        for unit in found:
            print(f"layer {unit.layer} unit {unit.unit}: {unit.state} ({unit.by})")
        print_evidence(output, options)
    return 3 if any(unit.state == "undecided" for unit in found) else 0
