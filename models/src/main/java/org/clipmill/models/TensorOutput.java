package org.clipmill.models;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What is taken from a model.
 *
 * @param name the name of the output in the model file; null to try the names that are customary
 * @param channels how many channels it must have: of moments and maps the second axis, of an
 *     embedding its length, of logits their number; null if any number will do
 * @param pooling what becomes of an output with one row per patch or token
 */
public record TensorOutput(@Nullable String name, @Nullable Integer channels, Pooling pooling)
    implements Serializable {}
