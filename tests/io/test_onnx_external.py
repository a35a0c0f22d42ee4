"""Numbers in files beside a model: read only where that is asked for, and only from its folder."""

import onnx
import pytest
from onnx import TensorProto

from relu_proofs import InputError, Network, read_network
from relu_proofs.__main__ import main
from relu_proofs.io.read import read
from tests.io.samples import B0, DATA, W0, model, node

PLAIN = Network.affine(W0, B0)


def tensor(name, array, **entries):
    made = TensorProto(
        name=name,
        dims=array.shape,
        data_type=TensorProto.DOUBLE,
        data_location=TensorProto.EXTERNAL,
    )
    for key, value in entries.items():
        made.external_data.add(key=key, value=str(value))
    return made


def written(folder, **entries):
    """A model whose weight stands in another file, behind its bias."""
    (folder / "numbers.bin").write_bytes(B0.tobytes() + W0.tobytes())
    told = {"location": "numbers.bin", "offset": B0.nbytes} | entries
    constants = {"w": tensor("w", W0, **told), "b": B0}
    proto = model([node("Gemm", ["x", "w", "b"], "y", transB=1)], constants)
    (folder / "a.onnx").write_bytes(proto.SerializeToString())
    return folder / "a.onnx"


@pytest.mark.parametrize("more", [{}, {"length": W0.nbytes}, {"checksum": "0"}])
def test_numbers_of_another_file(tmp_path, more):
    path = written(tmp_path, **more)
    assert read(path, external_data=True).network == PLAIN
    assert read_network(path, external_data=True) == PLAIN
    with pytest.raises(InputError, match="external_data .--external-data. reads it from files of"):
        read(path)


def test_files_as_the_package_onnx_writes_them(tmp_path):
    proto = model([node("Gemm", ["x", "w", "b"], "y", transB=1)], {"w": W0, "b": B0})
    options = {"save_as_external_data": True, "location": "rest", "size_threshold": 0}
    onnx.save(proto, tmp_path / "a.onnx", **options)
    assert read(tmp_path / "a.onnx", external_data=True).network == PLAIN


def test_the_command_line_asks_for_them(tmp_path, capsys):
    path = str(written(tmp_path))
    assert main(["read", path, "--external-data"]) == 0
    assert "2 inputs, 3 outputs" in capsys.readouterr().out
    assert main(["read", path]) == 2


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ({"location": "/etc/passwd"}, "found its numbers in '/etc/passwd', expected the name of a"),
        ({"location": "../numbers.bin"}, r"found its numbers in '../numbers.bin'"),
        ({"location": "a/numbers.bin"}, "found its numbers in"),
        ({"location": "a\\numbers.bin"}, "found its numbers in"),
        ({"location": "c:numbers.bin"}, "found its numbers in"),
        ({"location": ".."}, "found its numbers in '..'"),
        ({"location": ""}, "found its numbers in ''"),
        ({"location": "link"}, "found its numbers in 'link'"),
        ({"location": "missing"}, "'missing': No such file or directory"),
        ({"location": "folder"}, "'folder': found a directory, expected a file"),
        ({"offset": "-8"}, "offset: found '-8', expected a number of bytes"),
        ({"offset": "9" * 16}, "offset: found '9999999999999999', expected a number of bytes"),
        ({"length": "many"}, "length: found 'many', expected a number of bytes"),
        ({"offset": 10**9}, "found an offset of 1000000000 and 0 bytes, expected at most 72"),
        ({"length": 1000}, "found an offset of 24 and 1000 bytes, expected at most 72"),
        ({"length": 8}, "found 8 bytes"),
    ],
)
def test_what_leads_elsewhere_is_refused(tmp_path, entries, said):
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("/etc/passwd")
    path = written(tmp_path, **entries)
    with pytest.raises(InputError, match=said) as caught:
        read(path, external_data=True)
    assert "node 0 (Gemm): initialiser 'w'" in str(caught.value)


def test_other_files_count_together(tmp_path):
    constants = {}
    for name in ("v", "w"):
        (tmp_path / f"{name}.bin").write_bytes(bytes(600_000))
        constants[name] = tensor(name, W0.T, location=f"{name}.bin", length=W0.nbytes)
    nodes = [node("MatMul", ["x", "v"], "a"), node("MatMul", ["x", "w"], "b")]
    proto = model([*nodes, node("Add", ["a", "b"], "y")], constants)
    (tmp_path / "a.onnx").write_bytes(proto.SerializeToString())
    with pytest.raises(InputError, match="initialiser 'w': found files of more than 1 MB"):
        read(tmp_path / "a.onnx", max_mb=1, external_data=True)


def test_other_formats_have_none():
    with pytest.raises(InputError, match="external_data: only an .onnx file has numbers in other"):
        read(DATA / "absdiff.json", external_data=True)
