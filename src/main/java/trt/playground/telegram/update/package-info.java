/** Updates on their way to the bot: queues, webhook, long polling. */
@NullMarked
@CheckReturnValue
package trt.playground.telegram.update;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
