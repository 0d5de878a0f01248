/** Updates on their way from Telegram to the dialogue: kinds, lanes, shards. */
@NullMarked
@CheckReturnValue
package trt.domain.inbox;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
