/**
 * Where in time two videos match, and how well: temporal match kernels, circulant encoding, R-MAC.
 */
@NullMarked
package org.clipmill.core.align;

import org.jspecify.annotations.NullMarked;
