/** Runs stages: table folders, recipes, refresh, accounting, progress. */
@NullMarked
package org.clipmill.jobs.run;

import org.jspecify.annotations.NullMarked;
