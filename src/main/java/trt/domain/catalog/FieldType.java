package trt.domain.catalog;

/** The shape of one input as it is kept in a session and sent to KIE. */
public enum FieldType {
  /** A {@code String}. */
  TEXT,
  /** A whole number ({@code Integer} or {@code Long}). */
  INTEGER,
  /** Any number. */
  NUMBER,
  /** A {@code Boolean}. */
  FLAG,
  /** One file, kept as the address KIE can fetch it from ({@code String}). */
  MEDIA,
  /** Several files: a {@code List<String>} of addresses. */
  MEDIA_LIST,
  /** A {@code List<String>}. */
  TEXT_LIST,
  /** A {@code List<Map<String, Object>>}; the members are described by {@link Limits#members()}. */
  RECORD_LIST,
  /** The KIE task of an earlier finished job of the same user; never typed in by a person. */
  EARLIER_TASK,
  /** The id of one track of an earlier job; never typed in by a person. */
  EARLIER_TRACK;

  /** Whether the value is one or several files sent by the user. */
  public boolean isMedia() {
    return this == MEDIA || this == MEDIA_LIST;
  }

  /** Whether the value comes from an earlier job rather than from the user. */
  public boolean isEarlier() {
    return this == EARLIER_TASK || this == EARLIER_TRACK;
  }
}
