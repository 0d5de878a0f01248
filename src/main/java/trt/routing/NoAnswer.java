package trt.routing;

/** Why an update deliberately gets no answer. */
enum NoAnswer {
  /** A kind, or a part of one, without a meaning here. */
  NO_MEANING("it has no meaning for this bot"),
  /** Nobody to answer can be told from it. */
  NO_SENDER("it names nobody who could be answered"),
  /** Another bot wrote; two bots that answer each other never stop. */
  BOT("another bot wrote it"),
  /** What Telegram tells about the chat itself. */
  SERVICE("Telegram tells of a change of the chat; nobody said anything"),
  /** People in a group talk to each other. */
  NOT_ADDRESSED("people in a group talk to each other, not to the bot"),
  /** The bot was blocked, removed, promoted or restricted. */
  MEMBERSHIP("nobody is there to read an answer, or nobody asked"),
  /** An edit of something that is no open answer. */
  EDIT("the edited message answered no open question");

  private final String because;

  NoAnswer(String because) {
    this.because = because;
  }

  /** The reason in words. */
  String because() {
    return because;
  }
}
