package trt.postgres;

import org.jspecify.annotations.Nullable;

/**
 * One version of the schema.
 *
 * @param id its number
 * @param name what it brings
 * @param appliedAt when, in the time zone of the machine that did it; null while pending
 */
public record Migration(long id, String name, @Nullable String appliedAt) {
  /** Whether the database is without it. */
  public boolean isPending() {
    return appliedAt == null;
  }
}
