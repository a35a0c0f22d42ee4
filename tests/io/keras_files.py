"""Files of the layout that Keras writes, true and false ones, made with h5py."""

import io
import json
import zipfile

import h5py
import numpy as np


def layer(kind, name, inbound=None, **config):
    """A layer of config.json; ``inbound`` names what it is handed, in a functional model."""
    entry = {"module": "keras.layers", "class_name": kind, "config": {"name": name, **config}}
    entry["name"] = name
    if inbound is not None:
        entry["inbound_nodes"] = [{"args": [[tensor(each) for each in inbound]], "kwargs": {}}]
    return entry


def tensor(name):
    return {"class_name": "__keras_tensor__", "config": {"keras_history": [name, 0, 0]}}


def input_layer(*shape, name="x"):
    return layer("InputLayer", name, batch_shape=[None, *shape])


def sequential(*layers, **config):
    config = {"name": "s", "layers": list(layers), **config}
    return {"module": "keras", "class_name": "Sequential", "config": config}


def functional(layers, outputs, inputs=("x",)):
    config = {"name": "f", "layers": list(layers)}
    config["input_layers"] = [[name, 0, 0] for name in inputs]
    config["output_layers"] = [[name, 0, 0] for name in outputs]
    return {"class_name": "Functional", "config": config}


def weights(arrays, **options):
    """The HDF5 file of arrays by place: of ``layers/dense`` a list of them."""
    file = io.BytesIO()
    with h5py.File(file, "w") as made:
        for place, values in arrays.items():
            group = made.create_group(f"{place}/vars")
            group.attrs["name"] = place
            for i, value in enumerate(values):
                group.create_dataset(str(i), data=value, **options)
    return file.getvalue()


def archive(config, content, method=zipfile.ZIP_STORED, **members):
    """A .keras file of a configuration and the bytes of its weights."""
    file = io.BytesIO()
    config = config if isinstance(config, bytes) else json.dumps(config).encode()
    parts = {"metadata.json": b"{}", "config.json": config, "model.weights.h5": content}
    with zipfile.ZipFile(file, "w", method) as made:
        for name, member in (parts | members).items():
            if member is not None:
                made.writestr(name, member)
    return file.getvalue()


def dense(name, units, inbound=None, **config):
    return layer("Dense", name, inbound, units=units, **config)


def chain(w0, b0, w1, b1):
    """A sequential model of two layers of weights with a row for each output."""
    config = sequential(
        input_layer(w0.shape[1]),
        dense("first", len(w0), activation="relu"),
        dense("second", len(w1), activation="linear"),
    )
    return archive(config, weights({"layers/dense": [w0.T, b0], "layers/dense_1": [w1.T, b1]}))


def linked(kind):
    """Weights that stand somewhere else than in the file itself."""
    file = io.BytesIO()
    with h5py.File(file, "w") as made:
        made["elsewhere"] = np.eye(2)
        group = made.create_group("layers/dense/vars")
        group["0"] = {
            "external": h5py.ExternalLink("/etc/passwd", "/elsewhere"),
            "soft": h5py.SoftLink("/elsewhere"),
        }[kind]
    return file.getvalue()


def declaring(shape, **options):
    """Weights that are declared and not there."""
    file = io.BytesIO()
    with h5py.File(file, "w") as made:
        made.create_dataset("layers/dense/vars/0", shape=shape, dtype="<f4", **options)
    return file.getvalue()


def external():
    """An array whose bytes stand in another file."""
    file = io.BytesIO()
    with h5py.File(file, "w") as made:
        made.create_dataset(
            "layers/dense/vars/0", shape=(2, 2), dtype="<f8", external=[("/etc/passwd", 0, 32)]
        )
    return file.getvalue()
