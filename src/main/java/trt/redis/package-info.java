/** The accelerator: its loss changes latency, never results. */
@NullMarked
@CheckReturnValue
package trt.redis;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
