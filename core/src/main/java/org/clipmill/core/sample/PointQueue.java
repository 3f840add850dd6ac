package org.clipmill.core.sample;

/**
 * The points in the order in which they may be picked: the greater bound first, of equal ones the
 * lower index. A binary heap; the bound of a point may change only while the point is out of it.
 */
final class PointQueue {
  private final Bounds bounds;
  private final int[] heap;
  private int size;

  /** Takes the points from 0 to before {@code count} that are not taken. */
  PointQueue(Bounds bounds, int count) {
    this.bounds = bounds;
    heap = new int[count];
    for (int i = 0; i < count; i++) {
      if (!bounds.isTaken(i)) {
        heap[size++] = i;
      }
    }
    for (int i = size / 2 - 1; i >= 0; i--) {
      sink(i, heap[i]);
    }
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Gives the first point without taking it out; {@link Contenders#NONE} when there is none. */
  int first() {
    return size == 0 ? Contenders.NONE : heap[0];
  }

  /** Takes the first point out; there must be one. */
  int take() {
    int first = heap[0];
    int last = heap[--size];
    if (size > 0) {
      sink(0, last);
    }
    return first;
  }

  /** Brings a point back. */
  void put(int point) {
    int at = size++;
    while (at > 0) {
      int parent = (at - 1) / 2;
      if (!bounds.precedes(point, heap[parent])) {
        break;
      }
      heap[at] = heap[parent];
      at = parent;
    }
    heap[at] = point;
  }

  private void sink(int from, int point) {
    int at = from;
    for (int child = 2 * at + 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && bounds.precedes(heap[child + 1], heap[child])) {
        child++;
      }
      if (!bounds.precedes(heap[child], point)) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = point;
  }
}
