/** Random numbers that follow CPython and NumPy draw for draw. */
@NullMarked
package org.clipmill.core.random;

import org.jspecify.annotations.NullMarked;
