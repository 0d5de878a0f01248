package trt.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

  @Test
  void aPressBelongsToTheChatOfItsMessageWhereverThatStands() {
    assertPress("{'id':'1','from':{'id':7},'message':{'chat':{'id':-9},'from':{'id':3}}}", -9);
    assertPress("{'message':{'from':{'id':3},'chat':{'id':-9}},'chat':{'id':5},'from':{}}", -9);
    assertPress("{'chat':{'id':5},'message':{'date':0},'from':{'id':7}}", 7);
    assertPress("{'id':'1','inline_message_id':'x','from':{'id':7}}", 7);
  }

  @Test
  void whatIsUnknownIsTakenByItsPerson() {
    PendingUpdate update = read("{'update_id':3,'poll_answer':{'option':[{}],'user':{'id':8}}}");

    assertEquals(UpdateKind.OTHER.code(), update.kind());
    assertEquals(8, update.chatKey());
  }

  @Test
  void aNewFieldBeforeThePayloadDoesNotHideIt() {
    String payload = "'message':{'text':{'deep':[1,{'chat':{'id':1}}]},'chat':{'id':7.0}}";
    for (String added : new String[] {"'hint':{'chat':{'id':5}}", "'hint':[{'a':1}]", "'n':null"}) {
      PendingUpdate before = read("{" + added + ",'update_id':1," + payload + "}");
      PendingUpdate after = read("{" + payload + "," + added + ",'update_id':1}");

      assertEquals(UpdateKind.MESSAGE.code(), before.kind(), added);
      assertEquals(7, before.chatKey(), added);
      assertEquals(7, after.chatKey(), added);
    }
  }

  @Test
  void anUpdateWithoutAnOwnerIsTakenAsWell() {
    assertEquals(0, read("{'update_id':1}").chatKey());
    assertEquals(0, read("{'update_id':1,'message':'text'}").chatKey());
    assertEquals(0, read("{'update_id':1,'message':{'chat':{'id':'7'},'from':[]}}").chatKey());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "7",
        "{",
        "{}",
        "{'update_id':0}",
        "{'update_id':-1}",
        "{'update_id':'1'}",
        "{'update_id':1.5}",
        "{'update_id':{'id':1}}",
        "{'update_id':2147483648}",
        "{'update_id':99999999999999999999}",
        "{'update_id':1,'message':{'chat':{'id':7}",
        "{'update_id':1,'message':{'chat':{'id':7}}}]",
        "{'update_id':1,'message':{'chat':{'id':7}}} x",
        "{'update_id':1,'message':{'chat':{'id':07}}}"
      })
  void whatIsNoUpdateIsRefused(String body) {
    assertTrue(UpdateEnvelope.read(1, Buffer.buffer(body.replace('\'', '"'))).isEmpty());
  }

  private static void assertPress(String query, long owner) {
    PendingUpdate press = read("{'update_id':1,'callback_query':" + query + "}");
    assertEquals(UpdateKind.CALLBACK_QUERY.code(), press.kind());
    assertEquals(owner, press.chatKey(), query);
  }

  private static PendingUpdate read(String json) {
    return UpdateEnvelope.read(1, Buffer.buffer(json.replace('\'', '"'))).orElseThrow();
  }
}
