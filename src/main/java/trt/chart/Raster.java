package trt.chart;

import java.util.Arrays;

/** A picture in memory, to be painted from one thread. Colours are 0xRRGGBB. */
final class Raster {
  private final int width;
  private final int height;
  private final int[] pixels;

  Raster(int width, int height, int background) {
    this.width = width;
    this.height = height;
    this.pixels = new int[width * height];
    Arrays.fill(pixels, background);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  int at(int x, int y) {
    return pixels[y * width + x];
  }

  /** A filled rectangle; what lies outside of the picture is left out. */
  void fill(int x, int y, int wide, int high, int colour) {
    int from = Math.max(0, x);
    int to = Math.min(width, x + wide);
    for (int row = Math.max(0, y); row < Math.min(height, y + high) && from < to; row++) {
      Arrays.fill(pixels, row * width + from, row * width + to, colour);
    }
  }

  /**
   * Lays a colour over a point.
   *
   * @param ink from 0, nothing, to 255, all of it
   */
  void blend(int x, int y, int colour, int ink) {
    if (x < 0 || y < 0 || x >= width || y >= height) {
      return;
    }
    int below = at(x, y);
    int mixed = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      int over = colour >> shift & 0xff;
      int under = below >> shift & 0xff;
      mixed |= (under + (over - under) * ink / 255) << shift;
    }
    pixels[y * width + x] = mixed;
  }
}
