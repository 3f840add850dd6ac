/** The seams to learned models: what goes in is a frame, what comes out are numbers. */
@NullMarked
package org.clipmill.core.encode;

import org.jspecify.annotations.NullMarked;
