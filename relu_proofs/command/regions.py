"""``relu-proofs regions NETWORK``: how many activation regions, and how many affine maps."""

import argparse
import importlib
from pathlib import Path
from typing import Any

from ..core import statements
from ..core.certificate import Certificate
from ..core.domains import Box
from ..core.network import Network
from ..core.rational import InputError, shown
from ..io.files import at, write_files
from ..io.text import read_json
from ..regions.complex import Unfinished
from ..regions.regions import Regions, activation_regions, regions_certificate
from ..regions.slices import slice_of
from .answers import one_line, print_json, prove, say
from .domain import add_domain, box_of, naming
from .options import add_network, network_of
from .outputs import require_outputs
from .region_list import as_csv, as_json, print_line
from .search import add_seconds, progress_bar, searching

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``NETWORK``, the box, the slice, the figure, the table."""
    add_network(parser)
    add_domain(parser, space=False, rows=False)
    parser.add_argument(
        "--slice",
        metavar="FILE",
        help='JSON {"point": [...], "directions": [[...], [...]]}: cut this plane '
        "out of a network; the box is in its two coordinates",
    )
    parser.add_argument("--figure", metavar="FILE.svg", help="draw the regions")
    parser.add_argument(
        "--csv",
        metavar="FILE",
        help="write all regions to FILE, a line for each: its pattern, vertices and map, in "
        "floats correct to the last bit; --json prints the same as arrays",
    )
    add_seconds(parser)


def run(options: argparse.Namespace) -> int:
    """Print the numbers; 3 if the time was over before they were found."""
    require_outputs(options)
    draw = _drawing(options.figure)
    reading = network_of(options)
    network = reading.network
    if options.slice is not None:
        with naming("--slice"):
            network = _sliced(network, options.slice, options.max_mb)
    box, said = box_of(options, network)
    notes = [*reading.notes, *said]
    say(notes)
    try:
        with searching("cutting", options.seconds) as bar:
            found = activation_regions(network, box, budget_seconds=options.seconds, progress=bar)
    except Unfinished as problem:
        return _undecided(problem, options, notes)
    certificate = None
    if options.check or options.output is not None:
        certificate = _certificate(found, options.check)
    if certificate and options.check:
        domain = Box(box).json
        statement = statements.regions(network, domain, len(found), found.distinct_affine_maps)
        prove(certificate, statement, options.max_work)
    _write(options, found, draw, certificate)
    answer = {
        "regions": len(found),
        "distinct_affine_maps": found.distinct_affine_maps,
        "connected_pieces": found.connected_pieces,
        "certified": options.check and options.output is not None,
        "checked": options.check,
        "notes": notes,
    }
    if options.json:
        print_json(answer | as_json(found))
    else:
        _print(answer, found, options)
    return 0


def _write(
    options: argparse.Namespace, found: Regions, draw: Any, certificate: Certificate | None
) -> None:
    """Write the files that are asked for: all of them, or none."""
    texts = []
    if draw:
        texts.append((options.figure, draw(found).alone()))
    if options.csv is not None:
        texts.append((options.csv, as_csv(found)))
    if certificate and options.output is not None:
        texts.append((options.output, certificate.text))
    write_files([(path, content.encode("utf-8")) for path, content in texts])


def _undecided(problem: Unfinished, options: argparse.Namespace, notes: list[str]) -> int:
    """Print how far the search came."""
    if options.json:
        print_json(
            {
                "regions": None,
                "distinct_affine_maps": None,
                "connected_pieces": None,
                "at_least": problem.at_least,
                "certified": False,
                "checked": False,
                "notes": notes,
            }
        )
    else:
        print(f"undecided: {problem}; exact, without a certificate")
    return 3


def _drawing(figure: str | None) -> Any:
    """The function that draws regions, if it is asked for; matplotlib is loaded for it alone.

    (``Any``: its figure is matplotlib's, which brings no types.)
    """
    if figure is None:
        return None
    with naming("--figure"), at(figure):
        ending = Path(figure).suffix
        if ending.lower() != ".svg":
            raise InputError(f"found the ending {shown(ending)}, expected .svg")
    try:
        return importlib.import_module("relu_proofs.argument.figures.regions").regions
    except ImportError:
        raise InputError(
            "--figure: this needs the package matplotlib: pip install 'relu-proofs[figures]'"
        ) from None


def _sliced(network: Network, name: str, max_mb: int) -> Network:
    """The network on the plane that a file names."""
    plane = read_json(name, max_mb)
    with at(name):
        if not isinstance(plane, dict) or set(plane) != {"point", "directions"}:
            raise InputError("expected the fields point and directions")
        return slice_of(network, plane["point"], plane["directions"])


def _certificate(found: Regions, wanted: bool) -> Certificate:
    try:
        return regions_certificate(found, progress_bar("writing"))
    except InputError as problem:
        hint = "; --no-check without -o answers without one" if wanted else ""
        raise InputError(f"{problem}{hint}") from None


def _print(answer: dict[str, Any], found: Regions, options: argparse.Namespace) -> None:
    """Print the numbers, and how they are known; ``answer`` is what JSON has."""
    print(
        f"{answer['regions']} activation regions, {answer['distinct_affine_maps']} distinct "
        f"affine maps, {answer['connected_pieces']} connected pieces; exact"
    )
    if found.network.inputs == 1:
        print_line(found)
    if options.output is not None:
        how = "accepted by the checker" if options.check else "not checked (--no-check)"
        print(f"certificate written to {one_line(options.output)}, {how}")
    elif options.check:
        print("accepted by the checker; no certificate written (-o FILE writes one)")
    else:
        print("not checked (--no-check); no certificate written (-o FILE writes one)")
