"""What Coq checked, as the built site shows it."""

from bs4 import BeautifulSoup

from relu_proofs.argument import formal
from relu_proofs.argument.formal.registry import files, registry

from .parsed import parsed


def test_a_claim_shows_its_theorem_with_all_definitions(site):
    text = (site / "argument" / "all-positive.html").read_text(encoding="utf-8")
    panel = BeautifulSoup(text, "html.parser").find(id="claim-rows-decide-their-hull")
    theorem = formal.record().theorems["rows_decide_their_hull"]
    words = panel.get_text()
    assert theorem.statement in words
    assert all(one.shown.strip() in words for one in theorem.uses)
    assert "checked by Coq" in words and formal.record().on in words
    link = panel.find("a", string="rows_decide_their_hull")
    assert link["href"] == (
        "../reference/theorems/all-positive.html#theorem-rows-decide-their-hull"
    )


def test_every_theorem_of_the_registry_can_be_linked_to(site):
    folder = site / "reference" / "theorems"
    found = set().union(*(parsed(path).ids for path in folder.glob("*.html")))
    assert {f"theorem-{name.replace('_', '-')}" for name in registry().theorems} <= found


def test_the_files_can_be_downloaded(site):
    folder = site / "reference" / "theorems"
    texts = [(folder / name).read_text(encoding="utf-8") for name in files()]
    assert texts == list(files().values())
    assert (folder / "everything.v").read_text(encoding="utf-8") == "\n".join(texts)
