package trt.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What surrounds every page: style, way around, who is logged in. */
final class Layout {
  private static final String STYLE = style();

  /** Nothing is loaded, run or framed; forms go nowhere else. */
  static final String POLICY =
      "default-src 'none'; style-src 'sha256-"
          + digest(STYLE)
          + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final List<String> WAY =
      List.of(
          "",
          "Overview",
          "/queues",
          "Queues",
          "/jobs",
          "Jobs",
          "/mistakes",
          "Set aside",
          "/errors",
          "Errors",
          "/money",
          "Money",
          "/settings",
          "Configuration");

  private Layout() {}

  /** A page for somebody who is logged in. */
  static String page(String title, String path, Visit visit, List<Html> body) {
    Html main = Html.of("main", Html.of("h1", title));
    Optional.ofNullable(visit.fields().get("said"))
        .flatMap(Changes::said)
        .ifPresent(words -> main.add(Html.of("p", words).with("class", "said")));
    Html footer =
        Html.of("footer", "As of ", Pieces.moment(visit.now()), " UTC. All times are UTC.");
    return whole(title, header(path, visit), main.add(body), footer);
  }

  /** A page for anybody. */
  static String bare(String title, List<Html> body) {
    return whole(title, Html.of("main", Html.of("h1", title), body));
  }

  /** A page in a narrow frame, for anybody. */
  static String door(String title, List<Html> body) {
    Html frame = Html.of("section", Html.of("h1", title), body);
    return whole(title, Html.of("main", Html.of("div", frame).with("class", "door")));
  }

  private static Html header(String path, Visit visit) {
    Html nav = Html.of("nav").with("aria-label", "Pages");
    for (int i = 0; i < WAY.size(); i += 2) {
      Html link = Pieces.link(WAY.get(i + 1), WAY.get(i));
      nav.add(WAY.get(i).equals(path) ? link.with("aria-current", "page") : link);
    }
    Html leave = Pieces.form(visit, "/logout", Html.of("button", "Log out"));
    Html bar =
        Html.of(
                "div",
                Pieces.link("trt-bot console", "").with("class", "brand"),
                Html.of("span", "operator ", visit.operator()).with("class", "who"),
                leave)
            .with("class", "bar");
    return Html.of("header", bar, nav);
  }

  private static String whole(String title, Html... parts) {
    Html head =
        Html.of(
            "head",
            Html.of("meta").with("charset", "utf-8"),
            Html.of("meta")
                .with("name", "viewport")
                .with("content", "width=device-width, initial-scale=1"),
            Html.of("meta").with("name", "robots").with("content", "noindex"),
            Html.of("title", title, " – trt-bot"),
            Html.of("style", STYLE));
    return Html.of("html", head, Html.of("body", List.of(parts))).with("lang", "en").document();
  }

  private static String style() {
    try (InputStream file = Layout.class.getResourceAsStream("/console/style.css")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder().encodeToString(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
