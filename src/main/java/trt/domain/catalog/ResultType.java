package trt.domain.catalog;

/** What a finished generation consists of. */
public enum ResultType {
  IMAGE,
  VIDEO,
  AUDIO,
  TEXT
}
