#!/bin/sh
# Submits an array of shards and the job that merges them:
#
#     docs/batch/submit.sh                        # 8 shards of configs/baseline.toml
#     docs/batch/submit.sh 64 --gpus-per-task=1   # 64 shards; further options go to the array's sbatch
#     TRAJECTORIES=10G OUT=results/large docs/batch/submit.sh 64
#
# Parameters are those of slurm-array.sbatch, by environment. Once more with the same ones, it finishes
# what is not finished: complete shards end at once, begun ones go on.
set -eu
here=$(dirname "$0")
SHARDS=${1:-8}
[ "$#" -eq 0 ] || shift
case "$SHARDS" in
  "" | *[!0-9]* | 0*)
    echo "usage: submit.sh [SHARDS [OPTIONS OF SBATCH]] (SHARDS: 1 or more, not '$SHARDS')" >&2
    exit 2
    ;;
esac
export SHARDS
array=$(sbatch --parsable --array="1-$SHARDS" "$@" "$here/slurm-array.sbatch")
array=${array%%;*}  # a cluster's name may follow
# afterok waits for a task that is requeued. Where one fails for good, the merge is cancelled.
merge=$(sbatch --parsable --dependency="afterok:$array" --kill-on-invalid-dep=yes \
  "$here/slurm-merge.sbatch")
echo "array $array, merge ${merge%%;*}"
