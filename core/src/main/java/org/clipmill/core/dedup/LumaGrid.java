package org.clipmill.core.dedup;

import org.clipmill.core.frame.RgbFrame;

/**
 * The brightness of a rectangle of a frame, averaged down to a square grid. Fine enough for the
 * hash, and cheap: every pixel of the frame is read once.
 */
final class LumaGrid {
  /** Cells along a side of the picture; borders are found, and views are cut, in these steps. */
  private static final int FINE = 160;

  /** A row or column whose brightness varies by less, in levels, belongs to a border. */
  private static final double BORDER_DEVIATION = 4.0;

  /** Of every side no more than this share is taken for a border. */
  private static final double MOST_BORDER = 0.35;

  private final double[] integral = new double[(FINE + 1) * (FINE + 1)];
  private final double[] squares = new double[(FINE + 1) * (FINE + 1)];

  private LumaGrid() {}

  /** A part of the grid, in cells; the far ends are exclusive. */
  record Part(int left, int top, int right, int bottom) {
    /** Gives the middle of this part with so much of each side. */
    Part middle(double share) {
      int x = (int) Math.round((right - left) * (1 - share) / 2);
      int y = (int) Math.round((bottom - top) * (1 - share) / 2);
      return new Part(left + x, top + y, right - x, bottom - y);
    }
  }

  /** Averages a frame down to a fine grid, whatever its shape. */
  static LumaGrid of(RgbFrame frame) {
    int[] columns = cells(frame.width());
    int[] rows = cells(frame.height());
    long[] sums = new long[FINE * FINE];
    int[] counts = new int[FINE * FINE];
    for (int y = 0; y < rows.length; y++) {
      addRow(frame, (int) ((long) y * frame.height() / rows.length), columns, rows[y] * FINE, sums);
      for (int column : columns) {
        counts[rows[y] * FINE + column]++;
      }
    }
    LumaGrid grid = new LumaGrid();
    grid.integrate(sums, counts);
    return grid;
  }

  /** Gives the cell of each pixel along a side; of each cell's share of one if they are fewer. */
  private static int[] cells(int pixels) {
    int[] cells = new int[Math.max(pixels, FINE)];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = (int) ((long) i * FINE / cells.length);
    }
    return cells;
  }

  private static void addRow(RgbFrame frame, int y, int[] columns, int cellRow, long[] sums) {
    byte[] rgb = frame.bytes();
    int row = y * frame.width();
    boolean isWide = columns.length == frame.width();
    for (int x = 0; x < columns.length; x++) {
      int from = isWide ? x : (int) ((long) x * frame.width() / columns.length);
      int at = RgbFrame.CHANNELS * (row + from);
      sums[cellRow + columns[x]] +=
          299 * (rgb[at] & 0xFF) + 587 * (rgb[at + 1] & 0xFF) + 114 * (rgb[at + 2] & 0xFF);
    }
  }

  private void integrate(long[] sums, int[] counts) {
    for (int y = 0; y < FINE; y++) {
      double row = 0;
      double rowSquares = 0;
      for (int x = 0; x < FINE; x++) {
        double value = sums[y * FINE + x] / (1000.0 * counts[y * FINE + x]);
        row += value;
        rowSquares += value * value;
        int at = (y + 1) * (FINE + 1) + x + 1;
        integral[at] = integral[at - FINE - 1] + row;
        squares[at] = squares[at - FINE - 1] + rowSquares;
      }
    }
  }

  /** Gives the picture without even borders: bars above, below and beside it, or a frame. */
  Part withoutBorders() {
    int most = (int) (FINE * MOST_BORDER);
    int top = 0;
    int bottom = FINE;
    int left = 0;
    int right = FINE;
    while (top < most && isEven(new Part(0, top, FINE, top + 1))) {
      top++;
    }
    while (FINE - bottom < most && isEven(new Part(0, bottom - 1, FINE, bottom))) {
      bottom--;
    }
    while (left < most && isEven(new Part(left, top, left + 1, bottom))) {
      left++;
    }
    while (FINE - right < most && isEven(new Part(right - 1, top, right, bottom))) {
      right--;
    }
    boolean isAll = top >= most || left >= most || FINE - bottom >= most || FINE - right >= most;
    return isAll ? new Part(0, 0, FINE, FINE) : new Part(left, top, right, bottom);
  }

  private boolean isEven(Part part) {
    return deviation(part) < BORDER_DEVIATION;
  }

  /** Gives the standard deviation of brightness, in levels. */
  double deviation(Part part) {
    double cells = (double) (part.right - part.left) * (part.bottom - part.top);
    double mean = sum(integral, part) / cells;
    return Math.sqrt(Math.max(0, sum(squares, part) / cells - mean * mean));
  }

  private static double sum(double[] table, Part part) {
    int stride = FINE + 1;
    return table[part.bottom * stride + part.right]
        - table[part.top * stride + part.right]
        - table[part.bottom * stride + part.left]
        + table[part.top * stride + part.left];
  }

  /** Averages a part down to {@code [side][side]}; cells may be cut across. */
  double[] averaged(Part part, int side) {
    double[] values = new double[side * side];
    double height = (double) (part.bottom - part.top) / side;
    double width = (double) (part.right - part.left) / side;
    for (int y = 0; y < side; y++) {
      double top = part.top + y * height;
      for (int x = 0; x < side; x++) {
        double left = part.left + x * width;
        double sum =
            at(left + width, top + height)
                - at(left, top + height)
                - at(left + width, top)
                + at(left, top);
        values[y * side + x] = sum / (width * height);
      }
    }
    return values;
  }

  /** Gives the integral up to a point between cells. */
  private double at(double x, double y) {
    int column = Math.min((int) x, FINE - 1);
    int row = Math.min((int) y, FINE - 1);
    double right = x - column;
    double below = y - row;
    int corner = row * (FINE + 1) + column;
    double upper = integral[corner] * (1 - right) + integral[corner + 1] * right;
    double lower = integral[corner + FINE + 1] * (1 - right) + integral[corner + FINE + 2] * right;
    return upper * (1 - below) + lower * below;
  }
}
