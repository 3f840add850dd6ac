/** Optical flow: the seam and the numbers taken from a field. */
@NullMarked
package org.clipmill.core.flow;

import org.jspecify.annotations.NullMarked;
