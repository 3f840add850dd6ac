/** Which clips show the same: hashes of frames, candidates, confirmation, groups. */
@NullMarked
package org.clipmill.core.dedup;

import org.jspecify.annotations.NullMarked;
