/** Settings: read, checked and documented from the records that hold them. */
@NullMarked
package org.clipmill.core.config;

import org.jspecify.annotations.NullMarked;
