"""The picture of the rooms says what the imports say."""

import pytest

from relu_site import rooms

FILES = {
    "__init__.py": "from .top.a import f\nfrom .base.one import b\n",
    "__main__.py": "from house import f\nfrom .base import one\nfrom json import b\n",
    "top/__init__.py": '"""The `top` room.\n\nStart here.\n"""\n',
    "top/a.py": "def f():\n    from ..base.one import b\n    import house.side\n",
    "base/__init__.py": "",
    "base/one.py": "import json\nfrom fractions import Fraction\nfrom . import two\n",
    "base/two.py": "",
    "side.py": '"""Beside.\n\nNot this.\n"""\nfrom house.base import one\n',
}


@pytest.fixture
def house(tmp_path):
    """A package whose imports are known."""
    package = tmp_path / "house"
    for name, text in FILES.items():
        path = package / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return package


def test_rooms_are_folders_and_files(house):
    found = {name: len(paths) for name, paths in rooms.rooms(house).items()}
    assert found == {"__main__": 1, "base": 3, "side": 1, "top": 2}


def test_imports_anywhere_in_a_file_are_arrows(house):
    assert rooms.arrows(house) == {
        ("__main__", "top"),
        ("__main__", "base"),
        ("top", "base"),
        ("top", "side"),
        ("side", "base"),
    }


def test_a_way_over_another_room_has_no_arrow(house):
    arrows = rooms.arrows(house)
    assert rooms.direct(arrows) == {("__main__", "top"), ("top", "side"), ("side", "base")}
    assert rooms.floors(list(rooms.rooms(house)), arrows) == [
        ["__main__"],
        ["top"],
        ["side"],
        ["base"],
    ]


def test_a_circle_is_refused(house):
    (house / "base" / "two.py").write_text("from ..side import x\n", encoding="utf-8")
    with pytest.raises(ValueError, match="circle of imports among __main__, base, side, top"):
        rooms.picture(house)


def test_the_picture_says_in_words_what_it_shows(house):
    picture = rooms.picture(house)
    for words in ("top imports base, side.", "base imports no other room.", "3 files", "1 file"):
        assert words in picture
    assert picture.count("marker-end") == 3


def test_a_room_says_what_it_is(house):
    assert rooms.said("top", house) == ["The `top` room.", "Start here."]
    assert rooms.said("side", house) == ["Beside."]


def test_every_room_of_the_package_says_what_it_is():
    names = rooms.rooms()
    assert {"core", "decide", "regions", "approximate", "io", "argument", "checker"} <= set(names)
    assert all(rooms.said(name) for name in names)
