package trt.config;

import java.time.Duration;

/** How fast messages go out. */
public record DeliveryConfig(
    @Setting(
            "Messages a second to all chats together, on average; in no single second over an eighth more. Telegram allows about 30.")
        int messagesPerSecond,
    @Setting("Messages a second to one private chat.") int perChatPerSecond,
    @Setting("Messages one chat may get at once before perChatPerSecond applies.") int perChatBurst,
    @Setting("Messages a minute to one group; Telegram allows 20.") int groupPerMinute,
    @Setting("Calls to Telegram in flight at once; answers to button presses may be 32 more.")
        int inFlight,
    @Setting("Pause between looks for messages whose hint was lost.") Duration sweepEvery,
    @Setting("A send without an answer for this time counts as possibly delivered.")
        Duration ambiguousAfter,
    @Setting(
            "A call known for longer than this is looked up again before it is made; must be shorter than a lease of shards.")
        Duration recheckAfter,
    @Setting(
            "Calls without a usable answer, while Telegram answers others, after which another form is tried or the message is given up.")
        int triesUnanswered,
    @Setting(
            "Longest time one chat is held up by a call that reaches Telegram and gets no usable answer.")
        Duration patience,
    @Setting(
            value =
                "Longest file, and longest album, that is sent to Telegram, in MB; larger ones become a link. The public Bot API takes 50, a self-hosted one 2000.",
            max = 2000)
        int maxFileMegabytes) {}
