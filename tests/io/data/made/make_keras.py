"""How the files of this folder that Keras wrote were made, once: ``python make_keras.py``.

Keras is no dependency of the tests: what it wrote, and the values that it gave, are kept.
"""

import json
import os
from pathlib import Path

os.environ["KERAS_BACKEND"] = "torch"

import keras  # noqa: E402
import numpy as np  # noqa: E402
from keras import layers  # noqa: E402

FOLDER = Path(__file__).parent
POINTS = 10
CHANCE = np.random.default_rng(0)


def classifier():
    """Dense layers, and what does nothing at rest; a softmax at the end."""
    return keras.Sequential(
        [
            keras.Input((4,)),
            layers.Normalization(mean=[1.0, 2, 3, 4], variance=[1.0, 4, 2, 0]),
            layers.Dense(6, use_bias=False),
            layers.BatchNormalization(),
            layers.Activation("relu"),
            layers.Dropout(0.5),
            layers.GaussianNoise(0.1),
            layers.Dense(5, activation="relu6"),
            layers.Dense(3, activation="softmax"),
        ]
    )


def leaks():
    """Every activation that bends otherwise than a ReLU."""
    return keras.Sequential(
        [
            keras.Input((3,)),
            layers.Rescaling(0.5, offset=-1.0),
            layers.Dense(4),
            layers.LeakyReLU(negative_slope=0.25),
            layers.Dense(4, activation="leaky_relu"),
            layers.PReLU(alpha_initializer=keras.initializers.RandomUniform(0, 0.5, seed=1)),
            layers.Dense(4, activation=layers.ReLU(max_value=1.5)),
            layers.ReLU(negative_slope=0.125, max_value=1.0),
            layers.Dense(2),
        ]
    )


def image():
    """Convolutions and pools in two dimensions, of every padding."""
    return keras.Sequential(
        [
            keras.Input((6, 5, 2)),
            layers.ZeroPadding2D(((1, 0), (0, 2))),
            layers.Conv2D(3, (3, 2), strides=2, padding="same", activation="relu"),
            layers.BatchNormalization(scale=False),
            layers.MaxPooling2D(2, strides=1, padding="same"),
            layers.DepthwiseConv2D(2, depth_multiplier=2, padding="same"),
            layers.ReLU(),
            layers.SeparableConv2D(4, 2, activation="relu"),
            layers.PReLU(
                shared_axes=[1, 2], alpha_initializer=keras.initializers.RandomUniform(0, 1, seed=2)
            ),
            layers.AveragePooling2D(2, padding="same"),
            layers.Flatten(),
            layers.Dense(2),
        ]
    )


def signal():
    """One dimension: causal, dilated and grouped convolutions, reshaped."""
    return keras.Sequential(
        [
            keras.Input((12,)),
            layers.Reshape((6, 2)),
            layers.Conv1D(4, 3, padding="causal", dilation_rate=2, activation="relu"),
            layers.Permute((2, 1)),
            layers.Permute((2, 1)),
            layers.Conv1D(4, 2, groups=2, activation="relu"),
            layers.ZeroPadding1D((1, 2)),
            layers.MaxPooling1D(2),
            layers.AveragePooling1D(2, strides=1, padding="same"),
            layers.GlobalMaxPooling1D(),
            layers.Dense(1),
        ]
    )


def branches():
    """A functional model: residual sums, every merge, a shared layer, and sums without a layer."""
    x = keras.Input((3,))
    shared = layers.Dense(3, activation="relu", name="shared")
    first = shared(x)
    second = shared(first)
    total = layers.Add()([x, first, second])
    mean = layers.Average()([first, second])
    differ = layers.Subtract()([total, mean])
    most = layers.Maximum()([differ, total])
    least = layers.Minimum()([differ, mean])
    joined = layers.Concatenate()([most, least, first])
    return keras.Model(x, layers.Dense(2)(joined * 2.0 + 0.5), name="branches")


def nested():
    """A model inside a model, and a global pool."""
    inner = keras.Sequential(
        [
            keras.Input((4, 4, 1)),
            layers.Conv2D(2, 3, activation="relu"),
            layers.GlobalAveragePooling2D(),
        ],
        name="features",
    )
    x = keras.Input((4, 4, 1))
    hidden = layers.Dense(3, activation="relu")(inner(layers.Rescaling(2.0)(x)))
    return keras.Model(x, layers.Dense(1, activation="sigmoid")(hidden), name="nested")


def adapted():
    """A Normalization that was fitted to data: its mean and variance are weights."""
    first = layers.Normalization()
    first.adapt(CHANCE.normal(3, 2, (20, 2)).astype("float32"))
    return keras.Sequential([keras.Input((2,)), first, layers.Dense(1, activation="relu")])


def prices():
    """A network that is fitted to noisy, linear data, as the page ``your-network`` shows it."""
    chance = np.random.default_rng(1)
    rows = chance.uniform(2, 6, (60, 2)).astype("float32")
    targets = 3 + 2 * rows[:, 0] - rows[:, 1] + chance.normal(0, 0.1, 60)
    keras.utils.set_random_seed(0)
    scale = layers.Normalization()
    scale.adapt(rows)
    parts = [keras.Input((2,)), scale, layers.Dense(8, activation="relu"), layers.Dense(1)]
    model = keras.Sequential(parts)
    model.compile(keras.optimizers.Adam(0.02), "mse")
    model.fit(rows, targets, epochs=400, verbose=0)
    return model


def shake(model):
    """Give every weight a value of its own, where Keras starts with zeros and ones."""
    for weight in model.weights:
        value = np.asarray(weight.value.detach())
        if value.ndim and "variance" not in weight.path and "normalization/mean" not in weight.path:
            weight.assign(value + CHANCE.normal(0, 0.3, value.shape).astype("float32"))
        elif "moving_variance" in weight.path:
            weight.assign(CHANCE.uniform(0.5, 2, value.shape).astype("float32"))


def logits(model):
    """The model up to its logits: with the last softmax or sigmoid left out."""
    last = model.layers[-1]
    if getattr(last, "activation", None) in (keras.activations.softmax, keras.activations.sigmoid):
        last.activation = keras.activations.linear
    return model


def main():
    values = {"keras": keras.__version__, "files": {}}
    for make in (classifier, leaks, image, signal, branches, nested, adapted, prices):
        model = make()
        if make is not prices:
            shake(model)
        model.save(FOLDER / f"{make.__name__}.keras")
        x = CHANCE.uniform(-2, 2, (POINTS, *model.input_shape[1:])).astype("float32")
        y = logits(model).predict(x, verbose=0)
        values["files"][f"{make.__name__}.keras"] = {
            "points": x.reshape(POINTS, -1).tolist(),
            "values": y.reshape(POINTS, -1).tolist(),
        }
    (FOLDER / "keras.json").write_text(json.dumps(values) + "\n")


if __name__ == "__main__":
    main()
