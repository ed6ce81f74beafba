#!/usr/bin/env python3
"""What is built for one instruction set does not leak into the rest of the program.

    isa_symbols.py --nm NM --archive LIBRARY --objects ISA=OBJECT ...

The linker keeps one copy of an inline function or template instance that several objects define. If
that were an AVX-512 copy of, say, std::vector, an older processor would stop in the middle of
unrelated code. So such symbols must lie in the namespace of their instruction set.
"""
import argparse
import re
import subprocess
import sys

SHARED = re.compile(r"^[0-9a-f]* *[WVu] (.*)$", re.MULTILINE)


def leaks(nm, file, isa):
    listing = subprocess.run([nm, "-C", "--defined-only", file], capture_output=True, text=True,
                             check=True).stdout
    symbols = SHARED.findall(listing)
    return [symbol for symbol in symbols if not re.match(rf"(\S+ )?racecast::{isa}::", symbol)]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--nm", default="nm")
    parser.add_argument("--archive", required=True, help="holds ordinary code: must be refused")
    parser.add_argument("--objects", nargs="+", required=True, metavar="ISA=OBJECT")
    arguments = parser.parse_args()
    if not leaks(arguments.nm, arguments.archive, "none"):
        sys.exit("the checker finds nothing to refuse in ordinary code")
    found = 0
    for isa, file in (pair.split("=", 1) for pair in arguments.objects):
        for symbol in leaks(arguments.nm, file, isa):
            print(f"{isa}: {symbol}")
            found += 1
    if found:
        sys.exit(f"{found} symbols leak out of their instruction set")
    print(f"{len(arguments.objects)} instruction sets keep to themselves")


if __name__ == "__main__":
    main()
