package trt.console;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.HttpException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.postgres.Fault;

/** Everything under {@code /console}: pages are read, forms are posted, failures are pages too. */
public final class ConsoleRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(ConsoleRoutes.class);
  private static final long MOST_BYTES = 16_384;
  private static final String ALL = "/console/*";

  private final ConsoleParts parts;
  private final Gate gate;
  private final Door door;
  private final List<Page> pages;

  /** Routes for any number of routers. */
  public ConsoleRoutes(ConsoleParts parts) {
    this.parts = parts;
    this.gate = new Gate(parts);
    this.door = new Door(parts, gate);
    this.pages =
        List.of(
            new OverviewPage(parts),
            new QueuesPage(parts),
            new JobsPage(parts),
            new JobPage(parts),
            new MistakesPage(parts),
            new MistakePage(parts),
            new ErrorsPage(parts),
            new MoneyPage(parts),
            new SettingsPage(parts));
  }

  /** Adds the routes; sessions of those who are operators no longer end. */
  public void mount(Router router) {
    router.route(ALL).handler(ConsoleRoutes::protect);
    router.post(ALL).handler(BodyHandler.create(false).setBodyLimit(MOST_BYTES));
    door.mount(router);
    for (Page page : pages) {
      router.get("/console" + page.path()).handler(request -> show(request, page));
    }
    Changes changes = new Changes(parts);
    change(router, "/unit", changes::resize);
    change(router, "/replay", changes::replay);
    change(router, "/drop", changes::drop);
    change(router, "/audit", changes::audit);
    router
        .route(ALL)
        .handler(request -> request.fail(Unwelcome.absent("There is no such page.")))
        .failureHandler(this::failed);
    parts
        .stores()
        .sessions()
        .retireOthers(parts.operators())
        .onFailure(
            cause -> LOG.atInfo().setCause(cause).log("Old sessions end when they are used"));
  }

  private static void protect(RoutingContext request) {
    request
        .response()
        .putHeader("Content-Security-Policy", Layout.POLICY)
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("X-Frame-Options", "DENY")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    request.next();
  }

  private void show(RoutingContext request, Page page) {
    gate.looks(request)
        .compose(
            visit ->
                page.body(visit)
                    .map(body -> Layout.page(page.title(), page.belongsTo(), visit, body)))
        .onFailure(request::fail)
        .onSuccess(text -> end(request, 200, text));
  }

  private void change(Router router, String path, Function<Visit, Future<String>> change) {
    router
        .post("/console" + path)
        .handler(
            request ->
                gate.acts(request)
                    .compose(change)
                    .onFailure(request::fail)
                    .onSuccess(place -> redirect(request, place)));
  }

  private void failed(RoutingContext request) {
    Throwable cause = Optional.ofNullable(request.failure()).orElseGet(() -> of(request));
    if (request.response().ended()) {
      return;
    }
    if (cause instanceof Gate.Closed) {
      end(request, 401, Door.closed());
    } else if (cause instanceof Unwelcome unwelcome) {
      say(request, unwelcome.code(), title(unwelcome.code()), unwelcome.words());
    } else if (cause instanceof HttpException wrong) {
      int code = wrong.getStatusCode();
      say(request, code, title(code), "The console cannot read this request.");
    } else if (Fault.of(cause) == Fault.UNAVAILABLE) {
      away(request);
    } else if (Fault.of(cause).passes()) {
      say(
          request,
          503,
          "That takes too long now",
          "PostgreSQL is busy. Nothing was changed; try again later.");
    } else {
      LOG.atError()
          .setCause(cause)
          .addKeyValue("path", request.normalizedPath())
          .log("A page failed");
      say(request, 500, "This page is broken", "The cause is in the log. Nothing was changed.");
    }
  }

  private static Throwable of(RoutingContext request) {
    return new HttpException(request.statusCode() > 0 ? request.statusCode() : 500);
  }

  private static String title(int code) {
    return switch (code) {
      case 403 -> "Not like this";
      case 404 -> "Not found";
      case 413 -> "Too large";
      default -> "That does not work";
    };
  }

  private static void say(RoutingContext request, int code, String title, String words) {
    List<Html> body = List.of(Html.of("p", words).with("class", "trouble"));
    Visit visit = request.get(Visit.class.getName());
    String text =
        visit == null ? Layout.door(title, body) : Layout.page(title, "none", visit, body);
    end(request, code, text);
  }

  /** Who asks cannot be looked up either; health is no secret on this port. */
  private void away(RoutingContext request) {
    Html words =
        Html.of(
                "p",
                "Nobody can be logged in and nothing can be looked up until it answers again. What"
                    + " a form was to change may or may not have been changed: look before you"
                    + " repeat it.")
            .with("class", "trouble");
    List<Html> body = List.of(words, OverviewPage.health(parts.live().health().get()));
    end(request, 503, Layout.bare("PostgreSQL does not answer", body));
  }

  static void redirect(RoutingContext request, String place) {
    request
        .response()
        .setStatusCode(303)
        .putHeader(HttpHeaders.LOCATION, place)
        .end()
        .onComplete(sent -> {});
  }

  static void end(RoutingContext request, int code, String text) {
    request
        .response()
        .setStatusCode(code)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
        .end(text)
        .onComplete(sent -> {});
  }
}
