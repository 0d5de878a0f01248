package trt.postgres;

import io.vertx.core.json.JsonObject;

/**
 * A dialogue as it stands in {@code session.state}. Which message is its menu stays readable: the
 * database puts the number of the message there when it is known.
 */
final class SessionState {
  private static final String MENU = "menu";

  private SessionState() {}

  static JsonObject seal(Seal seal, int feedId, long chatKey, long userId, JsonObject state) {
    JsonObject outside = new JsonObject();
    if (state.containsKey(MENU)) {
      outside.put(MENU, state.getValue(MENU));
    }
    return seal.seal(state, place(feedId, chatKey, userId), outside);
  }

  static JsonObject open(Seal seal, int feedId, long chatKey, long userId, JsonObject stored) {
    JsonObject state = seal.open(stored, place(feedId, chatKey, userId));
    return stored.containsKey(MENU) ? state.put(MENU, stored.getValue(MENU)) : state;
  }

  private static String place(int feedId, long chatKey, long userId) {
    return Seal.place("session.state", feedId, chatKey, userId);
  }
}
