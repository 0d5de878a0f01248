/** Speaks HTTP to the Bot API: calls, uploads, and what each answer means. */
@NullMarked
@CheckReturnValue
package trt.telegram;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
