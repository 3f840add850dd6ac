package org.clipmill.media;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.clipmill.media.CutResult.Failed;

/**
 * Cuts clips out of a video, to the frame, by decoding and encoding anew; all clips of a video in
 * one way through it.
 *
 * <p>A frame belongs to a clip when its number lies in {@code [firstFrame, endFrame)}; its number
 * is its time since the first frame times the nominal rate, rounded: where the rate does not vary,
 * its place. Times within a clip begin at 0 and are otherwise those of the video, so that a
 * variable rate stays one. The pictures are upright and {@code yuv420p}, their colours tagged as in
 * the video.
 *
 * <p>A clip is written under another name beside its target, its frames are counted by decoding it,
 * and only then it gets the target's name. The same video and settings give the same bytes. One
 * thread decodes and encodes.
 */
public final class ClipCutter {
  /** No video is that long; above it, times in microseconds could overflow. */
  private static final long LARGEST_FRAME = 1L << 40;

  private final CutSettings settings;

  /** Makes a cutter; it holds nothing and may be used by several threads. */
  public ClipCutter(CutSettings settings) {
    this.settings = settings;
  }

  /**
   * Cuts clips that may overlap, be the same, and come in any order. A clip that fails spoils no
   * other.
   *
   * <p>Errors of one clip: {@code BAD_CUT} if it ends before it starts or does not lie in the
   * video; {@code ENCODE_FAILED}, {@code STORAGE}, {@code FRAME_COUNT} if it cannot be written;
   * {@code DECODE_FAILED} if the video is damaged, or breaks off, before the end of the clip. If
   * the video cannot be opened, each clip has that error.
   *
   * @param requests with targets that differ
   * @return one result per request, in the order of the requests
   * @throws IllegalArgumentException if two requests have the same target
   */
  public List<CutResult> cut(Path source, List<CutRequest> requests) {
    Map<CutRequest, CutResult> results = new LinkedHashMap<>();
    List<CutRequest> valid = new ArrayList<>();
    long targets = requests.stream().map(CutRequest::target).distinct().count();
    if (targets != requests.size()) {
      throw new IllegalArgumentException(
          "Was " + requests.size() + " clips for " + targets + " targets; allowed: one each");
    }
    for (CutRequest request : requests) {
      if (isSound(request)) {
        valid.add(request);
      } else {
        results.put(request, new Failed(request, unsound(request)));
      }
    }
    try (VideoDecoder video = VideoDecoder.open(source, 1);
        CutPass pass = new CutPass(video, settings, valid, results)) {
      pass.run();
    } catch (ClipException e) {
      valid.forEach(request -> results.putIfAbsent(request, new Failed(request, e)));
    }
    return requests.stream().map(results::get).toList();
  }

  private static boolean isSound(CutRequest request) {
    long end = request.endFrame();
    return request.firstFrame() >= 0
        && request.firstFrame() < end
        && request.firstFrame() <= LARGEST_FRAME
        && (end <= LARGEST_FRAME || end == CutRequest.TO_THE_END);
  }

  private static ClipException unsound(CutRequest request) {
    return new ClipException(
        ClipError.BAD_CUT,
        String.format(
            "Cannot cut clip %s: was frames [%d, %d); allowed: an end after its start, both in 0..%d",
            request.clipId(), request.firstFrame(), request.endFrame(), LARGEST_FRAME));
  }
}
