package trt;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** Reduces a PNG to 256 colours by median cut: a third of the bytes, and nobody sees it. */
final class FewColours {
  private static final int MOST = 256;

  private FewColours() {}

  /** Replaces the file. */
  static void write(Path file) {
    try {
      BufferedImage seen = ImageIO.read(file.toFile());
      Map<Integer, Integer> counts = new HashMap<>();
      int[] pixels = seen.getRGB(0, 0, seen.getWidth(), seen.getHeight(), null, 0, seen.getWidth());
      for (int pixel : pixels) {
        counts.merge(pixel & 0xffffff, 1, Integer::sum);
      }
      Map<Integer, Integer> places = new HashMap<>();
      int[] palette = palette(counts, places);
      BufferedImage drawn =
          new BufferedImage(
              seen.getWidth(),
              seen.getHeight(),
              BufferedImage.TYPE_BYTE_INDEXED,
              new IndexColorModel(8, palette.length, palette, 0, false, -1, 0));
      int[] indexed =
          Arrays.stream(pixels).map(p -> places.getOrDefault(p & 0xffffff, 0)).toArray();
      drawn.getRaster().setPixels(0, 0, seen.getWidth(), seen.getHeight(), indexed);
      if (!ImageIO.write(drawn, "png", file.toFile())) {
        throw new IllegalStateException("this Java cannot write PNG");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int[] palette(Map<Integer, Integer> counts, Map<Integer, Integer> places) {
    List<List<Integer>> boxes = new ArrayList<>(List.of(new ArrayList<>(counts.keySet())));
    while (boxes.size() < MOST) {
      List<Integer> widest =
          boxes.stream()
              .filter(box -> box.size() > 1)
              .max(Comparator.comparingDouble(box -> weight(box, counts)))
              .orElse(List.of());
      if (widest.isEmpty()) {
        break;
      }
      boxes.remove(widest);
      boxes.addAll(halves(widest, counts));
    }
    int[] palette = new int[boxes.size()];
    for (int i = 0; i < palette.length; i++) {
      palette[i] = mean(boxes.get(i), counts);
      for (int colour : boxes.get(i)) {
        places.put(colour, i);
      }
    }
    return palette;
  }

  /** How much is lost while these are one colour. */
  private static double weight(List<Integer> box, Map<Integer, Integer> counts) {
    double area =
        Math.pow(box.stream().mapToInt(colour -> counts.getOrDefault(colour, 0)).sum(), 0.4);
    return area * range(box, channel(box));
  }

  private static List<List<Integer>> halves(List<Integer> box, Map<Integer, Integer> counts) {
    int shift = channel(box);
    box.sort(Comparator.comparingInt(colour -> (colour >> shift) & 0xff));
    long half = box.stream().mapToLong(colour -> counts.getOrDefault(colour, 0)).sum() / 2;
    int at = 0;
    for (long seen = 0; at < box.size() - 1 && (at == 0 || seen < half); at++) {
      seen += counts.getOrDefault(box.get(at), 0);
    }
    return List.of(
        new ArrayList<>(box.subList(0, at)), new ArrayList<>(box.subList(at, box.size())));
  }

  private static int channel(List<Integer> box) {
    return List.of(16, 8, 0).stream()
        .max(Comparator.comparingInt(shift -> range(box, shift)))
        .orElseThrow();
  }

  private static int range(List<Integer> box, int shift) {
    int least = 255;
    int most = 0;
    for (int colour : box) {
      least = Math.min(least, (colour >> shift) & 0xff);
      most = Math.max(most, (colour >> shift) & 0xff);
    }
    return most - least;
  }

  private static int mean(List<Integer> box, Map<Integer, Integer> counts) {
    long[] sums = new long[3];
    long all = 0;
    for (int colour : box) {
      long count = counts.getOrDefault(colour, 0);
      all += count;
      for (int i = 0; i < 3; i++) {
        sums[i] += ((colour >> (8 * i)) & 0xff) * count;
      }
    }
    return (int) (((sums[2] / all) << 16) | ((sums[1] / all) << 8) | (sums[0] / all));
  }
}
