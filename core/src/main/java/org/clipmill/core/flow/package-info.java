/** Optical flow: the seam, the numbers taken from a field, and Farnebäck's method in plain Java. */
@NullMarked
package org.clipmill.core.flow;

import org.jspecify.annotations.NullMarked;
