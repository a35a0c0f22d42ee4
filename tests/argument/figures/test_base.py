"""The ground of the figures: their colours, their words, and that they never change."""

import itertools
import re
from xml.etree import ElementTree

import matplotlib
import numpy as np
import pytest

from relu_proofs.argument.figures.base import INK, UNITS, Drawing, drawn, panel
from relu_proofs.argument.figures.palette import DARK, LIGHT

BACKGROUNDS = {"light": (LIGHT, ("#ffffff", "#f8f9fb")), "dark": (DARK, ("#131416", "#1a1c1e"))}
# How colours look to eyes without one kind of cone (Machado et al. 2009, severity 1, linear RGB).
EYES = {
    "all cones": np.eye(3),
    "no long": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "no middle": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
}


def linear(colour):
    """A colour as light: linear red, green, blue."""
    part = np.array([int(colour[k : k + 2], 16) for k in (1, 3, 5)]) / 255
    return np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)


def luminance(colour):
    return linear(colour) @ [0.2126, 0.7152, 0.0722]


def oklab(light):
    """Light as a perceptually even space sees it (Ottosson 2020)."""
    cones = np.array(
        [
            [0.4122214708, 0.5363325363, 0.0514459929],
            [0.2119034982, 0.6806995451, 0.1073969566],
            [0.0883024619, 0.2817188376, 0.6299787005],
        ]
    ) @ np.clip(light, 0, 1)
    return np.array(
        [
            [0.2104542553, 0.7936177850, -0.0040720468],
            [1.9779984951, -2.4285922050, 0.4505937099],
            [0.0259040371, 0.7827717662, -0.8086757660],
        ]
    ) @ np.cbrt(cones)


@pytest.mark.parametrize("scheme", BACKGROUNDS)
def test_text_in_any_colour_is_readable(scheme):
    palette, backgrounds = BACKGROUNDS[scheme]
    for name, background in itertools.product(palette.keys() - {"grid", "paper"}, backgrounds):
        bright = sorted([luminance(palette[name]), luminance(background)])
        assert (bright[1] + 0.05) / (bright[0] + 0.05) >= 4.5, (name, background)


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("scheme", BACKGROUNDS)
def test_the_first_units_stay_apart(scheme, eyes):
    """Three units at once is what a panel shows; more are also told apart by where they are."""
    palette = BACKGROUNDS[scheme][0]
    seen = [oklab(np.array(EYES[eyes]) @ linear(palette[f"unit-{k}"])) for k in range(3)]
    for one, other in itertools.combinations(seen, 2):
        assert np.linalg.norm(one - other) >= 0.08


@drawn
def kink():
    figure, axes = panel()
    axes.plot([-1, 0, 1], [0, 0, 1], color=UNITS[0], marker="o")
    axes.text(0, 0.5, "a < b & $c$", color=INK)
    return Drawing(figure, alt='A "kink"\n at 0.', caption="One unit, one bend < two.")


def test_the_same_drawing_is_the_same_text():
    assert kink().html == kink().html


def test_it_is_well_formed_and_named():
    tree = ElementTree.fromstring(kink().html)
    assert tree.find("div").attrib == {
        "class": "panels",
        "role": "img",
        "aria-label": 'A "kink" at 0.',
    }
    assert tree.find("figcaption").text == "One unit, one bend < two."
    assert "a < b & $c$" in [text.text for text in tree.iter("{http://www.w3.org/2000/svg}text")]


def test_its_colours_are_variables_and_it_has_no_rules_of_its_own():
    html = kink().html
    assert "<style" not in html
    assert "DejaVu" not in html
    colours = re.findall(r"(?:fill|stroke): (#\w+|[a-z]+\(?)", html)
    assert set(colours) == {"none", "var("}


def test_ids_are_its_own():
    ids = set(re.findall(r' id="([^"]+)"', kink().html))
    figure = panel()[0]
    other = Drawing(figure, alt="another", caption="another")
    assert ids
    assert not ids & set(re.findall(r' id="([^"]+)"', other.html))
    assert set(re.findall(r"(?:#)(f[0-9a-f]+-\w+)", kink().html)) == ids


def test_it_leaves_the_style_of_others_alone():
    before = dict(matplotlib.rcParams)
    kink()
    assert dict(matplotlib.rcParams) == before


@pytest.mark.parametrize(
    "words",
    [{"alt": "", "caption": "c"}, {"alt": "a", "caption": " "}, {"alt": None, "caption": "c"}],
)
def test_words_are_required(words):
    with pytest.raises(ValueError, match="text in words"):
        Drawing(panel()[0], **words)


def test_a_drawing_needs_a_panel():
    with pytest.raises(ValueError, match="at least one panel"):
        Drawing(alt="a", caption="c")


def test_saved_it_stands_alone(tmp_path):
    kink().save(tmp_path / "kink.svg")
    text = (tmp_path / "kink.svg").read_text(encoding="utf-8")
    assert text.startswith("<?xml")
    assert "var(" not in text
    with pytest.raises(ValueError, match="one panel"):
        Drawing(panel()[0], panel()[0], alt="a", caption="c").save(tmp_path / "two.svg")
