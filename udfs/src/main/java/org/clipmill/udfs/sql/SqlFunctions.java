package org.clipmill.udfs.sql;

import java.util.List;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** The list of all SQL functions. A new one is a class beside this and an entry here. */
public final class SqlFunctions {
  private static final DataType VECTOR = new ArrayType(DataTypes.DoubleType, true);

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
              .withExample("_FUNC_(array(0.0, 0.0), array(3.0, 4.0))", "5.0"));

  private SqlFunctions() {}

  /** Gives all functions. */
  public static List<SqlFunction> all() {
    return ALL;
  }
}
