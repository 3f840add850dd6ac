package org.clipmill.jobs.sample;

import java.util.Locale;
import java.util.Optional;
import org.clipmill.core.variance.FrameVariance;
import org.clipmill.core.variance.VarianceIndex;

/** A picture of a video's variance curves, one below the other, with the chosen frames on them. */
public final class VariancePlot {
  private static final int WIDTH = 900;
  private static final int LEFT = 64;
  private static final int RIGHT = 16;
  private static final int TOP = 34;
  private static final int PANEL = 130;
  private static final int GAP = 26;
  private static final int BOTTOM = 34;

  private final StringBuilder svg = new StringBuilder();
  private final long frames;

  private VariancePlot(long frames) {
    this.frames = frames;
  }

  /**
   * Draws.
   *
   * @param title what stands above
   * @param chosen frames that are marked on every curve
   * @return SVG
   */
  public static String of(VideoCurves video, String title, int[] chosen) {
    VariancePlot plot = new VariancePlot(video.frames());
    int height = TOP + BOTTOM + video.curves().size() * (PANEL + GAP) - GAP;
    plot.begin(height, title);
    int top = TOP;
    for (FrameVariance variance : FrameVariance.values()) {
      Optional<VarianceIndex> curve = video.curve(variance);
      if (curve.isPresent()) {
        plot.panel(variance, curve.get(), chosen, top);
        top += PANEL + GAP;
      }
    }
    plot.axis(height);
    return plot.svg.append("</svg>\n").toString();
  }

  private void begin(int height, String title) {
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
            + " viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">",
        WIDTH, height, WIDTH, height);
    line("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>", WIDTH, height);
    line("<text x=\"%d\" y=\"20\" font-size=\"14\">%s</text>", LEFT, escaped(title));
  }

  private void panel(FrameVariance variance, VarianceIndex curve, int[] chosen, int top) {
    double most = 0.0;
    for (int i = 0; i < curve.frames(); i++) {
      most = Math.max(most, curve.weight(i));
    }
    int foot = top + PANEL;
    line(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#cccccc\"/>",
        LEFT, top, WIDTH - LEFT - RIGHT, PANEL);
    line("<text x=\"8\" y=\"%d\" fill=\"%s\">%s</text>", top + 14, colour(variance), variance);
    line("<text x=\"8\" y=\"%d\" fill=\"#777777\">%.3g</text>", top + 30, most);
    for (int frame : chosen) {
      line(
          "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#e3b7b7\"/>",
          x(frame), top, x(frame), foot);
    }
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < curve.frames(); i++) {
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(i), y(curve.weight(i), most, foot)));
    }
    line(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.2\"/>",
        points.toString().strip(), colour(variance));
    for (int frame : chosen) {
      line(
          "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.2\" fill=\"#b02020\"/>",
          x(frame), y(curve.weight(frame), most, foot));
    }
  }

  private void axis(int height) {
    int y = height - BOTTOM + 16;
    line("<text x=\"%d\" y=\"%d\" fill=\"#777777\">frame 0</text>", LEFT, y);
    line(
        "<text x=\"%d\" y=\"%d\" fill=\"#777777\" text-anchor=\"end\">frame %d</text>",
        WIDTH - RIGHT, y, Math.max(0, frames - 1));
  }

  private double x(int frame) {
    return LEFT + (WIDTH - LEFT - RIGHT) * (frames < 2 ? 0.5 : (double) frame / (frames - 1));
  }

  private static double y(double weight, double most, int foot) {
    return foot - (most > 0 ? weight / most : 0) * (PANEL - 6);
  }

  private void line(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private static String colour(FrameVariance variance) {
    return switch (variance) {
      case SSVD -> "#1f6fb4";
      case OFVD -> "#d9730d";
      case FSD -> "#2b8a3e";
    };
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
