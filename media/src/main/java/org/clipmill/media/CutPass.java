package org.clipmill.media;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.clip.FrameRate;
import org.clipmill.media.CutResult.Failed;

/** One way through a video, from before the first wanted frame to the last, writing all clips. */
final class CutPass implements NativeResource {
  private final VideoDecoder video;
  private final CutSettings settings;
  private final Map<CutRequest, CutResult> results;
  private final Deque<CutRequest> waiting;
  private final List<ClipWriter> running = new ArrayList<>();
  private final UprightPictures pictures;
  private long endFrame;
  private long endMicros;

  /**
   * @param video at its start; not closed here
   * @param results takes the result of each request
   */
  CutPass(
      VideoDecoder video,
      CutSettings settings,
      List<CutRequest> requests,
      Map<CutRequest, CutResult> results) {
    this.video = video;
    this.settings = settings;
    this.results = results;
    waiting = new ArrayDeque<>(requests.size());
    requests.stream()
        .sorted(Comparator.comparingLong(CutRequest::firstFrame))
        .forEach(waiting::add);
    pictures = new UprightPictures(video.frame(), Rotation.of(video.stream()));
  }

  /**
   * Runs to the last wanted frame or the end of the video.
   *
   * @throws ClipException {@code DECODE_FAILED} if the video is damaged; the requests that have no
   *     result then are those it spoilt
   */
  void run() {
    if (!waiting.isEmpty()) {
      video.skipTo(video.frameRate().microsOfFrame(waiting.element().firstFrame()));
    }
    while (!(waiting.isEmpty() && running.isEmpty()) && video.next()) {
      long frame = video.nominalIndex();
      finishEndedBy(frame);
      writeFrame(frame);
      finishEndedBy(frame + 1);
      endFrame = frame + 1;
      endMicros = video.timeMicros() + Ffmpeg.micros(video.durationTicks(), video.tick());
    }
    endFrame = Math.max(endFrame, video.frameRate().frameNearest(endMicros));
    finishAtEndOfVideo();
  }

  private void writeFrame(long frame) {
    boolean isWanted = !running.isEmpty() || isStarting(frame);
    if (!isWanted) {
      return;
    }
    AVFrame upright = pictures.of(video.frame());
    while (isStarting(frame)) {
      start(waiting.remove(), upright);
    }
    for (Iterator<ClipWriter> clips = running.iterator(); clips.hasNext(); ) {
      ClipWriter clip = clips.next();
      try {
        clip.write(upright);
      } catch (ClipException e) {
        clips.remove();
        fail(clip, e);
      }
    }
  }

  private boolean isStarting(long frame) {
    return !waiting.isEmpty() && waiting.element().firstFrame() <= frame;
  }

  private void start(CutRequest request, AVFrame upright) {
    if (request.endFrame() <= video.nominalIndex()) {
      fail(request, ClipError.BAD_CUT, "has no frame: the video shows none in its time");
      return;
    }
    try {
      running.add(new ClipWriter(request, settings, video, upright));
    } catch (ClipException e) {
      results.put(request, new Failed(request, e));
    }
  }

  private void finishEndedBy(long frame) {
    for (Iterator<ClipWriter> clips = running.iterator(); clips.hasNext(); ) {
      ClipWriter clip = clips.next();
      if (clip.request().endFrame() <= frame) {
        clips.remove();
        finish(clip);
      }
    }
  }

  private void finish(ClipWriter clip) {
    try (clip) {
      results.put(clip.request(), clip.finish());
    } catch (ClipException e) {
      results.put(clip.request(), new Failed(clip.request(), e));
    }
  }

  private void finishAtEndOfVideo() {
    for (ClipWriter clip : running) {
      CutRequest request = clip.request();
      if (request.mayEndAt(endFrame)) {
        finish(clip);
      } else {
        clip.close();
        fail(request, ClipError.BAD_CUT, "ends " + beyond(request.endFrame()));
      }
    }
    running.clear();
    for (CutRequest request : waiting) {
      fail(request, ClipError.BAD_CUT, "starts " + beyond(request.firstFrame()));
    }
    waiting.clear();
  }

  private String beyond(long frame) {
    FrameRate rate = video.frameRate();
    return String.format(
        "at frame %d (%d us), video ends at frame %d (%d us)",
        frame, rate.microsOfFrame(frame), endFrame, endMicros);
  }

  private void fail(CutRequest request, ClipError error, String why) {
    String message = "Cannot cut clip " + request.clipId() + " of " + video.file() + ": " + why;
    results.put(request, new Failed(request, new ClipException(error, message)));
  }

  private void fail(ClipWriter clip, ClipException error) {
    try (clip) {
      results.put(clip.request(), new Failed(clip.request(), error));
    }
  }

  @Override
  public void close() {
    running.forEach(ClipWriter::close);
    pictures.close();
  }
}
