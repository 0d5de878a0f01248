package trt.config;

import java.time.Duration;

/** What time makes useless. */
public record CleanupConfig(
    @Setting("Pause between sweeps.") Duration every,
    @Setting(
            "How long handled updates are kept; Telegram repeats one for at most 24 h. Whole"
                + " partitions go when their newest update is that old.")
        Duration keepUpdates,
    @Setting("How long an untouched dialogue is kept.") Duration keepSessions,
    @Setting("How long it is remembered that a call to Telegram was made, and with what result.")
        Duration keepDelivered,
    @Setting("How long callbacks of KIE are kept.") Duration keepCallbacks,
    @Setting(
            "How long invoices are kept; a payment of an older one is credited and reported as one"
                + " without an invoice.")
        Duration keepInvoices,
    @Setting("Rows one statement may delete.") int batchRows,
    @Setting("Longest time one sweep goes on deleting; what is left comes next time.")
        Duration budget) {}
