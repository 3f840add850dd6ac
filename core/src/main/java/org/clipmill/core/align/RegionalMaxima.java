package org.clipmill.core.align;

import java.util.List;
import org.clipmill.core.encode.FrameCode;

/**
 * Regional maximum activations of convolutions (R-MAC): the greatest value of each channel in each
 * region of a {@link RegionGrid}, every region divided by its length; after whitening, the sum over
 * regions, again divided by its length. Source: Tolias et al., ICLR 2016.
 */
public final class RegionalMaxima {
  /** As many levels as the paper and LAMV take. */
  public static final int LEVELS = 3;

  private RegionalMaxima() {}

  /**
   * Gives the descriptors of all regions of a map, {@code [regions][channels]}. A region of zeros
   * stays zero (the original makes NaN of it).
   *
   * @throws IllegalArgumentException if the map holds NaN or infinity
   */
  public static float[][] regions(FrameCode map) {
    List<RegionGrid.Region> grid = RegionGrid.of(map.height(), map.width(), LEVELS);
    float[][] descriptors = new float[grid.size()][];
    for (int r = 0; r < descriptors.length; r++) {
      descriptors[r] = Vectors.normalised(maxima(map, grid.get(r)));
    }
    return descriptors;
  }

  private static float[] maxima(FrameCode map, RegionGrid.Region region) {
    float[] maxima = new float[map.channels()];
    float[] values = map.values();
    for (int c = 0; c < maxima.length; c++) {
      float greatest = Float.NEGATIVE_INFINITY;
      for (int y = region.y(); y < region.y() + region.side(); y++) {
        int row = (c * map.height() + y) * map.width();
        for (int x = region.x(); x < region.x() + region.side(); x++) {
          greatest = Math.max(greatest, values[row + x]);
        }
      }
      maxima[c] = greatest;
    }
    return maxima;
  }

  /** Gives the descriptor of a frame without whitening: the sum of its regions, of length 1. */
  public static float[] describe(FrameCode map) {
    return sum(regions(map));
  }

  /** Gives the descriptor of a frame: the sum of its whitened regions, of length 1. */
  public static float[] describe(FrameCode map, Whitening whitening) {
    float[][] regions = regions(map);
    for (int r = 0; r < regions.length; r++) {
      regions[r] = whitening.apply(regions[r]);
    }
    return sum(regions);
  }

  private static float[] sum(float[][] regions) {
    float[] sum = new float[regions[0].length];
    for (float[] region : regions) {
      for (int d = 0; d < sum.length; d++) {
        sum[d] += region[d];
      }
    }
    return Vectors.normalised(sum);
  }
}
