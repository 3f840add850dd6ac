/** The command line and its exit codes. */
@NullMarked
package org.clipmill.jobs;

import org.jspecify.annotations.NullMarked;
