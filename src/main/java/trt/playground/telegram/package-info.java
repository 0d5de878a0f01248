/**
 * An emulator of Telegram: the Bot API, the sender of webhooks, and the users on the other side.
 */
@NullMarked
@CheckReturnValue
package trt.playground.telegram;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
