package org.clipmill.udfs;

import org.apache.spark.sql.SparkSessionExtensions;
import org.clipmill.udfs.sql.SqlFunction;
import org.clipmill.udfs.sql.SqlFunctions;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * Gives Clipmill's SQL functions to a Spark session, from Java, Scala, PySpark or spark-sql, by
 * {@code spark.sql.extensions=org.clipmill.udfs.ClipmillExtensions}. {@code SHOW FUNCTIONS} lists
 * them and {@code DESCRIBE FUNCTION EXTENDED} explains each.
 */
public final class ClipmillExtensions extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {

  /** Spark makes one by name. */
  public ClipmillExtensions() {}

  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    for (SqlFunction function : SqlFunctions.all()) {
      extensions.injectFunction(function.description());
    }
    return BoxedUnit.UNIT;
  }
}
