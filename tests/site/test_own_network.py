"""A reader's own small network: what the page says of it is what the package says."""

import json
import random
from fractions import Fraction

import pytest

from relu_proofs import Network, Piecewise, activation_regions, decide_affine, unit_states

from .window import opened, require_accessible, wait_until

PAGE = "practice/your-network.html"
NETWORKS = 60  # random ones of each number of inputs
FOUND = """([text, low, high]) => {
    const at = text => reluOwn.number(text, "");
    const network = {...reluOwn.read(text), low: at(low), high: at(high)};
    const found = reluOwn.analyse(network);
    return {
        affine: found.affine, regions: found.regions, states: found.states,
        knots: (found.knots || []).map(knot => knot.plain),
        values: found.pieces ? [low, high].map(x => found.pieces.at(at(x)).plain) : [],
        said: reluOwn.said(network, found).length,
        shapes: reluOwn.drawn(network, found).childElementCount,
    };
}"""
READ = """text => {
    try { reluOwn.read(text); return "read"; } catch (problem) { return problem.message; }
}"""


def as_file(network):
    layers = [
        {
            "weight": [[str(w) for w in row] for row in layer.weight],
            "bias": [str(b) for b in layer.bias],
        }
        for layer in network.layers
    ]
    return json.dumps({"format": "relu-network/1", "layers": layers})


def networks(inputs):
    """Random small networks; small whole weights make creases meet, coincide and cancel."""
    chance = random.Random(f"own {inputs}")

    def weight():
        return Fraction(chance.randint(-2, 2), chance.choice((1, 1, 2)))

    for _ in range(NETWORKS):
        units = chance.randint(1, 4)
        hidden = [[weight() for _ in range(inputs)] for _ in range(units)]
        out = [weight() for _ in range(units)]
        if chance.random() < 0.3:  # a unit that faces another one, and may cancel it
            hidden.append([-w for w in hidden[0]])
            out.append(-out[0])
        biases = [weight() for _ in hidden]
        if len(hidden) > units:
            biases[-1] = -biases[0]
        low = chance.randint(-3, 0)
        yield Network([(hidden, biases), ([out], [weight()])]), (low, low + chance.randint(1, 4))


@pytest.fixture
def window(browser, address):
    with opened(browser, address + PAGE) as window:
        yield window


@pytest.mark.parametrize("inputs", [1, 2])
def test_the_page_says_what_the_package_says(inputs, window):
    seen = set()
    for network, box in networks(inputs):
        found = window.evaluate(FOUND, [as_file(network), *map(str, box)])
        place = (network, box)
        assert found["affine"] == (decide_affine(network, box).verdict == "affine"), place
        assert found["states"] == [unit.state for unit in unit_states(network, box)], place
        assert found["regions"] == len(activation_regions(network, box)), place
        assert found["said"] > 1 and found["shapes"] > 0
        if inputs == 1:
            pieces = Piecewise.from_network(network)
            knots = [str(knot) for knot in pieces.knots if box[0] < knot < box[1]]
            assert found["knots"] == knots, place
            assert found["values"] == [str(network(x)) for x in box], place
        seen |= {found["affine"], *found["states"]}
    assert seen == {True, False, "off", "on", "switching"}


def test_what_cannot_be_read_names_its_place(window):
    good = json.loads(as_file(Network([([[1, -1]], [0]), ([[1]], [0])])))
    assert window.evaluate(READ, json.dumps(good)) == "read"
    for change, said in (
        ({"format": "x"}, "format"),
        ({"layers": good["layers"][:1]}, "one hidden layer"),
        ({"layers": [{"weight": [["x", "1"]], "bias": ["0"]}, good["layers"][1]]}, "weight[0][0]"),
        ({"layers": [{"weight": [[0.5, "1"]], "bias": ["0"]}, good["layers"][1]]}, "quotes"),
        ({"layers": [{"weight": [["1", "1"]], "bias": []}, good["layers"][1]]}, "layers[0].bias"),
        ({"layers": [{"weight": [["1"] * 3], "bias": ["0"]}, good["layers"][1]]}, "3 inputs"),
        ({"layers": "x"}, "layers"),
        ({"layers": [None, None]}, "layers[0]"),
    ):
        assert said in window.evaluate(READ, json.dumps(good | change)), change
    version, (hidden, last) = {"format": "relu-network/2"}, good["layers"]
    for relu, said in (
        ([False], "layers[0].relu[0]: row 1 has no ReLU, it passes on its value"),
        ([1], "layers[0].relu[0]: expected true or false"),
        ([True, True], "layers[0].relu: expected a list of 1"),
    ):
        change = version | {"layers": [hidden | {"relu": relu}, last]}
        assert said in window.evaluate(READ, json.dumps(good | change)), change
    with_units = {"layers": [hidden | {"relu": [True]}, last]}
    assert window.evaluate(READ, json.dumps(good | version | with_units)) == "read"
    assert window.evaluate(READ, json.dumps(good | version)) == "read"
    assert "“relu-network/2”" in window.evaluate(READ, json.dumps(good | with_units))
    in_the_last = version | {"layers": [hidden, last | {"relu": [True]}]}
    assert "last layer" in window.evaluate(READ, json.dumps(good | in_the_last))
    assert window.evaluate(READ, "{") == "This is not JSON."
    assert "format" in window.evaluate(READ, "null")


def test_typed_and_dropped_and_accessible(browser, address):
    with opened(browser, address + PAGE, 390) as window:
        place = window.locator(".own-network")
        first = place.locator(".own-result strong").first
        assert "not affine" in first.inner_text()
        place.get_by_label("unit 1, w").fill("x")
        assert first.inner_text().strip() == "This cannot be read."
        assert "unit 1, w" in place.locator(".own-result").inner_text()
        place.get_by_label("unit 1, w").fill("1")
        place.get_by_role("button", name="add a unit").click()
        assert place.get_by_label("unit 4, b").count() == 1
        place.get_by_label("number of inputs").select_option("2")
        assert place.get_by_label("unit 4, w₂").count() == 1
        text = as_file(Network([([[1, -1], [-1, 1]], [0, 0]), ([[1, -1]], [0])]))
        place.locator("input[type=file]").set_input_files(
            {"name": "net.json", "mimeType": "application/json", "buffer": text.encode()}
        )
        wait_until(window, "document.querySelectorAll('.own-units p').length === 2")
        assert "is affine" in first.inner_text()
        assert "no fold is left" in place.locator(".own-result").inner_text()
        assert json.loads(place.locator("pre").text_content()) == json.loads(text)
        require_accessible(window, "article")


def test_weights_are_typed_on_a_page_from_a_folder(browser, site):
    with opened(browser, (site / PAGE).as_uri(), 390) as window:
        place = window.locator(".own-network")
        before = place.locator(".own-result").inner_text()
        place.get_by_label("unit 1, w").focus()
        window.keyboard.press("Control+A")
        window.keyboard.type("5/2")
        assert place.locator(".own-result").inner_text() != before
        assert '"5/2"' in place.locator("pre").text_content()


DROP = """([place, text]) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "net.json", {type: "application/json"}));
    place.dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true}));
}"""


def test_a_file_is_dropped_on_a_page_from_a_folder(browser, site):
    """Weights that were floats stand in it as long fractions; what is refused leaves no file."""
    text = as_file(Network([([[0.1], [-1e-300]], [0, 5e-324]), ([[1, 1]], [0])]))
    with opened(browser, (site / PAGE).as_uri()) as window:
        place = window.locator(".own-network")
        window.evaluate(DROP, [place.element_handle(), text])
        wait_until(window, "document.querySelectorAll('.own-units p').length === 2")
        assert json.loads(place.locator("pre").text_content()) == json.loads(text)
        window.evaluate(DROP, [place.element_handle(), "{}"])
        wait_until(window, "!document.querySelector('.own-network pre').textContent")
        assert "cannot be read" in place.locator(".own-result").inner_text()


def test_without_scripts_the_command_is_named(browser, site):
    with opened(browser, (site / PAGE).as_uri(), 390, java_script_enabled=False) as window:
        assert not window.locator(".own-network input").count()
        assert window.get_by_text("relu-proofs affine").first.is_visible()
