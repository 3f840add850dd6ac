package org.clipmill.udfs.train;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.clipmill.core.config.ConfigException;
import org.clipmill.udfs.XgboostLibrary;
import org.clipmill.udfs.XgboostRanker;

/**
 * Learns a ranker: boosted trees that give the probability of a good clip. Trees are added until
 * the log loss on the validation part has not fallen for a while; the model ends with its best
 * iteration, so that every reader of the file, whether it heeds {@code best_iteration} or not,
 * gives the same. One thread: the same clips and seed give the same bytes.
 */
public final class RankerTraining {
  static {
    XgboostLibrary.load();
  }

  /** The settings of XGBoost; shallow, slow trees, as clips are few. */
  static final Map<String, Object> PARAMETERS =
      new TreeMap<>(
          Map.of(
              "objective", "binary:logistic",
              "eta", 0.1,
              "max_depth", 4,
              "min_child_weight", 2,
              "tree_method", "exact",
              "nthread", 1,
              "seed", 0));

  private static final int MOST_ROUNDS = 600;
  private static final int PATIENCE = 30;
  private static final String[] FEATURES = XgboostRanker.FEATURES.toArray(String[]::new);

  private final Parts parts;

  private RankerTraining(Parts parts) {
    this.parts = parts;
  }

  /**
   * Learns from clips.
   *
   * @param clips of both labels, from at least a few groups
   * @param seed decides which clips are learned from, and the draws of the intervals
   * @throws ConfigException if there are too few clips
   */
  public static TrainedRanker train(List<LabelledClip> clips, long seed) {
    Parts parts = Parts.of(clips, seed);
    try {
      byte[] model = new RankerTraining(parts).fit();
      return TrainedRanker.of(model, parts, seed);
    } catch (XGBoostError | IOException e) {
      throw new IllegalStateException("XGBoost cannot learn from " + clips.size() + " clips", e);
    }
  }

  private byte[] fit() throws XGBoostError {
    DMatrix train = matrix(parts.train());
    DMatrix validation = matrix(parts.validation());
    Booster booster = XGBoost.train(train, PARAMETERS, 1, Map.of(), null, null);
    try {
      booster.setFeatureNames(FEATURES);
      return best(booster, train, validation);
    } finally {
      booster.dispose();
      validation.dispose();
      train.dispose();
    }
  }

  /** Gives the model as it was when it did best on the validation part. */
  private byte[] best(Booster booster, DMatrix train, DMatrix validation) throws XGBoostError {
    byte[] best = {};
    double bestLoss = Double.POSITIVE_INFINITY;
    int bestRound = 0;
    for (int round = 0; round < MOST_ROUNDS && round - bestRound <= PATIENCE; round++) {
      if (round > 0) {
        booster.update(train, round);
      }
      double loss = loss(booster.predict(validation));
      if (loss < bestLoss) {
        bestLoss = loss;
        bestRound = round;
        booster.setAttr("best_iteration", Integer.toString(round));
        booster.setAttr("best_score", Double.toString(loss));
        best = booster.toByteArray("json");
      }
    }
    return best;
  }

  private double loss(float[][] predictions) {
    double[] scores = new double[predictions.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = predictions[i][0];
    }
    return Examination.labelled(scores, parts.validation()).logLoss();
  }

  private static DMatrix matrix(List<LabelledClip> clips) throws XGBoostError {
    float[] values = new float[clips.size() * FEATURES.length];
    float[] labels = new float[clips.size()];
    for (int i = 0; i < labels.length; i++) {
      double[] row = clips.get(i).row();
      for (int j = 0; j < row.length; j++) {
        values[i * row.length + j] = (float) row[j];
      }
      labels[i] = clips.get(i).isGood() ? 1 : 0;
    }
    DMatrix matrix = new DMatrix(values, labels.length, FEATURES.length, Float.NaN);
    matrix.setLabel(labels);
    return matrix;
  }
}
