#!/usr/bin/env python3
"""Headers stay light: a change rebuilds what it is about, and little else.

    light_headers.py            checks itself on planted files, then the sources
"""
import pathlib
import re
import sys
import tempfile

# What costs every unit that includes it much: for .cpp files alone, but for headers of tests.
HEAVY = {
    r"toml\+\+/.*": "host/toml reads into values of its own",
    r"nlohmann/json\.hpp": "answers are Data, which host/answer writes as JSON",
    r"CLI/.*": "options are declared apart from the parser",
    r"iostream|regex": "it is for the .cpp file that uses it",
}
# How many .cpp and .cu files may see a file, themselves or through headers.
REACH = {"kernels/model/parameters.def": 40}
INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]', re.MULTILINE)
FOLDERS = ("kernels", "host", "bench", "verification", "tests")
HEADERS, UNITS = {".hpp", ".cuh", ".h", ".def"}, {".cpp", ".cu"}


def includes_of(root):
    """{path: (quoted, of the system)} of every source."""
    found = {}
    for folder in FOLDERS:
        for file in sorted((root / folder).rglob("*")):
            if file.suffix in HEADERS | UNITS and file.is_file():
                every = INCLUDE.findall(file.read_text(encoding="utf-8"))
                found[file.relative_to(root).as_posix()] = (
                    [name for kind, name in every if kind == '"'],
                    [name for kind, name in every if kind == "<"])
    return found


def units_that_see(target, includes):
    seen, new = {target}, {target}
    while new:
        new = {path for path, (quoted, _) in includes.items() if new & set(quoted)} - seen
        seen |= new
    return [path for path in seen if pathlib.Path(path).suffix in UNITS]


def may_not_be_heavy(path):
    return pathlib.Path(path).suffix in HEADERS and not path.startswith("tests/")


def violations(root, reach):
    includes, found = includes_of(root), []
    for path, (_, system) in includes.items():
        for name in system:
            for pattern, instead in HEAVY.items():
                if may_not_be_heavy(path) and re.fullmatch(pattern, name):
                    found.append(f"{path}: <{name}> stands in a header; {instead}")
    for target, most in reach.items():
        if target not in includes:
            found.append(f"{target}: there is no such file")
        elif (units := len(units_that_see(target, includes))) > most:
            found.append(f"{target}: {units} units see it, not at most {most}")
    return found, includes


PLANTED = {
    "kernels/table.def": "",
    "kernels/a.hpp": '#include "kernels/table.def"\n',
    "host/b.hpp": '#include "kernels/a.hpp"\n#include <nlohmann/json_fwd.hpp>\n',
    "host/b.cpp": '#include "host/b.hpp"\n#include <nlohmann/json.hpp>\n',
    "host/c.cpp": '#include "kernels/a.hpp"\n#include <iostream>\n',
    "tests/d.cpp": "#include <regex>\n",
    "tests/e.hpp": "#include <regex>\n",
    "host/f.hpp": "#include <regex>\n",
}


def self_test():
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for path, text in PLANTED.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        caught = [line.split(":")[0] for line in violations(root, {"kernels/table.def": 1})[0]]
        allowed = [line.split(":")[0] for line in violations(root, {"kernels/table.def": 2})[0]]
    return caught == ["host/f.hpp", "kernels/table.def"] and allowed == ["host/f.hpp"]


def main():
    if not self_test():
        sys.exit("the checker is wrong about planted files")
    found, includes = violations(pathlib.Path(__file__).resolve().parent.parent, REACH)
    print("\n".join(found))
    if found or not includes:
        sys.exit(f"{len(found)} headers are too heavy, {len(includes)} files were read")
    for target in REACH:
        print(f"{len(units_that_see(target, includes))} units see {target}")


if __name__ == "__main__":
    main()
