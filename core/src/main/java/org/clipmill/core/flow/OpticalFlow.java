package org.clipmill.core.flow;

import org.clipmill.core.frame.GreyFrame;

/**
 * Finds the movement between two pictures of one size. Implementations may hold native memory and
 * are not for two threads at once.
 */
public interface OpticalFlow extends AutoCloseable {

  /**
   * Gives the dense movement from one picture to a later one.
   *
   * @throws IllegalArgumentException if the sizes differ
   */
  FlowField between(GreyFrame first, GreyFrame second);

  @Override
  void close();
}
