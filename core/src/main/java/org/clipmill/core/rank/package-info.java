/** From scores to places. */
@NullMarked
package org.clipmill.core.rank;

import org.jspecify.annotations.NullMarked;
