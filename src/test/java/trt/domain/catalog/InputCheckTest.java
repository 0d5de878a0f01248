package trt.domain.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import trt.domain.catalog.InputProblem.Violation;
import trt.domain.catalog.Limits.Range;

class InputCheckTest {
  private static final Words WORDS = new Words("п", "f");

  @Test
  void namesTheMissingField() {
    Field prompt = field("prompt", FieldType.TEXT, true, Limits.NONE, List.of());

    assertEquals(
        List.of(new InputProblem("prompt", Violation.MISSING, "", "")),
        InputCheck.of(model(prompt), Map.of()));
  }

  @Test
  void countsCharactersAsTheUserDoes() {
    Field prompt = field("prompt", FieldType.TEXT, true, length(2, 3), List.of());

    assertEquals(List.of(), InputCheck.of(prompt, "🌊🌊🌊"));
    assertEquals(
        List.of(new InputProblem("prompt", Violation.TEXT_TOO_LONG, "3", "4")),
        InputCheck.of(prompt, "🌊🌊🌊🌊"));
    assertEquals(
        List.of(new InputProblem("prompt", Violation.TEXT_TOO_SHORT, "2", "1")),
        InputCheck.of(prompt, "a"));
  }

  @Test
  void checksRangeStepAndOptions() {
    Limits limits =
        new Limits(
            new Range(number("1"), number("2"), number("0.5")),
            Range.ANY,
            Range.ANY,
            Optional.empty(),
            List.of());
    Field speed = field("speed", FieldType.NUMBER, false, limits, List.of());
    Field size = field("size", FieldType.TEXT, false, Limits.NONE, List.of("1K", "2K"));

    assertEquals(List.of(), InputCheck.of(speed, 1.5));
    assertEquals(Violation.TOO_LARGE, InputCheck.of(speed, 3).get(0).violation());
    assertEquals(Violation.OFF_STEP, InputCheck.of(speed, 1.2).get(0).violation());
    assertEquals(Violation.WRONG_TYPE, InputCheck.of(speed, "1").get(0).violation());
    assertEquals(
        new InputProblem("size", Violation.NOT_AN_OPTION, "1K, 2K", "8K"),
        InputCheck.of(size, "8K").get(0));
  }

  @Test
  void saysHowLongTheClipMayBeAndHowLongItIs() {
    MediaLimits media =
        new MediaLimits(Medium.VIDEO, Set.of("video/mp4"), 10, Optional.of(Duration.ofSeconds(15)));
    Field clip =
        field(
            "clip",
            FieldType.MEDIA,
            true,
            new Limits(Range.ANY, Range.ANY, Range.ANY, Optional.of(media), List.of()),
            List.of());

    MediaFacts tooLong =
        new MediaFacts(Medium.VIDEO, "video/mp4", 1000, 1, 1, Duration.ofMillis(21_500));
    MediaFacts tooBig =
        new MediaFacts(Medium.VIDEO, "video/mp4", 11_000_000, 1, 1, Duration.ofSeconds(3));
    MediaFacts photo = new MediaFacts(Medium.IMAGE, "image/png", 10, 1, 1, Duration.ZERO);

    assertEquals(
        List.of(new InputProblem("clip", Violation.CLIP_TOO_LONG, "15", "22")),
        InputCheck.of(clip, tooLong));
    assertEquals(
        List.of(new InputProblem("clip", Violation.FILE_TOO_BIG, "10", "11")),
        InputCheck.of(clip, tooBig));
    assertEquals(
        List.of(new InputProblem("clip", Violation.WRONG_MEDIA, "video/mp4", "image/png")),
        InputCheck.of(clip, photo));
  }

  @Test
  void groupsNeedOneAndOnlyOne() {
    Field first = field("first", FieldType.TEXT, false, Limits.NONE, List.of());
    Field last = field("last", FieldType.TEXT, false, Limits.NONE, List.of());
    Set<String> both = Set.of("first", "last");
    Model model = model(new Form(List.of(first, last), List.of(both), List.of(both)));

    assertEquals(Violation.NEEDS_ONE_OF, InputCheck.of(model, Map.of()).get(0).violation());
    assertEquals(List.of(), InputCheck.of(model, Map.of("first", "a")));
    assertEquals(
        new InputProblem("first,last", Violation.NOT_TOGETHER, "", ""),
        InputCheck.of(model, Map.of("first", "a", "last", "b")).get(0));
  }

  @Test
  void unknownInputsAreNotSentSilently() {
    assertEquals(
        Violation.UNKNOWN,
        InputCheck.of(model(new Form(List.of(), List.of(), List.of())), Map.of("x", 1))
            .get(0)
            .violation());
  }

  private static Limits length(int min, int max) {
    return new Limits(
        Range.ANY,
        new Range(number("" + min), number("" + max), Optional.empty()),
        Range.ANY,
        Optional.empty(),
        List.of());
  }

  private static Optional<BigDecimal> number(String text) {
    return Optional.of(new BigDecimal(text));
  }

  private static Field field(
      String name, FieldType type, boolean required, Limits limits, List<String> options) {
    return new Field(
        name,
        type,
        WORDS,
        new Use(required, true, Optional.empty()),
        limits,
        options.stream().map(o -> new Option(o, WORDS)).toList());
  }

  private static Model model(Field... fields) {
    return model(new Form(List.of(fields), List.of(), List.of()));
  }

  private static Model model(Form form) {
    return new Model(
        "m",
        new Offer(WORDS, WORDS, "M", Offer.Standing.OFFERED),
        Kind.TEXT_TO_IMAGE,
        new Wire("market", Map.of(), Map.of(), List.of()),
        form,
        new Timing(Duration.ofSeconds(1), Duration.ofSeconds(2)));
  }
}
