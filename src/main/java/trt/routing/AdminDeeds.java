package trt.routing;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;
import trt.domain.dialogue.Phrase;
import trt.domain.dialogue.Receipts;
import trt.domain.dialogue.Screen;
import trt.domain.dialogue.admin.AdminView;
import trt.domain.dialogue.admin.AdminWish;
import trt.domain.dialogue.admin.Deed;
import trt.domain.dialogue.admin.Form;
import trt.domain.dialogue.admin.Segment;
import trt.domain.dialogue.admin.Switches;
import trt.postgres.AuditStore;
import trt.postgres.ManualRequestStore;
import trt.postgres.RefundStore;

/**
 * Does what an operator has confirmed, once per button, and records it; all in the transaction that
 * consumes the press.
 */
final class AdminDeeds {
  private final RoutingParts.Desk desk;
  private final RefundStore refunds;
  private final ManualRequestStore transfers;
  private final String currency;
  private final int feedId;

  AdminDeeds(RoutingParts parts) {
    this.desk = parts.desk();
    this.refunds = parts.stars().refunds();
    this.transfers = parts.stars().accounts().transfers();
    this.currency = parts.currency();
    this.feedId = parts.feedId();
  }

  /** What a deed has come to; recorded when it was done. */
  private record Result(
      Optional<String> refused, String subject, Optional<AdminView.Done.Told> told) {
    static Result done(Form form) {
      return new Result(Optional.empty(), form.subject(), Optional.empty());
    }

    static Result told(Form form, AdminView.Done.Told told) {
      return new Result(Optional.empty(), form.subject(), Optional.of(told));
    }

    static Result refused(Form form, String why) {
      return new Result(Optional.of(why), form.subject(), Optional.empty());
    }

    static Result changed(Form form, boolean changed) {
      return changed ? done(form) : refused(form, "already");
    }
  }

  /** Done, refused, or done before. */
  Future<AdminView> perform(SqlConnection connection, long operator, AdminWish.Perform wish) {
    String key = key(operator, wish.flow());
    return desk.audit()
        .begin(connection, key)
        .compose(
            fresh ->
                fresh
                    ? deed(connection, operator, key, wish.form())
                        .compose(result -> recorded(connection, operator, key, wish.form(), result))
                    : Future.succeededFuture(new AdminView.Repeated()));
  }

  /** Whether that button has done something: nobody shall do a second time what was done. */
  Future<AdminView> pressedAgain(SqlConnection connection, long operator, long flow) {
    return desk.audit()
        .begin(connection, key(operator, flow))
        .map(fresh -> fresh ? new AdminView.Granted() : new AdminView.Repeated());
  }

  private String key(long operator, long flow) {
    return "admin:%d:%d:%d".formatted(feedId, operator, flow);
  }

  private Future<AdminView> recorded(
      SqlConnection connection, long operator, String key, Form form, Result result) {
    if (result.refused().isPresent()) {
      return Future.succeededFuture(new AdminView.Refused(form, result.refused().get()));
    }
    AuditStore.Action action =
        new AuditStore.Action(
            key,
            operator,
            form.deed().name(),
            result.subject(),
            details(form),
            form.answer(Deed.Question.REASON));
    return desk.audit()
        .record(connection, action)
        .map(v -> new AdminView.Done(form, result.told()));
  }

  private Future<Result> deed(SqlConnection connection, long operator, String key, Form form) {
    return switch (form.deed()) {
      case CREDIT -> adjust(connection, key, form, form.amount());
      case DEBIT -> adjust(connection, key, form, -form.amount());
      case BAN -> ban(connection, operator, form);
      case UNBAN ->
          desk.bans()
              .unban(connection, form.number())
              .map(changed -> Result.changed(form, changed));
      case TELL -> tell(connection, form);
      case REFUND -> refund(connection, form);
      case APPROVE, DECLINE -> decide(connection, operator, form, form.deed() == Deed.APPROVE);
      case REPLAY ->
          desk.overview()
              .quarantine(connection)
              .replay(Optional.of(form.subject()))
              .map(ids -> ids.isEmpty() ? Result.refused(form, "absent") : Result.done(form));
      case DROP ->
          desk.overview()
              .quarantine(connection)
              .drop(form.subject())
              .map(ids -> ids.isEmpty() ? Result.refused(form, "absent") : Result.done(form));
      case CAST ->
          desk.broadcasts()
              .begin(
                  connection,
                  operator,
                  Segment.of(form.answer(Deed.Question.SEGMENT)).orElseThrow(),
                  form.answer(Deed.Question.TEXT))
              .map(begun -> begun ? Result.done(form) : Result.refused(form, "pending"));
      case HALT ->
          desk.broadcasts()
              .halt(connection, form.number())
              .map(changed -> Result.changed(form, changed));
      case CLOSE, OPEN, MAINTAIN, RESUME, MODELOFF, MODELON, PRICE, USUAL ->
          desk.switchStore()
              .set(connection, Switches.of(form).orElseThrow(), operator)
              .map(changed -> Result.changed(form, changed));
    };
  }

  private Future<Result> adjust(SqlConnection connection, String key, Form form, long amount) {
    return desk.audit()
        .adjust(connection, form.number(), currency, amount, key, form.answer(Deed.Question.REASON))
        .map(
            adjusted ->
                switch (adjusted) {
                  case DONE -> Result.done(form);
                  case REPEATED -> Result.refused(form, "already");
                  case SHORT -> Result.refused(form, "short");
                  case UNKNOWN -> Result.refused(form, "absent");
                });
  }

  private Future<Result> ban(SqlConnection connection, long operator, Form form) {
    if (desk.ids().contains(form.number())) {
      return Future.succeededFuture(Result.refused(form, "admin"));
    }
    return desk.people()
        .language(connection, form.number())
        .compose(
            known ->
                known.isEmpty()
                    ? Future.succeededFuture(Result.refused(form, "absent"))
                    : desk.bans()
                        .ban(connection, form.number(), form.answer(Deed.Question.REASON), operator)
                        .map(changed -> Result.changed(form, changed)));
  }

  private Future<Result> tell(SqlConnection connection, Form form) {
    return desk.people()
        .language(connection, form.number())
        .map(
            lang ->
                lang.map(
                        words ->
                            Result.told(
                                form, new AdminView.Done.Told(form.number(), words, words(form))))
                    .orElseGet(() -> Result.refused(form, "absent")));
  }

  private static Screen words(Form form) {
    return new Screen(
        Phrase.of("admin.message", "text", form.answer(Deed.Question.TEXT)), List.of());
  }

  private Future<Result> decide(
      SqlConnection connection, long operator, Form form, boolean approved) {
    return transfers
        .decide(connection, form.number(), operator, approved)
        .map(
            decided ->
                switch (decided.result()) {
                  case DONE -> Result.told(form, told(form, decided, approved));
                  case ALREADY -> Result.refused(form, "already");
                  case ABSENT -> Result.refused(form, "absent");
                });
  }

  private static AdminView.Done.Told told(
      Form form, ManualRequestStore.Decided decided, boolean approved) {
    Screen screen =
        approved
            ? Receipts.transferred(form.number(), decided.stars(), decided.balance())
            : Receipts.notTransferred(form.number(), decided.stars(), decided.balance());
    return new AdminView.Done.Told(decided.person(), decided.lang(), screen);
  }

  /** The money leaves the balance now; Telegram is asked afterwards, until it is certain. */
  private Future<Result> refund(SqlConnection connection, Form form) {
    String[] payment = form.subject().split(":", 2);
    return desk.overview()
        .payment(connection, Long.parseLong(payment[0]), payment[1])
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(Result.refused(form, "absent"))
                    : refund(connection, form, found.get().charge()));
  }

  private Future<Result> refund(SqlConnection connection, Form form, String charge) {
    return refunds
        .intend(connection, charge, "admin", form.answer(Deed.Question.REASON))
        .map(
            wish ->
                switch (wish) {
                  case INTENT -> new Result(Optional.empty(), charge, Optional.empty());
                  case PENDING -> Result.refused(form, "pending");
                  case DONE -> Result.refused(form, "already");
                  case UNKNOWN -> Result.refused(form, "absent");
                });
  }

  private static String details(Form form) {
    return switch (form.deed()) {
      case CREDIT, DEBIT, REFUND, APPROVE, DECLINE -> String.valueOf(form.amount());
      case TELL, CAST -> form.answer(Deed.Question.TEXT);
      case PRICE -> form.answer(Deed.Question.PRICE);
      default -> "";
    };
  }
}
