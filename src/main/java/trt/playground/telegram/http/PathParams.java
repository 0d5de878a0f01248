package trt.playground.telegram.http;

import io.vertx.ext.web.RoutingContext;

/** Parts of the path. */
public final class PathParams {
  private PathParams() {}

  /** The named part, "" if the route has none of that name. */
  public static String text(RoutingContext ctx, String name) {
    String value = ctx.pathParam(name);
    return value == null ? "" : value;
  }

  /** The named part as an id, 0 if it is none. */
  public static long id(RoutingContext ctx, String name) {
    String text = text(ctx, name);
    return text.matches("\\d{1,16}") ? Long.parseLong(text) : 0;
  }
}
