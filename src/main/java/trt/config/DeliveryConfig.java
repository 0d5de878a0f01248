package trt.config;

import java.time.Duration;

/** How fast messages go out. */
public record DeliveryConfig(
    @Setting("Messages a second to all chats together; Telegram allows about 30.")
        int messagesPerSecond,
    @Setting("Messages a second to one private chat.") int perChatPerSecond,
    @Setting("Messages one chat may get at once before perChatPerSecond applies.") int perChatBurst,
    @Setting("Messages a minute to one group; Telegram allows 20.") int groupPerMinute,
    @Setting("Calls to Telegram in flight at once.") int inFlight,
    @Setting("Pause between looks for messages whose hint was lost.") Duration sweepEvery,
    @Setting("A send without an answer for this time counts as possibly delivered.")
        Duration ambiguousAfter) {}
