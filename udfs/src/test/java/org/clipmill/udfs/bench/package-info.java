/** Benchmarks of what runs on Spark; started by hand. */
@NullMarked
package org.clipmill.udfs.bench;

import org.jspecify.annotations.NullMarked;
