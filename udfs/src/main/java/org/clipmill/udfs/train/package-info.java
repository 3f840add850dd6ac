/** Learning the ranker from clips whose goodness is known. */
@NullMarked
package org.clipmill.udfs.train;

import org.jspecify.annotations.NullMarked;
