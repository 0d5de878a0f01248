/**
 * What becomes of an update, told as one trace: received, handled, submitted, delivered. Only this
 * package knows OpenTelemetry, and none of it runs where tracing is off.
 *
 * <p>Nothing about a trace is stored. Its id and the ids of its first two spans follow from the
 * bot's id and the update's number, which jobs and messages carry with them: whoever works on one
 * of them, hours later or on another node, comes to the same ids.
 */
@NullMarked
@CheckReturnValue
package trt.tracing;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
