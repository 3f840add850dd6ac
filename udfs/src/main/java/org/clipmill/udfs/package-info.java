/** What runs inside a Spark task. */
@NullMarked
package org.clipmill.udfs;

import org.jspecify.annotations.NullMarked;
