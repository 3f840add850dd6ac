/** Random numbers that follow CPython draw for draw. */
@NullMarked
package org.clipmill.core.random;

import org.jspecify.annotations.NullMarked;
