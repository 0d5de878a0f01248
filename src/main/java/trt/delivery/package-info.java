/** Unit: empties the outbox into Telegram, in order per chat, once as the user sees it. */
@NullMarked
@CheckReturnValue
package trt.delivery;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
