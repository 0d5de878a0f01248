package trt.playground.chat;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.StaticHandler;

/** Serves the chat page at {@code /}: plain files from the class path, nothing from elsewhere. */
public final class ChatPage {
  private static final String POLICY =
      "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; object-src 'none';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** Adds the page behind all other routes. */
  public void mount(Router router) {
    router
        .get("/*")
        .handler(
            ctx -> {
              ctx.response()
                  .putHeader("Content-Security-Policy", POLICY)
                  .putHeader("X-Content-Type-Options", "nosniff")
                  .putHeader("Referrer-Policy", "no-referrer");
              ctx.next();
            })
        .handler(
            StaticHandler.create("playground/web")
                .setCachingEnabled(false)
                .setIndexPage("index.html"));
  }
}
