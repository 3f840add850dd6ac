/** Most informative frames inside a Spark task: what decodes and classifies whole videos. */
@NullMarked
package org.clipmill.udfs.mif;

import org.jspecify.annotations.NullMarked;
