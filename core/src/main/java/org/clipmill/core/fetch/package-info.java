/** Getting files over HTTP from servers that are slow, busy or break off. */
@NullMarked
package org.clipmill.core.fetch;

import org.jspecify.annotations.NullMarked;
