package trt.routing;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Set;
import java.util.function.Supplier;
import trt.bus.Bus;
import trt.config.AccountsConfig;
import trt.config.AppConfig;
import trt.config.CleanupConfig;
import trt.config.PaymentsConfig;
import trt.config.RightsConfig;
import trt.config.RoutingConfig;
import trt.domain.dialogue.Dialogue;
import trt.domain.dialogue.admin.AdminView;
import trt.domain.dialogue.admin.Switches;
import trt.domain.inbox.Myself;
import trt.domain.job.LineBoard;
import trt.postgres.AuditStore;
import trt.postgres.BanStore;
import trt.postgres.BroadcastStore;
import trt.postgres.Db;
import trt.postgres.ErasureStore;
import trt.postgres.ExportStore;
import trt.postgres.FeedStore;
import trt.postgres.GuestStore;
import trt.postgres.InboxStore;
import trt.postgres.JobStore;
import trt.postgres.LanguageStore;
import trt.postgres.ManualRequestStore;
import trt.postgres.OutboxStore;
import trt.postgres.OverviewStore;
import trt.postgres.OwnJobStore;
import trt.postgres.PastStore;
import trt.postgres.PaymentStore;
import trt.postgres.PersonStore;
import trt.postgres.PromoStore;
import trt.postgres.ReferralStore;
import trt.postgres.RefundStore;
import trt.postgres.RefundWishStore;
import trt.postgres.SceneStore;
import trt.postgres.StatementStore;
import trt.postgres.StatisticsStore;
import trt.postgres.SwitchStore;
import trt.postgres.TasteStore;
import trt.redis.RateLimiter;
import trt.text.ScreenRenderer;
import trt.tracing.Trail;

/**
 * What the unit is made of.
 *
 * @param me by what a group calls the bot
 * @param dialogue the dialogue of this moment, asked for once a turn: what is sold may change
 */
public record RoutingParts(
    int feedId,
    Myself me,
    RoutingConfig config,
    Stores stores,
    Supplier<Dialogue> dialogue,
    ScreenRenderer renderer,
    String currency,
    Stars stars,
    RateLimiter limiter,
    Bus bus,
    MeterRegistry meters,
    Clock clock,
    Desk desk,
    Own own,
    Trail trail) {
  /** The aggregates a turn reads and writes. */
  public record Stores(
      Db db,
      InboxStore inbox,
      SceneStore scenes,
      OutboxStore outbox,
      JobStore jobs,
      GuestStore guests,
      PastStore past,
      TasteStore tastes) {
    /** With those that are not shared with other units. */
    public static Stores of(
        Db db,
        FeedStore.Feed feed,
        InboxStore inbox,
        SceneStore scenes,
        OutboxStore outbox,
        JobStore jobs) {
      return new Stores(
          db,
          inbox,
          scenes,
          outbox,
          jobs,
          new GuestStore(db, feed),
          new PastStore(db, feed),
          new TasteStore(feed));
    }
  }

  /**
   * The operators' side of the chat.
   *
   * @param ids Telegram ids of the operators
   * @param health what this node knows of the parts of the bot
   * @param switches what is switched, as of a second ago at most
   * @param account of KIE
   * @param console the way into it
   */
  public record Desk(
      Set<Long> ids,
      PersonStore people,
      BanStore bans,
      AuditStore audit,
      OverviewStore overview,
      StatisticsStore statistics,
      SwitchStore switchStore,
      BroadcastStore broadcasts,
      Supplier<AdminView.Health> health,
      Supplier<Switches> switches,
      int account,
      ConsoleLinks console) {
    /** A desk over a database. */
    public static Desk of(
        Set<Long> ids,
        Db db,
        FeedStore.Feed feed,
        String currency,
        Supplier<AdminView.Health> health,
        Supplier<Switches> switches,
        int account,
        ConsoleLinks console) {
      return new Desk(
          Set.copyOf(ids),
          new PersonStore(feed, currency),
          new BanStore(feed),
          new AuditStore(feed),
          new OverviewStore(db, feed),
          new StatisticsStore(db, feed),
          new SwitchStore(db, feed),
          new BroadcastStore(db, feed),
          health,
          switches,
          account,
          console);
    }
  }

  /**
   * Payments.
   *
   * @param tokens names of new invoices: nobody can guess one
   */
  public record Stars(
      PaymentsConfig config,
      PaymentStore payments,
      RefundStore refunds,
      Supplier<String> tokens,
      Accounts accounts) {}

  /**
   * What people see of their money, and what comes to it besides payments.
   *
   * @param admins user ids
   * @param botName the bot's name at Telegram, empty while nobody knows it
   * @param codes new codes of links, 8 to 40 characters of those a link takes
   */
  public record Accounts(
      AccountsConfig config,
      Set<Long> admins,
      Supplier<String> botName,
      Supplier<String> codes,
      StatementStore statements,
      PromoStore promos,
      ReferralStore referrals,
      RefundWishStore wishes,
      ManualRequestStore transfers) {}

  /**
   * What belongs to the people who write.
   *
   * @param kept for how long things are kept
   * @param board where waiting jobs stand, as far as this process knows
   */
  public record Own(
      RightsConfig config,
      CleanupConfig kept,
      OwnJobStore jobs,
      LanguageStore languages,
      ExportStore exports,
      ErasureStore erasures,
      LineBoard board) {
    /** For the people of one bot. */
    public static Own of(AppConfig config, Db db, FeedStore.Feed feed, LineBoard board) {
      return new Own(
          config.rights(),
          config.cleanup(),
          new OwnJobStore(db, feed),
          new LanguageStore(feed),
          new ExportStore(db, feed, config.money().minorPerStar()),
          new ErasureStore(feed),
          board);
    }
  }
}
