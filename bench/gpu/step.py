"""A step of the GPU check: its time limit, its figures, and how it ended."""

import dataclasses
import os
import shutil
import signal
import subprocess
import time

TAIL = 2000  # characters of a command's output that a record keeps of a failure
# Where CUDA's tools lie when they are not on the PATH.
TOOL_FOLDERS = ("/usr/local/cuda/bin", "/opt/cuda/bin", "/opt/nvidia/nsight-compute")


class Skip(Exception):
    """The step cannot be done here; the reason."""


class Failure(Exception):
    """The step was done and something is wrong; what."""

    def __init__(self, why, figures=None):
        super().__init__(why)
        self.figures = figures or {}


@dataclasses.dataclass
class Done:
    code: int | None  # None: it ran out of time
    output: str
    seconds: float

    def require_success(self, what):
        if self.code is None:
            raise Failure(f"{what} took longer than its {self.seconds:.0f} s")
        if self.code != 0:
            raise Failure(f"{what} ended with {self.code}: {self.output[-TAIL:].strip()}")
        return self


def run(command, seconds, **options):
    """Runs a command for at most so long; what it started is ended with it."""
    command, began = [str(word) for word in command], time.monotonic()
    try:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                   stdin=subprocess.DEVNULL, text=True, errors="replace",
                                   start_new_session=True, **options)
    except OSError as error:
        return Done(127, str(error), time.monotonic() - began)
    try:
        output, _ = process.communicate(timeout=max(1, seconds))
        return Done(process.returncode, output, time.monotonic() - began)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        output, _ = process.communicate()
        return Done(None, output, time.monotonic() - began)


def tool(name):
    """Path of one of CUDA's tools."""
    found = shutil.which(name)
    for folder in TOOL_FOLDERS:
        found = found or shutil.which(name, path=folder)
        if not found and os.path.isdir(folder):
            inside = [os.path.join(folder, sub) for sub in sorted(os.listdir(folder))]
            found = shutil.which(name, path=os.pathsep.join(inside))
    if not found:
        raise Skip(f"{name} was not found")
    return found


@dataclasses.dataclass
class Step:
    """`action(check, seconds)` returns figures, or raises Skip or Failure."""
    name: str
    limit: float
    action: object

    def result(self, check, seconds_left, slower):
        seconds, began = min(self.limit * slower, seconds_left), time.monotonic()
        status, why, figures = "passed", "", {}
        try:
            if seconds < 5:
                raise Skip("no time was left")
            figures = self.action(check, seconds)
        except Skip as skip:
            status, why = "skipped", str(skip)
        except Failure as failure:
            status, why, figures = "failed", str(failure), failure.figures
        except Exception as error:  # a mistake of the step itself must not stop the others
            status, why = "failed", f"{type(error).__name__}: {error}"
        return {"step": self.name, "status": status, "why": why, "limit_seconds": round(seconds, 1),
                "seconds": round(time.monotonic() - began, 2), "figures": figures}
