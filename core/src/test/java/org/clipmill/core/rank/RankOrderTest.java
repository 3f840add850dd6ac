package org.clipmill.core.rank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RankOrderTest {
  @Test
  void orderAndChoiceEqualTheOriginals() throws IOException {
    try (InputStream in = RankOrderTest.class.getResourceAsStream("filter_scenes.json")) {
      for (JsonNode golden : new ObjectMapper().readTree(in)) {
        List<Ranked> ranked =
            new RankOrder(1, golden.get("n_taken").asInt()).rank(candidates(golden));
        String name = golden.get("name").asText();
        assertEquals(longs(golden.get("argsort_desc")), positions(ranked), name);
        List<Ranked> kept = ranked.stream().filter(r -> r.fate() == Fate.KEPT).toList();
        assertEquals(longs(golden.get("selected_idx")), positions(kept), name);
      }
    }
  }

  @Test
  void everyCandidateGetsARankAndAReason() {
    List<Ranked> ranked =
        new RankOrder(1, 2)
            .rank(
                List.of(
                    new Candidate("a", "s1", 0.9, 0),
                    new Candidate("b", "s1", 0.8, 1),
                    new Candidate("c", "s2", 0.7, 2),
                    new Candidate("d", "s3", 0.6, 3),
                    new Candidate("e", "s1", 0.5, 4)));
    assertEquals(
        List.of("1 a kept", "2 b same_span", "3 c kept", "4 d below_keep", "5 e same_span"),
        ranked.stream()
            .map(r -> r.rank() + " " + r.candidate().id() + " " + r.fate().code())
            .toList());
  }

  @Test
  void aGroupMayKeepMoreThanOne() {
    List<Ranked> ranked =
        new RankOrder(2, 10)
            .rank(
                List.of(
                    new Candidate("a", "s", 0.1, 0),
                    new Candidate("b", "s", 0.2, 1),
                    new Candidate("c", "s", 0.3, 2)));
    assertEquals(
        List.of(Fate.KEPT, Fate.KEPT, Fate.SAME_SPAN), ranked.stream().map(Ranked::fate).toList());
  }

  @Test
  void equalScoresGoByLaterPositionWhateverTheOrderOfTheInput() {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      candidates.add(new Candidate("c" + i, "g" + i, i % 2 == 0 ? 0.0 : -0.0, i));
    }
    List<Ranked> inOrder = new RankOrder(1, 5).rank(candidates);
    Collections.shuffle(candidates, new Random(4));
    assertEquals(inOrder, new RankOrder(1, 5).rank(candidates));
    assertEquals(99, inOrder.get(0).candidate().position());
    assertEquals(0, inOrder.get(99).candidate().position());
  }

  @Test
  void nobodyGivesNobody() {
    assertEquals(List.of(), new RankOrder(1, 3).rank(List.of()));
  }

  @Test
  void senselessLimitsAndScoresAreRefused() {
    assertEquals(
        "Was 0 per group, 5 in all; allowed: at least 1 and 0",
        assertThrows(IllegalArgumentException.class, () -> new RankOrder(0, 5)).getMessage());
    assertEquals(
        "Cannot rank v1.0_2: saw score NaN, expected a number",
        assertThrows(
                IllegalArgumentException.class,
                () -> new Candidate("v1.0_2", "v1.0", Double.NaN, 0))
            .getMessage());
  }

  private static List<Candidate> candidates(JsonNode golden) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < golden.get("clips").size(); i++) {
      String clip = golden.get("clips").get(i).asText();
      candidates.add(new Candidate("row" + i, clip, golden.get("proba").get(i).asDouble(), i));
    }
    return candidates;
  }

  private static List<Long> positions(List<Ranked> ranked) {
    return ranked.stream().map(r -> r.candidate().position()).toList();
  }

  private static List<Long> longs(JsonNode values) {
    List<Long> longs = new ArrayList<>();
    values.forEach(value -> longs.add(value.asLong()));
    return longs;
  }
}
