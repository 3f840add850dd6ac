/** Near-duplicates among the clips of a table. */
@NullMarked
package org.clipmill.udfs.dedup;

import org.jspecify.annotations.NullMarked;
