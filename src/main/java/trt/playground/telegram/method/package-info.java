/** The methods of the Bot API that work here, one class per group. */
@NullMarked
@CheckReturnValue
package trt.playground.telegram.method;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
