package trt.domain.catalog;

/** What a model turns into what. The kind decides the shelf in the menu and the type of result. */
public enum Kind {
  TEXT_TO_IMAGE(Category.PICTURE, ResultType.IMAGE),
  TEXT_OR_IMAGE_TO_IMAGE(Category.PICTURE, ResultType.IMAGE),
  IMAGE_TO_IMAGE(Category.PHOTO_EDIT, ResultType.IMAGE),
  BACKGROUND_REMOVAL(Category.TOOLS, ResultType.IMAGE),
  IMAGE_UPSCALE(Category.TOOLS, ResultType.IMAGE),
  LAYER_SPLIT(Category.TOOLS, ResultType.IMAGE),
  TEXT_TO_VIDEO(Category.VIDEO, ResultType.VIDEO),
  IMAGE_TO_VIDEO(Category.VIDEO, ResultType.VIDEO),
  TEXT_OR_IMAGE_TO_VIDEO(Category.VIDEO, ResultType.VIDEO),
  REFERENCE_TO_VIDEO(Category.VIDEO, ResultType.VIDEO),
  VIDEO_TO_VIDEO(Category.VIDEO, ResultType.VIDEO),
  VIDEO_EXTEND(Category.VIDEO, ResultType.VIDEO),
  MOTION_TRANSFER(Category.VIDEO, ResultType.VIDEO),
  TALKING_PHOTO(Category.VIDEO, ResultType.VIDEO),
  VIDEO_UPSCALE(Category.TOOLS, ResultType.VIDEO),
  WATERMARK_REMOVAL(Category.TOOLS, ResultType.VIDEO),
  TEXT_TO_MUSIC(Category.MUSIC, ResultType.AUDIO),
  MUSIC_EXTEND(Category.MUSIC, ResultType.AUDIO),
  MUSIC_COVER(Category.MUSIC, ResultType.AUDIO),
  MUSIC_EDIT(Category.MUSIC, ResultType.AUDIO),
  MUSIC_VIDEO(Category.MUSIC, ResultType.VIDEO),
  MUSIC_COVER_ART(Category.MUSIC, ResultType.IMAGE),
  MUSIC_CONVERT(Category.MUSIC, ResultType.AUDIO),
  MUSIC_NOTES(Category.MUSIC, ResultType.TEXT),
  STEM_SEPARATION(Category.MUSIC, ResultType.AUDIO),
  LYRICS(Category.MUSIC, ResultType.TEXT),
  SOUND_EFFECT(Category.MUSIC, ResultType.AUDIO),
  TEXT_TO_SPEECH(Category.SPEECH, ResultType.AUDIO),
  SPEECH_TO_TEXT(Category.SPEECH, ResultType.TEXT),
  AUDIO_ISOLATION(Category.SPEECH, ResultType.AUDIO),
  ANALYSIS(Category.TOOLS, ResultType.TEXT),
  WORDING(Category.TOOLS, ResultType.TEXT),
  CHARACTER(Category.TOOLS, ResultType.TEXT);

  private final Category category;
  private final ResultType result;

  Kind(Category category, ResultType result) {
    this.category = category;
    this.result = result;
  }

  /** The shelf of the menu on which models of this kind stand. */
  public Category category() {
    return category;
  }

  /** What models of this kind deliver. */
  public ResultType result() {
    return result;
  }
}
