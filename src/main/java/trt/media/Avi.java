package trt.media;

import java.time.Duration;
import java.util.Optional;

/**
 * Chunks of an AVI file. Its header and that of every stream tell frames and how long one is shown;
 * the frames that really come are counted as well.
 */
final class Avi extends Steps {
  private static final int CHUNK = 8;
  private static final int BEGIN = 12;
  private static final int FILM = 20;
  private static final int STREAM = 36;
  private static final double MICROS = 1e6;

  private enum Next {
    BEGIN,
    CHUNK,
    FILM,
    STREAM
  }

  private Next next = Next.BEGIN;
  private long body;
  private double told;
  private double frame;
  private String film = "";
  private long frames;

  Avi() {
    super(BEGIN);
  }

  @Override
  void piece(byte[] bytes) {
    switch (next) {
      case BEGIN -> go(Next.CHUNK, CHUNK);
      case CHUNK -> chunk(text(bytes, 0), little(bytes, 4, 4));
      case FILM -> {
        told(little(bytes, 0, 4) / MICROS, little(bytes, 16, 4), true);
        further(bytes.length);
      }
      case STREAM -> {
        double rate = little(bytes, 24, 4);
        double one = rate > 0 ? little(bytes, 20, 4) / rate : 0;
        told(one, little(bytes, 32, 4), text(bytes, 0).equals("vids"));
        further(bytes.length);
      }
    }
  }

  private void told(double one, long count, boolean isFilm) {
    told = Math.max(told, one * count);
    frame = isFilm ? Math.max(frame, one) : frame;
  }

  private void chunk(String type, long size) {
    body = size + (size & 1);
    switch (type) {
      case "avih" -> go(Next.FILM, size >= FILM ? FILM : 0);
      case "strh" -> go(Next.STREAM, size >= STREAM ? STREAM : 0);
      case "LIST", "RIFF" -> {
        skip(4);
        go(Next.CHUNK, CHUNK);
      }
      default -> {
        count(type);
        further(0);
      }
    }
  }

  /** Frames of the first film in it; of several the first is the one that is shown. */
  private void count(String type) {
    if (type.endsWith("dc") || type.endsWith("db")) {
      film = film.isEmpty() ? type : film;
      frames += film.startsWith(type.substring(0, 2)) ? 1 : 0;
    }
  }

  private void further(int read) {
    skip(body - read);
    go(Next.CHUNK, CHUNK);
  }

  private void go(Next then, int bytes) {
    next = then;
    want(bytes);
  }

  @Override
  Optional<Duration> length() {
    return seconds(Math.max(told, frames * frame));
  }
}
