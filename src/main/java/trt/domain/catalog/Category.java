package trt.domain.catalog;

/** The shelves of the menu. Every kind of model stands on exactly one. */
public enum Category {
  PICTURE,
  PHOTO_EDIT,
  VIDEO,
  MUSIC,
  SPEECH,
  TOOLS
}
