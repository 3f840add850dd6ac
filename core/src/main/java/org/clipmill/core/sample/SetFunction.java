package org.clipmill.core.sample;

/**
 * Says what a set of items is worth: a monotone submodular function with the set that it has grown
 * so far. Adding an item never makes the set worth less, and is worth the less the more is there
 * already.
 */
public interface SetFunction {

  /** Gives how many items there are to choose from. */
  int count();

  /**
   * Gives what adding an item would add to the value; 0 or more. May be called by several threads
   * at once, but not during {@link #add}.
   */
  double gain(int item);

  /** Adds an item to the set. */
  void add(int item);
}
