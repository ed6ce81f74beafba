#!/usr/bin/env python3
"""README's table of speed is that of the records under bench/records/.

Tries bench/speed_table.py on a copy first: it must refuse another figure, and take the newest record.
"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SCRIPT = ROOT / "bench/speed_table.py"


def run(root, *mode):
    return subprocess.run([sys.executable, SCRIPT, "--root", root, *mode], capture_output=True,
                          text=True)


def self_test(root):
    shutil.copy(ROOT / "README.md", root)
    shutil.copytree(ROOT / "bench/records", root / "bench/records")
    page = root / "README.md"
    yield "accepts what it wrote", run(root).returncode == 0 == run(root, "--check").returncode
    text = page.read_text()
    page.write_text(text.replace(" times faster", "0 times faster", 1))
    yield "refuses another figure", run(root, "--check").returncode == 1
    newest = sorted((root / "bench/records").glob("peers-cpu-*.json"))[-1]
    record = json.loads(newest.read_text())
    record["path_months_per_second"]["racecast"] = [123_400_000]
    (root / "bench/records/peers-cpu-9999-01-01.json").write_text(json.dumps(record))
    yield "takes the newest record", run(root).returncode == 0 and "123.4 million" in page.read_text()
    page.write_text("no place")
    yield "says that there is no place", "no place" in run(root).stderr


def main():
    with tempfile.TemporaryDirectory() as folder:
        for what, holds in self_test(pathlib.Path(folder)):
            if not holds:
                sys.exit(f"bench/speed_table.py: this does not hold: {what}")
    done = run(ROOT, "--check")
    sys.exit(done.returncode and done.stdout + done.stderr)


if __name__ == "__main__":
    main()
