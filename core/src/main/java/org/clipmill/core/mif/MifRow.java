package org.clipmill.core.mif;

import java.util.Comparator;
import org.clipmill.core.table.PythonText;

/**
 * The most informative frame of one video of a folder of categories.
 *
 * @param category name of the folder: the true class
 * @param file name of the video in it
 * @param found its most informative frame for that class
 */
public record MifRow(String category, String file, MostInformativeFrame found) {
  /** By category, then by file, both by code points, as Python sorts. */
  public static final Comparator<MifRow> BY_NAME =
      Comparator.comparing(MifRow::category, PythonText.BY_CODE_POINTS)
          .thenComparing(MifRow::file, PythonText.BY_CODE_POINTS);

  /** The first line of the original's CSV file. */
  public static final String CSV_HEADER = ",category,fname,mif_idx,softmax[category]";

  /**
   * Gives the row as a line of the original's CSV file, as pandas writes it: a NaN is empty.
   *
   * @param index running number of the row
   */
  public String csvLine(int index) {
    String probability =
        Double.isNaN(found.probability()) ? "" : PythonText.repr(found.probability());
    return index
        + ","
        + PythonText.csv(category)
        + ","
        + PythonText.csv(file)
        + ","
        + found.frame()
        + ","
        + probability;
  }
}
