package trt.domain.pricing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trt.domain.catalog.MediaFacts;

/** How many units a price rule counts for given inputs. Empty when that cannot be known yet. */
public sealed interface Amount {
  Optional<BigDecimal> of(Map<String, Object> inputs, MediaMeasures measures);

  /** What it is made of; empty for all that stand alone. */
  default List<Amount> parts() {
    return List.of();
  }

  /** Whether the length of that field's files counts in it. */
  default boolean countsLength(String field) {
    return this instanceof Length length
        ? length.field().equals(field)
        : parts().stream().anyMatch(part -> part.countsLength(field));
  }

  /** Always the same, 1 for a flat price. */
  record Fixed(BigDecimal units) implements Amount {
    @Override
    public Optional<BigDecimal> of(Map<String, Object> inputs, MediaMeasures measures) {
      return Optional.of(units);
    }
  }

  /** The value of a number input, such as seconds or copies; texts like {@code "5"} count. */
  record Input(String field) implements Amount {
    /** No input of any model counts higher; a longer number is a mistake, not a quantity. */
    private static final int MOST_DIGITS = 9;

    @Override
    public Optional<BigDecimal> of(Map<String, Object> inputs, MediaMeasures measures) {
      Object value = inputs.get(field);
      if (value == null) {
        return Optional.empty();
      }
      try {
        return Optional.of(new BigDecimal(value.toString()))
            .filter(n -> n.signum() > 0)
            .filter(n -> n.precision() - n.scale() <= MOST_DIGITS && n.scale() <= MOST_DIGITS);
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }
  }

  /** The measured length of the files of a field in seconds. */
  record Length(String field) implements Amount {
    @Override
    public Optional<BigDecimal> of(Map<String, Object> inputs, MediaMeasures measures) {
      return measures.seconds(field);
    }
  }

  /** Characters (code points) of a text, or of all values of a member in a list of records. */
  record Characters(String field, String member) implements Amount {
    @Override
    public Optional<BigDecimal> of(Map<String, Object> inputs, MediaMeasures measures) {
      List<Object> texts = new ArrayList<>();
      Object value = inputs.get(field);
      if (value instanceof List<?> records) {
        records.forEach(r -> texts.add(r instanceof Map<?, ?> m ? m.get(member) : r));
      } else if (value != null) {
        texts.add(value);
      }
      long count =
          texts.stream().map(String::valueOf).mapToLong(t -> t.codePointCount(0, t.length())).sum();
      return count == 0 ? Optional.empty() : Optional.of(BigDecimal.valueOf(count));
    }
  }

  /** Entries of a list beyond the first few, which are free; none is zero. */
  record Items(String field, int free) implements Amount {
    @Override
    public Optional<BigDecimal> of(Map<String, Object> inputs, MediaMeasures measures) {
      int count = inputs.get(field) instanceof List<?> list ? list.size() : 0;
      return Optional.of(BigDecimal.valueOf(Math.max(0, count - free)));
    }
  }

  /** Millions of pixels of the picture that comes out, by the named size chosen. */
  record SizeTable(String field, Map<String, BigDecimal> megapixels) implements Amount {
    @Override
    public Optional<BigDecimal> of(Map<String, Object> inputs, MediaMeasures measures) {
      Object size = inputs.get(field);
      return size == null ? Optional.empty() : Optional.ofNullable(megapixels.get(size.toString()));
    }
  }

  /** Millions of pixels of the picture that was sent in, where the result keeps its size. */
  record Megapixels(String field) implements Amount {
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    @Override
    public Optional<BigDecimal> of(Map<String, Object> inputs, MediaMeasures measures) {
      return measures.picture(field).map(Megapixels::area);
    }

    private static BigDecimal area(MediaFacts picture) {
      return BigDecimal.valueOf((long) picture.width() * picture.height()).divide(MILLION);
    }
  }

  /** All together; unknown when one is. */
  record Sum(List<Amount> parts) implements Amount {
    @Override
    public Optional<BigDecimal> of(Map<String, Object> inputs, MediaMeasures measures) {
      return all(parts, inputs, measures)
          .map(n -> n.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
    }
  }

  /** The product of all; unknown when one is. */
  record Product(List<Amount> parts) implements Amount {
    @Override
    public Optional<BigDecimal> of(Map<String, Object> inputs, MediaMeasures measures) {
      return all(parts, inputs, measures)
          .map(n -> n.stream().reduce(BigDecimal.ONE, BigDecimal::multiply));
    }
  }

  /** The largest of all; unknown when one is. */
  record Largest(List<Amount> parts) implements Amount {
    @Override
    public Optional<BigDecimal> of(Map<String, Object> inputs, MediaMeasures measures) {
      return all(parts, inputs, measures).flatMap(n -> n.stream().reduce(BigDecimal::max));
    }
  }

  /** The first that is known. */
  record FirstKnown(List<Amount> parts) implements Amount {
    @Override
    public Optional<BigDecimal> of(Map<String, Object> inputs, MediaMeasures measures) {
      return parts.stream().flatMap(p -> p.of(inputs, measures).stream()).findFirst();
    }
  }

  private static Optional<List<BigDecimal>> all(
      List<Amount> parts, Map<String, Object> inputs, MediaMeasures measures) {
    List<BigDecimal> known = parts.stream().flatMap(p -> p.of(inputs, measures).stream()).toList();
    return known.size() == parts.size() ? Optional.of(known) : Optional.empty();
  }
}
