#!/usr/bin/env python3
"""Farthest-point sampling in Python: the baseline of benchmarks/run-fps.

Usage: fps_baseline.py METHOD POINTS.npy COUNT SEED THREADS PICKS

METHOD is one of

  faiss   a full FAISS search (all points, sorted) per pick, the running minimum in NumPy: what EVFR does, but for its
          loop over all points in Python
  evfr    the same with that loop
  numpy   no FAISS: squared norms once, one matrix-vector product per pick (fast, and not exact: distances by
          subtraction of large numbers)

Prints the seconds of reading, of the first twentieth of the picks and of all picks; writes the picks to PICKS, one a line.
"""
import random
import sys
import time

import numpy as np


def faiss_distances(points):
    """Gives a function from a point to its distances to all."""
    import faiss
    index = faiss.IndexFlatL2(points.shape[1])
    index.add(points)
    count = len(points)

    def distances(at):
        found, order = index.search(points[at:at + 1], count)
        result = np.empty(count, np.float32)
        result[order[0]] = found[0]
        return result
    return distances


def numpy_distances(points):
    squares = np.einsum("ij,ij->i", points, points)
    return lambda at: squares + squares[at] - 2 * (points @ points[at])


def loop_minimum(nearest, new):
    for i in range(len(nearest)):
        nearest[i] = min(nearest[i], new[i])


def main():
    method, path, count, seed, threads, out = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:6]), sys.argv[6]
    if method != "numpy":
        import faiss
        faiss.omp_set_num_threads(threads)
    start = time.perf_counter()
    points = np.load(path)
    print("read\t%.4f" % (time.perf_counter() - start))
    start = time.perf_counter()
    distances = numpy_distances(points) if method == "numpy" else faiss_distances(points)
    random.seed(seed)
    picks = [random.randrange(len(points))]
    nearest = np.full(len(points), np.inf, np.float32)
    while len(picks) < count:
        new = distances(picks[-1])
        if method == "evfr":
            loop_minimum(nearest, new)
        else:
            np.minimum(nearest, new, out=nearest)
        picks.append(int(nearest.argmax()))
        if len(picks) == max(2, count // 20):
            print("part\t%d\t%.4f" % (len(picks), time.perf_counter() - start), flush=True)
    print("pick\t%.4f" % (time.perf_counter() - start))
    with open(out, "w") as file:
        file.writelines("%d\n" % pick for pick in picks)


if __name__ == "__main__":
    main()
