"""What each wheel says about itself is what is in it: names, tags, checksums, the library of its platform, the rights.

usage: wheels.py FOLDER VERSION LIBRARIES
  LIBRARIES  a file with a line PLATFORM=LIBRARY for each that was built
"""

import base64
import csv
import glob
import hashlib
import io
import os
import sys
import zipfile

folder, version, libraries = sys.argv[1:]
with open(libraries) as file:
    built = dict(line.rstrip("\n").split("=", 1) for line in file)
# Which tag a library of that platform has to be under: by its end.
ENDS = {
    "linux-x86_64": "manylinux_2_31_x86_64",
    "linux-aarch64": "manylinux_2_31_aarch64",
    "linux-x86_64-musl": "musllinux_1_2_x86_64",
    "linux-aarch64-musl": "musllinux_1_2_aarch64",
    "macos-x86_64": "macosx_11_0_x86_64",
    "macos-aarch64": "macosx_11_0_arm64",
    "windows-x86_64": "win_amd64",
    "windows-aarch64": "win_arm64",
}
expected = {"sqlite_advocacy-%s-py3-none-%s.whl" % (version, ENDS[platform]): path for platform, path in built.items()}
found = {os.path.basename(path) for path in glob.glob(os.path.join(folder, "*.whl"))}
assert found == set(expected) and found, (found, set(expected))

for name, library in expected.items():
    archive = zipfile.ZipFile(os.path.join(folder, name))
    assert archive.testzip() is None
    names = archive.namelist()
    about = "sqlite_advocacy-%s.dist-info" % version
    assert names[-1] == about + "/RECORD", names
    rows = list(csv.reader(io.StringIO(archive.read(about + "/RECORD").decode())))
    assert sorted(row[0] for row in rows) == sorted(names) and len(set(names)) == len(names)
    for path, digest, size in rows[:-1]:
        data = archive.read(path)
        sha256 = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")
        assert (digest, size) == ("sha256=" + sha256, str(len(data))), path
    tag = archive.read(about + "/WHEEL").decode().split("Tag: ")[1].strip()
    assert name.endswith("-%s.whl" % tag), tag
    inside = [path for path in names if path.endswith((".so", ".dll", ".dylib"))]
    assert inside == ["sqlite_advocacy/" + os.path.basename(library)]
    with open(library, "rb") as file:
        assert archive.read(inside[0]) == file.read(), "not the library of " + name
    for entry in archive.infolist():
        assert entry.external_attr >> 16 in (0o100644, 0o100755), entry
        if entry.filename.endswith((".py", "METADATA")):
            assert b"@VERSION@" not in archive.read(entry), entry
    print(name)
