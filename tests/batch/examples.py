#!/usr/bin/env python3
"""The examples of docs/batch, without running them: shells and YAML parse, and their command lines have
options that racecast knows.

    examples.py --racecast PROGRAM

First planted mistakes must be found."""
import argparse
import pathlib
import re
import shutil
import subprocess
import sys

try:
    import yaml
except ImportError:
    yaml = None

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "batch"
SHELLS = ["slurm-array.sbatch", "slurm-merge.sbatch", "slurm-mpi.sbatch", "submit.sh"]
OTHERS = ["README.md", "Snakefile", "kubernetes.yaml"]
PROGRAM = r'(?:"?\$RACECAST(?:_MPI)?"?|\{params\.racecast\}|racecast(?:-mpi)?)'
CALL = re.compile(rf"(?:^|[\s`\"]){PROGRAM} (run|merge|summary|report)\b([^|;&`]*)", re.MULTILINE)


def calls(text):
    """Commands of racecast and their options; continued lines, and strings in a row, are one line."""
    text = re.sub(r"\\\n\s*|\"\n\s*\"", " ", text)
    for command, rest in CALL.findall(text):
        yield command, re.findall(r"(?<![\w-])--?[a-z][a-z-]*", rest.split("\n")[0])


class Known:
    def __init__(self, racecast):
        self.racecast, self.options = racecast, {}

    def unknown(self, text):
        """Options that racecast does not know, and how many calls were looked at."""
        found, count = [], 0
        for command, options in calls(text):
            if command not in self.options:
                help_text = subprocess.run([self.racecast, command, "--help"], check=True,
                                           capture_output=True, text=True).stdout
                self.options[command] = {option for line in re.findall(r"^  (-[-a-z,]+)", help_text, re.M)
                                         for option in line.split(",")}
            found += [f"{command} {option}" for option in options if option not in self.options[command]]
            count += 1
        return found, count


def shell_mistakes(text):
    """What sh, and shellcheck where it is installed, say of a script."""
    checkers = [["sh", "-n"]] + [["shellcheck", "--shell=sh", "-"]] * bool(shutil.which("shellcheck"))
    for checker in checkers:
        done = subprocess.run(checker, input=text, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            yield done.stdout + done.stderr


def kubernetes_mistakes(text):
    documents = {f"{one['kind']} {one['metadata']['name']}": one for one in yaml.safe_load_all(text)}
    given = documents["ConfigMap racecast-parameters"]["data"]
    shards = documents["Job racecast-shards"]["spec"]
    if not all(isinstance(value, str) for value in given.values()):
        yield "a ConfigMap holds texts alone"
    if str(shards["completions"]) != given["SHARDS"] or shards["completionMode"] != "Indexed":
        yield "as many shards as completions"
    merge = documents["Job racecast-merge"]["spec"]
    if not 0 < shards.get("activeDeadlineSeconds", 0) < merge.get("activeDeadlineSeconds", 0):
        yield "a merge that ends, after the shards, whatever becomes of them"
    for job in ("shards", "merge"):
        container, = documents[f"Job racecast-{job}"]["spec"]["template"]["spec"]["containers"]
        script, = container["args"]
        yield from shell_mistakes(script)
        used = set(re.findall(r"\$([A-Z]+)\b", script))
        if lacking := used - set(given):
            yield f"{job} uses {lacking}, which no one gives"


def planted(known):
    sample = '  "$RACECAST" run "$CONFIG" -o x \\\n  --shard 1/2 --resum\n'
    yield "an unknown option", known.unknown(sample) == (["run --resum"], 1)
    yield "one in a row of strings", known.unknown('"{params.racecast} merge a"\n " --shard 2"')[0]
    yield "an unfinished script", list(shell_mistakes("if true; then echo unfinished\n"))
    if yaml:
        text = (FOLDER / "kubernetes.yaml").read_text(encoding="utf-8")
        yield "another number of shards", list(kubernetes_mistakes(text.replace('SHARDS: "8"', 'SHARDS: "7"')))
        endless = re.sub(r"(?s)(.*)  activeDeadlineSeconds.*?\n", r"\1", text)
        yield "a merge that waits for ever", list(kubernetes_mistakes(endless))
        yield "a parameter that is lacking", list(kubernetes_mistakes(text.replace("  SEED:", "  SEEDS:")))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--racecast", required=True)
    racecast = str(pathlib.Path(parser.parse_args().racecast).resolve())
    known = Known(racecast)
    found = [f"went unnoticed: {what}" for what, noticed in planted(known) if not noticed]
    texts = {name: (FOLDER / name).read_text(encoding="utf-8") for name in SHELLS + OTHERS}
    for name, text in texts.items():
        unknown, count = known.unknown(text)
        found += [f"{name}: racecast does not know {what}" for what in unknown]
        if count == 0 and name != "submit.sh":
            found.append(f"{name}: no command of racecast was found")
        if name in SHELLS:
            found += [f"{name}: {mistake}" for mistake in shell_mistakes(text)]
    found += kubernetes_mistakes(texts["kubernetes.yaml"]) if yaml else []
    print("\n".join(found) or f"{len(texts)} files are fine")
    if not yaml:
        print("kubernetes.yaml was not parsed (Debian, Ubuntu: python3-yaml)")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
