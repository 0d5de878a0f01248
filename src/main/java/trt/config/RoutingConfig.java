package trt.config;

import java.time.Duration;

/** How committed updates are worked off. */
public record RoutingConfig(
    @Setting("Chats taken from the database at once.") int batchHeads,
    @Setting("Pause between looks for updates whose hint was lost.") Duration sweepEvery,
    @Setting("Rows one look may find.") int sweepRows,
    @Setting(value = "Attempts at one update before it is set aside and the user told.", min = 0)
        int handlerRetries,
    @Setting(
            value =
                "Deaths of the process with the same update under way before it is set aside and"
                    + " the user told.")
        int suspectTakeovers,
    @Setting("Payments about to be made that are answered at once; nothing else delays them.")
        int batchCheckouts,
    @Setting(
            "When a chat has more updates waiting than this, all of them get one answer together"
                + " and have no effect; payments are never among them.")
        int collapseOver,
    @Setting("Updates of one person a second, over a longer time; what is faster is asked to wait.")
        int personPerSecond,
    @Setting("Updates of one person at once before the rate counts.") int personBurst,
    @Setting("At most one message in this time asks a person to wait.") Duration waitNoticeEvery,
    @Setting(
            "The same button of a message that was pressed less than this ago makes no second new"
                + " message.")
        Duration samePressWithin,
    @Setting(
            "Unfinished generations of one person; who confirms one more is asked to wait, and"
                + " nothing is reserved.")
        int jobsPerPerson,
    @Setting("Latest generations of a person on one page of results in inline mode.")
        int inlineJobs,
    @Setting("How long Telegram may show the same results to the same person in inline mode.")
        Duration inlineCache,
    @Setting("At most one message in this time tells a banned person so.") Duration banNoticeEvery,
    @Setting("Messages of a broadcast written in a second.") int broadcastPerSecond,
    @Setting("With so many unsent messages of broadcasts no more are written.")
        int broadcastUnsent) {}
