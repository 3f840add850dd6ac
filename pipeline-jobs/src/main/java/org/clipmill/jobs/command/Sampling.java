package org.clipmill.jobs.command;

import java.io.PrintWriter;
import java.nio.file.Path;

/**
 * What all ways of the command sample share.
 *
 * @param seed not negative
 * @param out a file or a folder
 * @param console where results are told
 */
record Sampling(Settings settings, long seed, Path out, PrintWriter console) {}
