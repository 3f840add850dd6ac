package org.clipmill.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.clipmill.core.frame.CropRounding;
import org.clipmill.core.frame.ResizeFilter;
import org.clipmill.core.frame.RgbFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures are prepared as Pillow and NumPy prepare them, bit by bit. */
final class PreprocessingTest {

  @Test
  void committedPicturesAreThoseOfPillow() throws IOException {
    JsonNode cases = Contract.golden(Contract.committed("preprocessing.json"));
    for (JsonNode one : cases) {
      check(
          one.get("preprocessing"),
          one.get("image").asText(),
          one.get("crop_rgb8_sha256").asText(),
          one.get("sha256_f32le").asText(),
          name -> Contract.committed("images/" + name + ".png"));
    }
    assertEquals(12, cases.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"clip", "siglip", "blip-itm", "dinov2", "moments", "rmac", "vae"})
  void everyContractPictureIsThatOfPillow(String model) throws IOException {
    int checked = 0;
    for (JsonNode described : described(Contract.golden(model))) {
      for (JsonNode image : described.get("images")) {
        check(
            described.get("preprocessing"),
            image.get("image").asText(),
            image.get("crop_rgb8_sha256").asText(),
            image.get("tensor").get("sha256_f32le").asText(),
            name -> Contract.shared("images/" + name + ".png"));
        checked++;
      }
    }
    assertTrue(checked >= 3, model);
  }

  /** Gives every part of a golden file that has a preprocessing and pictures. */
  private static List<JsonNode> described(JsonNode golden) {
    List<JsonNode> parts = new ArrayList<>();
    if (golden.has("images")) {
      parts.add(golden);
    }
    if (golden.has("squashed")) {
      parts.add(golden.get("squashed"));
    }
    golden.path("ranges").forEach(parts::add);
    for (JsonNode size : golden.path("sizes")) {
      var whole = golden.get("preprocessing").<ObjectNode>deepCopy();
      whole.set("size", size.get("size_wh"));
      var part = size.<ObjectNode>deepCopy();
      part.set("preprocessing", whole);
      parts.add(part);
    }
    return parts;
  }

  private static void check(
      JsonNode spec, String name, String bytes, String tensor, Function<String, Path> place)
      throws IOException {
    RgbFrame prepared = rule(spec).newTransform().apply(Contract.picture(place.apply(name)));
    assertEquals(bytes, Hashes.sha256(prepared.bytes()), name + " " + spec);
    ImageInput input = new ImageInput(null, null, null, three(spec, "mean"), three(spec, "std"));
    PixelBuffer buffer = new PixelBuffer(new PixelValues(input, TensorType.FLOAT32));
    FloatBuffer floats =
        (FloatBuffer) buffer.filled(List.of(prepared), 1, prepared.width() * prepared.height());
    ByteBuffer little =
        ByteBuffer.allocate(floats.remaining() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    little.asFloatBuffer().put(floats);
    assertEquals(tensor, Hashes.sha256(little.array()), name + " " + spec);
  }

  private static ResizeRule rule(JsonNode spec) {
    ResizeFilter filter =
        ResizeFilter.valueOf(spec.get("filter").asText().toUpperCase(Locale.ROOT));
    JsonNode size = spec.path("size");
    return size.isArray()
        ? new ResizeRule.Exact(
            new ImageInput.FrameSize(size.get(0).asInt(), size.get(1).asInt()), filter)
        : new ResizeRule.ShortSide(
            spec.get("short_side").asInt(), spec.get("crop").asInt(), filter, CropRounding.DOWN);
  }

  private static List<Float> three(JsonNode spec, String key) {
    List<Float> numbers = new ArrayList<>();
    spec.get(key).forEach(number -> numbers.add(number.floatValue()));
    return numbers;
  }
}
