package org.clipmill.core.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes one key of the settings; it stands on the record component that holds the value. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Key {
  /** What the key does: a sentence for {@code docs/config.md}. */
  String value();

  /** Smallest allowed number. */
  double min() default Double.NEGATIVE_INFINITY;

  /** Largest allowed number. */
  double max() default Double.POSITIVE_INFINITY;

  /**
   * Whether the text is a path or a URI. A relative one starts at the folder of the file that holds
   * it, and on the command line at the current folder.
   */
  boolean path() default false;

  /** Whether an empty text is allowed and means that nothing is set. */
  boolean optional() default false;
}
