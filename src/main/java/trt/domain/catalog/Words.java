package trt.domain.catalog;

/** A text of the catalogue in every language the bot speaks. */
public record Words(String ru, String en) {
  /** The text in the given language ({@code ru} or {@code en}); English for any other. */
  public String in(String language) {
    return language.startsWith("ru") ? ru : en;
  }
}
