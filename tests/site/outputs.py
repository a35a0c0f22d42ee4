"""What the cells of the executed pages print, as text: `python -m tests.site.outputs` keeps it.

A page's text names its cells by number.  What a figure shows is held by its alt text, a number in
prose by the key under which a cell glued it; a table in HTML is none of it.
"""

import difflib
import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "pages"
BUILT = ROOT / "docs" / "_build" / "html" / "notebooks"

TRAINED = {
    "argument/training": 0.01,
    "practice/your-network": 0.01,
    "argument/pieces-or-polynomials": 1e-6,
}
"""Pages whose numbers come out of a training or a search in floats: how far, relatively, their
decimals may differ from machine to machine."""
NOTHING = 1e-12
"""Two decimals below this, on such a page, are both rounding."""
DECIMAL = re.compile(r"[-−]?\d+\.\d+(?:e[-+]?\d+)?")


def outputs(notebook):
    """The printed outputs of an executed notebook, one block a cell that printed something."""
    blocks, number = [], 0
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            number += 1
            text = printed(cell["outputs"])
            if text:
                blocks.append(f"== cell {number}\n{text}\n")
    glued = notebook["metadata"].get("glued", {})
    if glued:
        lines = [f"{key}: {text}" for key, text in sorted(glued.items())]
        blocks.append("== in prose\n" + "\n".join(lines) + "\n")
    return "\n".join(blocks)


def printed(outputs):
    """The outputs of one cell as text: its streams as they are, each result on lines of its own."""
    text = ""
    for output in outputs:
        result = "".join(output.get("data", {}).get("text/plain", ""))
        if output["output_type"] == "stream":  # may come in several parts, cut anywhere
            text += "".join(output["text"])
        elif not result.startswith("<IPython.core.display.HTML"):
            text = f"{text.rstrip()}\n{result}\n"
    return text.strip("\n")


def page_outputs(folder=BUILT):
    """The outputs of every executed page, by its name."""
    found = {}
    for path in sorted(folder.rglob("*.ipynb")):
        name = path.relative_to(folder).with_suffix("").as_posix()
        found[name] = outputs(json.loads(path.read_text(encoding="utf-8")))
    return {name: text for name, text in found.items() if text}


def golden_outputs(folder=GOLDEN):
    """What was kept, by the name of the page."""
    return {
        path.relative_to(folder).with_suffix("").as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.txt"))
    }


def difference(found, kept, tolerance=0.0):
    """How two texts differ, as a diff; empty where they do not, but for decimals within reach."""
    lines, others = found.splitlines(), kept.splitlines()
    if len(lines) == len(others):
        pairs = zip(lines, others, strict=True)
        lines = [other if alike(line, other, tolerance) else line for line, other in pairs]
    return "\n".join(difflib.unified_diff(others, lines, "kept", "found", lineterm="", n=1))


def alike(line, other, tolerance):
    """Whether two lines are the same, but for decimals that are nearly the same."""
    if line == other:
        return True
    if not tolerance or DECIMAL.sub("", line) != DECIMAL.sub("", other):
        return False
    pairs = zip(*(map(number, DECIMAL.findall(text)) for text in (line, other)), strict=True)
    return all(
        abs(a - b) <= tolerance * max(abs(a), abs(b)) or max(abs(a), abs(b)) < NOTHING
        for a, b in pairs
    )


def number(text):
    """A decimal as pages write it, the minus sign of typography too."""
    return float(text.replace("−", "-"))


def keep(folder=BUILT):
    """Write what the built pages print to `tests/pages`, and drop what no page prints."""
    found = page_outputs(folder)
    if not found:
        sys.exit(f"{folder}: no executed page; build the site first")
    for name in golden_outputs().keys() - found.keys():
        (GOLDEN / f"{name}.txt").unlink()
    for name, text in found.items():
        path = GOLDEN / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    keep()
