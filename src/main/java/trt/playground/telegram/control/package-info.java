/** The other door: control over HTTP for the chat page and for tests; faults on demand. */
@NullMarked
@CheckReturnValue
package trt.playground.telegram.control;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
