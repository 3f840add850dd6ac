#!/usr/bin/env python3
"""The same measuring in Python with Pillow, NumPy and OpenCV: the baseline of benchmarks/run-measure.

Usage: measure_baseline.py ROUNDS FOLDER VIDEO...

FOLDER/<video>.frames holds the numbers of the frames to take, one a line. Written to be fast, not to be slow:
the other frames are decoded but never converted (grab without retrieve), brightness and magnitude are OpenCV's,
nothing runs per pixel in Python.
"""
import os
import sys
import time

import cv2
import numpy as np
from PIL import Image

SCALED = (240, 320)
CROP = (0, 40, 240, 280)


def sampled_frames(path, folder):
    """Yields the wanted frames as RGB arrays."""
    with open(os.path.join(folder, os.path.basename(path) + ".frames")) as lines:
        wanted = {int(line) for line in lines}
    video = cv2.VideoCapture(path, cv2.CAP_FFMPEG)
    if not video.isOpened():
        raise OSError("cannot open " + path)
    index = 0
    while video.grab():
        if index in wanted:
            _, bgr = video.retrieve()
            yield cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB)
        index += 1
    video.release()


def measure(path, folder):
    """Gives (frames, mean energy, mean velocity)."""
    energies, velocities = [], []
    previous = previous_grey = None
    frames = 0
    for rgb in sampled_frames(path, folder):
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
    rounds, folder, videos = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
    for number in range(1, rounds + 1):
        start, start_cpu = time.perf_counter(), time.process_time()
        results = [measure(video, folder) for video in videos]
        print("round\t%d\t%.4f\t%.4f" % (number, time.perf_counter() - start, time.process_time() - start_cpu))
    for video, (frames, energy, velocity) in zip(videos, results):
        print("clip\t%s\t%d\t%.4f\t%.5f" % (video.rsplit("/", 1)[-1], frames, energy, velocity))


if __name__ == "__main__":
    main()
