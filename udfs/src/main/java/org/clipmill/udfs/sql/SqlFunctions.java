package org.clipmill.udfs.sql;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** The list of all SQL functions. A new one is a class beside this and an entry here. */
public final class SqlFunctions {
  private static final DataType VECTOR = new ArrayType(DataTypes.DoubleType, true);

  private static final String BAD_CLIP =
      " Of a bad file the field error tells code and message, and all others are NULL. NULL if an"
          + " argument is NULL.";

  private static final List<SqlFunction> ALL =
      List.of(
          SqlFunction.of("cosine_distance", new CosineDistance(), VECTOR, VECTOR)
              .giving(DataTypes.DoubleType)
              .describedAs(
                  "_FUNC_(a, b) - Returns one minus the cosine of the angle between two vectors,"
                      + " 0 to 2. A zero vector is 1 away from every other and 0 from another zero"
                      + " vector. NULL if a vector or one of its elements is NULL; an error if the"
                      + " vectors differ in length.")
              .withExample("_FUNC_(array(1.0, 0.0), array(0.0, 1.0))", "1.0"),
          SqlFunction.of("l2_distance", new L2Distance(), VECTOR, VECTOR)
              .giving(DataTypes.DoubleType)
              .describedAs(
                  "_FUNC_(a, b) - Returns the Euclidean distance between two vectors, not squared."
                      + " NULL if a vector or one of its elements is NULL; an error if the vectors"
                      + " differ in length.")
              .withExample("_FUNC_(array(0.0, 0.0), array(3.0, 4.0))", "5.0"),
          overClips("clip_features", new AllClipFeatures(), ClipQuestion.FEATURES)
              .describedAs(
                  "_FUNC_(path) - Returns every number of the stage measure and the embedding of a"
                      + " video file, its size, rate and number of frames, from one decode."
                      + BAD_CLIP)
              .withExample("_FUNC_(path).mean_velocity FROM videos", "1.0129512598505703"),
          overClips("clip_energy", new ClipEnergy(), ClipQuestion.ENERGY)
              .describedAs(
                  "_FUNC_(path) - Returns how much the sampled frames of a video file differ from"
                      + " one to the next, in squared levels. Computes no flow and runs no model."
                      + BAD_CLIP)
              .withExample("_FUNC_(path).mean_rgb_diff FROM videos", "153.51633101851854"),
          overClips("clip_flow", new ClipFlow(), ClipQuestion.FLOW)
              .describedAs(
                  "_FUNC_(path) - Returns how much in a video file moves: Farneback's flow in"
                      + " pixels of 240x240 per sampled step, and the motion score, which does not"
                      + " depend on size and rate. Runs no model."
                      + BAD_CLIP)
              .withExample("_FUNC_(path).motion_score FROM videos", "0.01182580548237839"),
          overClips("clip_latent_motion", new ClipLatentMotion(), ClipQuestion.LATENT_MOTION)
              .orOf(new ClipLatentMotion(), DataTypes.StringType, DataTypes.StringType)
              .describedAs(
                  "_FUNC_(path[, model]) - Returns how far the latents of a video file's sampled"
                      + " frames are apart, from one frame to the next, by the model of this id or"
                      + " that of spark.clipmill.measure.encoder. Computes no flow."
                      + BAD_CLIP)
              .withExample("_FUNC_(path, 'vae-small').cos_sim FROM videos", "0.9088512320989537"));

  private SqlFunctions() {}

  private static SqlFunction overClips(
      String name, UDF1<String, Row> function, ClipQuestion question) {
    return SqlFunction.of(name, function, DataTypes.StringType).giving(question.type());
  }

  /** Gives all functions. */
  public static List<SqlFunction> all() {
    return ALL;
  }
}
