"""Random changes of which units of a network pass on, with the evidence fitted to them or not."""

import copy

NETWORKS = ("relu-network/1", "relu-network/2", "relu-network/3")
LINE = {"low": "-2", "high": "2", "lower": "0", "upper": ["1/2", "1"]}  # above r on [-2, 2]


def with_relu(whole, chance):
    """A valid certificate with other units that pass on, or a field ``relu`` that is malformed."""
    whole = copy.deepcopy(whole)
    network = whole["statement"]["network"]
    if len(network["layers"]) > 1:
        network["format"] = "relu-network/2"
        chance.choice((flipped, flipped, flipped, passed, another_row, dropped, spoiled))(
            whole, chance
        )
    return whole


def some_layer(whole, chance):
    """The number of a hidden layer and its list of flags, which is written if it is not there."""
    layers = whole["statement"]["network"]["layers"]
    k = chance.randrange(len(layers) - 1)
    return k, layers[k].setdefault("relu", [True] * len(layers[k]["bias"]))


def flipped(whole, chance):
    """A unit passes on, or no longer does."""
    k, relu = some_layer(whole, chance)
    turn(whole, k, chance.randrange(len(relu)), chance)


def passed(whole, chance):
    """All units of a layer pass on."""
    k, relu = some_layer(whole, chance)
    for i in range(len(relu)):
        if relu[i]:
            turn(whole, k, i, chance)


def dropped(whole, chance):
    """A layer without the field: all its units are ReLUs."""
    k, relu = some_layer(whole, chance)
    for i in range(len(relu)):
        if not relu[i]:
            turn(whole, k, i, chance)
    del whole["statement"]["network"]["layers"][k]["relu"]


def another_row(whole, chance):
    """A layer has one more row, which passes on; often the next one takes nothing of it."""
    k, relu = some_layer(whole, chance)
    layer, after = whole["statement"]["network"]["layers"][k : k + 2]
    i = chance.randrange(len(relu))
    layer["weight"].append(list(layer["weight"][i]))
    layer["bias"].append(layer["bias"][i])
    relu.append(False)
    for row in after["weight"]:
        row.append(chance.choice(("0", "0", "0", "1", "-1")))


def spoiled(whole, chance):
    """A list of another length or in the last layer, or another version of the format."""
    _, relu = some_layer(whole, chance)
    network, way = whole["statement"]["network"], chance.randrange(4)
    if way == 0:
        relu.pop()
    elif way == 1:
        relu.append(chance.random() < 0.5)
    elif way == 2:
        network["layers"][-1]["relu"] = [True] * len(network["layers"][-1]["bias"])
    else:
        network["format"] = chance.choice(NETWORKS)


def turn(whole, k, i, chance):
    """Unit i of layer k passes on instead of being a ReLU, or the other way round.

    What evidence lists for each ReLU is mostly fitted to that.
    """
    relu = whole["statement"]["network"]["layers"][k]["relu"]
    place = sum(relu[:i])
    relu[i] = not relu[i]
    if chance.random() < 0.2:
        return
    evidence = whole["evidence"]
    for lines in evidence.get("relaxations", [])[k : k + 1]:
        fit(lines, place, relu[i], copy.deepcopy(chance.choice([*lines, LINE])))
    for pattern in evidence.get("patterns", []):
        fit(pattern[k], place, relu[i], chance.choice(("on", "off")))
    for cell in evidence.get("cells", []):
        states = list(cell["pattern"][k])
        fit(states, place, relu[i], chance.choice("01"))
        cell["pattern"][k] = "".join(states)


def fit(entries, place, is_relu, entry):
    """A list with an entry for each ReLU has one more at a place, or one less."""
    if is_relu:
        entries.insert(place, entry)
    else:
        del entries[place]
