/** Checks every call against the published description of the Bot API. */
@NullMarked
@CheckReturnValue
package trt.playground.telegram.schema;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
