package org.clipmill.jobs.run;

import java.util.List;
import java.util.Map;
import org.clipmill.core.recipe.Recipe;

/**
 * What {@code _recipe.json} holds.
 *
 * @param recipe what the table was made from
 * @param fingerprint of the recipe
 * @param created when the table was finished, ISO-8601 in UTC
 * @param seconds how long it took
 * @param accounting where the rows went
 * @param changes rows added, kept, changed and removed since the version before
 * @param versions of the programs that made it
 */
public record Provenance(
    Recipe recipe,
    String fingerprint,
    String created,
    double seconds,
    Accounting accounting,
    Map<String, Long> changes,
    Map<String, String> versions) {

  /** Gives the stage that made the table. */
  public String stageName() {
    return recipe.stage();
  }

  /** Gives the folders of the tables that were read. */
  public List<String> inputs() {
    return recipe.inputs();
  }
}
