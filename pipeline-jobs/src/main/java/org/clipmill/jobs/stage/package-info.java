/** The stages of the pipeline: one verb, one file. */
@NullMarked
package org.clipmill.jobs.stage;

import org.jspecify.annotations.NullMarked;
