#!/usr/bin/env python3
"""Each file includes only downwards: the floors of the house.

    floors.py            checks itself on planted violations, then the sources
"""
import pathlib
import re
import sys
import tempfile

FLOORS = [  # lowest first; folders on one line may include each other
    ["kernels/base"],
    ["kernels/model"],
    ["kernels/engine"],
    ["host/error.hpp", "host/embedded.hpp", "host/check_stop.hpp", "host/statistics"],
    ["host/config", "host/results", "host/report"],
    ["host/bench", "host/calibrate", "host/design", "host/forecast", "host/hindcast",
     "host/history", "host/rare", "host/sensitivity", "host/sweep"],
    ["host/commands"],
    ["host/main.cpp", "host/mpi"],
    ["bench"],
    ["tests"],
]
GENERATED = {"racecast/version.hpp"}
# What a floor must not know, as headers of the system and of libraries; and who alone may know.
FORBIDDEN = {
    "kernels/base": r"string|string_view|iostream|fstream|thread|mutex|stdexcept|exception",
    "kernels/model": r"string|iostream|fstream|thread|mutex|stdexcept|exception",
}
OWNERS = {
    r"toml\+\+/.*|toml\.hpp": ["host/config", "tests"],
    r"hdf5.*|H5.*": ["host/results", "tests"],
    r"mpi\.h": ["host/mpi"],
    r"CLI/.*": ["host/commands", "bench/main.cpp", "tests/damage/main.cpp"],
}
INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]', re.MULTILINE)
SUFFIXES = {".hpp", ".cpp", ".cu", ".cuh", ".def", ".h"}


def below(path, folder):
    return path == folder or path.startswith(folder + "/")


def floor_of(path):
    for height, folders in enumerate(FLOORS):
        if any(below(path, folder) for folder in folders):
            return height
    return None


def wrong_quoted(root, path, target):
    if target in GENERATED:
        return None if path.startswith("host/") else "only host/ may know the version"
    if not (root / target).is_file():
        return "is not a path from the root of the repository"
    here, there = floor_of(path), floor_of(target)
    if there is None:
        return "lies on no floor"
    return "lies on a higher floor" if there > here else None


def wrong_system(path, target):
    for folder, pattern in FORBIDDEN.items():
        if below(path, folder) and re.fullmatch(pattern, target):
            return f"is not for {folder}"
    for pattern, owners in OWNERS.items():
        if re.fullmatch(pattern, target) and not any(below(path, owner) for owner in owners):
            return f"is only for {' and '.join(owners)}"
    return None


def violations(root):
    found, files = [], 0
    for top in ("kernels", "host", "bench", "tests"):
        for file in sorted((root / top).rglob("*")):
            if file.suffix not in SUFFIXES or not file.is_file():
                continue
            files += 1
            path = file.relative_to(root).as_posix()
            if floor_of(path) is None:
                found.append(f"{path}: lies on no floor")
                continue
            for match in INCLUDE.finditer(file.read_text(encoding="utf-8")):
                quoted, target = match.group(1) == '"', match.group(2)
                why = wrong_quoted(root, path, target) if quoted else wrong_system(path, target)
                if why:
                    found.append(f"{path}: {match.group(0).strip()}: {why}")
    return found, files


PLANTED = {  # file: (its include, whether that is a violation)
    "kernels/base/a.hpp": ('"kernels/model/a.hpp"', True),
    "kernels/model/a.hpp": ("<string>", True),
    "kernels/engine/a.cpp": ('"host/error.hpp"', True),
    "kernels/engine/b.cpp": ("<string>", False),
    "host/error.hpp": ('"host/config/a.hpp"', True),
    "host/statistics/a.hpp": ('"host/results/a.hpp"', True),
    "host/config/a.hpp": ('"host/results/a.hpp"', False),
    "host/results/a.hpp": ('"host/forecast/a.hpp"', True),
    "host/results/b.hpp": ('"host/statistics/a.hpp"', False),
    "host/report/a.hpp": ("<hdf5.h>", True),
    "host/forecast/a.hpp": ('"kernels/base/a.hpp"', False),
    "host/forecast/b.hpp": ('"host/commands/a.hpp"', True),
    "host/commands/a.hpp": ('"a.hpp"', True),
    "host/main.cpp": ('"host/commands/a.hpp"', False),
    "host/attic/a.hpp": ("<vector>", True),
    "bench/a.hpp": ('"host/commands/a.hpp"', False),
    "bench/b.hpp": ('"tests/a.cpp"', True),
    "host/forecast/c.hpp": ('"bench/a.hpp"', True),
    "tests/a.cpp": ('"host/main.cpp"', False),
}


def self_test():
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for path, (include, _) in PLANTED.items():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"#include {include}\n", encoding="utf-8")
        caught = {line.split(":")[0] for line in violations(root)[0]}
    expected = {path for path, (_, wrong) in PLANTED.items() if wrong}
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
