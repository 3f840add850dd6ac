/** Choosing a diverse few out of many points. */
@NullMarked
package org.clipmill.core.sample;

import org.jspecify.annotations.NullMarked;
