/** Calls to Telegram that were decided and not yet made: their classes, order and pacing. */
@NullMarked
@CheckReturnValue
package trt.domain.outbox;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
