/** The seam to learned models that turn a frame into numbers. */
@NullMarked
package org.clipmill.core.encode;

import org.jspecify.annotations.NullMarked;
