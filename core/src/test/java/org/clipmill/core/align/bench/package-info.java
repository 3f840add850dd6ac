/** Speed of alignment, started by benchmarks/run-align. */
@NullMarked
package org.clipmill.core.align.bench;

import org.jspecify.annotations.NullMarked;
