package trt.playground.kie;

import io.vertx.ext.web.RoutingContext;

/** Under which address the caller sees the emulator. */
final class PublicAddress {
  private PublicAddress() {}

  static String of(RoutingContext call) {
    String mount = call.mountPoint() == null ? "" : call.mountPoint().replaceAll("/+$", "");
    return call.request().scheme() + "://" + call.request().authority() + mount;
  }
}
