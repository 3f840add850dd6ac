package org.clipmill.models;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What is taken from a model.
 *
 * @param name the name of the output in the model file
 * @param channels how many channels it must have; null if any number will do
 */
public record TensorOutput(String name, @Nullable Integer channels) implements Serializable {}
