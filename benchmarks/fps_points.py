#!/usr/bin/env python3
"""Makes the points of benchmarks/run-fps.

Usage: fps_points.py KIND COUNT DIMENSION FILE.npy

KIND is gauss (independent normal coordinates), clusters:K:S (K centres, unequally many points each, normal noise of S times
the spread of the centres) or manifold:M (M free directions bent into all coordinates, with a little noise), as the vectors of
an image embedder lie. The last two have length 1.
"""
import sys

import numpy as np


def points(kind, count, dimension):
    rng = np.random.default_rng(0)
    name, *numbers = kind.split(":")
    if name == "gauss":
        return rng.standard_normal((count, dimension), dtype=np.float32)
    if name == "clusters":
        clusters, spread = int(numbers[0]), float(numbers[1])
        centres = rng.standard_normal((clusters, dimension), dtype=np.float32)
        members = rng.choice(clusters, count, p=rng.dirichlet(np.ones(clusters)))
        x = centres[members] + np.float32(spread) * rng.standard_normal((count, dimension), dtype=np.float32)
    elif name == "manifold":
        free = int(numbers[0])
        bend = rng.standard_normal((free, 256), dtype=np.float32) / np.float32(free ** .5)
        x = np.tanh(rng.standard_normal((count, free), dtype=np.float32) @ bend)
        x = x @ rng.standard_normal((256, dimension), dtype=np.float32)
        x += np.float32(.1) * rng.standard_normal((count, dimension), dtype=np.float32)
    else:
        sys.exit(__doc__)
    x /= np.linalg.norm(x, axis=1, keepdims=True)
    return x


if __name__ == "__main__":
    np.save(sys.argv[4], points(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
