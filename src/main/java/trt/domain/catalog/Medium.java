package trt.domain.catalog;

/** A sort of file that a model takes in. */
public enum Medium {
  IMAGE,
  VIDEO,
  AUDIO
}
