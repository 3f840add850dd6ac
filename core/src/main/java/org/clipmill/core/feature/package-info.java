/** The numbers of a clip, taken from one pass over its frames. */
@NullMarked
package org.clipmill.core.feature;

import org.jspecify.annotations.NullMarked;
