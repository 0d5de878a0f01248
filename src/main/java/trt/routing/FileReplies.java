package trt.routing;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trt.domain.dialogue.Phrase;
import trt.domain.dialogue.Reply;
import trt.domain.dialogue.Screen;
import trt.postgres.JobStore;
import trt.text.ScreenRenderer;

/**
 * What a job made, once more and as files in their original quality. Each press is an answer of its
 * own; a file that went up before is only named.
 */
final class FileReplies {
  private final JobStore jobs;
  private final ScreenRenderer renderer;

  FileReplies(JobStore jobs, ScreenRenderer renderer) {
    this.jobs = jobs;
    this.renderer = renderer;
  }

  Future<Void> send(
      SqlConnection connection, String lang, long chatId, Reply.SendFiles wish, Replies replies) {
    return jobs.result(connection, wish.job())
        .map(
            found -> {
              List<String> urls = found.map(FileReplies::urls).orElse(List.of());
              if (urls.isEmpty()) {
                replies.add("sendMessage", message(lang, chatId, wish.gone()));
              }
              urls.forEach(url -> replies.add("sendDocument", document(lang, chatId, url, wish)));
              return null;
            });
  }

  private static List<String> urls(JsonObject result) {
    return result.getJsonArray("outputs", new JsonArray()).stream()
        .map(JsonObject.class::cast)
        .map(output -> output.getString("url"))
        .toList();
  }

  private JsonObject document(String lang, long chatId, String url, Reply.SendFiles wish) {
    JsonObject file =
        new JsonObject()
            .put("name", "f0")
            .put("url", url)
            .put("fileName", name(url))
            .put("mediaType", "application/octet-stream");
    Phrase large = new Phrase(wish.tooLarge().key(), Map.of("url", url));
    return new JsonObject()
        .put(
            "params",
            new JsonObject()
                .put("chat_id", chatId)
                .put("document", "attach://f0")
                .put("disable_content_type_detection", true))
        .put("files", new JsonArray().add(file))
        .put("large", message(lang, chatId, large).put("method", "sendMessage"))
        .put("fallback", message(lang, chatId, wish.gone()).put("method", "sendMessage"));
  }

  private JsonObject message(String lang, long chatId, Phrase phrase) {
    JsonObject params = renderer.message(lang, new Screen(phrase, List.of()));
    params.remove("reply_markup");
    return new JsonObject().put("params", params.put("chat_id", chatId));
  }

  /** The last part of the address: it ends as the file is meant to. */
  private static String name(String url) {
    String path = url.split("[?#]", 2)[0];
    return Optional.of(path.substring(path.lastIndexOf('/') + 1))
        .filter(name -> !name.isBlank())
        .orElse("result");
  }
}
