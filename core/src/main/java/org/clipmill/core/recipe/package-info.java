/** What a table was made from, and its fingerprint. */
@NullMarked
package org.clipmill.core.recipe;

import org.jspecify.annotations.NullMarked;
