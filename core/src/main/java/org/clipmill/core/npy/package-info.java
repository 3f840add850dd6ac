/** NumPy's files: arrays ({@code .npy}) and archives of named arrays ({@code .npz}). */
@NullMarked
package org.clipmill.core.npy;

import org.jspecify.annotations.NullMarked;
