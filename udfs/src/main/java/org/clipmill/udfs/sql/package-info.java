/** Clipmill's functions for Spark SQL: one class each, one line each in the list. */
@NullMarked
package org.clipmill.udfs.sql;

import org.jspecify.annotations.NullMarked;
