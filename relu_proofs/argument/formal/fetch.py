"""jsCoq from npm, into a folder of its own: it is a tool of the check and no part of the site."""

import hashlib
import subprocess
import tarfile
from pathlib import Path

__all__ = ["fetched"]

PACKAGE = "jscoq@0.17.1"
FILE = "jscoq-0.17.1.tgz"
SHA512 = (
    "56d7e06e6b0858fd34f068e81963f51c408d259c4b09c57a4632149a3cb951d8"
    "9a6a0abe87630b3830dd727969150b46e0f5d181b935a3321620130bf28c15da"
)


def fetched(folder: Path, npm: str = "npm") -> Path:
    """The folder of the package, fetched first if it is not there.

    The command line of the package holds all it needs: nothing else is installed, and no script
    of the package is run.

    Parameters
    ----------
    folder : Path
        Where to keep it.
    npm : str
        The program that fetches it.

    Raises
    ------
    ValueError
        If what npm brought is not the file that is known here.
    """
    package = folder / "package"
    if not (package / "dist-cli" / "cli.cjs").exists():
        folder.mkdir(parents=True, exist_ok=True)
        program = str(Path(npm).resolve()) if "/" in npm else npm
        subprocess.run([program, "pack", "--silent", PACKAGE], cwd=folder, check=True)
        archive = folder / FILE
        found = hashlib.sha512(archive.read_bytes()).hexdigest()
        if found != SHA512:
            raise ValueError(f"{PACKAGE}: npm brought a file with the SHA-512 {found}")
        with tarfile.open(archive) as held:
            held.extractall(folder, filter="data")
        archive.unlink()
    return package.resolve()
