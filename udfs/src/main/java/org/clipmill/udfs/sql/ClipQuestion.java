package org.clipmill.udfs.sql;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.feature.MeasureMode;
import org.clipmill.core.table.Tables;
import org.clipmill.udfs.ClipInstruments;
import org.clipmill.udfs.Schemas;
import org.jspecify.annotations.Nullable;

/**
 * What a function asks of a clip: the columns of the answer, and the instruments that measure no
 * more than these. The last column of an answer is {@code error}: either it is null, or all others
 * are.
 */
enum ClipQuestion {
  ENERGY(List.of("max_rgb_diff", "mean_rgb_diff")) {
    @Override
    ClipInstruments instruments(SqlSettings settings, @Nullable String modelId) {
      return ClipInstruments.openForEnergy();
    }
  },

  FLOW(List.of("max_velocity", "mean_velocity", "motion_score")) {
    @Override
    ClipInstruments instruments(SqlSettings settings, @Nullable String modelId) {
      return ClipInstruments.openForFlow();
    }
  },

  LATENT_MOTION(List.of("mse", "cos_sim")) {
    @Override
    ClipInstruments instruments(SqlSettings settings, @Nullable String modelId) {
      return ClipInstruments.openForLatents(settings.model(modelId));
    }
  },

  FEATURES(
      List.of(
          "max_rgb_diff",
          "mean_rgb_diff",
          "max_velocity",
          "mean_velocity",
          "mse",
          "cos_sim",
          "no_frames",
          "motion_score",
          "embedding",
          "width",
          "height",
          "fps",
          "num_frames")) {
    @Override
    ClipInstruments instruments(SqlSettings settings, @Nullable String modelId) {
      return ClipInstruments.open(
          MeasureMode.CORRECTED, settings.modelIfAny(), settings.embedderIfAny());
    }
  };

  private static final StructType ERROR =
      new StructType().add("code", DataTypes.StringType).add("message", DataTypes.StringType);

  @SuppressWarnings("ImmutableEnumChecker") // a StructType never changes; add gives a new one
  private final StructType type;

  ClipQuestion(List<String> columns) {
    StructType known = Schemas.of(Tables.DATASET);
    StructType fields = new StructType();
    for (String column : columns) {
      fields = fields.add(known.apply(column));
    }
    type = fields;
  }

  /**
   * Opens what measures the answer.
   *
   * @param modelId the encoder that the query names; null for the one of the settings
   */
  abstract ClipInstruments instruments(SqlSettings settings, @Nullable String modelId);

  /** Gives the type of the answer. */
  StructType type() {
    return type.add(Tables.ERROR_COLUMN, ERROR);
  }

  /** Gives the answer for a good clip. */
  Row answer(Map<String, Object> columns) {
    @Nullable Object[] values = new Object[type.size() + 1];
    for (int i = 0; i < type.size(); i++) {
      values[i] = columns.get(type.apply(i).name());
    }
    return new GenericRowWithSchema(values, type());
  }

  /** Gives the answer for a bad clip. */
  Row answer(ClipException problem) {
    @Nullable Object[] values = new Object[type.size() + 1];
    values[type.size()] = RowFactory.create(problem.error().code(), problem.getMessage());
    return new GenericRowWithSchema(values, type());
  }
}
