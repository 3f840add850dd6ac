/** What a machine needs for the pipeline, tried out. */
@NullMarked
package org.clipmill.udfs.doctor;

import org.jspecify.annotations.NullMarked;
