package trt.domain.pricing;

/** What a price is for; shown to the user and the operator beside the number. */
public enum Unit {
  TASK,
  IMAGE,
  SECOND,
  THOUSAND_CHARACTERS,
  MEGAPIXEL,
  MINUTE,
  /** A surcharge on each input picture. */
  INPUT_IMAGE
}
