/** The painted set of the demo. */
@NullMarked
package org.clipmill.jobs.demo;

import org.jspecify.annotations.NullMarked;
