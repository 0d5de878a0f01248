/** The benchmark: servers, bot and Telegram's side on one machine, and scenarios that measure. */
@NullMarked
@CheckReturnValue
package trt.cli.load;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
