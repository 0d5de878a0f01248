/** What users read: the ru and en bundles, rendered with ICU into Telegram's HTML. */
@NullMarked
@CheckReturnValue
package trt.text;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
