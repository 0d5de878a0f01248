package trt.domain.pricing;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What price conditions look at: the inputs by name, and facts that are not inputs:
 *
 * <ul>
 *   <li>{@code @has:<field>}: {@code true} when that input is filled
 *   <li>{@code @earlier:<field>}: an input of the job that is being continued
 *   <li>{@code @side:<image field>*<factor field>}: {@code 2K}, {@code 4K} or {@code 8K}, the class
 *       of the longer side of the result
 * </ul>
 */
record Facts(Map<String, Object> inputs, MediaMeasures measures) {
  boolean is(String name, Object expected) {
    Object actual = value(name);
    return actual != null && actual.toString().equals(expected.toString());
  }

  @Nullable Object value(String name) {
    if (name.startsWith("@has:")) {
      Object given = inputs.get(name.substring(5));
      return given != null && !given.equals("") && !given.equals(List.of());
    }
    if (name.startsWith("@earlier:")) {
      return measures.earlier().get(name.substring(9));
    }
    if (name.startsWith("@side:")) {
      return side(name.substring(6)).orElse(null);
    }
    return inputs.get(name);
  }

  private Optional<String> side(String expression) {
    int star = expression.indexOf('*');
    Optional<BigDecimal> factor =
        new Amount.Input(expression.substring(star + 1)).of(inputs, measures);
    return measures
        .picture(expression.substring(0, star))
        .flatMap(
            p -> factor.map(f -> f.multiply(BigDecimal.valueOf(Math.max(p.width(), p.height())))))
        .flatMap(Facts::sizeClass);
  }

  private static Optional<String> sizeClass(BigDecimal longerSide) {
    int pixels = longerSide.intValue();
    if (pixels <= 2048) {
      return Optional.of("2K");
    }
    if (pixels <= 4096) {
      return Optional.of("4K");
    }
    return pixels <= 8192 ? Optional.of("8K") : Optional.empty();
  }
}
