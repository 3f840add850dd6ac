/** Alignment of videos inside Spark tasks. */
@NullMarked
package org.clipmill.udfs.align;

import org.jspecify.annotations.NullMarked;
