/** Scenes with known truth, painted in plain Java, for tests, the demo and training. */
@NullMarked
package org.clipmill.media.paint;

import org.jspecify.annotations.NullMarked;
