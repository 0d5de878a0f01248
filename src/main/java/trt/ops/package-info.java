/** Unit: health, readiness and metrics for operators. */
@NullMarked
@CheckReturnValue
package trt.ops;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
