package trt.kie;

import java.net.URI;
import java.util.Optional;

/**
 * One file that a task made. The link dies within a day: copy it at once.
 *
 * @param track KIE's id of a piece of music, needed to continue or convert it later
 */
public record Output(URI url, Optional<String> track, Optional<String> title) {
  static Output of(String url) {
    return new Output(URI.create(url), Optional.empty(), Optional.empty());
  }
}
