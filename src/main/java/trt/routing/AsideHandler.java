package trt.routing;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trt.config.RoutingConfig;
import trt.domain.dialogue.Action;
import trt.domain.dialogue.Button;
import trt.domain.dialogue.GroupManners;
import trt.domain.dialogue.Phrase;
import trt.domain.dialogue.Screen;
import trt.domain.inbox.PendingUpdate;
import trt.domain.outbox.Draft;
import trt.postgres.GuestStore;
import trt.text.Texts;

/**
 * Answers what is no step of a dialogue: a pressed button of somebody else, the bot's name typed in
 * another chat, a group that took it in, a writer without a face.
 */
final class AsideHandler implements BriefAnswer {
  /** Telegram forgets an inline query after 30 s (Bot API server). */
  private static final Duration INLINE_LIFE = Duration.ofSeconds(30);

  /** As for checkouts (Bot API, answerShippingQuery). */
  private static final Duration SHIPPING_LIFE = Duration.ofSeconds(10);

  private final UpdateReader reader;
  private final GuestStore guests;
  private final Notices notices;
  private final Tongues tongues;
  private final InlineAnswer inline;
  private final RoutingConfig config;
  private final Visible visible;
  private final Clock clock;

  AsideHandler(RoutingParts parts, UpdateReader reader, Notices notices, Visible visible) {
    this.reader = reader;
    this.guests = parts.stores().guests();
    this.notices = notices;
    this.tongues = new Tongues(parts.own().languages());
    this.inline = new InlineAnswer(parts.renderer(), parts.config().inlineCache());
    this.config = parts.config();
    this.visible = visible;
    this.clock = parts.clock();
  }

  @Override
  public Future<List<Draft>> to(SqlConnection connection, List<PendingUpdate> consumed) {
    List<Draft> drafts = new ArrayList<>();
    Future<Void> chain = Future.succeededFuture();
    for (PendingUpdate update : consumed) {
      Optional<Reading.Aside> aside = reader.aside(update);
      chain =
          chain
              .compose(
                  v ->
                      aside.isEmpty()
                          ? Future.succeededFuture(List.<Draft>of())
                          : answer(connection, aside.get()))
              .map(
                  answers -> {
                    visible.count(update, answers, due(aside));
                    drafts.addAll(answers);
                    return null;
                  });
    }
    return chain.map(drafts);
  }

  /** A group is greeted once; what was consumed and is nothing here is silent anyway. */
  private static Visible.Due due(Optional<Reading.Aside> aside) {
    return aside.filter(one -> !(one instanceof Reading.Added)).isPresent()
        ? Visible.Due.ONE
        : Visible.Due.ANY;
  }

  private Future<List<Draft>> answer(SqlConnection connection, Reading.Aside aside) {
    if (aside instanceof Reading.Inline query) {
      return results(connection, query);
    }
    if (aside instanceof Reading.Foreign press) {
      return guests
          .known(connection, press.owner())
          .compose(
              owner ->
                  tongues
                      .of(connection, List.of(press.received()))
                      .map(presser -> List.of(foreign(presser.get(0), owner))));
    }
    if (aside instanceof Reading.Added added) {
      return greeting(connection, added);
    }
    if (aside instanceof Reading.Shipping query) {
      return Future.succeededFuture(List.of(shipping(query)));
    }
    Received received = ((Reading.Anonymous) aside).received();
    Screen screen = withLink(Phrase.of("group.anonymous"));
    return Future.succeededFuture(
        List.of(notices.screen(received, screen, name("a", received.update()))));
  }

  private Draft foreign(Received press, Optional<GuestStore.Known> owner) {
    Phrase said =
        owner
            .map(GuestStore.Known::name)
            .filter(name -> !name.isBlank())
            .map(name -> new Phrase("toast.foreign", Map.of("name", name)))
            .orElseGet(() -> Phrase.of("toast.foreign.unknown"));
    return notices.toast(press, said, clock.instant());
  }

  /** Once for each group, however often the bot is taken out and in again. */
  private Future<List<Draft>> greeting(SqlConnection connection, Reading.Added added) {
    String name = "hi:" + added.update().feedId() + ":" + added.chatId();
    return guests
        .wasCalled(connection, name)
        .map(
            greeted ->
                greeted
                    ? List.of()
                    : List.of(
                        notices.screen(
                            added.update(),
                            added.chatId(),
                            Texts.language(added.languageCode()),
                            withLink(Phrase.of("group.hello")),
                            name)));
  }

  private static Screen withLink(Phrase text) {
    return Screen.column(
        text, List.of(Button.of("button.private", Action.of(GroupManners.LINK, "menu"))));
  }

  private Future<List<Draft>> results(SqlConnection connection, Reading.Inline query) {
    int page = config.inlineJobs();
    return guests
        .known(connection, query.userId())
        .compose(
            known -> {
              String lang =
                  known
                      .map(GuestStore.Known::lang)
                      .orElseGet(() -> Texts.language(query.languageCode()));
              return guests
                  .recent(connection, query.userId(), before(query.offset()), page)
                  .map(made -> inline.params(query.queryId(), lang, made, page));
            })
        .map(
            params ->
                List.of(
                    Notices.query(
                        query.update(),
                        "answerInlineQuery",
                        params,
                        clock.instant().plus(INLINE_LIFE))));
  }

  private Draft shipping(Reading.Shipping query) {
    String lang = Texts.language(query.languageCode());
    JsonObject params =
        new JsonObject()
            .put("shipping_query_id", query.queryId())
            .put("ok", false)
            .put("error_message", notices.line(lang, Phrase.of("checkout.noshipping")));
    return Notices.query(
        query.update(), "answerShippingQuery", params, clock.instant().plus(SHIPPING_LIFE));
  }

  /** Where a list goes on; a forged place is its beginning. */
  private static long before(String offset) {
    return offset.matches("[1-9]\\d{0,17}") ? Long.parseLong(offset) : Long.MAX_VALUE;
  }

  private static String name(String prefix, PendingUpdate update) {
    return prefix + ":" + update.feedId() + ":" + update.updateId();
  }
}
