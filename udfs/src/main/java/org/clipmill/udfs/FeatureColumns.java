package org.clipmill.udfs;

import java.util.HashMap;
import java.util.Map;
import org.clipmill.core.feature.ClipEmbedding;
import org.clipmill.core.feature.ClipFeatures;
import org.clipmill.core.feature.EnergyFeatures;
import org.clipmill.core.feature.FlowFeatures;
import org.clipmill.core.feature.LatentFeatures;

/** The columns that the numbers of a clip fill, in tables and in SQL. */
public final class FeatureColumns {
  private FeatureColumns() {}

  /** Gives column to value; what was not measured has none. */
  public static Map<String, Object> of(ClipFeatures features) {
    Map<String, Object> columns = new HashMap<>();
    columns.put("no_frames", (double) features.frames());
    EnergyFeatures energy = features.energy();
    if (energy != null) {
      columns.put("max_rgb_diff", energy.max());
      columns.put("mean_rgb_diff", energy.mean());
    }
    FlowFeatures flow = features.flow();
    if (flow != null) {
      columns.put("max_velocity", flow.maxVelocity());
      columns.put("mean_velocity", flow.meanVelocity());
      columns.put("motion_score", flow.motionScore());
    }
    LatentFeatures latents = features.latents();
    if (latents != null) {
      columns.put("mse", latents.mse());
      columns.put("cos_sim", latents.cosSim());
    }
    ClipEmbedding embedding = features.embedding();
    if (embedding != null) {
      columns.put("embedding", embedding.values());
    }
    return columns;
  }
}
