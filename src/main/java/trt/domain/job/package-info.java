/** The life of one generation: its states, what can happen to it, and when to look at KIE again. */
@NullMarked
@CheckReturnValue
package trt.domain.job;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
