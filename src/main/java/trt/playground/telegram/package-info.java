/**
 * An emulator of Telegram: the Bot API, the sender of webhooks, and the users on the other side.
 *
 * <p>Left out: groups, channels and topics (every chat is the private chat with a user), Markdown,
 * inline messages, polls, games, stickers sets, business and gift methods, thumbnails. Such calls
 * are checked against the description of the Bot API like all others and then refused with 400
 * "method … is not available in this emulator". Flood limits come only as faults on demand.
 */
@NullMarked
@CheckReturnValue
package trt.playground.telegram;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
