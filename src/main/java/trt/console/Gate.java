package trt.console;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/** Lets operators in, and only what they send from pages of the console. */
final class Gate {
  private static final String COOKIE = "trt_console";
  private static final String TOKEN = "[A-Za-z0-9_-]{16,64}";

  private final ConsoleParts parts;
  private final Set<Long> operators;
  private final URI publicUrl;

  Gate(ConsoleParts parts) {
    this.parts = parts;
    this.operators = parts.operators();
    this.publicUrl = parts.config().ops().publicUrl();
  }

  /** Nobody is logged in here. */
  static final class Closed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Closed() {
      super("not logged in", null, false, false);
    }
  }

  /** Somebody who looks. Fails with {@link Closed} when it is no operator. */
  Future<Visit> looks(RoutingContext request) {
    return enters(request, request.queryParams());
  }

  /**
   * Somebody who changes something. Fails with {@link Unwelcome} as well, when the form does not
   * come from a page of that session.
   */
  Future<Visit> acts(RoutingContext request) {
    MultiMap form = request.request().formAttributes();
    if (!comesFromHere(request.request())) {
      return Future.failedFuture(Unwelcome.forged());
    }
    return enters(request, form)
        .compose(
            visit ->
                equal(visit.formToken(), visit.text("csrf")) && isToken(visit.text("once"))
                    ? Future.succeededFuture(visit)
                    : Future.failedFuture(Unwelcome.forged()));
  }

  /** Whether this may be a token of ours, as far as its form goes. */
  static boolean isToken(String text) {
    return text.matches(TOKEN);
  }

  /**
   * Whether a request was made by a page of this console. Its pages send no referrer, so browsers
   * say {@code Origin: null} and tell by another header where the request comes from; both are set
   * by browsers alone.
   */
  boolean comesFromHere(HttpServerRequest request) {
    String origin = Optional.ofNullable(request.getHeader(HttpHeaders.ORIGIN)).orElse("null");
    if (origin.equals("null")) {
      return "same-origin".equals(request.getHeader("Sec-Fetch-Site"));
    }
    HostAndPort host = request.authority();
    String here = origin.replaceFirst("^https?://", "");
    return here.equalsIgnoreCase(publicUrl.getRawAuthority())
        || (host != null && here.equalsIgnoreCase(host.toString()));
  }

  /** Remembers a session in the browser. */
  void remember(RoutingContext request, String token) {
    long seconds = parts.config().ops().sessionLife().toSeconds();
    setCookie(request, token, seconds);
  }

  /** Ends the session and forgets it in the browser. */
  Future<Void> forget(RoutingContext request) {
    return parts
        .stores()
        .sessions()
        .close(token(request))
        .onSuccess(closed -> setCookie(request, "", 0));
  }

  private Future<Visit> enters(RoutingContext request, MultiMap fields) {
    String token = token(request);
    if (!isToken(token)) {
      return Future.failedFuture(new Closed());
    }
    return parts
        .stores()
        .sessions()
        .find(token)
        .compose(found -> found.isPresent() ? known(found.get(), token) : none())
        .map(
            operator -> {
              Visit visit =
                  new Visit(
                      operator,
                      formToken(token),
                      parts.tokens().get(),
                      fields,
                      parts.clock().instant());
              request.put(Visit.class.getName(), visit);
              return visit;
            });
  }

  /** One who is an operator no longer does not become one again with an old session. */
  private Future<Long> known(long person, String token) {
    return operators.contains(person)
        ? Future.succeededFuture(person)
        : parts.stores().sessions().close(token).compose(closed -> none());
  }

  private static Future<Long> none() {
    return Future.failedFuture(new Closed());
  }

  private void setCookie(RoutingContext request, String value, long seconds) {
    request
        .response()
        .addCookie(
            Cookie.cookie(COOKIE, value)
                .setHttpOnly(true)
                .setSecure("https".equals(publicUrl.getScheme()))
                .setSameSite(CookieSameSite.STRICT)
                .setPath("/console")
                .setMaxAge(seconds));
  }

  private static String token(RoutingContext request) {
    return Optional.ofNullable(request.request().getCookie(COOKIE))
        .map(Cookie::getValue)
        .orElse("");
  }

  /** Follows from the session, so that nothing more has to be kept, and does not give it away. */
  private static String formToken(String session) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(sha.digest(("form:" + session).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  private static boolean equal(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
