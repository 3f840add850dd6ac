/** Bringing the files of models to where the catalogue wants them, from wherever they are. */
@NullMarked
package org.clipmill.udfs.weights;

import org.jspecify.annotations.NullMarked;
