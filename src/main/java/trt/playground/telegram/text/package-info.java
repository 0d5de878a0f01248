/** Formatted text: HTML into entities, and the links and commands Telegram finds by itself. */
@NullMarked
@CheckReturnValue
package trt.playground.telegram.text;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
