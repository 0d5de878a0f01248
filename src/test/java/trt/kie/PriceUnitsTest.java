package trt.kie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import trt.domain.catalog.MediaFacts;
import trt.domain.catalog.Medium;
import trt.domain.pricing.MediaMeasures;
import trt.domain.pricing.PriceList;
import trt.domain.pricing.Quote;
import trt.domain.pricing.Tariff;

/** One real model for each way of counting, worked out by hand. */
class PriceUnitsTest {
  private static final CatalogFile FILE = CatalogFile.load();
  private static final PriceList PRICES =
      new PriceList(
          FILE.prices(),
          new Tariff(new BigDecimal("0.005"), BigDecimal.ONE, new BigDecimal("0.013"), 100));

  @Test
  void flat() {
    costs("0.8", "z-image", Map.of("prompt", "x"));
  }

  @Test
  void perVariant() {
    costs("18", "nano-banana-pro", Map.of("prompt", "x", "resolution", "1K"));
    costs("24", "nano-banana-pro", Map.of("prompt", "x", "resolution", "4K"));
  }

  @Test
  void perOutput() {
    Map<String, Object> three = Map.of("rendering_speed", "TURBO", "num_images", "3");
    costs("36", "ideogram/character", three);
  }

  @Test
  void perSecondOfOutputAndOfMeasuredInput() {
    Map<String, Object> inputs = new HashMap<>(Map.of("resolution", "720p", "duration", 10));
    costs("82", "bytedance/seedance-2-mini", inputs);
    inputs.put("reference_video_urls", List.of("https://f/1", "https://f/2"));

    // 10 s come out, 4 s and 2 s (1.2 s rounded up) go in
    costs(
        "80",
        "bytedance/seedance-2-mini",
        inputs,
        Map.of("reference_video_urls", List.of(clip(4_000), clip(1_200))));
  }

  @Test
  void perSecondOfSoundAsMeasured() {
    // 8.1 s count as 9
    costs(
        "144",
        "kling/ai-avatar-pro",
        Map.of("audio_url", "https://f/a.mp3"),
        Map.of("audio_url", List.of(clip(8_100))));
  }

  @Test
  void perMinuteOfSoundAsMeasured() {
    costs(
        "7.000014",
        "elevenlabs/speech-to-text",
        Map.of("audio_url", "https://f/a.mp3"),
        Map.of("audio_url", List.of(clip(120_000))));
  }

  @Test
  void perThousandCharactersAsPeopleCountThem() {
    costs("6", "elevenlabs/text-to-speech-turbo-2-5", Map.of("text", "🙂".repeat(1000)));
  }

  @Test
  void perMegapixelOfThePictureThatComesOutOrWasSentIn() {
    costs("4.20", "qwen/text-to-image", Map.of("image_size", "square_hd"));
    MediaFacts large = new MediaFacts(Medium.IMAGE, "image/png", 1, 2000, 1000, Duration.ZERO);
    costs(
        "8",
        "qwen/image-to-image",
        Map.of("image_url", "https://f/a.png"),
        Map.of("image_url", List.of(large)));
  }

  @Test
  void surchargesCountTheInputPicturesBeyondTheFreeOnes() {
    List<String> three = List.of("https://f/1", "https://f/2", "https://f/3");
    costs("8.0", "seedream/5-pro-image-to-image", Map.of("quality", "basic", "image_urls", three));
    costs("6.3", "qwen3/image-to-image", Map.of("image_urls", three));
  }

  private static void costs(String credits, String model, Map<String, Object> inputs) {
    costs(credits, model, inputs, Map.of());
  }

  private static void costs(
      String credits,
      String model,
      Map<String, Object> inputs,
      Map<String, List<MediaFacts>> files) {
    Quote quote =
        PRICES.quote(
            FILE.catalog().find(model).orElseThrow(), inputs, new MediaMeasures(files, Map.of()));
    BigDecimal found = assertInstanceOf(Quote.Priced.class, quote, model).credits();
    assertEquals(0, new BigDecimal(credits).compareTo(found), () -> model + " costs " + found);
  }

  private static MediaFacts clip(long millis) {
    return new MediaFacts(Medium.VIDEO, "video/mp4", 1, 1, 1, Duration.ofMillis(millis));
  }
}
