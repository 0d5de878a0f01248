/** One call of the Bot API: what came in, and the refusals Telegram gives. */
@NullMarked
@CheckReturnValue
package trt.playground.telegram.wire;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
