package trt.console;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.postgres.AuditStore;

/**
 * Logging in by a link from the chat, and out. Opening the link shows a button and uses nothing up:
 * programs that preview links open them too.
 */
final class Door {
  private static final Logger LOG = LoggerFactory.getLogger(Door.class);

  private final ConsoleParts parts;
  private final Gate gate;

  Door(ConsoleParts parts, Gate gate) {
    this.parts = parts;
    this.gate = gate;
  }

  void mount(Router router) {
    router.get("/console/login").handler(this::ask);
    router.post("/console/login").handler(this::enter);
    router.post("/console/logout").handler(this::leave);
  }

  /** What is said to whoever is not logged in. */
  static String closed() {
    return Layout.door(
        "Not logged in",
        List.of(
            Html.of(
                "p",
                "Send ",
                Pieces.code("/admin"),
                " to the bot, press “🖥 Console”, and open the link it answers with.")));
  }

  private void ask(RoutingContext request) {
    String token = Optional.ofNullable(request.queryParams().get("t")).orElse("");
    if (!Gate.isToken(token)) {
      ConsoleRoutes.end(request, 200, closed());
      return;
    }
    Html form =
        Html.of("form", Pieces.hidden("t", token), Pieces.button("Log in", false))
            .with("method", "post")
            .with("action", "/console/login");
    Html words = Html.of("p", "This link lets you into the console of the bot, once.");
    ConsoleRoutes.end(request, 200, Layout.door("Log in", List.of(words, form)));
  }

  private void enter(RoutingContext request) {
    String token = Optional.ofNullable(request.request().getFormAttribute("t")).orElse("");
    if (!gate.comesFromHere(request.request())) {
      request.fail(Unwelcome.forged());
      return;
    }
    if (!Gate.isToken(token)) {
      request.fail(used());
      return;
    }
    String session = parts.tokens().get();
    begin(token, session)
        .onFailure(request::fail)
        .onSuccess(
            operator -> {
              LOG.atInfo().addKeyValue("operator", operator).log("Logged in to the console");
              gate.remember(request, session);
              ConsoleRoutes.redirect(request, "/console");
            });
  }

  /** Uses the link up and begins the session, both or neither. */
  private Future<Long> begin(String link, String session) {
    ConsoleParts.Stores stores = parts.stores();
    return stores
        .db()
        .transaction(
            connection ->
                stores
                    .sessions()
                    .redeem(connection, link)
                    .map(found -> found.filter(parts.operators()::contains))
                    .compose(
                        operator ->
                            operator.isEmpty()
                                ? Future.failedFuture(used())
                                : stores
                                    .sessions()
                                    .open(
                                        connection,
                                        operator.get(),
                                        session,
                                        parts.config().ops().sessionLife())
                                    .compose(
                                        opened ->
                                            stores
                                                .audit()
                                                .record(connection, login(operator.get())))
                                    .map(operator.get())));
  }

  private AuditStore.Action login(long operator) {
    return new AuditStore.Action(
        "console:login:" + parts.tokens().get(), operator, "LOGIN", "console", "", "");
  }

  private void leave(RoutingContext request) {
    gate.acts(request)
        .compose(visit -> gate.forget(request))
        .onFailure(request::fail)
        .onSuccess(left -> ConsoleRoutes.redirect(request, "/console/login"));
  }

  private static Unwelcome used() {
    return Unwelcome.denied(
        "This link was used already, is too old, or was replaced by a newer one. Send /admin to the"
            + " bot and press “🖥 Console” for another.");
  }
}
