package trt.config;

/**
 * One thing wrong with the configuration.
 *
 * @param path the setting, for example {@code kie.requestTimeout}, or the file or variable
 * @param found what is wrong, with the value unless it is a secret
 * @param repair what was expected, and where to set it
 */
public record Problem(String path, String found, String repair) {
  /** One line for a person. */
  public String text() {
    return path + ": " + found + "; " + repair;
  }
}
