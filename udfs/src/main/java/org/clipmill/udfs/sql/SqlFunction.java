package org.clipmill.udfs.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.Function1;
import scala.Tuple3;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;

/**
 * One function of Spark SQL: a class that computes it, its types, and its text.
 *
 * <p>The class is a plain {@link UDF1} or {@link UDF2}. If it also implements {@code
 * com.nvidia.spark.RapidsUDF}, the RAPIDS accelerator finds that and runs it on the GPU; nothing
 * here or in a query changes.
 */
public final class SqlFunction {
  /** One way to call a function: the types of its arguments, and the call for a type of result. */
  private record Form(List<DataType> arguments, Function<DataType, UserDefinedFunction> udf) {
    static Form of(UDF1<?, ?> function, DataType argument) {
      return new Form(List.of(argument), result -> functions.udf(function, result));
    }

    static Form of(UDF2<?, ?, ?> function, DataType first, DataType second) {
      return new Form(List.of(first, second), result -> functions.udf(function, result));
    }
  }

  private final String name;
  private final Class<?> implementation;
  private final List<Form> forms;
  private final DataType result;
  private final String usage;
  private final String examples;

  private SqlFunction(
      String name,
      Class<?> implementation,
      List<Form> forms,
      DataType result,
      String usage,
      String examples) {
    this.name = name;
    this.implementation = implementation;
    this.forms = forms;
    this.result = result;
    this.usage = usage;
    this.examples = examples;
  }

  private static SqlFunction of(String name, Object function, Form form) {
    return new SqlFunction(name, function.getClass(), List.of(form), DataTypes.NullType, "", "");
  }

  /**
   * Gives a function of one argument, which is cast to its type where Spark can. It is called with
   * null for NULL.
   */
  public static SqlFunction of(String name, UDF1<?, ?> function, DataType argument) {
    return of(name, function, Form.of(function, argument));
  }

  /** Gives a function of two arguments, which are cast to their types where Spark can. */
  public static SqlFunction of(
      String name, UDF2<?, ?, ?> function, DataType first, DataType second) {
    return of(name, function, Form.of(function, first, second));
  }

  /** Gives the same function, which may also be called with two arguments. */
  public SqlFunction orOf(UDF2<?, ?, ?> function, DataType first, DataType second) {
    List<Form> more = new ArrayList<>(forms);
    more.add(Form.of(function, first, second));
    return new SqlFunction(name, implementation, List.copyOf(more), result, usage, examples);
  }

  /** Gives the same function with this type of result: a struct for a function that gives rows. */
  public SqlFunction giving(DataType type) {
    return new SqlFunction(name, implementation, forms, type, usage, examples);
  }

  /** Gives the same function with this text; {@code _FUNC_} stands for its name. */
  public SqlFunction describedAs(String text) {
    return new SqlFunction(name, implementation, forms, result, text, examples);
  }

  /** Gives the same function with one more example: a call of {@code _FUNC_} and what it gives. */
  public SqlFunction withExample(String call, String gives) {
    String before = examples.isEmpty() ? "\n    Examples:\n" : examples.stripTrailing() + "\n";
    String more = before + "      > SELECT " + call + ";\n       " + gives + "\n  ";
    return new SqlFunction(name, implementation, forms, result, usage, more);
  }

  /** Gives the name under which queries call it. */
  public String name() {
    return name;
  }

  /**
   * Gives what Spark's registry wants: the name, the text, and how a call becomes an expression.
   */
  public Tuple3<FunctionIdentifier, ExpressionInfo, Function1<Seq<Expression>, Expression>>
      description() {
    ExpressionInfo info =
        new ExpressionInfo(
            implementation.getName(), null, name, usage, "", examples, "", "", "", "", "java_udf");
    Function1<Seq<Expression>, Expression> builder =
        new AbstractFunction1<>() {
          @Override
          public Expression apply(Seq<Expression> given) {
            return call(CollectionConverters.asJava(given));
          }
        };
    return new Tuple3<>(new FunctionIdentifier(name), info, builder);
  }

  private Expression call(List<Expression> given) {
    for (Form form : forms) {
      if (form.arguments().size() == given.size()) {
        return call(form, given);
      }
    }
    String expected =
        forms.stream()
            .map(form -> Integer.toString(form.arguments().size()))
            .collect(Collectors.joining(" or "));
    throw new IllegalArgumentException(
        "Cannot call " + name + ": saw " + given.size() + " arguments, expected " + expected);
  }

  private Expression call(Form form, List<Expression> given) {
    Column[] columns = new Column[given.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = new Column(given.get(i)).cast(form.arguments().get(i));
    }
    return form.udf().apply(result).withName(name).apply(columns).expr();
  }
}
