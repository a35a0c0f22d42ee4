"""Coq itself: a native one on the path, or jsCoq under node."""

import re
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .refusal import Refused
from .source import closure, defined, definitions, sentences

__all__ = ["Answer", "Coq", "ask", "coqc", "jscoq"]

PATIENCE = 1800  # seconds; jsCoq takes about two minutes on an idle machine
SDK = '"SDK_DIR", "/tmp/jscoq"'  # jsCoq empties this folder at each start, whoever is using it
HEADER = ("Require", "Import", "Open")


@dataclass(frozen=True)
class Coq:
    """A way to run Coq: the words before the file's name, and what to call it."""

    command: tuple[str, ...]
    version: str
    cli: Path | None = None  # jsCoq's own command line, to be given a folder of its own


@dataclass(frozen=True)
class Answer:
    """What Coq printed, blanks squeezed.

    Attributes
    ----------
    taken : dict of str to str
        Names of ours that the library uses already, with what they mean there.
    statements, spelled : dict of str to str
        Each theorem's statement as it is shown, and with its coercions written out.
    printed : dict of str to str
        Each definition.
    axioms : dict of str to str
        What the theorems together rest on beyond Coq's logic, with its type.
    """

    taken: Mapping[str, str]
    statements: Mapping[str, str]
    spelled: Mapping[str, str]
    printed: Mapping[str, str]
    axioms: Mapping[str, str]


def coqc(program: str = "coqc") -> Coq:
    """The native Coq of this name on the path."""
    said = subprocess.run([program, "--print-version"], capture_output=True, text=True, check=True)
    return Coq((program, "-q"), f"Coq {said.stdout.split()[0]}")


def jscoq(package: Path, node: str = "node") -> Coq:
    """The jsCoq in the folder of its npm package, under this node."""
    cli = package / "dist-cli" / "cli.cjs"
    return Coq((node,), "jsCoq 0.17.1 (Coq 8.17)", cli)


def ask(coq: Coq, texts: Mapping[str, str], theorems: tuple[str, ...]) -> Answer:
    """Have all files checked in one run, and ask what the theorems say and rest on.

    Parameters
    ----------
    coq : Coq
    texts : mapping
        The files by name, in their order.
    theorems : tuple of str
        The names of the theorems.

    Raises
    ------
    Refused
        If Coq does not accept the files, or knows no theorem of a name.
    """
    names = [name for text in texts.values() for one in sentences(text) for name in defined(one)]
    known = definitions(texts.values())
    shown = [name for name, one in known.items() if name == one.name]
    questions = [*(f"Locate {name}." for name in names)]
    begin = len(questions)
    later = [f"Check {name}." for name in theorems]
    spelled = [f"Check {name}." for name in theorems]
    prints = [f"Print {name}." for name in shown]
    everything = f"Definition everything_here := ({', '.join(theorems)})."
    text = "\n".join(
        [
            *_header(texts),
            "Set Printing Width 100000. Set Printing Depth 10000.",
            *_marked(questions, 0),
            *texts.values(),
            "Require Import Utf8.",
            *_marked(later, begin),
            *_marked(prints, begin + len(later)),
            "Set Printing Coercions.",
            *_marked(spelled, begin + len(later) + len(prints)),
            everything,
            *_marked(["Print Assumptions everything_here."], begin + 2 * len(later) + len(prints)),
            _mark(begin + 2 * len(later) + len(prints) + 1),
            "",
        ]
    )
    said = _split(_run(coq, text, tuple(texts)))
    cut = [begin, len(later), len(prints), len(spelled), 1]
    if len(said) != sum(cut):
        raise Refused(f"Coq answered {len(said)} of {sum(cut)} questions")
    answers = iter(said)
    located, first, second, third, (last,) = [[next(answers) for _ in range(n)] for n in cut]
    return Answer(
        taken={n: " ".join(a.split()) for n, a in zip(names, located, strict=True) if _clash(a)},
        statements=dict(zip(theorems, map(_statement, first), strict=True)),
        spelled=dict(zip(theorems, map(_statement, third), strict=True)),
        printed=dict(zip(shown, map(_definition, second), strict=True)),
        axioms=_axioms(last),
    )


def uses(answer: Answer, texts: Mapping[str, str]) -> dict[str, list[str]]:
    """The definitions behind each statement, transitively."""
    known = definitions(texts.values())
    return {name: closure(words, known) for name, words in answer.spelled.items()}


def _header(texts: Mapping[str, str]) -> list[str]:
    first = next(iter(texts.values()), "")
    return [one.text for one in sentences(first) if one.command in HEADER]


def _mark(number: int) -> str:
    return f"Check (fun mark_{number} : Prop => mark_{number})."


def _marked(questions: list[str], begin: int) -> list[str]:
    return [f"{_mark(begin + i)}\n{one}" for i, one in enumerate(questions)]


_MARK = re.compile(r"(?:fun|λ) mark_(\d+) : Prop(?: =>|,) mark_\1\s+: Prop (?:->|→) Prop")


def _split(printed: str) -> list[str]:
    """What was printed between a mark and the next."""
    return _MARK.split(printed)[2:-2:2]


def _run(coq: Coq, text: str, named: tuple[str, ...]) -> str:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "everything.v")
        file.write_text(text, encoding="utf-8")
        command = [*coq.command, str(file)]
        own = None
        if coq.cli is not None:
            own = coq.cli.with_name(f"{Path(folder).name}.cjs")
            script = coq.cli.read_text(encoding="utf-8")
            if script.count(SDK) != 1:
                raise Refused(f"{coq.cli}: not the jsCoq that is known here")
            own.write_text(script.replace(SDK, f'"SDK_DIR", "{folder}/sdk"'), encoding="utf-8")
            Path(folder, "sdk").mkdir()
            command = [*coq.command, str(own), "run", "-l", str(file)]
        # Into files, not pipes: of what jsCoq writes to a pipe the end is lost when it stops.
        out, err = Path(folder, "out"), Path(folder, "err")
        try:
            with out.open("wb") as to, err.open("wb") as errors:
                done = subprocess.run(
                    command, cwd=folder, stdout=to, stderr=errors, timeout=PATIENCE
                )
        finally:
            if own is not None:
                own.unlink()
        printed, problems = (path.read_text("utf-8", errors="replace") for path in (out, err))
    if done.returncode:
        words = f"{printed if coq.cli else ''}{problems}"
        raise Refused(f"Coq does not accept the files:\n{_place(words, text, named)[-3000:]}")
    # jsCoq's rulers, and the name of each kind of message.
    return re.sub(r"(?m)^-{10,}$|^\[[A-Z]\w+\] ?|^.*vm_compute.*$", "", printed)


def _place(words: str, text: str, named: tuple[str, ...]) -> str:
    """What Coq said, with the line that it complains of."""
    kept = [line for line in words.splitlines() if "vm_compute" not in line]
    found = [line for line in kept if re.match(r'File ".*", line \d+', line)]
    if found:
        number = int(re.findall(r"line (\d+)", found[-1])[0])
        kept.append(f"That line of {', '.join(named)} read one after another:")
        kept += text.splitlines()[number - 1 : number + 1]
    return "\n".join(kept)


def _clash(answer: str) -> bool:
    """Whether the library has something that this name alone means."""
    lines = [line for line in answer.splitlines() if line.strip()]
    below = [*lines[1:], ""]
    return any(
        re.match(r"(Constant|Inductive|Constructor|Notation|Module|Variable|Ltac)\b", line)
        and "shorter name" not in line + next_one
        for line, next_one in zip(lines, below, strict=True)
    )


def _statement(answer: str) -> str:
    """The type that Check prints."""
    return " ".join(answer.split()).partition(" : ")[2]


def _definition(answer: str) -> str:
    """What Print prints, without what it says of implicit arguments and scopes."""
    return " ".join(answer.split()).partition(" Arguments ")[0]


def _axioms(answer: str) -> dict[str, str]:
    """The lines under "Axioms:", one an axiom, or a check that was switched off."""
    _, found, listed = answer.partition("Axioms:")
    if not found:
        if "Closed under the global context" not in answer:
            raise Refused(f"Coq did not say what the theorems rest on: {answer.strip()!r}")
        return {}
    lines = [" ".join(line.split()).partition(" : ") for line in listed.splitlines()]
    return {name: kind for name, _, kind in lines if name}
