/** The operators' console: plain pages on the ops port, behind a login of their own. */
@NullMarked
@CheckReturnValue
package trt.console;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
