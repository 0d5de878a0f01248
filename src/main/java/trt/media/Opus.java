package trt.media;

/** How long the sound of one packet of Opus is (RFC 6716, section 3.1). */
final class Opus {
  static final int RATE = 48_000;

  private static final double[] SILK = {0.01, 0.02, 0.04, 0.06};
  private static final double[] HYBRID = {0.01, 0.02};
  private static final double[] CELT = {0.0025, 0.005, 0.01, 0.02};
  private static final int MOST_FRAMES = 48;

  private Opus() {}

  /**
   * @param first the first two bytes of the packet, or its only one
   */
  static double seconds(byte[] first) {
    int config = first[0] >> 3 & 31;
    double frame =
        config < 12 ? SILK[config & 3] : config < 16 ? HYBRID[config & 1] : CELT[config & 3];
    return switch (first[0] & 3) {
      case 0 -> frame;
      case 1, 2 -> 2 * frame;
      default -> first.length < 2 ? 0 : frame * Math.min(first[1] & 63, MOST_FRAMES);
    };
  }
}
