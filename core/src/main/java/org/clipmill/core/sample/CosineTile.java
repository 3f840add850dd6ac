package org.clipmill.core.sample;

/** A tile for one minus the cosine. */
final class CosineTile implements PointTile {
  private final CosineDistance distance;
  private final PointTile products;
  private final int[] members = new int[WIDTH];

  CosineTile(Points points, CosineDistance distance) {
    this.distance = distance;
    products = new SumsTile(points, SumsTile.Term.PRODUCT);
  }

  @Override
  public void put(int column, int point) {
    products.put(column, point);
    members[column] = point;
  }

  @Override
  public void distances(int point, int from, int to, Sums sums) {
    products.distances(point, from, to, sums);
    double[] distances = sums.distances();
    for (int i = from; i < to; i++) {
      distances[i] = distance.ofProduct(distances[i], point, members[i]);
    }
  }
}
