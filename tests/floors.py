#!/usr/bin/env python3
"""Each file includes only downwards, and no folder is a corridor: the floors of the house.

    floors.py            checks itself on planted violations, then the sources
"""
import collections
import pathlib
import re
import sys
import tempfile

FLOORS = [  # lowest first; a folder includes of lower lines and of itself, not of its neighbours
    ["kernels/base"],
    ["kernels/model"],
    ["kernels/engine"],
    ["host/error.hpp"],
    ["host/check_stop.hpp", "host/embedded.hpp"],
    ["host/numerics", "host/text"],
    ["host/answer"],
    ["host/hdf5", "host/keys"],
    ["host/toml"],
    ["host/files"],
    ["host/priors"],
    ["host/config"],
    ["host/result"],
    ["host/inference"],
    ["host/results"],
    ["host/explain"],
    ["host/report"],
    ["host/export", "host/history"],
    ["host/page"],
    ["host/forecast"],
    ["host/design"],
    ["host/bench", "host/calibrate", "host/hindcast", "host/rare", "host/sensitivity", "host/sweep"],
    ["host/machine"],
    ["host/command_line"],
    ["host/commands"],
    ["host/main.cpp", "host/mpi"],
    ["verification/findings.hpp"],
    ["verification/processes", "verification/reference"],
    ["verification/closed_forms", "verification/posteriors"],
    ["verification"],
    ["tests"],
]
MOST_FILES = 40
GENERATED = {"racecast/version.hpp"}
# What a floor must not know, as headers of the system and of libraries; and who alone may know.
FORBIDDEN = {
    "kernels/base": r"string|string_view|iostream|fstream|thread|mutex|stdexcept|exception",
    "kernels/model": r"string|iostream|fstream|thread|mutex|stdexcept|exception",
}
OWNERS = {
    r"toml\+\+/.*|toml\.hpp": ["host/toml", "tests"],
    r"hdf5.*|H5.*": ["host/hdf5", "host/results", "tests"],
    r"mpi\.h": ["host/mpi"],
    r"CLI/.*": ["host/command_line/parser.cpp", "verification/main.cpp", "tests/damage/main.cpp"],
}
INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]', re.MULTILINE)
SUFFIXES = {".hpp", ".cpp", ".cu", ".cuh", ".def", ".h"}


def below(path, folder):
    return path == folder or path.startswith(folder + "/")


def room_of(path):
    """Height and folder; None: it lies on no floor."""
    for height, folders in enumerate(FLOORS):
        for folder in folders:
            if below(path, folder):
                return height, folder
    return None


def wrong_quoted(root, path, target):
    if target in GENERATED:
        return None if path.startswith("host/") else "only host/ may know the version"
    if not (root / target).is_file():
        return "is not a path from the root of the repository"
    here, there = room_of(path), room_of(target)
    if there is None:
        return "lies on no floor"
    if there[0] == here[0] and there[1] != here[1]:
        return "lies in a room beside this one"
    return "lies on a higher floor" if there[0] > here[0] else None


def wrong_system(path, target):
    for folder, pattern in FORBIDDEN.items():
        if below(path, folder) and re.fullmatch(pattern, target):
            return f"is not for {folder}"
    for pattern, owners in OWNERS.items():
        if re.fullmatch(pattern, target) and not any(below(path, owner) for owner in owners):
            return f"is only for {' and '.join(owners)}"
    return None


def long_corridors(files):
    """Folders with more files than a newcomer finds things in."""
    folders = collections.Counter(path.rpartition("/")[0] for path in files)
    return [f"{folder}: {count} files, {MOST_FILES} at most; split it by subject"
            for folder, count in sorted(folders.items()) if count > MOST_FILES]


def violations(root):
    found, files = [], []
    for top in ("kernels", "host", "verification", "tests"):
        for file in sorted((root / top).rglob("*")):
            if file.suffix not in SUFFIXES or not file.is_file():
                continue
            path = file.relative_to(root).as_posix()
            files.append(path)
            if room_of(path) is None:
                found.append(f"{path}: lies on no floor")
                continue
            for match in INCLUDE.finditer(file.read_text(encoding="utf-8")):
                quoted, target = match.group(1) == '"', match.group(2)
                why = wrong_quoted(root, path, target) if quoted else wrong_system(path, target)
                if why:
                    found.append(f"{path}: {match.group(0).strip()}: {why}")
    return found + long_corridors(files), len(files)


PLANTED = {  # file: (its include, whether that is a violation)
    "kernels/base/a.hpp": ('"kernels/model/a.hpp"', True),
    "kernels/model/a.hpp": ("<string>", True),
    "kernels/engine/a.cpp": ('"host/error.hpp"', True),
    "kernels/engine/b.cpp": ("<string>", False),
    "host/error.hpp": ('"host/config/a.hpp"', True),
    "host/text/a.hpp": ('"host/numerics/a.hpp"', True),
    "host/numerics/a.hpp": ('"kernels/base/a.hpp"', False),
    "host/priors/a.hpp": ('"host/config/a.hpp"', True),
    "host/config/a.hpp": ('"host/priors/a.hpp"', False),
    "host/results/a.hpp": ('"host/forecast/a.hpp"', True),
    "host/results/b.hpp": ('"host/inference/a.hpp"', False),
    "host/inference/a.hpp": ('"host/result/a.hpp"', False),
    "host/result/a.hpp": ('"host/inference/a.hpp"', True),
    "host/report/a.hpp": ("<hdf5.h>", True),
    "host/forecast/a.hpp": ('"kernels/base/a.hpp"', False),
    "host/forecast/b.hpp": ('"host/commands/a.hpp"', True),
    "host/commands/a.hpp": ('"a.hpp"', True),
    "host/main.cpp": ('"host/commands/a.hpp"', False),
    "host/attic/a.hpp": ("<vector>", True),
    "host/forecast/c.hpp": ('"verification/findings.hpp"', True),
    "verification/findings.hpp": ("<vector>", False),
    "verification/a.hpp": ('"verification/processes/a.hpp"', False),
    "verification/processes/a.hpp": ('"verification/a.hpp"', True),
    "verification/reference/a.hpp": ('"tests/a.cpp"', True),
    "tests/a.cpp": ('"host/main.cpp"', False),
    **{f"tests/many/{i}.cpp": ("<vector>", False) for i in range(MOST_FILES + 1)},
}


def self_test():
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for path, (include, _) in PLANTED.items():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"#include {include}\n", encoding="utf-8")
        caught = {line.split(":")[0] for line in violations(root)[0]}
    expected = {path for path, (_, wrong) in PLANTED.items() if wrong} | {"tests/many"}
    return sorted(caught ^ expected)


def main():
    confused = self_test()
    if confused:
        sys.exit(f"the checker is wrong about planted files: {', '.join(confused)}")
    found, files = violations(pathlib.Path(__file__).resolve().parent.parent)
    print("\n".join(found))
    if found or files == 0:
        sys.exit(f"{len(found)} includes break the floors, {files} files were read")
    print(f"{files} files include only downwards")


if __name__ == "__main__":
    main()
