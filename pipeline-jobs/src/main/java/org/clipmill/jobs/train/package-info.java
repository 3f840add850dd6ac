/** Labelled clips from people, for {@code clipmill train}. */
@NullMarked
package org.clipmill.jobs.train;

import org.jspecify.annotations.NullMarked;
