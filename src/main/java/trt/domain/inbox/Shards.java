package trt.domain.inbox;

/** The 256 shares of the work. A chat's shard never changes. */
public final class Shards {
  /** How many there are; fixed at installation, stored in {@code shard_lease}. */
  public static final int COUNT = 256;

  private Shards() {}

  /** The shard of a chat key; mixes the bits, since chat ids of one bot are close together. */
  public static int of(long chatKey) {
    long mixed = chatKey * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 56);
  }
}
