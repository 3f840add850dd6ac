package org.clipmill.udfs.metadata;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.sql.Row;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.clip.Ids;
import org.clipmill.core.table.Tables;
import org.clipmill.udfs.Guard;
import org.clipmill.udfs.TableRow;
import org.jspecify.annotations.Nullable;

/**
 * The clips of one HDVG file, in the order of the file: {@code {video: {url, clip: {key: {span,
 * fps, scene_split: [{clip_id, scene_cut, caption}]}}}}}. Holds one video at a time. What cannot be
 * read becomes a row with an error; after broken JSON the rest of the file is one such row.
 */
final class HdvgReader implements Iterator<Row> {
  /** Python writes NaN where a number is missing: that spoils one clip, not the file. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private final String file;
  private final SourceAddress addresses;
  private final Guard guard;
  private final JsonParser parser;
  private final Queue<Row> ready = new ArrayDeque<>();
  private long position;
  private boolean isAtEnd;

  /**
   * Starts reading; the caller closes the stream.
   *
   * @param file the name of the file, for rows
   * @param firstPosition position of the first clip
   */
  HdvgReader(InputStream in, String file, SourceAddress addresses, long firstPosition, Guard guard)
      throws IOException {
    this.file = file;
    this.addresses = addresses;
    this.position = firstPosition;
    this.guard = guard;
    this.parser = MAPPER.createParser(in);
    readOrFail(this::start);
  }

  private interface Reading {
    void run() throws IOException;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && !isAtEnd) {
      readOrFail(this::readVideo);
    }
    return !ready.isEmpty();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  private void start() throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      isAtEnd = true;
      fail(null, "Cannot read " + file + ": expected one JSON object of videos");
    }
  }

  private void readVideo() throws IOException {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.FIELD_NAME) {
      String videoId = parser.currentName();
      parser.nextToken();
      video(videoId);
      return;
    }
    isAtEnd = true;
    if (parser.nextToken() != null) {
      int line = parser.currentTokenLocation().getLineNr();
      fail(null, "Cannot read all of " + file + ", line " + line + ": expected one JSON object");
    }
  }

  /** One span as it was read: its key and what stands there. */
  private record Span(String key, JsonNode value) {}

  private void video(String videoId) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      fail(videoId, "Cannot read the video \"" + videoId + "\": expected an object");
      return;
    }
    String url = null;
    List<Span> spans = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      if (field.equals("url")) {
        url = value == JsonToken.VALUE_STRING ? addresses.absolute(parser.getText()) : null;
        parser.skipChildren();
      } else if (field.equals("clip") && value == JsonToken.START_OBJECT) {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String key = parser.currentName();
          parser.nextToken();
          spans.add(new Span(key, MAPPER.readTree(parser)));
        }
      } else {
        parser.skipChildren();
      }
    }
    if (spans.isEmpty()) {
      fail(videoId, "Cannot find spans of the video \"" + videoId + "\": expected \"clip\"");
    }
    for (Span span : spans) {
      span(videoId, url, span);
    }
  }

  private void span(String videoId, @Nullable String url, Span span) {
    JsonNode scenes = span.value().path("scene_split");
    if (!scenes.isArray() || scenes.isEmpty()) {
      fail(
          videoId,
          "Cannot find clips of the span \"" + span.key() + "\": expected \"scene_split\"");
      return;
    }
    JsonNode times = span.value().path("span");
    for (JsonNode scene : scenes) {
      JsonNode cut = scene.path("scene_cut");
      ClipEntry entry =
          new ClipEntry(
              position++,
              file,
              videoId,
              Ids.spanOfKey(span.key()),
              text(scene.path("clip_id")),
              url,
              text(ofPair(times, 0)),
              text(ofPair(times, 1)),
              text(span.value().path("fps")),
              text(ofPair(cut, 0)),
              text(ofPair(cut, 1)),
              text(scene.path("caption")));
      ready.add(entry.toRow(guard));
    }
  }

  private void readOrFail(Reading reading) {
    try {
      reading.run();
    } catch (JsonProcessingException e) {
      isAtEnd = true;
      String where = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
      fail(null, "Cannot read all of " + file + where + ": " + e.getOriginalMessage());
    } catch (IOException e) {
      isAtEnd = true;
      fail(null, "Cannot read all of " + file + ": " + e.getMessage());
    }
  }

  private void fail(@Nullable String videoId, String message) {
    TableRow row =
        TableRow.of(Tables.METADATA)
            .set(Tables.VIDEO_ID, videoId)
            .set(Tables.POSITION, position++)
            .set("source_file", file);
    ready.add(guard.failedRow(new ClipException(ClipError.BAD_METADATA, message), row));
  }

  private static JsonNode ofPair(JsonNode pair, int index) {
    return pair.size() == 2 ? pair.path(index) : MissingNode.getInstance();
  }

  private static @Nullable String text(JsonNode node) {
    return node.isMissingNode() || node.isNull() || node.isContainerNode() ? null : node.asText();
  }
}
