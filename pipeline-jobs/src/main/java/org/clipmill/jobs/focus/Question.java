package org.clipmill.jobs.focus;

/**
 * A question about a video.
 *
 * @param index its place in the list, from 0
 * @param video name of the video, as the list says
 * @param path where the video is
 * @param query what is asked; may be empty, which becomes an error of its row
 */
public record Question(int index, String video, String path, String query) {}
