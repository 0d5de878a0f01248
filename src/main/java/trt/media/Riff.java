package trt.media;

import java.time.Duration;
import java.util.Optional;

/** Chunks of WAV and AVI files. */
final class Riff extends Steps {
  private static final int CHUNK = 8;
  private static final int BEGIN = 12;
  private static final int FORMAT = 16;
  private static final int FILM = 20;
  private static final double MICROS = 1e6;

  private String type = "";
  private long body;
  private boolean begun;
  private boolean inside;
  private double byteRate;
  private double length;

  Riff() {
    super(BEGIN);
  }

  @Override
  void piece(byte[] bytes) {
    if (!begun) {
      begun = true;
      want(CHUNK);
    } else if (inside) {
      inside = false;
      inside(bytes);
      skip(body - bytes.length);
      want(CHUNK);
    } else {
      chunk(bytes);
    }
  }

  private void chunk(byte[] bytes) {
    type = text(bytes, 0);
    long size = little(bytes, 4, 4);
    body = size + (size & 1);
    switch (type) {
      case "fmt ", "avih" -> {
        inside = true;
        int wanted = type.equals("avih") ? FILM : FORMAT;
        want(body >= wanted ? wanted : 0);
      }
      case "LIST" -> {
        skip(4);
        want(CHUNK);
      }
      case "data" -> {
        length = byteRate > 0 ? size / byteRate : 0;
        end();
      }
      default -> {
        skip(body);
        want(CHUNK);
      }
    }
  }

  private void inside(byte[] bytes) {
    if (type.equals("avih")) {
      length = little(bytes, 0, 4) * (double) little(bytes, 16, 4) / MICROS;
      end();
    } else {
      byteRate = little(bytes, 8, 4);
    }
  }

  @Override
  Optional<Duration> length() {
    return seconds(length);
  }
}
