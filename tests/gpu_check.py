#!/usr/bin/env python3
"""bench/gpu_check.sh does what it says, seen without a GPU.

    gpu_check.py --build FOLDER [--sanitized]

It refuses without a GPU, and rehearses its steps on the CPU. Then a program that claims to have a
GPU and tools that answer as CUDA's do take their places, so that every step runs as it would with
one; and each of some planted faults must be told, and must stop no other step. Exit code 77
(skipped) without NumPy and h5py. With --sanitized, for a build with sanitizers, steps have more
time.
"""
import argparse
import functools
import importlib.util
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
RACECAST = """#!/bin/sh
# Few trajectories on the CPU, whatever was asked for.
last="" first=1 planted="" device=""
case "$1" in
  devices) printf 'cpu   this\\ncuda  Fake GPU (compute capability 9.0)\\n'; exit ;;
  bench)
    for word; do
      [ "$last" != -o ] || echo '{"sizes": [], "seconds": 1.0}' > "$word"
      last=$word
    done
    exit ;;
  run) [ -z "$SLEEP" ] || sleep 60 ;;
esac
for word; do
  [ -z "$first" ] || set --
  first=""
  if [ "$word" = cuda ]; then word=cpu planted=$PLANTED; fi
  [ "$last" != --trajectories ] || word=64
  last=$word
  set -- "$@" "$word"
done
exec REAL "$@" $planted
"""
TESTS = "#!/bin/sh\necho 'All tests passed (7 assertions in 2 test cases)'\n"
SANITIZER = """#!/bin/sh
case "$*" in
  *racecheck*) echo '========= RACECHECK SUMMARY: 0 hazards displayed (0 errors, 0 warnings)' ;;
  *) echo "========= ERROR SUMMARY: ${REPORTS:-0} errors" ;;
esac
"""
NCU = """#!/bin/sh
if [ -n "$DENIED" ]; then
  echo "==ERROR== ERR_NVGPUCTRPERM - The user does not have permission"
  exit 1
fi
echo '==PROF== Connected to process 1'
echo '"ID","gpu__time_duration.sum","sm__inst_issued.avg.pct_of_peak_sustained_active"'
echo '"","msecond","%"'
echo '"0","1.5","41.5"'
echo '"1","1,250.5","63.25"'
"""
CUOBJDUMP = """#!/bin/sh
echo 'arch = sm_90'
echo ' Function _Z16run_draws_kernelPK:'
echo '  REG:168 STACK:0 SHARED:9000 LOCAL:0 TEXTURE:0'
"""
SMI = "#!/bin/sh\necho 'Fake GPU, 1.2, 80 MiB, 9.0, 1 MHz, 2 MHz, 3 W'\n"


def write(file, text):
    file.write_text(text, encoding="utf-8")
    file.chmod(0o755)


def fakes(folder, real):
    """A folder of binaries and one of tools."""
    binaries, tools = folder / "binaries", folder / "tools"
    binaries.mkdir()
    tools.mkdir()
    write(binaries / "racecast", RACECAST.replace("REAL", str(real)))
    write(binaries / "racecast_tests", TESTS)
    for name, text in {"compute-sanitizer": SANITIZER, "ncu": NCU, "cuobjdump": CUOBJDUMP,
                       "nvidia-smi": SMI}.items():
        write(tools / name, text)
    return binaries, tools


LONGER = ["--slower", "10", "--seconds", "5400"]  # for a build with sanitizers


def check(longer, out, *options, tools=None, **environment):
    """Exit code, what was said, statuses by step, and the record."""
    path = f"{tools}{os.pathsep}{os.environ['PATH']}" if tools else os.environ["PATH"]
    done = subprocess.run(
        [ROOT / "bench/gpu_check.sh", "--out", out, *longer, *map(str, options)], text=True,
        capture_output=True, env={**os.environ, "PYTHON": sys.executable, "PATH": path,
                                  "CUDA_VISIBLE_DEVICES": "", **environment})
    files = list(out.glob("*.json")) if out.exists() else []
    record = json.loads(files[0].read_text()) if files else None
    steps = {step["step"]: step["status"] for step in record["steps"]} if record else {}
    for file in files:
        file.unlink()
    return done.returncode, done.stdout + done.stderr, steps, record


def without_gpu(check, build, out):
    code, said, steps, _ = check(out, "--build", build)
    yield "refuses without a GPU", code == 2 and "no GPU" in said and not steps
    quick = "tests,digests,large run,memcheck,bench"
    code, said, steps, record = check(out, "--build", build, "--rehearse", "--steps", quick)
    yield f"rehearses: {said}", code == 0 and "failed" not in steps.values()
    yield "skips in a rehearsal what needs a GPU", steps["memcheck"] == "skipped"
    yield "says that it is a rehearsal", record["rehearsal"] and "REHEARSAL" in said
    yield "measures no target in a rehearsal", all(t["met"] is None for t in record["targets"])


def with_fakes(check, folder, build):
    binaries, tools = fakes(folder, build / "racecast")
    out = folder / "fake"
    code, said, steps, record = check(out, "--build", binaries, "--seeds", 2, tools=tools)
    wanted = {name: "passed" for name in ("tests", "digests", "large run", "memcheck", "racecheck",
                                          "initcheck", "resources", "counters", "bench")}
    yield f"runs every step: {said}", code == 0 and wanted.items() <= steps.items()
    yield "skips peers whose package is missing", steps["peers"] in ("passed", "skipped")
    figures = {step["step"]: step["figures"] for step in record["steps"]}
    configs = len(list((ROOT / "configs").glob("*.toml"))) - 1  # evidence.toml is none
    yield "compares all configs and seeds", figures["digests"]["compared"] == 2 * configs
    yield "takes the longest launch", figures["counters"]["issue slots busy, %"] == 63.25
    yield "reads registers", figures["resources"]["sm_90"] == {"reg": 168, "stack": 0,
                                                               "shared": 9000, "local": 0}
    yield "says what hardware it is", record["hardware"]["gpus"][0]["name"] == "Fake GPU"
    yield "judges targets", any(target["met"] for target in record["targets"])
    faulty = ("--build", binaries, "--steps", "digests,memcheck,counters,large run",
              "--seeds", 1)
    code, said, steps, _ = check(out, *faulty, tools=tools, PLANTED="--set cn.fabs.output=0")
    yield "tells that digests differ", code == 1 and steps["digests"] == "failed"
    yield "goes on after a failure", steps["memcheck"] == steps["counters"] == "passed"
    code, said, steps, _ = check(out, *faulty[:3], "memcheck,counters", tools=tools, REPORTS="3",
                                 DENIED="1")
    yield "tells of a sanitizer's reports", code == 1 and steps["memcheck"] == "failed"
    yield "skips counters that are not permitted", steps["counters"] == "skipped"
    code, said, steps, _ = check(out, *faulty[:3], "large run,memcheck", "--seconds", 12,
                                 tools=tools, SLEEP="1")
    yield "ends what takes too long", code == 1 and "took longer" in said
    yield "has no time left then", steps["memcheck"] == "skipped"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--sanitized", action="store_true")
    arguments = parser.parse_args()
    checked = functools.partial(check, LONGER if arguments.sanitized else [])
    if not all(importlib.util.find_spec(name) for name in ("numpy", "h5py")):
        print("skipped: NumPy and h5py are needed")
        sys.exit(77)
    build, held = arguments.build.resolve(), 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for part in (without_gpu(checked, build, folder / "out"),
                     with_fakes(checked, folder, build)):
            for what, holds in part:
                if not holds:
                    sys.exit(f"gpu_check.sh: this does not hold: {what}")
                held += 1
    print(f"gpu_check.sh does what it says in {held} respects")


if __name__ == "__main__":
    main()
