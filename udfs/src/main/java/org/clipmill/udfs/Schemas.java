package org.clipmill.udfs;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.clipmill.core.table.Column;
import org.clipmill.core.table.ColumnType;
import org.clipmill.core.table.Table;
import org.clipmill.core.table.Tables;

/** Spark's schemas, made from the declarations of the tables. */
public final class Schemas {
  /** The type of the column {@code error}. */
  public static final StructType ERROR =
      new StructType()
          .add(Tables.ERROR_FIELDS.get(0), DataTypes.StringType)
          .add(Tables.ERROR_FIELDS.get(1), DataTypes.StringType)
          .add(Tables.ERROR_FIELDS.get(2), DataTypes.StringType)
          .add(Tables.ERROR_FIELDS.get(3), DataTypes.BooleanType);

  private Schemas() {}

  /** Gives the schema of a table; every column may be null. */
  public static StructType of(Table table) {
    List<StructField> fields = new ArrayList<>();
    for (Column column : table.columns()) {
      fields.add(DataTypes.createStructField(column.name(), typeOf(column.type()), true));
    }
    return DataTypes.createStructType(fields);
  }

  private static DataType typeOf(ColumnType type) {
    return switch (type) {
      case STRING -> DataTypes.StringType;
      case LONG -> DataTypes.LongType;
      case INT -> DataTypes.IntegerType;
      case DOUBLE -> DataTypes.DoubleType;
      case FLOAT_ARRAY -> DataTypes.createArrayType(DataTypes.FloatType, false);
      case LONG_ARRAY -> DataTypes.createArrayType(DataTypes.LongType, false);
      case STRING_ARRAY -> DataTypes.createArrayType(DataTypes.StringType, false);
      case BINARY -> DataTypes.BinaryType;
      case ERROR -> ERROR;
    };
  }
}
