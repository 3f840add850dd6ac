/** Near-duplicates in a folder of videos, without the pipeline. */
@NullMarked
package org.clipmill.jobs.dedup;

import org.jspecify.annotations.NullMarked;
