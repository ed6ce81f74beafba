#!/bin/sh
# Everything that needs a GPU, in one call of less than 10 minutes, without a network: the [gpu]
# tests, digests of CPU and CUDA for all configs and 20 seeds, compute-sanitizer, ncu, `racecast
# bench`, the peers, and a run of 1e9 trajectories. Each step has its time limit; one that fails, or
# that is not possible here, stops no other. Leaves gpu-check-DATE.json and .txt.
#
#     bench/gpu_check.sh --build FOLDER     binaries that were built where there was a network
#     bench/gpu_check.sh --dependencies D   builds them first, with the libraries unpacked in D
#     bench/gpu_check.sh --rehearse         without a GPU: what the CPU can try, in small sizes
#
# Further options: --help. Exit code: 0; 1 when a step failed; 2 when there is no GPU.
set -eu

# The python3 that has what is needed: on some machines it is not the system's.
for python in "${PYTHON-}" python3 /usr/bin/python3; do
  if [ -n "$python" ] && "$python" -c "import h5py, numpy" 2>/dev/null; then
    exec "$python" "$(dirname "$0")/gpu/check.py" "$@"
  fi
done
echo "gpu_check.sh: no python3 with numpy and h5py was found; name one with PYTHON=" >&2
exit 1
