package org.clipmill.media;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Native resources that belong together; closed in the opposite order of their opening.
 *
 * <p>To open several safely, add each to one of these in a try-with-resources block, and at its end
 * give {@link #handOver} to what will own them: a failure on the way then closes those opened
 * before.
 */
final class NativeResources implements NativeResource {
  private final Deque<NativeResource> opened = new ArrayDeque<>();

  /** Takes a resource into its care and gives it back. */
  <T extends NativeResource> T add(T resource) {
    opened.push(resource);
    return resource;
  }

  /** Gives all resources to a new owner; this one holds none afterwards. */
  NativeResources handOver() {
    NativeResources owner = new NativeResources();
    owner.opened.addAll(opened);
    opened.clear();
    return owner;
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      opened.pop().close();
    }
  }
}
