#!/usr/bin/env python3
"""The same measuring in Python with Pillow, NumPy and OpenCV: the baseline of benchmarks/run-measure.

Usage: measure_baseline.py ROUNDS VIDEO...

Written to be fast, not to be slow: frames that are not sampled are decoded but never converted
(grab without retrieve), one copy each for Pillow and NumPy, brightness by OpenCV, no per-pixel Python.
"""
import sys
import time

import cv2
import numpy as np
from PIL import Image

PERIOD_US = 250_000
SCALED = (240, 320)
CROP = (0, 40, 240, 280)


def sampled_frames(path):
    """Yields (time in us, RGB array) of the first frame at or after each quarter of a second."""
    video = cv2.VideoCapture(path, cv2.CAP_FFMPEG)
    if not video.isOpened():
        raise OSError("cannot open " + path)
    next_us = 0
    first_ms = None
    while video.grab():
        ms = video.get(cv2.CAP_PROP_POS_MSEC)
        if first_ms is None:
            first_ms = ms
        micros = round((ms - first_ms) * 1000)
        if micros >= next_us:
            next_us = (micros // PERIOD_US + 1) * PERIOD_US
            _, bgr = video.retrieve()
            yield micros, cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB)
    video.release()


def measure(path):
    """Gives (frames, mean energy, mean velocity)."""
    energies, velocities = [], []
    previous = previous_grey = None
    frames = 0
    for _, rgb in sampled_frames(path):
        frames += 1
        picture = np.asarray(Image.fromarray(rgb).resize(SCALED, Image.BILINEAR).crop(CROP)).astype(np.float32)
        grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
        if previous is not None:
            energies.append(np.mean(np.square(picture - previous)))
            flow = cv2.calcOpticalFlowFarneback(previous_grey, grey, None, .5, 3, 15, 3, 5, 1.2, 0)
            velocities.append(np.mean(cv2.magnitude(flow[..., 0], flow[..., 1])))
        previous, previous_grey = picture, grey
    return frames, float(np.mean(energies)) if energies else 0.0, float(np.mean(velocities)) if velocities else 0.0


def main():
    cv2.setNumThreads(1)
    rounds, videos = int(sys.argv[1]), sys.argv[2:]
    for number in range(1, rounds + 1):
        start = time.perf_counter()
        results = [measure(video) for video in videos]
        print("round\t%d\t%.4f" % (number, time.perf_counter() - start))
    for video, (frames, energy, velocity) in zip(videos, results):
        print("clip\t%s\t%d\t%.4f\t%.5f" % (video.rsplit("/", 1)[-1], frames, energy, velocity))


if __name__ == "__main__":
    main()
