/** Learned models: named in a catalogue, checked, loaded once per JVM, run through DJL. */
@NullMarked
package org.clipmill.models;

import org.jspecify.annotations.NullMarked;
