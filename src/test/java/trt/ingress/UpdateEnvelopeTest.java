package trt.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import trt.domain.inbox.ChatKeys;
import trt.domain.inbox.PendingUpdate;
import trt.domain.inbox.Shards;
import trt.domain.inbox.UpdateKind;

class UpdateEnvelopeTest {
  @Test
  void aCheckoutQueuesBesideTheChatOfThePerson() {
    PendingUpdate message =
        read("{\"update_id\":1,\"message\":{\"chat\":{\"id\":7},\"from\":{\"id\":7}}}");
    PendingUpdate checkout =
        read("{\"update_id\":2,\"pre_checkout_query\":{\"id\":\"x\",\"from\":{\"id\":7}}}");

    assertEquals(7, message.chatKey());
    assertEquals(ChatKeys.ofCheckout(7), checkout.chatKey());
    assertEquals(Shards.of(checkout.chatKey()), checkout.shard());
    assertEquals(UpdateKind.PRE_CHECKOUT_QUERY.code(), checkout.kind());
    assertNotEquals(message.chatKey(), checkout.chatKey());
  }

  private static PendingUpdate read(String json) {
    return UpdateEnvelope.read(1, Buffer.buffer(json)).orElseThrow();
  }
}
