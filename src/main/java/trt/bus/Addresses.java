package trt.bus;

/**
 * The whole protocol between the units. All of it are hints: what they announce is already in
 * PostgreSQL.
 */
public final class Addresses {
  /** Published by ingress to every instance of routing; each takes the shards that are its own. */
  public static final Address<UpdatesArrived, Void> UPDATES = new Address<>("routing.updates");

  /** Published by routing to every instance of generation: there is a job to submit. */
  public static final Address<JobQueued, Void> JOBS = new Address<>("generation.jobs");

  /** Published by ingress: KIE says that a task has changed; its record tells how. */
  public static final Address<KieCalledBack, Void> CALLBACKS =
      new Address<>("generation.callbacks");

  /** Published to every instance of delivery; each takes the shards that are its own. */
  public static final Address<OutboxFilled, Void> OUTBOX = new Address<>("delivery.outbox");

  /** Published to every instance of delivery: worth sending now or never. */
  public static final Address<Perishable, Void> PERISHABLES = new Address<>("delivery.perishables");

  /** Published by leases to routing, generation and delivery. */
  public static final Address<SharesChanged, Void> SHARES = new Address<>("all.shares");

  /** Published by leases to every instance of routing: another node took in updates. */
  public static final Address<ShardHasWork, Void> DISTANT_UPDATES = new Address<>("routing.shards");

  /** Published by leases to every instance of generation: KIE called another node back. */
  public static final Address<ShardHasWork, Void> DISTANT_CALLBACKS =
      new Address<>("generation.shards");

  private Addresses() {}
}
