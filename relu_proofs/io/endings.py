"""Files that are not read, and the lines that turn each into one that is."""

from collections.abc import Iterable

from ..core.rational import InputError, shown

__all__ = ["refusal"]

_PICKLE = "a pickle, which can run any code while it is read; where you trust it, run"
_TORCH = (
    _PICKLE,
    "from safetensors.torch import save_file",
    'save_file(model.state_dict(), "model.safetensors")',
)
_CHECKPOINT = (
    f"a checkpoint: of PyTorch {_PICKLE}",
    "import torch",
    "from safetensors.torch import save_file",
    'state = torch.load("model.ckpt", weights_only=True)["state_dict"]',
    'save_file(state, "model.safetensors")',
)
_SKLEARN = (
    _PICKLE,
    "from relu_proofs import from_sklearn, write_network",
    'write_network(from_sklearn(model), "model.json")',
)
_HDF5 = (
    "HDF5; where Keras wrote it as a whole model, run",
    "import keras",
    'keras.models.load_model("model.h5", compile=False).save("model.keras")',
)
_NNET = (
    "the text format of ACAS Xu; run",
    "import numpy as np",
    "from pathlib import Path",
    'lines = Path("model.nnet").read_text().splitlines()',
    'lines = [line for line in lines if not line.startswith("//")]',
    'rows = [[float(v) for v in line.strip(" ,").split(",")] for line in lines]',
    "sizes, rest, arrays = [int(n) for n in rows[1]], rows[7:], {}",
    "for k, n in enumerate(sizes[1:]):",
    '    arrays[f"W{k}"], arrays[f"b{k}"] = np.array(rest[:n]), np.ravel(rest[n : 2 * n])',
    "    rest = rest[2 * n :]",
    "mean, scale = np.array(rows[5]), np.array(rows[6])",
    'arrays["b0"] = arrays["b0"] - arrays["W0"] @ (mean[:-1] / scale[:-1])',
    'arrays["W0"] = arrays["W0"] / scale[:-1]',
    'last = f"{len(sizes) - 2}"',
    'arrays["W" + last] = arrays["W" + last] * scale[-1]',
    'arrays["b" + last] = arrays["b" + last] * scale[-1] + mean[-1]',
    'np.savez("model.npz", **arrays)',
)
_MATLAB = (
    "MATLAB's; in Python, with the names that the weights and biases have there,",
    "import numpy as np",
    "from scipy.io import loadmat",
    'm = loadmat("model.mat")',
    'np.savez("model.npz", W0=m["W1"], b0=m["b1"].ravel(), W1=m["W2"], b1=m["b2"].ravel())',
)
_ONNX = "python -m tf2onnx.convert"

_LINES: dict[str, tuple[str, ...]] = {
    ".ckpt": _CHECKPOINT,
    ".engine": (
        "an engine of TensorRT, which holds rounded programs for one machine; read the .onnx file "
        "that it was built from",
    ),
    ".gguf": (
        "weights of a language model, whose attention and activations are not piecewise linear; "
        "no file made of them is read",
    ),
    ".h5": _HDF5,
    ".hdf5": _HDF5,
    ".joblib": _SKLEARN,
    ".mat": _MATLAB,
    ".mlmodel": (
        "a model of Core ML, which nothing turns back; where the model that it was made from is, "
        "export that one",
        'torch.onnx.export(model, example, "model.onnx")',
    ),
    ".nnet": _NNET,
    ".pb": (
        "a graph of TensorFlow; run in the folder of a saved model",
        f"{_ONNX} --saved-model . --output model.onnx",
    ),
    ".pickle": _SKLEARN,
    ".pkl": _SKLEARN,
    ".pmml": (
        "PMML, which nothing turns back; where the scikit-learn model is that it came from, run",
        *_SKLEARN[1:],
    ),
    ".pt": _TORCH,
    ".pth": _TORCH,
    ".tflite": (
        "a model of TensorFlow Lite; run",
        f"{_ONNX} --tflite model.tflite --output model.onnx",
    ),
}


def refusal(ending: str, readable: Iterable[str]) -> InputError:
    """The refusal of a file by its ending, with the lines that make a file that is read.

    Parameters
    ----------
    ending : str
        In small letters, with its dot.
    readable : iterable of str
        The endings that are read.

    Examples
    --------
    >>> print(refusal(".tflite", [".onnx"]))
    found a model of TensorFlow Lite; run
        python -m tf2onnx.convert --tflite model.tflite --output model.onnx
    and read that file instead
    >>> print(refusal(".xyz", [".json", ".onnx"]))
    found the ending '.xyz', expected one of .json, .onnx
    """
    if ending not in _LINES:
        return InputError(
            f"found the ending {shown(ending)}, expected one of {', '.join(readable)}"
        )
    words, *lines = _LINES[ending]
    if not lines:
        return InputError(f"found {words}")
    return InputError("\n    ".join([f"found {words}", *lines]) + "\nand read that file instead")
