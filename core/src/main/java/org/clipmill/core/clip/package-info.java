/** Names and places of videos, spans and clips, and what can be wrong with one. */
@NullMarked
package org.clipmill.core.clip;

import org.jspecify.annotations.NullMarked;
