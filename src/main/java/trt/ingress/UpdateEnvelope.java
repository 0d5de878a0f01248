package trt.ingress;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import trt.domain.inbox.ChatKeys;
import trt.domain.inbox.PendingUpdate;
import trt.domain.inbox.Shards;
import trt.domain.inbox.UpdateKind;

/**
 * The little that ingress reads of an update: its id, whose lane it belongs to, its kind. Unknown
 * kinds and fields are welcome. Reads token by token, because every update passes here: the tree of
 * an update took a sixth of the time an acknowledgement costs.
 */
final class UpdateEnvelope {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Map<String, UpdateKind> KINDS =
      Arrays.stream(UpdateKind.values())
          .filter(kind -> kind != UpdateKind.OTHER && kind != UpdateKind.OWN)
          .collect(
              Collectors.toUnmodifiableMap(
                  kind -> kind.name().toLowerCase(Locale.ROOT), Function.identity()));

  private final JsonParser json;
  private long updateId;
  private @Nullable UpdateKind kind;
  private long chatKey;

  private UpdateEnvelope(JsonParser json) {
    this.json = json;
  }

  /** Empty when the body is no JSON object with a positive {@code update_id}. */
  static Optional<PendingUpdate> read(int feedId, Buffer body) {
    byte[] payload = body.getBytes();
    try (JsonParser json = JSON.createParser(payload)) {
      UpdateEnvelope read = new UpdateEnvelope(json);
      return read.whole() ? Optional.of(read.update(feedId, payload)) : Optional.empty();
    } catch (IOException broken) {
      return Optional.empty();
    }
  }

  private PendingUpdate update(int feedId, byte[] payload) {
    int code = (kind == null ? UpdateKind.OTHER : kind).code();
    return new PendingUpdate(Shards.of(chatKey), chatKey, feedId, (int) updateId, code, payload);
  }

  private boolean whole() throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      return false;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      field(json.currentName(), json.nextToken());
    }
    return json.nextToken() == null && updateId > 0 && updateId <= Integer.MAX_VALUE;
  }

  private void field(String name, JsonToken value) throws IOException {
    if (name.equals("update_id")) {
      updateId = value == JsonToken.VALUE_NUMBER_INT ? json.getLongValue() : 0;
      json.skipChildren();
      return;
    }
    UpdateKind known = KINDS.get(name);
    // A field that Telegram adds one day may stand before the payload.
    boolean better =
        known == null
            ? kind == null && value == JsonToken.START_OBJECT
            : kind == null || kind == UpdateKind.OTHER;
    if (better) {
      kind = known == null ? UpdateKind.OTHER : known;
      chatKey = value == JsonToken.START_OBJECT ? Owner.read(json).key(kind) : 0;
    }
    json.skipChildren();
  }

  /** Whose an update is: the chat's id; the person's where there is no chat; 0 without either. */
  private record Owner(long chat, long from, long user) {
    long key(UpdateKind kind) {
      if (kind == UpdateKind.PRE_CHECKOUT_QUERY) {
        return ChatKeys.ofCheckout(from);
      }
      return chat != 0 ? chat : from != 0 ? from : user;
    }

    /** Leaves the parser at the end of the object it stands at. */
    static Owner read(JsonParser json) throws IOException {
      long chat = 0;
      long from = 0;
      long user = 0;
      boolean inside = false;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        boolean isObject = json.nextToken() == JsonToken.START_OBJECT;
        if (isObject && name.equals("message")) {
          chat = read(json).chat();
          inside = true;
        } else if (isObject && name.equals("chat") && !inside) {
          chat = id(json);
        } else if (isObject && name.equals("from")) {
          from = id(json);
        } else if (isObject && name.equals("user")) {
          user = id(json);
        } else {
          json.skipChildren();
        }
      }
      return new Owner(chat, from, user);
    }

    private static long id(JsonParser json) throws IOException {
      long id = 0;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = json.currentName().equals("id");
        if (json.nextToken().isNumeric() && wanted) {
          id = json.getNumberValue().longValue();
        }
        json.skipChildren();
      }
      return id;
    }
  }
}
