"""Packs one wheel for each platform whose library make dist has built.

A wheel is a zip file with three texts about itself, so this takes nothing but Python's own library; the same sources
give the same bytes.

usage: wheel.py VERSION EPOCH LICENSE OUTPUT PLATFORM=LIBRARY...
  PLATFORM  as make dist names it, such as linux-aarch64-musl
"""

import base64
import hashlib
import os
import sys
import time
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
PACKAGE = "sqlite_advocacy"
# A wheel runs wherever something at least this old does: glibc 2.31, musl 1.2, macOS 11.
TAGS = {
    "linux-x86_64": "manylinux_2_31_x86_64",
    "linux-aarch64": "manylinux_2_31_aarch64",
    "linux-x86_64-musl": "musllinux_1_2_x86_64",
    "linux-aarch64-musl": "musllinux_1_2_aarch64",
    "macos-x86_64": "macosx_11_0_x86_64",
    "macos-aarch64": "macosx_11_0_arm64",
    "windows-x86_64": "win_amd64",
    "windows-aarch64": "win_arm64",
}


def read(*path):
    with open(os.path.join(HERE, *path), "rb") as file:
        return file.read()


def filled(data, version):
    return data.replace(b"@VERSION@", version.encode())


def digest(data):
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


def contents(version, licence, tag, library):
    """The files of a wheel by name: the package, then what describes it, as the standard asks for."""
    with open(library, "rb") as file:
        files = {f"{PACKAGE}/{os.path.basename(library)}": file.read()}
    for name in sorted(os.listdir(os.path.join(HERE, PACKAGE))):
        if name.endswith((".py", ".typed")):
            files[f"{PACKAGE}/{name}"] = filled(read(PACKAGE, name), version)
    files = dict(sorted(files.items()))
    about = f"{PACKAGE}-{version}.dist-info"
    readme = read("README.md").split(b"\nThis folder of the sources", 1)[0]
    with open(licence, "rb") as file:
        files[f"{about}/LICENSE"] = file.read()
    files[f"{about}/METADATA"] = filled(read("METADATA.in"), version) + readme
    files[f"{about}/WHEEL"] = (
        f"Wheel-Version: 1.0\nGenerator: advocacy {version}\nRoot-Is-Purelib: false\nTag: py3-none-{tag}\n"
    ).encode()
    files[f"{about}/entry_points.txt"] = read("entry_points.txt")
    record = "".join(f"{name},sha256={digest(data)},{len(data)}\n" for name, data in files.items())
    files[f"{about}/RECORD"] = f"{record}{about}/RECORD,,\n".encode()
    return files


def pack(path, files, moment):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = (0o100755 if name.endswith((".so", ".dylib", ".dll")) else 0o100644) << 16
            archive.writestr(entry, data)


def main(version, epoch, licence, output, *libraries):
    # The format knows no time before 1980.
    moment = max(time.gmtime(int(epoch))[:6], (1980, 1, 1, 0, 0, 0))
    for platform, library in (library.split("=", 1) for library in libraries):
        tag = TAGS[platform]
        name = f"{PACKAGE}-{version}-py3-none-{tag}.whl"
        pack(os.path.join(output, name), contents(version, licence, tag, library), moment)
        print(f"  {name}")


main(*sys.argv[1:])
