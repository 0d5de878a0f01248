/**
 * KIE.ai without an account: every endpoint the bot uses, with real small media, plausible times,
 * and every way of failing on demand. Shares no code with the bot.
 */
@NullMarked
@CheckReturnValue
package trt.playground.kie;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
