package org.clipmill.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.clipmill.media.CutResult.Written;
import org.jspecify.annotations.Nullable;

/**
 * One clip while it is being written, beside its target under a name of its own; {@link #close}
 * removes what did not become the target.
 */
final class ClipWriter implements NativeResource {
  private final CutRequest request;
  private final VideoDecoder video;
  private final Path part;
  private final AVRational tick;
  private final long firstTicks;
  private final long firstFrame;

  private final PictureTrack pictures;
  private final @Nullable Sound sound;
  private final MovieFile movie;
  private final NativeResources resources;
  private final int width;
  private final int height;

  private long frames;
  private long lastFrame;
  private long endTicks;

  /** Where the sound comes from and where it goes. */
  private record Sound(SoundReader source, SoundTrack track) {}

  /**
   * Starts a clip whose first frame is the current one of the video.
   *
   * @param upright that frame, made fit
   * @throws ClipException {@code ENCODE_FAILED}, {@code STORAGE}, or {@code DECODE_FAILED} if its
   *     sound is wanted but damaged
   */
  ClipWriter(CutRequest request, CutSettings settings, VideoDecoder video, AVFrame upright) {
    this.request = request;
    this.video = video;
    tick = video.tick();
    firstTicks = video.timeTicks();
    firstFrame = video.nominalIndex();
    width = upright.width();
    height = upright.height();
    part = partOf(request.target());
    try (NativeResources opening = new NativeResources()) {
      opening.add(this::removePart);
      movie = opening.add(MovieFile.create(part, request.target().toString()));
      pictures =
          opening.add(
              PictureTrack.open(movie, settings.coding(), upright, video.frameRate(), tick));
      sound = settings.audio() == AudioTrack.KEEP ? openSound(opening) : null;
      movie.start();
      resources = opening.handOver();
    }
  }

  private Path partOf(Path target) {
    Path absolute = target.toAbsolutePath();
    try {
      Files.createDirectories(absolute.getParent());
    } catch (IOException e) {
      throw storage("make the folder of", e);
    }
    return absolute.resolveSibling(
        "." + absolute.getFileName() + "." + UUID.randomUUID() + ".part");
  }

  private @Nullable Sound openSound(NativeResources opening) {
    long start = video.originMicros() + video.timeMicros();
    Optional<SoundReader> source = SoundReader.open(video.file(), start);
    if (source.isEmpty()) {
      return null;
    }
    SoundReader reader = opening.add(source.get());
    SoundTrack track = SoundTrack.open(movie, reader.sampleRate(), reader.channels());
    return new Sound(reader, opening.add(track));
  }

  CutRequest request() {
    return request;
  }

  /** Adds the current frame of the video, made fit, and the sound up to it. */
  void write(AVFrame upright) {
    long ticks = video.timeTicks() - firstTicks;
    long durationTicks = video.durationTicks();
    pictures.write(upright, ticks, durationTicks, tick);
    copySound(ticks);
    endTicks = ticks + durationTicks;
    lastFrame = video.nominalIndex();
    frames++;
  }

  private void copySound(long untilTicks) {
    if (sound != null) {
      sound.source().copyTo(sound.track(), Ffmpeg.micros(untilTicks, tick));
    }
  }

  /**
   * Completes the file, counts its frames, and gives it its name.
   *
   * @throws ClipException {@code FRAME_COUNT} if it has not the frames that were written to it
   */
  Written finish() {
    pictures.finish();
    copySound(endTicks);
    if (sound != null) {
      sound.track().finish();
    }
    movie.finish();
    long counted = VideoProbe.countFrames(part);
    if (counted != frames) {
      throw new ClipException(
          ClipError.FRAME_COUNT,
          "Cannot verify clip "
              + request.clipId()
              + ": wrote "
              + frames
              + " frames, decoded "
              + counted);
    }
    long fileBytes = publish();
    return new Written(
        request,
        frames,
        firstFrame,
        lastFrame + 1,
        width,
        height,
        video.frameRate(),
        Ffmpeg.micros(firstTicks, tick),
        Ffmpeg.micros(endTicks, tick),
        fileBytes);
  }

  private long publish() {
    try {
      long fileBytes = Files.size(part);
      Files.move(
          part,
          request.target(),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      return fileBytes;
    } catch (IOException e) {
      throw storage("name", e);
    }
  }

  private ClipException storage(String verb, IOException cause) {
    return new ClipException(
        ClipError.STORAGE, "Cannot " + verb + " " + request.target() + ": " + cause, cause);
  }

  private void removePart() {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw storage("remove the unfinished part of", e);
    }
  }

  @Override
  public void close() {
    resources.close();
  }
}
