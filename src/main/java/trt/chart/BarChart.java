package trt.chart;

import java.util.List;

/**
 * Rows of bars under each other, one a day. Drawing takes tens of milliseconds: not for event
 * loops.
 */
public final class BarChart {
  static final int WIDTH = 1080;
  static final int LEFT = 170;
  static final int PLOT_WIDTH = 880;
  static final int PLOT_HEIGHT = 150;
  static final int PANEL_HEIGHT = 280;
  static final int PLOT_TOP = 78;
  static final int MARGIN = 24;

  /** Of the panels, from the top; then from the first again. */
  static final List<Integer> COLOURS = List.of(0x3390ec, 0xe5a323, 0x38a169, 0xe5484d);

  private static final int BACKGROUND = 0xffffff;
  private static final int GRID = 0xe3e7ea;
  private static final int TEXT = 0x1b1f23;
  private static final int MUTED = 0x707b84;
  private static final int LEAST_BAR = 3;
  private static final int MOST_LABELS = 8;

  private static final Glyphs TITLE = Glyphs.load("/chart/title.glyphs");
  private static final Glyphs LABEL = Glyphs.load("/chart/label.glyphs");

  private BarChart() {}

  /**
   * One row of bars.
   *
   * @param title over it
   * @param peak what stands beside the height of the largest value
   * @param values none below 0, as many as there are days
   */
  public record Panel(String title, String peak, List<Long> values) {}

  /**
   * The picture as PNG.
   *
   * @param days labels under the bars, the first for the leftmost; not all of them are shown
   */
  public static byte[] png(List<Panel> panels, List<String> days) {
    Raster picture = new Raster(WIDTH, 2 * MARGIN + panels.size() * PANEL_HEIGHT, BACKGROUND);
    for (int i = 0; i < panels.size(); i++) {
      int top = MARGIN + i * PANEL_HEIGHT;
      panel(picture, panels.get(i), days, top, COLOURS.get(i % COLOURS.size()));
    }
    return Png.of(picture);
  }

  private static void panel(Raster picture, Panel panel, List<String> days, int top, int colour) {
    int plotTop = top + PLOT_TOP;
    int base = plotTop + PLOT_HEIGHT;
    picture.fill(MARGIN + 8, top + 14, 20, 20, colour);
    TITLE.draw(picture, panel.title(), MARGIN + 42, top + 24 - TITLE.lineHeight() / 2, TEXT);
    for (int line = 0; line <= 2; line++) {
      picture.fill(LEFT, plotTop + line * PLOT_HEIGHT / 2, PLOT_WIDTH, 2, GRID);
    }
    beside(picture, panel.peak(), plotTop);
    beside(picture, "0", base);
    bars(picture, panel.values(), base, colour);
    below(picture, days, base + 12);
  }

  private static void bars(Raster picture, List<Long> values, int base, int colour) {
    long most = values.stream().mapToLong(value -> value).max().orElse(0);
    for (int i = 0; i < values.size(); i++) {
      int from = edge(i, values.size());
      int wide = edge(i + 1, values.size()) - from;
      int gap = Math.max(2, wide / 5);
      int high = height(values.get(i), most);
      picture.fill(from + gap / 2, base - high, wide - gap, high, colour);
    }
  }

  /** Of a bar; one that is not nothing can be seen. */
  static int height(long value, long most) {
    return value <= 0
        ? 0
        : (int) Math.max(LEAST_BAR, Math.round((double) value * PLOT_HEIGHT / most));
  }

  static int edge(int bar, int bars) {
    return LEFT + bar * PLOT_WIDTH / bars;
  }

  private static void beside(Raster picture, String text, int y) {
    int x = LEFT - 14 - LABEL.width(text);
    LABEL.draw(picture, text, x, y - LABEL.lineHeight() / 2, MUTED);
  }

  /** The last day has a label always. */
  private static void below(Raster picture, List<String> days, int y) {
    int step = (days.size() + MOST_LABELS - 1) / MOST_LABELS;
    for (int i = days.size() - 1; i >= 0; i -= Math.max(1, step)) {
      int middle = (edge(i, days.size()) + edge(i + 1, days.size())) / 2;
      String day = days.get(i);
      LABEL.draw(picture, day, middle - LABEL.width(day) / 2, y, MUTED);
    }
  }
}
