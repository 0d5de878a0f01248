package trt.domain.dialogue;

import java.util.List;

/** The answer to one input: where the dialogue stands afterwards, and what is said and done. */
public record Turn(Session session, List<Reply> replies) {
  static Turn show(Session session, Screen screen) {
    return new Turn(session, List.of(new Reply.Show(screen)));
  }

  static Turn toast(Session session, String key) {
    return new Turn(session, List.of(new Reply.Toast(Phrase.of(key), false)));
  }
}
