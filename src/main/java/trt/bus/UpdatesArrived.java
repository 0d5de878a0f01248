package trt.bus;

import java.util.List;
import trt.domain.inbox.PendingUpdate;

/** Updates were committed. */
public record UpdatesArrived(List<PendingUpdate> updates) {}
