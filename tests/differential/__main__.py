"""Go through many cases: `python -m tests.differential 20000 [--seed=FIRST] [--shrink]`."""

import argparse
import sys

from .run import Report, minimal, run


def main() -> int:
    """Print the counts and every fault; 1 if there is one."""
    parser = argparse.ArgumentParser(prog="python -m tests.differential", description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=300, help="how many seeds")
    parser.add_argument("--seed", type=int, default=0, help="the first one")
    parser.add_argument("--shrink", action="store_true", help="make a small case of each fault")
    options = parser.parse_args()
    report = Report()
    for seed in run(range(options.seed, options.seed + options.count), report):
        if seed % 100 == 99:
            print(f"\r{seed + 1 - options.seed} cases", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    print(report.table())
    if report.found:
        print("\n" + report.faults())
    if options.shrink:
        for kind in sorted(report.counts):
            seed = next(seed for seed, finding in report.found if finding.kind == kind)
            print(f"\n{', '.join(kind)} (seed {seed})\n{minimal(seed, kind)}", flush=True)
    return bool(report.found)


if __name__ == "__main__":
    sys.exit(main())
