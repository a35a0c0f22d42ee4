"""Each thing that must fail the build, provoked in a project of one or two pages."""

import io
import runpy
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from myst_nb.core.execute.base import ExecutionError
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinxcontrib.katex import KaTeXError

from relu_proofs import CLAIMS
from relu_proofs.argument.claims import Claim, Hence

from relu_site import claims as claims_extension
from relu_site import pages as pages_extension

ROOT = Path(__file__).resolve().parents[2]
# What Sphinx says to the extensions it loads is theirs to settle.
pytestmark = pytest.mark.filterwarnings("ignore::PendingDeprecationWarning")
CELLS = "---\nfile_format: mystnb\nkernelspec:\n  name: python3\n---\n\n"
INDEX = "# Index\n\n```{toctree}\n:glob:\n\n**\n```\n"
GOOD = "# Alpha\n\n:::{claim} first\n:::\n"


def cell(code):
    """A page of one cell."""
    return f"{CELLS}{GOOD}\n```{{code-cell}}\n{code}\n```\n"


def argued(given):
    """By nothing."""


def claim(name, page="alpha", **fields):
    """A claim of the proof module `page`, proved by nothing."""
    home = f"relu_proofs.argument.proofs.{page}"
    fields = {"kind": "proved on the page", "proof": argued, **fields}
    return Claim(
        id=name,
        sentence=f"The {name} sentence.",
        module=home,
        **fields,
    )


@pytest.fixture(scope="module")
def settings():
    """The site's own settings, those that decide what fails."""
    names = runpy.run_path(str(ROOT / "docs" / "conf.py"))
    kept = ("nb_", "myst_", "nitpick", "default_role")
    return {name: value for name, value in names.items() if name.startswith(kept)}


@pytest.fixture
def build(tmp_path, monkeypatch, settings):
    """A function that builds pages with the house's extensions and returns what was said."""
    monkeypatch.setattr(claims_extension, "CLAIMS", {"first": claim("first")})

    def run(pages, extensions=(), **overrides):
        source, out = tmp_path / "docs", tmp_path / "out"
        shutil.rmtree(source, ignore_errors=True)
        for name, text in {"index": INDEX, **pages}.items():
            path = source / f"{name}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        said = io.StringIO()
        values = {
            **settings,
            "extensions": [
                "myst_nb",
                "sphinx_design",
                "relu_site.claims",
                "relu_site.pages",
                *extensions,
            ],
            "nb_execution_mode": "cache",
            "nb_execution_cache_path": str(tmp_path / "executed"),
            "html_theme": "basic",
            **overrides,
        }
        with patch_docutils(), docutils_namespace():
            app = Sphinx(
                source,
                None,
                out,
                tmp_path / "doctrees",
                "html",
                confoverrides=values,
                status=io.StringIO(),
                warning=said,
                warningiserror=True,
            )
            app.build()
        return SimpleNamespace(failed=app.statuscode != 0, said=said.getvalue(), out=out)

    return run


def test_a_good_page_builds(build):
    built = build({"argument/alpha": cell("assert 1 + 1 == 2")})
    assert not built.failed, built.said
    assert 'id="claim-first"' in (built.out / "argument" / "alpha.html").read_text()


@pytest.mark.parametrize("text", [":::{claim} frist\n:::", "{claimref}`frist`"])
def test_an_unknown_claim(build, text):
    with pytest.raises(ExtensionError, match="frist: there is no such claim"):
        build({"argument/alpha": f"{GOOD}\n{text}\n"})


def test_a_claim_without_a_home(build):
    with pytest.raises(ExtensionError, match="first has no home: write it on argument/alpha"):
        build({"argument/alpha": "# Alpha\n\nOnly {claimref}`first`.\n"})


def test_a_claim_with_two_homes(build):
    with pytest.raises(ExtensionError, match="first: has 2 homes"):
        build({"argument/alpha": f"{GOOD}\n:::{{claim}} first\n:::\n"})


def test_a_claim_on_another_page(build):
    with pytest.raises(ExtensionError, match="belongs to the page argument/alpha"):
        build({"argument/beta": GOOD})


HANDS = {
    "no-such: there is no such exercise": ":::{exercise} no-such\nx: a=1\n---\nA hint.\n:::",
    "only-one-line: no hint": ":::{exercise} only-one-line\nline: w=1, b=1\n:::",
    "only-one-line: no rows": ":::{exercise} only-one-line\n---\nA hint.\n:::",
    "a drawing answers": ":::{exercise} draw-the-sum\nx: a=1\n---\nA hint.\n:::",
    "has to begin with": ":::{vote} A sentence.\nyes\nno\n:::\n\n:::{voted}\n:::",
    "do not stand in pairs": ":::{vote} A sentence.\n* yes\nno\n:::",
    "in pairs in one section": ":::{vote} So?\n* yes\nno\n:::\n\n## Next\n\n:::{voted}\n:::",
}


@pytest.mark.parametrize("said", HANDS)
def test_what_readers_fill_in_is_whole(build, said):
    with pytest.raises(ExtensionError, match=said):
        build({"argument/alpha": f"{GOOD}\n{HANDS[said]}\n"}, ["relu_site.hands"])


def test_a_second_try_does_not_pass(build):
    for _ in range(2):
        with pytest.raises(ExtensionError, match="no home"):
            build({"argument/alpha": "# Alpha\n"})


@pytest.mark.parametrize(
    "text",
    ["{ref}`nowhere`", "{doc}`nowhere`", "[words](nowhere.md)", "{py:func}`relu_proofs.nowhere`"],
)
def test_an_unresolved_reference(build, text):
    built = build({"argument/alpha": f"{GOOD}\nSee {text}.\n"})
    assert built.failed
    assert "nowhere" in built.said


def test_a_false_assertion(build):
    with pytest.raises(ExecutionError):
        build({"argument/alpha": cell("assert 1 + 1 == 3")})


def test_words_on_stderr(build):
    built = build({"argument/alpha": cell("import sys\nprint('oh', file=sys.stderr)")})
    assert built.failed
    assert "stderr was found" in built.said


def test_a_cell_that_did_not_run(build):
    with pytest.raises(ExtensionError, match="code cell 1 has no execution count"):
        build({"argument/alpha": cell("1 + 1")}, nb_execution_mode="off")


@pytest.mark.parametrize(
    "page",
    [
        f"{CELLS}{GOOD}\n::::{{dropdown}} Title\n```{{code-cell}}\n1 + 1\n```\n::::\n",
        f"{GOOD}\n```{{code-cell}}\n1 + 1\n```\n",
    ],
    ids=["nested in a block", "on a page without front matter"],
)
def test_a_cell_that_is_not_one(build, page):
    built = build({"argument/alpha": page})
    assert built.failed
    assert "unexpected `code-cell`" in built.said


@pytest.mark.parametrize(
    "page",
    [
        f"{GOOD}\n![](picture.svg)\n",
        f"{GOOD}\n![picture.svg](picture.svg)\n",
        f'{GOOD}\n<img src="picture.svg">\n',
        cell("import matplotlib.pyplot as plt\nplt.plot([0, 1])"),
    ],
    ids=["none", "its own name", "raw HTML", "a bare figure from a cell"],
)
def test_an_image_without_words(build, page, tmp_path):
    with pytest.raises(ExtensionError, match="without alt text"):
        build({"argument/alpha": page, "argument/picture.svg": ""})


def test_assertions_off(build, monkeypatch):
    monkeypatch.setenv("PYTHONOPTIMIZE", "1")
    with pytest.raises(ExtensionError, match="PYTHONOPTIMIZE"):
        build({"argument/alpha": GOOD})


def test_a_formula_that_cannot_be_set(build):
    with pytest.raises(KaTeXError, match="frca"):
        build(
            {"argument/alpha": f"{GOOD}\n$\\frca{{1}}{{2}}$\n"},
            extensions=["relu_site.formulas"],
            katex_prerender=True,
        )


def test_a_certificate_that_is_refused(build, monkeypatch):
    good = CLAIMS["four-cases-are-not-one"]
    lying = claim(
        "first",
        kind="certified",
        statement=good.statement,
        proof=lambda *_: {
            "points": [["1", "0"], ["0", "1"]],
            "coefficients": ["1", "-1"],
            "output": 0,
        },
    )
    monkeypatch.setattr(claims_extension, "CLAIMS", {"first": lying})
    with pytest.raises(ExtensionError, match="the combination of input 0 is"):
        build({"argument/alpha": GOOD})


def test_a_cited_claim_without_its_entry(build, monkeypatch):
    theirs = claim("first", kind="cited", proof=None, source="Somebody 1999", key="somebody1999")
    monkeypatch.setattr(claims_extension, "CLAIMS", {"first": theirs})
    page = {"argument/alpha": GOOD}
    with pytest.raises(ExtensionError, match=r"first: reference/bibliography has no entry"):
        build(page)
    elsewhere = {"argument/beta": "# Beta\n\n(somebody1999)=\n- Somebody.\n"}
    with pytest.raises(ExtensionError, match=r"has no entry \(somebody1999\)="):
        build({**page, **elsewhere})
    entry = {"reference/bibliography": "# Works\n\n(somebody1999)=\n- Somebody.\n"}
    built = build({**page, **entry})
    assert not built.failed, built.said
    html = (built.out / "argument" / "alpha.html").read_text(encoding="utf-8")
    assert 'href="../reference/bibliography.html#somebody1999"' in html


def test_an_enclosed_claim_with_another_digit(build, monkeypatch):
    number = SimpleNamespace(low=1, high=1)
    fields = {"kind": "enclosed", "proof": lambda given: {"one": number}}
    told = claim("first", **fields)
    monkeypatch.setattr(claims_extension, "CLAIMS", {"first": told})
    with pytest.raises(ExtensionError, match="enclosed, but not said: one"):
        build({"argument/alpha": GOOD})


def test_a_box_shows_the_statement_and_what_follows(build, monkeypatch):
    good = CLAIMS["four-cases-are-not-one"]
    hence = Hence("it is so.", "By a step.", ())
    shown = claim(
        "first", kind="certified", statement=good.statement, proof=good.proof, hence=hence
    )
    monkeypatch.setattr(claims_extension, "CLAIMS", {"first": shown})
    built = build({"argument/alpha": GOOD})
    assert not built.failed, built.said
    html = (built.out / "argument" / "alpha.html").read_text(encoding="utf-8")
    assert "<em>hence</em><span> it is so.</span>" in html
    assert "r(x_{1}) + r(x_{2}) = U_{1} x_{1} + U_{2} x_{2}" in html
    assert "By a step. A property test, test_first, looks for counterexamples." in html


def test_a_changed_package_runs_every_page_again(build, tmp_path):
    ran = tmp_path / "ran"
    page = {"argument/alpha": cell(f"with open({str(ran)!r}, 'a') as file:\n    file.write('.')")}
    for digest, times in [("one", 1), ("one", 1), ("two", 2)]:
        folder = str(tmp_path / "executed" / digest)
        assert not build(page, nb_execution_cache_path=folder, package_digest_now=digest).failed
        assert len(ran.read_text()) == times


def test_the_digest_sees_the_package_and_the_lock(tmp_path):
    seen = set()
    for name in ("relu_proofs/a.py", "relu_proofs/argument/threads.toml", "requirements/docs.txt"):
        for text in ("one", "two"):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text)
            seen.add(pages_extension.package_digest(tmp_path))
    assert len(seen) == 6


def test_a_notebook_holds_each_line_once(build):
    """However the kernel cuts what a cell prints into messages."""
    code = "import sys\nfor k in range(9):\n    print('line', k)\n    sys.stdout.flush()"
    built = build({"argument/alpha": cell(code)})
    assert not built.failed, built.said
    text = (built.out / "notebooks" / "argument" / "alpha.ipynb").read_text(encoding="utf-8")
    assert [text.count(f"line {k}\\n") for k in range(9)] == [1] * 9
    assert text.count('"stream"') == 1


def test_a_line_that_the_kernel_cut_is_one_line(build):
    """On the page as in its notebook: it comes in two messages, half a second apart."""
    code = "import time\nprint('left', end='', flush=True)\ntime.sleep(0.5)\nprint(' right')"
    built = build({"argument/alpha": cell(code)})
    assert not built.failed, built.said
    text = (built.out / "notebooks" / "argument" / "alpha.ipynb").read_text(encoding="utf-8")
    assert text.count("left right\\n") == text.count("right\\n") == 1
    page = (built.out / "argument" / "alpha.html").read_text(encoding="utf-8")
    assert page.count("left right") == 1
