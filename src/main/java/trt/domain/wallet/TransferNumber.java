package trt.domain.wallet;

import java.util.Locale;

/** How people name a request for a transfer, such as T-000123. */
public final class TransferNumber {
  private TransferNumber() {}

  /** The number of that request. */
  public static String of(long request) {
    return String.format(Locale.ROOT, "T-%06d", request);
  }
}
