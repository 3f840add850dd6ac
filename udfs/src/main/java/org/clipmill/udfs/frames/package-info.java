/** What is done to the single frames of images and videos inside a Spark task. */
@NullMarked
package org.clipmill.udfs.frames;

import org.jspecify.annotations.NullMarked;
