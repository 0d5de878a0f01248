package trt.routing;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import trt.postgres.LanguageStore;

/**
 * In which language those are answered who get no dialogue: the one they chose, and Telegram's for
 * strangers.
 */
final class Tongues {
  private final LanguageStore languages;

  Tongues(LanguageStore languages) {
    this.languages = languages;
  }

  /** The same, in the same order, each in the language of its writer. */
  Future<List<Received>> of(SqlConnection connection, List<Received> received) {
    return languages
        .of(connection, received.stream().map(one -> one.person().id()).toList())
        .map(
            known ->
                received.stream()
                    .map(
                        one ->
                            one.speaking(known.getOrDefault(one.person().id(), one.languageCode())))
                    .toList());
  }
}
