package org.clipmill.media;

/** What becomes of the sound of a video when clips are cut from it. */
public enum AudioTrack {
  /** Encoded anew as AAC, from the first frame of the clip to the end of its last. */
  KEEP,
  /** Left out. */
  DROP
}
