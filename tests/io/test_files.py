"""Opening, limits and writing: regular files within limits, written whole or not at all."""

import io
import os
import subprocess
import sys
import threading
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

import relu_proofs
from relu_proofs import (
    InputError,
    Network,
    from_sklearn,
    read_box,
    read_data,
    read_network,
    write_network,
)
from relu_proofs.io.files import Limits, content, require_writable, write_text
from tests.io.bad import BAD
from tests.io.samples import GIGABYTE, NETWORK, VALID, model, node, npz, read

PACKAGE = Path(relu_proofs.__file__).parent


@pytest.mark.parametrize("ending", VALID)
def test_every_format_gives_the_same_network(put, ending):
    assert read_network(put("net" + ending.upper(), VALID[ending])) == NETWORK


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_its_place(put, name):
    bad, said = BAD[name]
    path = put(name, bad if isinstance(bad, bytes) else bad.SerializeToString())
    with pytest.raises(InputError, match=said) as caught:
        read_network(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    lines = message.count("\n")  # those that turn the file into one that is read
    assert not lines or "read that file instead" in message
    assert len(message) < 600 + len(str(path)) + 60 * lines


# ---- what is opened -----------------------------------------------------------------------------


def test_places_that_are_no_files(tmp_path):
    (tmp_path / "folder.json").mkdir()
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "loop.json").symlink_to(tmp_path / "loop.json")
    (tmp_path / "device.json").symlink_to(os.devnull)
    for name, said in (
        ("none.json", "No such file"),
        ("folder.json", "found a directory"),
        ("pipe.json", "found a pipe"),
        ("device.json", "found a device"),
        ("loop.json", "symbolic links"),
        ("a\0b.json", "null"),
    ):
        with pytest.raises(InputError, match=said):
            read_network(tmp_path / name)


@pytest.mark.parametrize("path", [None, 5, b"net.json"])
@pytest.mark.parametrize("read_it", [read_network, read_data, read_box])
def test_what_is_no_name_of_a_file(read_it, path):
    """An open file's number is none either."""
    with pytest.raises(InputError, match="file: found .*, expected its name"):
        read_it(path)


def test_a_pipe_that_takes_the_place_of_a_file_is_not_waited_for(tmp_path, monkeypatch):
    """Between looking and opening another one may come; opening it must not wait for a writer."""
    path = tmp_path / "a.json"
    path.write_bytes(VALID[".json"])
    seen = os.stat(path)
    path.unlink()
    os.mkfifo(path)
    monkeypatch.setattr(os, "stat", lambda _: seen)
    found = []

    def try_it():
        try:
            content(path, Limits())
        except InputError as problem:
            found.append(str(problem))

    thread = threading.Thread(target=try_it, daemon=True)
    thread.start()
    thread.join(30)
    assert found == ["found a pipe, expected a file"]


def test_the_limits_hold_and_can_be_raised(put):
    big = put("big.json", VALID[".json"] + b" " * (2 << 20))
    with pytest.raises(InputError, match="expected at most 1 MB"):
        read_network(big, max_mb=1)
    assert read_network(big, max_mb=3) == NETWORK
    many = put("many.npz", npz({"W0": np.ones((300, 300))}))
    with pytest.raises(InputError, match="W0: found 90000 numbers, expected at most 65536"):
        read_network(many, max_mb=1)
    assert read_network(many, max_mb=2).inputs == 300


def test_affine_steps_that_follow_each_other_are_bounded(put):
    ones = {"a": np.ones((400, 1), np.float16), "b": np.ones((1, 400), np.float16)}
    outer = model(
        [node("MatMul", ["x", "a"], "h"), node("MatMul", ["h", "b"], "y")], ones, ("N", 400)
    )
    path = put("outer.onnx", outer.SerializeToString())
    with pytest.raises(InputError, match="composed with what stands before it, this takes 160000"):
        read_network(path, max_mb=1)
    assert read_network(path).outputs == 400


@pytest.mark.parametrize("most, said", [(0, "expected at most 0 MB"), (-1, "max_mb: found -1")])
def test_a_limit_of_nothing_refuses_everything(put, most, said):
    with pytest.raises(InputError, match=said):
        read_network(put("a.json", VALID[".json"]), max_mb=most)


# ---- a gigabyte declared in a kilobyte ----------------------------------------------------------


@pytest.mark.parametrize("name", GIGABYTE)
def test_a_declared_gigabyte_is_never_allocated(put, name):
    assert len(GIGABYTE[name]) <= 1024
    path = put(name, GIGABYTE[name])
    with pytest.raises(InputError):  # imports what it needs, outside the measurement
        read(path)
    tracemalloc.start()
    try:
        with pytest.raises(InputError):
            read(path)
        # forms of inputs that are only declared, a hundredth of what their weights would take
        assert tracemalloc.get_traced_memory()[1] < 10 << 20
    finally:
        tracemalloc.stop()


def test_what_the_system_sees_stays_small_too(tmp_path):
    """Rust and C++ allocate behind Python's back: the peak of a whole process."""
    for name, bad in GIGABYTE.items():
        (tmp_path / name).write_bytes(bad)
    code = """
import resource, sys
from pathlib import Path
import h5py, onnx, safetensors
from relu_proofs import InputError, read_data, read_network
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for path in Path(sys.argv[1]).iterdir():
    try:
        (read_data if path.suffix == ".npy" else read_network)(path)
    except InputError:
        continue
    raise SystemExit(f"{path} was read")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], check=True, capture_output=True, text=True
    )
    unit = 1 if sys.platform == "darwin" else 1024
    assert int(ran.stdout) * unit < 64 << 20


# ---- libraries ----------------------------------------------------------------------------------


def test_a_missing_library_is_named_with_its_extra(put, monkeypatch):
    for module, package, ending in (
        ("safetensors", "safetensors", ".safetensors"),
        ("onnx", "onnx", ".onnx"),
        ("h5py", "h5py", ".keras"),
    ):
        monkeypatch.setitem(sys.modules, module, None)
        with pytest.raises(InputError, match=rf"package {package}: pip .*relu-proofs\[formats\]"):
            read_network(put("a" + ending, VALID[ending]))
    monkeypatch.setitem(sys.modules, "sklearn.neural_network", None)
    with pytest.raises(InputError, match="package scikit-learn"):
        from_sklearn(None)


@pytest.mark.parametrize(
    ("name", "unneeded"),
    [
        ("a.json", {"numpy", "onnx", "safetensors", "sklearn"}),
        ("a.npz", {"h5py", "onnx", "safetensors", "sklearn"}),
        ("a.keras", {"onnx", "safetensors", "sklearn"}),
        ("a.csv", {"numpy", "onnx", "safetensors", "sklearn"}),
    ],
)
def test_no_reader_imports_what_it_does_not_need(put, name, unneeded):
    path = put(name, {**VALID, ".csv": b"a,b\n1,2\n"}[name[1:]])
    code = (
        "import sys, types\n"
        "package = sys.modules['relu_proofs'] = types.ModuleType('relu_proofs')\n"
        f"package.__path__ = [{str(PACKAGE)!r}]\n"  # without the names of the other rooms
        "from relu_proofs.io.read import read\n"
        "from relu_proofs.io.rows import read_rows\n"
        f"(read_rows if {name!r}.endswith('.csv') else read)(sys.argv[1])\n"
        f"assert not {unneeded} & set(sys.modules), {unneeded} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=True)


# ---- writing ------------------------------------------------------------------------------------


def test_what_is_written_is_read_again(tmp_path):
    third = Network([([["1/3"]], ["-1/7"]), ([[1], [0]], [0, 1])])
    write_network(third, tmp_path / "net.json")
    assert read_network(tmp_path / "net.json") == third
    assert os.listdir(tmp_path) == ["net.json"]


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real.json").write_text("old")
    (tmp_path / "link.json").symlink_to("real.json")
    write_text(tmp_path / "link.json", "new")
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").read_text() == "new"


class _Interrupted(io.StringIO):
    def write(self, _):
        raise KeyboardInterrupt


@pytest.mark.parametrize("where", ["write", "replace"])
def test_an_interruption_leaves_the_older_file(tmp_path, monkeypatch, where):
    (tmp_path / "a.json").write_text("old")

    def interrupted(*_, **__):
        raise KeyboardInterrupt

    if where == "write":
        monkeypatch.setattr(os, "fdopen", lambda handle, *_, **__: _Interrupted())
    else:
        monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_text(tmp_path / "a.json", "new")
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]
    assert (tmp_path / "a.json").read_text() == "old"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("none/a.json", "none/a.json: No such file or directory"),
        ("folder", "folder: Is a directory"),
        ("", "file: found no name, expected that of a file"),
        ("file/a.json", "file/a.json: Not a directory"),
        ("pipe", "pipe: found a pipe, expected a file"),
        ("device", "device: found a device, expected a file"),
        ("a\0b", "null"),
    ],
)
@pytest.mark.parametrize("write", [require_writable, lambda path: write_text(path, "new")])
def test_where_no_file_can_stand(tmp_path, monkeypatch, name, said, write):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "device").symlink_to(os.devnull)
    before = sorted(os.listdir())
    with pytest.raises(InputError, match=said):
        write(name)
    assert sorted(os.listdir()) == before
    assert os.path.exists(os.devnull) and not os.path.isfile(os.devnull)


def test_a_name_with_characters_that_end_a_line_is_one_line(tmp_path):
    with pytest.raises(InputError) as caught:
        read_data(f"{tmp_path}/a\nb\x1b.csv")
    assert "\n" not in str(caught.value) and "a\\nb\\x1b.csv" in str(caught.value)
