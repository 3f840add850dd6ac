/** One class per command of the command line. */
@NullMarked
package org.clipmill.jobs.command;

import org.jspecify.annotations.NullMarked;
