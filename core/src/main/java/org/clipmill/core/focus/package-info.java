/** Keyframes: the few frames of a video that tell most about a text (FOCUS). */
@NullMarked
package org.clipmill.core.focus;

import org.jspecify.annotations.NullMarked;
