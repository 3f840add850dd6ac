/** How good alignments are: the data sets of LAMV, their files and their measures. */
@NullMarked
package org.clipmill.core.align.evaluate;

import org.jspecify.annotations.NullMarked;
