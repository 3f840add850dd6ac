/** Keyframes of plain videos: lists of questions, and the files that the original writes. */
@NullMarked
package org.clipmill.jobs.focus;

import org.jspecify.annotations.NullMarked;
