/** How much a video changes from frame to frame, and which of its frames to take by it. */
@NullMarked
package org.clipmill.core.variance;

import org.jspecify.annotations.NullMarked;
