package org.clipmill.udfs;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.clipmill.core.config.ConfigException;

/**
 * An XGBoost classifier over the seven features of filtrain, from a native file of any XGBoost.
 * Like scikit-learn's wrapper it uses the trees up to the best iteration when the file names one.
 */
public final class XgboostRanker implements AutoCloseable {
  static {
    XgboostLibrary.load();
  }

  /** The columns, in the order in which the model reads them (filtrain, {@code inference.py}). */
  public static final List<String> FEATURES =
      List.of(
          "max_rgb_diff",
          "mean_rgb_diff",
          "max_velocity",
          "mean_velocity",
          "mse",
          "cos_sim",
          "no_frames");

  private static final String BEST_ITERATION = "best_iteration";
  private static final int ALL_TREES = 0;

  private final Booster booster;
  private final int treeLimit;

  private XgboostRanker(Booster booster, int treeLimit) {
    this.booster = booster;
    this.treeLimit = treeLimit;
  }

  /**
   * Loads a model.
   *
   * @param name what the bytes are, for messages
   * @throws ConfigException if they are no model, or one over other columns
   */
  public static XgboostRanker load(byte[] model, String name) {
    try {
      Booster booster = XGBoost.loadModel(model);
      booster.setParam("nthread", 1);
      checkFeatures(booster, name);
      String best = booster.getAttr(BEST_ITERATION);
      return new XgboostRanker(booster, best == null ? ALL_TREES : Integer.parseInt(best) + 1);
    } catch (XGBoostError | IOException e) {
      throw new ConfigException(
          name + ": cannot be read as an XGBoost model (.json or .ubj): " + firstLine(e));
    }
  }

  private static void checkFeatures(Booster booster, String name) throws XGBoostError {
    long count = booster.getNumFeature();
    String[] names = booster.getFeatureNames();
    boolean hasOtherNames =
        names != null && names.length > 0 && !Arrays.asList(names).equals(FEATURES);
    if (count != FEATURES.size() || hasOtherNames) {
      throw new ConfigException(
          name
              + ": saw a model over "
              + (names == null || names.length == 0 ? count + " columns" : Arrays.asList(names))
              + "; expected "
              + FEATURES);
    }
  }

  /**
   * Gives the probability of a good clip for each row.
   *
   * @param rows the {@link #FEATURES} of each clip, NaN for a missing one
   */
  public double[] score(List<double[]> rows) {
    if (rows.isEmpty()) {
      return new double[0];
    }
    float[] flat = new float[rows.size() * FEATURES.size()];
    int next = 0;
    for (double[] row : rows) {
      for (double value : row) {
        flat[next++] = (float) value;
      }
    }
    try {
      DMatrix matrix = new DMatrix(flat, rows.size(), FEATURES.size(), Float.NaN);
      try {
        float[][] predictions = booster.predict(matrix, false, treeLimit);
        return Arrays.stream(predictions).mapToDouble(prediction -> prediction[0]).toArray();
      } finally {
        matrix.dispose();
      }
    } catch (XGBoostError e) {
      throw new IllegalStateException("XGBoost cannot score " + rows.size() + " rows", e);
    }
  }

  @Override
  public void close() {
    booster.dispose();
  }

  /** Gives the first line of XGBoost's message, without its clock and its source file. */
  private static String firstLine(Exception e) {
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return message.replaceFirst("^\\[[0-9:]+\\] [^ ]+: ", "");
  }
}
