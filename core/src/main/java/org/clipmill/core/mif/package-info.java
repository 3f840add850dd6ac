/** The frame of a video on which a classifier is surest of a class (MIF). */
@NullMarked
package org.clipmill.core.mif;

import org.jspecify.annotations.NullMarked;
