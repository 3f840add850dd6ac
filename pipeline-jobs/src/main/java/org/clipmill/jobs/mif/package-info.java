/** Most informative frames of folders of videos. */
@NullMarked
package org.clipmill.jobs.mif;

import org.jspecify.annotations.NullMarked;
