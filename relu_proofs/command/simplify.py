"""``relu-proofs simplify NETWORK``: a smaller network that is the same function on a domain."""

import argparse
import re
from pathlib import Path

from ..core.affine import Affine
from ..core.certificate import JSON
from ..core.domains import Domain
from ..core.network import Network
from ..core.rational import InputError, shown
from ..core.statements import affine_on
from ..decide.simplify import Simpler, simplify
from ..io.files import PathLike, at, write_files
from ..io.write import ENDINGS, FLOATS, Written, network_bytes
from .answers import one_line, print_evidence, print_json, prove, say
from .domain import add_domain, domain_of, naming
from .options import add_budget, add_network, network_of
from .search import add_seconds, searching
from .words import counted, few, number, numbers, sizes

__all__ = ["add_arguments", "run"]

_WHY = {
    "off": "off",
    "constant": "constant",
    "unused": "unused by what follows",
    "cancelled": "cancelled, by each other or by what follows",
    "same crease": "merged into another unit with the same bend",
    "passed on": "always on, their values passed on without a ReLU",
    "passed on, with its layer": "always on, merged into the next layer",
    "the network is affine": "not needed, the network is affine there",
}
"""What is said of units that are gone, by the reason that `simplify` gives."""

_CREASE = re.compile(r"same crease as unit (\d+)")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``NETWORK``, the domain, where to write what, the budget, the seconds."""
    add_network(parser, f"the smaller network ({', '.join(ENDINGS)}, by the ending)")
    add_domain(parser, space=True, rows=False)
    parser.add_argument(
        "--certificate",
        metavar="FILE",
        help="write the certificate to FILE: the two networks are equal on the domain",
    )
    parser.add_argument(
        "--rounded",
        choices=FLOATS,
        help="the numbers of an .npz or .onnx file, rounded to the nearest ones; without it they "
        "are exact, in float32 if that holds them all, otherwise in float64, or nothing is "
        "written. The certificate is of the exact network",
    )
    add_budget(parser, 1000, "cells to find out whether the network is affine", timed=True)
    add_seconds(parser)


def run(options: argparse.Namespace) -> int:
    """Write the smaller network and its certificate; 3 if the time was over before."""
    _require_endings(options)
    reading = network_of(options)
    network = reading.network
    domain, said = domain_of(options, network)
    notes = [*reading.notes, *said]
    say(notes)
    with searching("simplifying", options.seconds):
        found = simplify(
            network,
            domain,
            budget=options.budget,
            budget_seconds=options.seconds,
            check=False,
        )
    checked = _checked(options, network, domain, found)
    written = _write(options, found) if found.finished else None
    if options.json:
        print_json(
            {
                **_json(network, found, written),
                "output": options.output if written else None,
                "certificate": options.certificate if found.certificate else None,
                "checked": checked,
                "notes": notes,
            }
        )
    elif found.finished:
        _print(network, found, "for all inputs" if options.space else "on the whole box")
        _print_files(options, found, written)
    else:
        print("undecided: the time was over before anything was proved; nothing is written")
    return 0 if found.finished else 3


def _checked(options: argparse.Namespace, network: Network, domain: Domain, found: Simpler) -> bool:
    """Have the checker judge the certificate, if there is one and it was to be."""
    if not options.check or found.certificate is None:
        return False
    zero = Affine.zero(network.inputs, network.outputs)
    statement = affine_on(network.minus(found.network), domain.json, zero)
    prove(found.certificate, statement, options.max_work)
    return True


def _require_endings(options: argparse.Namespace) -> None:
    """Refuse kinds of files that could not be written, before anything is read."""
    output = options.output
    if output is not None:
        with naming("-o"), at(output):
            ending = Path(output).suffix.lower()
            if ending not in ENDINGS:
                raise InputError(
                    f"found the ending {shown(ending)}, expected one of {', '.join(ENDINGS)}"
                )
    if options.rounded is not None and (output is None or ending == ".json"):
        raise InputError(
            "--rounded: expected only with -o FILE.npz or -o FILE.onnx; .json holds every number "
            "exactly"
        )


def _write(options: argparse.Namespace, found: Simpler) -> Written | None:
    """Write the files that are asked for: all of them, or none."""
    files: list[tuple[PathLike, bytes]] = []
    written = None
    if options.output is not None:
        with naming("-o"), at(options.output):
            ending = Path(options.output).suffix.lower()
            written = network_bytes(found.network, ending, options.rounded)
        files.append((options.output, written.content))
    if found.certificate is not None and options.certificate is not None:
        files.append((options.certificate, found.certificate.text.encode("ascii")))
    write_files(files)
    return written


def _json(network: Network, found: Simpler, written: Written | None) -> dict[str, JSON]:
    removed: list[JSON] = [
        {"layer": layer, "unit": unit, "reason": reason} for layer, unit, reason in found.removed
    ]
    return {
        "finished": found.finished,
        "more": found.more,
        "removed": removed,
        "before": _sizes_json(network),
        "after": _sizes_json(found.network),
        "numbers": written.kind if written else None,
        "rounded": written.rounded if written else None,
    }


def _sizes_json(network: Network) -> dict[str, JSON]:
    return {
        "inputs": network.inputs,
        "widths": list(network.widths),
        "passing": [relu.count(False) for relu in network.relu],
        "outputs": network.outputs,
        "units": len(network.units),
        "numbers": numbers(network),
    }


def _print(network: Network, found: Simpler, where: str) -> None:
    """What was removed and why, layer by layer, and the sizes before and after."""
    if not found.removed:
        print(f"{where}: no ReLU unit was found that can go")
        print(f"size: {sizes(network)}")
    else:
        _print_removed(network, found, where)
    if found.more:
        print(
            "more may go: of the units behind others that switch those are kept whose proof "
            "takes more cells than --budget or --seconds allow (with many inputs it soon does)"
        )


def _print_removed(network: Network, found: Simpler, where: str) -> None:
    total = counted(len(network.units), "ReLU unit")
    print(f"{len(found.removed)} of {total} removed; {where} the function is the same, exactly")
    for k, own in enumerate(network.relus):
        gone = [(unit, reason) for layer, unit, reason in found.removed if layer == k]
        if gone:
            print(f"layer {k}: {len(gone)} of {counted(len(own), 'unit')}: {_reasons(gone)}")
    print(f"before: {sizes(network)}")
    print(f"after: {sizes(found.network)}")


def _reasons(gone: list[tuple[int, str]]) -> str:
    """The reasons of a layer, each with its units."""
    groups: dict[str, list[str]] = {}
    for unit, reason in gone:
        crease = _CREASE.fullmatch(reason)
        kind, name = ("same crease", f"{unit} into {crease[1]}") if crease else (reason, str(unit))
        groups.setdefault(kind, []).append(name)
    return "; ".join(f"{len(own)} {_WHY[kind]} ({few(own)})" for kind, own in groups.items())


def _print_files(options: argparse.Namespace, found: Simpler, written: Written | None) -> None:
    """Where the files are, or which option writes them."""
    if written is not None:
        print(f"network: {one_line(options.output)} ({_kind(written)})")
    elif found.removed:
        print("network: not written (-o FILE writes it)")
    if not found.removed:
        print("certificate: none, the network is the same")
        return
    if options.certificate is None:
        print("certificate: not written (--certificate=FILE writes it)")
    print_evidence(options.certificate, options)


def _kind(written: Written) -> str:
    if written.kind.startswith("relu-network"):
        return f"{written.kind}, exact"
    if not written.rounded:
        return f"{written.kind}, exact"
    return (
        f"{written.kind}, {counted(written.rounded, 'number')} rounded, by at most "
        f"{number(written.error)}; the certificate is of the exact network, which .json holds"
    )
