/** How good guesses are, and how sure one can be of that. */
@NullMarked
package org.clipmill.core.evaluate;

import org.jspecify.annotations.NullMarked;
