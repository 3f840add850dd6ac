/** Short painted clips whose goodness is known, to learn and to try a ranker with. */
@NullMarked
package org.clipmill.media.painted;

import org.jspecify.annotations.NullMarked;
