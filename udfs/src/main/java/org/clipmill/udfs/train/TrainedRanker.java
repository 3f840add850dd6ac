package org.clipmill.udfs.train;

import java.io.IOException;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.clipmill.udfs.XgboostRanker;

/** A ranker that was learned, as the bytes of a file that {@link XgboostRanker} reads. */
public final class TrainedRanker {
  private final byte[] json;
  private final byte[] ubj;
  private final TrainingReport report;

  private TrainedRanker(byte[] json, byte[] ubj, TrainingReport report) {
    this.json = json;
    this.ubj = ubj;
    this.report = report;
  }

  static TrainedRanker of(byte[] json, Parts parts, long seed) throws XGBoostError, IOException {
    Booster booster = XGBoost.loadModel(json);
    try (XgboostRanker ranker = XgboostRanker.load(json, "the new ranker")) {
      int trees = booster.getNumBoostedRound();
      return new TrainedRanker(
          json, booster.toByteArray("ubj"), Examination.report(ranker, parts, trees, seed));
    } finally {
      booster.dispose();
    }
  }

  /** Gives the model as XGBoost's JSON. */
  public byte[] json() {
    return json.clone();
  }

  /** Gives the same model as XGBoost's binary JSON, for a file that ends with {@code .ubj}. */
  public byte[] ubj() {
    return ubj.clone();
  }

  /** Gives how it was learned and how good it is. */
  public TrainingReport report() {
    return report;
  }
}
