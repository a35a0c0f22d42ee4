"""Cases by their seeds, what was found about them, and the counts of it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from . import approximation, compare, draw, shrink

TARGETS = 10
"""Every tenth seed is a target for `best_pieces`; the others are networks."""


@dataclass
class Report:
    """How often each function was asked on each kind of domain, and what was wrong with it."""

    asked: Counter = field(default_factory=Counter)
    found: list = field(default_factory=list)

    @property
    def counts(self) -> Counter:
        """How often each kind of fault was found."""
        return Counter(finding.kind for _, finding in self.found)

    def table(self) -> str:
        """Per function and kind of domain: asked, right, undecided, InputError, other faults."""
        lines = [f"{'function':20}{'domain':14}  asked  right  undecided  InputError  other"]
        for (function, domain), asked in sorted(self.asked.items()):
            faults = Counter(
                finding.fault if finding.fault in ("undecided", "InputError") else "other"
                for _, finding in self.found
                if (finding.function, finding.domain) == (function, domain)
            )
            by_name = (function, domain) in compare.REFUSED
            right = asked - faults.total()
            lines.append(
                f"{function:20}{domain:14}{asked:7}{right:7}{faults['undecided']:11}"
                f"{faults['InputError']:12}{faults['other']:7}"
                + "  (refused by name, as it should)"
                * by_name
            )
        return "\n".join(lines)

    def faults(self) -> str:
        """Each kind of fault with its number, the first seeds, and the words of the first."""
        lines = []
        for kind, count in sorted(self.counts.items()):
            cases = [(seed, finding) for seed, finding in self.found if finding.kind == kind]
            seeds = ", ".join(str(seed) for seed, _ in cases[:6])
            lines.append(f"{count:5}  {', '.join(kind)}: seeds {seeds}")
            if cases[0][1].detail:
                lines.append(f"       {short(cases[0][1].detail)}")
        return "\n".join(lines)


def asked(seed: int) -> tuple:
    """The case of a seed, the functions that it is put to, and what is wrong about it."""
    if seed % TARGETS == TARGETS - 1:
        target = approximation.case(seed)
        return target, [target.function], approximation.findings(target)
    case = draw.case(seed)
    return case, [name for name, _ in compare.questions(case)], compare.findings(case)


def run(seeds: Iterable[int], report: Report) -> Iterator[int]:
    """Go through seeds and write the report; each seed when it is done."""
    for seed in seeds:
        case, functions, found = asked(seed)
        report.asked.update((name, case.domain) for name in functions)
        report.found += [(seed, finding) for finding in found]
        yield seed


def minimal(seed: int, kind: tuple) -> str:
    """A case with one fault, made small, in words; a target stays as it is."""
    case, *_ = asked(seed)
    if isinstance(case, draw.Case):
        case = shrink.smallest(case, kind)
        return (
            f"layers {written(case.layers)}\nrelu {written(case.relu)}\n"
            f"{case.domain} {written(case.data)}"
        )
    return written(case)


def written(value: object) -> str:
    """Nested tuples of numbers as short text."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, approximation.Target):
        names = ("domain", "simple", "pieces", "scale", "start", "width", "slope")
        return "\n".join(f"{name} {written(getattr(value, name))}" for name in names)
    return short(str(value), 60)


def short(text: str, most: int = 200) -> str:
    """A text on one line, its middle left out where it is long."""
    text = " ".join(text.split())
    half = most // 2 - 10
    return text if len(text) <= most else f"{text[:half]}...({len(text)})...{text[-half:]}"
