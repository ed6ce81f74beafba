#!/usr/bin/env python3
"""Real shells complete command lines of racecast.

In each of bash, zsh and fish that is installed: the script is loaded, and what stands after the last
word must be what the parser takes there. Exit status 77: one of the shells is not there, and the others
are right.
"""
import argparse
import os
import pathlib
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time

BASELINE = "configs/baseline.toml"
# A command line, what must be offered at its end, and what must not.
LINES = [
    ("racecast ru", ["run"], ["check"]),
    ("racecast help su", ["summary"], ["check"]),
    ("racecast run --thr", ["--threads"], ["--trajectories", "--first-draw"]),
    ("racecast run --device cu", ["cuda"], ["cpu"]),
    ("racecast run --progress p", ["plain"], ["auto"]),
    ("racecast bench --isa avx2", ["avx2"], ["neon"]),
    ("racecast export --format c", ["csv"], ["json"]),
    ("racecast replay --columns st", ["states"], ["metrics"]),
    ("racecast compare --th", ["--threshold"], ["--json"]),
    ("racecast verify --f", ["--full"], ["--device"]),
    ("racecast sweep configs/sweeps/sc", ["configs/sweeps/scenarios.toml"], []),
    ("racecast sweep --re", ["--resume"], ["--keep"]),
    ("racecast hindcast --data configs/history/", ["configs/history/history.csv"],
     ["configs/history/series.toml"]),
    ("racecast hindcast --unt", ["--until"], ["--data"]),
    ("racecast completion f", ["fish"], ["zsh"]),
    ("racecast check configs/base", [BASELINE], ["configs/README.md"]),
    ("racecast bench -o configs/RE", ["configs/README.md"], [BASELINE]),
    ("racecast check configs/", [], ["configs/README.md", "README.md"]),
    (f"racecast run {BASELINE} --set run.see", ["run.seed="], ["run.start="]),
    (f"racecast run {BASELINE} --set us.channel.amazon.gro", ["us.channel.amazon.growth="], []),
]
ROOT = pathlib.Path(__file__).resolve().parents[2]


def in_bash(environment, line):
    script = """
    source <(racecast completion bash)
    COMP_WORDS=($1) COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    _racecast && printf '%s\\n' "${COMPREPLY[@]}"
    """
    done = subprocess.run(["bash", "--norc", "-c", script, "bash", line], env=environment, cwd=ROOT,
                          capture_output=True, text=True, check=True)
    return done.stdout.split()


def in_fish(environment, line):
    script = "racecast completion fish | source; complete -C $argv[1]"
    done = subprocess.run(["fish", "--no-config", "-c", script, line], env=environment, cwd=ROOT,
                          capture_output=True, text=True, check=True)
    return [row.split("\t")[0] for row in done.stdout.splitlines()]


def read_until(terminal, mark, seconds):
    text, end = "", time.monotonic() + seconds
    while mark not in text and time.monotonic() < end:
        if select.select([terminal], [], [], 0.1)[0]:
            text += os.read(terminal, 65536).decode(errors="replace")
    if mark not in text:
        raise RuntimeError(f"zsh does not say {mark!r} but: {text!r}")
    return text


def in_zsh(environment, line):
    """zsh completes only for a person: one who types the line and a tab at a terminal."""
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(ROOT)
        os.execvpe("zsh", ["zsh", "-f", "-i"], environment)
    try:
        # What is offered is printed instead of shown, between marks that the typed text lacks. Calls
        # that only filter (-O, -D, -A) offer nothing.
        setup = ("PS1=; unsetopt zle_bracketed_paste; autoload -U compinit; compinit -D -u; "
                 "compadd() { if [[ ${@[(I)-[ODA]*]} -eq 0 ]]; then "
                 "builtin compadd -O offered \"$@\"; print -r -- \"<${(j:> <:)offered}>\"; fi; "
                 "builtin compadd \"$@\"; }; source <(racecast completion zsh); print set''up")
        os.write(terminal, (setup + "\n").encode())
        read_until(terminal, "setup\r", 60)
        os.write(terminal, f"{line}\t".encode())
        time.sleep(0.2)
        os.write(terminal, b"\x15print fin''ished\n")
        text = read_until(terminal, "finished\r", 60)
        # A single file is not offered under its whole name but typed.
        typed = re.sub(r"[\r\n]*<[^\n]*>[\r\n]*", "", text).replace("\a", "").split()
        return re.findall(r"<([^<>]+)>", text) + typed
    finally:
        os.kill(process, 9)
        os.waitpid(process, 0)
        os.close(terminal)


SHELLS = {"bash": in_bash, "zsh": in_zsh, "fish": in_fish}


def wrong(shell, environment, line, wanted, unwanted):
    offered = [word.strip() for word in SHELLS[shell](environment, line)]
    missing = [word for word in wanted if word not in offered]
    extra = [word for word in unwanted if word in offered]
    if missing or extra:
        return [f"{shell}: '{line}' offers {offered}, without {missing}, with {extra}"]
    return []


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--racecast", type=pathlib.Path, required=True)
    program = options.parse_args().racecast.resolve()
    there = [shell for shell in SHELLS if shutil.which(shell)]
    bad = []
    with tempfile.TemporaryDirectory() as home:
        environment = {"PATH": f"{program.parent}:{os.environ['PATH']}", "HOME": home,
                       "TERM": "dumb", "LANG": "C.UTF-8"}
        for shell in there:
            for line, wanted, unwanted in LINES:
                bad += wrong(shell, environment, line, wanted, unwanted)
        # The control: a word that no command has must be missed.
        if there and not wrong(there[0], environment, "racecast ru", ["rum"], []):
            bad.append("the test misses nothing")
    print(f"{len(LINES)} command lines in {', '.join(there)}")
    absent = [shell for shell in SHELLS if shell not in there]
    if absent and not bad:
        print(f"skipped: {', '.join(absent)} (not installed)")
        sys.exit(77)
    sys.exit("\n".join(bad) if bad else 0)


if __name__ == "__main__":
    main()
