"""The examples of docs/batch as jobs of a cluster, with parameters in their environment."""
import pathlib
import sys
import time

import h5py

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "docs" / "batch"
CONFIG = ROOT / "configs" / "quick.toml"


def require(holds, what):
    if not holds:
        sys.exit(f"failed: {what}")


def digest_of(path):
    require(path.exists(), f"{path} was not written")
    with h5py.File(path) as file:
        return file["provenance/outcome_digest"][()].decode()


class Jobs:
    def __init__(self, cluster, **programs):
        self.cluster, self.folder = cluster, cluster.folder
        self.given = {**programs, "CONFIG": str(CONFIG), "DEVICE": "cpu"}

    def submit(self, *line, **parameters):
        return self.cluster.command(*line, **{**self.given, **parameters})

    def array(self, shards, *options, **parameters):
        """The number of the array; a job that merges its shards waits for it."""
        said = self.submit(EXAMPLES / "submit.sh", str(shards), *options, **parameters)
        return said.split()[1].rstrip(",")

    def mpi(self, *options, **parameters):
        return self.submit("sbatch", "--parsable", *options, EXAMPLES / "slurm-mpi.sbatch", **parameters)

    def until(self, holds, otherwise, seconds=60):
        end = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > end:
                sys.exit(f"failed: {otherwise}\n{self.cluster.command('squeue')}\n{self.log('*')}")
            time.sleep(0.2)

    def finish(self):
        self.until(lambda: self.cluster.command("squeue", "-h") == "", "the queue is not empty", 150)

    def log(self, name):
        return "\n".join(log.read_text() for log in sorted(self.folder.glob(f"racecast-{name}.log")))

    def begun(self, name, start):
        """Waits until that start of a job has its work in hand."""
        self.until(lambda: " months on " in self.log(name).partition(f", start {start}")[2],
                   f"{name} does not tell of start {start}")
