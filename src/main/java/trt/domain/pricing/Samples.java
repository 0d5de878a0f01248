package trt.domain.pricing;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import trt.domain.catalog.Field;
import trt.domain.catalog.Limits;
import trt.domain.catalog.MediaFacts;
import trt.domain.catalog.MediaLimits;
import trt.domain.catalog.Medium;
import trt.domain.catalog.Model;

/** A plausible value for any input. */
final class Samples {
  private static final String TEXT = "A lighthouse at dawn";
  private static final Duration CLIP = Duration.ofSeconds(8);

  private Samples() {}

  static Object value(Field field) {
    if (field.isChoice()) {
      return field.options().get(0).value();
    }
    Limits limits = field.limits();
    int items = limits.items().min().map(BigDecimal::intValue).orElse(1);
    return switch (field.type()) {
      case TEXT -> text(limits);
      case INTEGER -> limits.value().min().map(BigDecimal::intValue).orElse(1);
      case NUMBER -> limits.value().min().map(n -> (Object) n.doubleValue()).orElse(1);
      case FLAG -> false;
      case MEDIA -> address(limits);
      case MEDIA_LIST -> Collections.nCopies(Math.max(1, items), address(limits));
      case TEXT_LIST -> Collections.nCopies(Math.max(1, items), TEXT);
      case RECORD_LIST -> Collections.nCopies(Math.max(1, items), record(limits.members()));
      case EARLIER_TASK -> "0123456789abcdef0123456789abcdef";
      case EARLIER_TRACK -> "01234567-89ab-cdef-0123-456789abcdef";
    };
  }

  static Map<String, List<MediaFacts>> measures(Model model, Map<String, Object> inputs) {
    Map<String, List<MediaFacts>> measures = new LinkedHashMap<>();
    for (Field field : model.fields()) {
      Object given = inputs.get(field.name());
      if (given != null && field.media().isPresent()) {
        int count = given instanceof List<?> list ? list.size() : 1;
        MediaFacts file = file(field.media().get());
        measures.put(field.name(), Collections.nCopies(count, file));
      }
    }
    return measures;
  }

  private static String text(Limits limits) {
    int max = limits.length().max().map(BigDecimal::intValue).orElse(TEXT.length());
    return TEXT.substring(0, Math.min(max, TEXT.length()));
  }

  private static Map<String, Object> record(List<Field> members) {
    Map<String, Object> record = new LinkedHashMap<>();
    members.stream().filter(Field::required).forEach(m -> record.put(m.name(), value(m)));
    return record;
  }

  private static String address(Limits limits) {
    return switch (limits.media().map(MediaLimits::medium).orElse(Medium.IMAGE)) {
      case IMAGE -> "https://example.com/sample.png";
      case VIDEO -> "https://example.com/sample.mp4";
      case AUDIO -> "https://example.com/sample.mp3";
    };
  }

  private static MediaFacts file(MediaLimits limits) {
    return switch (limits.medium()) {
      case IMAGE -> new MediaFacts(Medium.IMAGE, "image/png", 200_000, 1024, 1024, Duration.ZERO);
      case VIDEO -> new MediaFacts(Medium.VIDEO, "video/mp4", 900_000, 1280, 720, CLIP);
      case AUDIO -> new MediaFacts(Medium.AUDIO, "audio/mpeg", 130_000, 0, 0, CLIP);
    };
  }
}
