/**
 * Starts the units in order, hears their death and their silence, restarts them, stops them in
 * reverse.
 */
@NullMarked
@CheckReturnValue
package trt.supervision;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
