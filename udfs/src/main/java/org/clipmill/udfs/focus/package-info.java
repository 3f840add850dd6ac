/**
 * Keyframes inside a Spark task: what decodes, scores and writes the frames that FOCUS asks for.
 */
@NullMarked
package org.clipmill.udfs.focus;

import org.jspecify.annotations.NullMarked;
