/** The chat page: a web page that looks and feels like a Telegram chat. */
@NullMarked
@CheckReturnValue
package trt.playground.chat;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
