package trt.kie;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * One file that a task made. The link dies within a day: copy it at once.
 *
 * @param seconds how long it plays, where KIE says so
 * @param track KIE's id of a piece of music, needed to continue or convert it later
 */
public record Output(URI url, Optional<String> track, Optional<String> title, OptionalInt seconds) {
  /** What may not stand in a link as it is. */
  private static final Pattern BARE =
      Pattern.compile("[^A-Za-z0-9\\-._~:/?#@!$&'()*+,;=%]+|%(?![0-9A-Fa-f]{2})");

  static Output of(String url) {
    return at(link(url));
  }

  /** A file of which nothing but its place is known. */
  public static Output at(URI url) {
    return new Output(url, Optional.empty(), Optional.empty(), OptionalInt.empty());
  }

  /** A paid result is not lost for a blank or a letter in its name that a link should not have. */
  static URI link(String url) {
    return URI.create(
        BARE.matcher(url.strip())
            .replaceAll(
                bad -> URLEncoder.encode(bad.group(), StandardCharsets.UTF_8).replace("+", "%20")));
  }
}
