package trt.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import trt.domain.dialogue.Phrase;
import trt.text.ScreenRenderer;
import trt.text.Texts;

class BarChartTest {
  private static final long MOST = Long.MAX_VALUE / 1_000;

  @Test
  void eachBarIsAsHighAsItsNumberSays() throws IOException {
    List<Long> orders = List.of(0L, 1L, 50L, 100L, 25L);
    List<Long> failures = List.of(4L, 0L, 0L, 2L, 1L);
    BufferedImage picture =
        drawn(
            List.of(
                new BarChart.Panel("Orders", "100", orders),
                new BarChart.Panel("Failures", "4", failures)),
            List.of("01.01", "02.01", "03.01", "04.01", "05.01"));

    assertEquals(List.of(0, 3, 75, 150, 38), heights(picture, 0, orders.size()));
    assertEquals(List.of(150, 0, 0, 75, 38), heights(picture, 1, failures.size()));
  }

  @Test
  void nothingAndVeryMuchAreDrawnToo() throws IOException {
    List<Long> nothing = LongStream.range(0, 30).mapToObj(day -> 0L).toList();
    List<Long> much = LongStream.range(0, 30).mapToObj(day -> MOST * (day % 2)).toList();
    List<String> days = IntStream.range(0, 30).mapToObj(day -> day + ".12").toList();
    BufferedImage picture =
        drawn(
            List.of(
                new BarChart.Panel("", "0", nothing),
                new BarChart.Panel("x".repeat(200), "9".repeat(50), much)),
            days);

    assertEquals(List.of(0), heights(picture, 0, 30).stream().distinct().toList());
    assertEquals(List.of(0, 150), heights(picture, 1, 30).stream().distinct().toList());
  }

  @Test
  void aPictureOfAMonthIsSmall() {
    List<Long> values = LongStream.range(0, 30).boxed().toList();
    BarChart.Panel panel = new BarChart.Panel("Новые люди: 1 234", "29", values);
    List<String> days = IntStream.range(0, 30).mapToObj(day -> day + ".12").toList();

    int bytes = BarChart.png(List.of(panel, panel, panel, panel), days).length;

    assertTrue(bytes < 64 * 1024, bytes + " bytes");
  }

  @Test
  void everyLetterOfTheTitlesCanBeDrawnInEveryLanguage() {
    ScreenRenderer renderer = new ScreenRenderer(new Texts(100));
    Glyphs glyphs = Glyphs.load("/chart/title.glyphs");
    for (String language : Texts.LANGUAGES) {
      for (String key : List.of("ordered", "revenue", "people", "failed")) {
        Phrase phrase = Phrase.of("admin.chart." + key, "total", 1_234_567);
        String title = renderer.line(language, phrase, 200);
        assertTrue(title.chars().allMatch(letter -> glyphs.has((char) letter)), title);
      }
    }
  }

  private static BufferedImage drawn(List<BarChart.Panel> panels, List<String> days)
      throws IOException {
    return ImageIO.read(new ByteArrayInputStream(BarChart.png(panels, days)));
  }

  /** Pixels of the panel's colour in the middle of each bar. */
  static List<Integer> heights(BufferedImage picture, int panel, int bars) {
    int base =
        BarChart.MARGIN + panel * BarChart.PANEL_HEIGHT + BarChart.PLOT_TOP + BarChart.PLOT_HEIGHT;
    return IntStream.range(0, bars)
        .map(bar -> (BarChart.edge(bar, bars) + BarChart.edge(bar + 1, bars)) / 2)
        .map(
            x ->
                (int)
                    IntStream.range(base - BarChart.PLOT_HEIGHT, base)
                        .filter(
                            y -> (picture.getRGB(x, y) & 0xffffff) == BarChart.COLOURS.get(panel))
                        .count())
        .boxed()
        .toList();
  }
}
