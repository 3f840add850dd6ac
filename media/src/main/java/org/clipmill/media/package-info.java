/** Video files: probe, decode, cut and paint them; all native code of FFmpeg and OpenCV is here. */
@NullMarked
package org.clipmill.media;

import org.jspecify.annotations.NullMarked;
