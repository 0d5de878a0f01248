package trt.playground.telegram.state;

import java.util.Locale;
import java.util.Optional;

/** What a file is to Telegram; a file_id of one kind cannot be sent as another. */
public enum FileKind {
  PHOTO("AgACAg", "photos", "image/jpeg", 10),
  VIDEO("BAACAg", "videos", "video/mp4", 50),
  AUDIO("CQACAg", "music", "audio/mpeg", 50),
  VOICE("AwACAg", "voice", "audio/ogg", 50),
  ANIMATION("CgACAg", "animations", "video/mp4", 50),
  DOCUMENT("BQACAg", "documents", "application/octet-stream", 50),
  STICKER("CAACAg", "stickers", "image/webp", 50),
  VIDEO_NOTE("DQACAg", "video_notes", "video/mp4", 50);

  private static final int MEGABYTE = 1024 * 1024;

  private final String prefix;
  private final String folder;
  private final String mimeType;
  private final int megabytes;

  FileKind(String prefix, String folder, String mimeType, int megabytes) {
    this.prefix = prefix;
    this.folder = folder;
    this.mimeType = mimeType;
    this.megabytes = megabytes;
  }

  /** The name in messages and parameters: "photo", "video_note". */
  public String field() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name in Telegram's complaints: "Photo". */
  public String title() {
    return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT).replace("_n", "N");
  }

  /** How the file_id begins. */
  public String prefix() {
    return prefix;
  }

  /** The folder of file_path. */
  public String folder() {
    return folder;
  }

  /** The type if none is known. */
  public String mimeType() {
    return mimeType;
  }

  /** Largest upload in bytes. */
  public int uploadLimit() {
    return megabytes * MEGABYTE;
  }

  /** Largest file fetched from a URL, in bytes: 5 MB for photos, 20 MB for the rest. */
  public int urlLimit() {
    return (this == PHOTO ? 5 : 20) * MEGABYTE;
  }

  /** The kind with this field name. */
  public static Optional<FileKind> of(String field) {
    for (FileKind kind : values()) {
      if (kind.field().equals(field)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
