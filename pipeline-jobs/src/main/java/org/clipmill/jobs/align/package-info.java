/** Evaluation of alignment on the data sets of LAMV. */
@NullMarked
package org.clipmill.jobs.align;

import org.jspecify.annotations.NullMarked;
