/** Vectors and frame lists in files: what the commands embed and sample read and write. */
@NullMarked
package org.clipmill.jobs.sample;

import org.jspecify.annotations.NullMarked;
