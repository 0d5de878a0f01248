package trt.domain.dialogue;

import java.util.List;
import java.util.Optional;

/** What a person wants to see of their own past. */
public sealed interface PastWish {
  /**
   * Some of their results, newest first.
   *
   * @param models ids the results may be of; empty for any
   * @param kept only those marked as favourites
   * @param words all of them must occur in the description, in any case
   * @param page from 0
   * @param size results on a page
   */
  record Page(Optional<List<String>> models, boolean kept, List<String> words, int page, int size)
      implements PastWish {
    /** Copies the lists. */
    public Page {
      models = models.map(List::copyOf);
      words = List.copyOf(words);
    }
  }

  /** One of their jobs, with what it made. */
  record Open(long job) implements PastWish {}
}
