"""What the marks of claims open, and the certificates checked and broken in a reader's browser."""

import json
from pathlib import Path

import pytest

from relu_proofs import CLAIMS

from .parsed import parsed
from .window import NOWHERE, mark_of, opened, require_accessible, wait_until

CERTIFICATES = Path(__file__).resolve().parents[1] / "certificates"
PAGE = "argument/the-flaw.html"
CLAIM = "four-cases-are-not-one"


@pytest.fixture
def phone(browser):
    with opened(browser, NOWHERE, 390) as window:
        yield window


def test_every_certificate_offered_can_be_checked_from_a_folder(site):
    """Each stands twice: for download, and as a script."""
    texts = {path.stem: path for path in (site / "certificates").glob("*.json")}
    scripts = {path.stem: path for path in (site / "_static" / "certificates").glob("*.js")}
    assert texts.keys() == scripts.keys() != set()
    for name, path in scripts.items():
        line = path.read_text(encoding="ascii")
        assert line.startswith(f'reluProofs.texts["{name}"] = ')
        assert json.loads(line.partition(" = ")[2].rstrip(";\n")) == texts[name].read_text()


def test_every_certificate_is_accepted_in_a_page_opened_from_a_folder(site, phone):
    certified = {f"claim-{claim.id}" for claim in CLAIMS.values() if claim.statement is not None}
    for path in sorted(site.glob("*/*.html")):
        names = [box for box in parsed(path).boxes if box in certified]
        if not names:
            continue
        phone.goto(path.as_uri())
        phone.evaluate("document.querySelectorAll('a.mark').forEach(mark => mark.click())")
        wait_until(
            phone,
            """[...document.querySelectorAll('.claim-panel .doubt')]
            .every(place => place.querySelector('button'))""",
        )
        said = phone.evaluate("""() => [...document.querySelectorAll(".claim-panel .doubt")].map(
            box => { box.querySelector("button").click();
                     return box.querySelector("[role=status]").textContent; })""")
        assert len(said) == len(names)
        assert all(text.startswith("Accepted in ") for text in said), (path.name, said)


def test_no_checker_is_loaded_before_a_mark_is_opened(site, phone):
    phone.goto((site / PAGE).as_uri())
    phone.wait_for_timeout(600)
    assert not phone.locator("script[src*='checker.short.js']").count()
    mark_of(phone, CLAIM).click()
    phone.locator(f"#claim-{CLAIM} .doubt button").first.wait_for()
    assert phone.locator("script[src*='checker.short.js']").count() == 1


def test_a_mark_opens_and_closes_by_keyboard_and_by_address(site, phone):
    phone.goto((site / PAGE).as_uri())
    mark, panel = mark_of(phone, CLAIM), phone.locator(f"#claim-{CLAIM}")
    assert not panel.is_visible()
    mark.focus()
    for key, shown in (("Enter", True), ("Space", False), ("Enter", True)):
        phone.keyboard.press(key)
        assert panel.is_visible() == shown
        assert mark.get_attribute("aria-expanded") == str(shown).lower()
    panel.locator("a").first.focus()
    phone.keyboard.press("Escape")
    assert not panel.is_visible()
    assert mark.evaluate("node => node === document.activeElement")
    phone.goto((site / PAGE).as_uri() + f"#claim-{CLAIM}")
    phone.reload()
    assert panel.is_visible()
    mark.click()
    assert not panel.is_visible()


def test_a_certificate_is_checked_and_broken_by_keyboard(site, phone):
    phone.goto((site / PAGE).as_uri())
    mark_of(phone, CLAIM).click()
    box = phone.locator(f"#claim-{CLAIM}")
    box.get_by_role("button", name="Check it here").focus()
    phone.keyboard.press("Enter")
    assert box.get_by_role("status").inner_text().startswith("Accepted in ")
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    said = box.get_by_role("status").last
    assert said.inner_text().startswith("Refused: ")
    box.get_by_label(f"The leaf of {CLAIM} to change").select_option("evidence.points[0][1]")
    assert box.locator(".doubt-change code").inner_text() == '"2"'
    value = box.get_by_label("Its new value")
    value.fill("1/2")
    assert said.inner_text().splitlines()[::2] == [
        "Refused: the sum of input 1 is -3/2, expected 0",
        'evidence.points[0][1]: "2" \u2192 "1/2"',
    ]
    value.fill("0.5")
    assert said.inner_text().startswith('Malformed: evidence.points[0][1]: found "0.5"')
    value.fill("2")
    assert said.inner_text().startswith("Accepted as it was")
    box.get_by_role("button", name="Another place").click()
    assert said.inner_text().startswith("Refused: ")


def test_open_panels_are_accessible_and_within_the_window(site, phone):
    phone.goto((site / PAGE).as_uri())
    phone.evaluate("document.querySelectorAll('details').forEach(all => all.open = true)")
    phone.evaluate("document.querySelectorAll('a.mark').forEach(mark => mark.click())")
    wait_until(
        phone,
        """[...document.querySelectorAll('.claim-panel .doubt')]
        .every(place => place.querySelector('button'))""",
    )
    phone.evaluate("""document.querySelectorAll(".doubt-buttons button")
            .forEach(button => button.click());
        document.querySelectorAll(".doubt details").forEach(all => all.open = true)""")
    for scheme in ("light", "dark"):
        phone.emulate_media(color_scheme=scheme)
        require_accessible(phone)


def test_without_scripts_there_are_no_buttons(site, browser):
    with opened(browser, (site / PAGE).as_uri(), 390, java_script_enabled=False) as page:
        panel = page.locator(f"#claim-{CLAIM}")
        assert not panel.is_visible()
        mark_of(page, CLAIM).click()
        assert panel.is_visible()
        assert not page.locator(".doubt button").count()


@pytest.mark.parametrize(
    "name, said",
    [
        ("valid/within-root", "Accepted in "),
        ("valid/affine-on-network-in-a-file", "Malformed: statement.network: "),
        ("invalid/regions-flat-cell", "Refused: cell 2 is flat"),
        ("malformed/not-ascii", "Malformed: certificate: found byte 722, expected ASCII text"),
    ],
)
def test_a_file_is_checked(site, phone, name, said):
    phone.goto((site / "reference/certificates.html").as_uri())
    path = CERTIFICATES / f"{name}.json"
    desk = phone.locator(".certificate-desk")
    desk.locator("input[type=file]").set_input_files(path)
    verdict = desk.get_by_role("status").filter(has_text=path.name).filter(has_not_text="Checking")
    assert verdict.inner_text().startswith(said)


def test_a_pasted_text_is_checked(site, phone):
    phone.goto((site / "reference/certificates.html").as_uri())
    desk = phone.locator(".certificate-desk")
    text = (CERTIFICATES / "valid" / "within-root.json").read_text(encoding="ascii")
    changed = text.replace('"0"', '"1"', 1)
    for pasted, said in ((text.rstrip(), "Accepted in "), (changed, "Refused")):
        desk.locator("textarea").fill(pasted)
        desk.get_by_role("button", name="Check the pasted text").click()
        verdict = desk.get_by_role("status").filter(has_text=said)
        assert verdict.inner_text().startswith(said)
