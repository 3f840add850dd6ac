/** Reads metadata files into rows, whatever is wrong with them. */
@NullMarked
package org.clipmill.udfs.metadata;

import org.jspecify.annotations.NullMarked;
