/** The tables of the pipeline and their columns, declared once. */
@NullMarked
package org.clipmill.core.table;

import org.jspecify.annotations.NullMarked;
