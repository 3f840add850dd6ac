/** Pictures in memory, where they come from and how they are brought to size. */
@NullMarked
package org.clipmill.core.frame;

import org.jspecify.annotations.NullMarked;
